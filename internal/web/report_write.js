// Keeps what is typed in a report, a few seconds after it was typed and when the window goes away. Without this script
// the form is saved by its buttons only.
const form = document.getElementById("verantwoording");
const state = form.querySelector("[data-saved]");
const presence = document.querySelector("[data-presence]");
const pause = 2000;   // after the last key
const atLeast = 15000; // while somebody goes on typing
const again = 10000;  // after a failure

let timer = 0, dirtySince = 0, sending = false, dirty = false, stopped = false;

function say(text, failed) {
  state.textContent = text;
  state.classList.toggle("failed", Boolean(failed));
}

function changed() {
  if (stopped) return;
  dirty = true;
  const now = Date.now();
  dirtySince ||= now;
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, Math.min(pause, dirtySince + atLeast - now)));
  say("Nog niet bewaard …");
}

async function send() {
  if (sending || !dirty || stopped) return;
  sending = true;
  dirty = false;
  dirtySince = 0;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
    await told(answer);
  } catch {
    failed("Niet bewaard: er is geen verbinding. Laat dit venster open; wij proberen het steeds opnieuw.");
  }
  sending = false;
  if (dirty && !stopped) changed();
}

async function told(answer) {
  if (answer.status === 401) {
    return failed("Niet bewaard: uw aanmelding is verlopen. Meld u in een ander venster aan en ga dan hier verder.");
  }
  const json = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
  if (answer.status === 409) {
    stopped = true;
    return say(json?.tekst ?? "Niet bewaard: dit stuk kan nu niet veranderd worden. Laad de pagina opnieuw.", true);
  }
  if (!answer.ok || !json) {
    return failed("Niet bewaard. Laat dit venster open; wij proberen het steeds opnieuw.");
  }
  form.elements.concept.value = json.concept;
  say(json.nieuwer ? json.tekst + ". Iemand anders sloeg intussen een nieuwere tekst op; als u opslaat, kiest u." : json.tekst, false);
  presence.textContent = json.anderen ?? "";
  presence.hidden = !json.anderen;
}

function failed(text) {
  say(text, true);
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(send, again);
}

// Counts the characters that are left of a short text.
for (const box of form.querySelectorAll("[data-count]")) {
  const text = box.querySelector("textarea"), left = box.querySelector("[data-left]");
  text.addEventListener("input", () => {
    const n = box.dataset.count - [...text.value].length;
    left.textContent = n >= 0 ? (n === 1 ? "1 teken" : n + " tekens") + " over" : (n === -1 ? "1 teken" : -n + " tekens") + " te veel";
  });
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
window.addEventListener("pageshow", () => { stopped = false; });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && dirty && !stopped) {
    clearTimeout(timer);
    // Survives the end of the page; what does not fit in it is sent the usual way.
    if (!navigator.sendBeacon(form.dataset.draft, new URLSearchParams(new FormData(form)))) send();
  }
});
