// Questions, each in a real dialog: the address of a link, a picture with its words.
import {insertBlock, linkAround, removeLink, setLink} from "./commands.js"
import {make} from "./dom.js"
import {safeLink, schema} from "./schema.js"

let number = 0

// open shows a dialog. Buttons are what else can be done; save answers a sentence when something is wrong.
function open(view, {title, fields, saves, save, others = []}) {
  const heading = make("h2", {id: "richfield-dialog-" + ++number}, title)
  const wrong = make("p", {class: "field-problem", id: heading.id + "-fout", role: "alert"})
  const ok = make("button", {type: "submit", class: "button"}, saves)
  const cancel = make("button", {type: "button", class: "button second"}, "Annuleren")
  const extra = others.map(({name, run}) => {
    const button = make("button", {type: "button", class: "button second"}, name)
    button.addEventListener("click", () => { run(); close() })
    return button
  })
  const form = make("form", {novalidate: true}, heading, ...fields, wrong, make("p", {class: "buttons"}, ok, ...extra, cancel))
  const dialog = make("dialog", {class: "richfield-dialog", "aria-labelledby": heading.id}, form)
  // At once: the browser gives the text the focus back but not the cursor, and the editor must be first to say where that is.
  const close = () => {
    dialog.close()
    view.focus()
    dialog.remove()
  }
  form.addEventListener("submit", async event => {
    event.preventDefault()
    event.stopPropagation()
    ok.disabled = true
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid")
    const problem = await save()
    ok.disabled = false
    wrong.textContent = problem?.text ?? ""
    if (!problem) return close()
    problem.field.setAttribute("aria-invalid", "true")
    problem.field.setAttribute("aria-describedby", wrong.id)
    problem.field.focus()
    problem.field.select?.()
  })
  cancel.addEventListener("click", close)
  dialog.addEventListener("cancel", event => { event.preventDefault(); close() })
  document.body.append(dialog)
  dialog.showModal()
}

function labelled(label, input) {
  input.id = "richfield-vraag-" + ++number
  return make("div", {class: "field"}, make("label", {class: "field-label", for: input.id}, label), input)
}

export function askLink(view) {
  const link = linkAround(view.state)
  const address = make("input", {type: "url", inputmode: "url", autocomplete: "off", autocapitalize: "none", spellcheck: "false", value: link?.href ?? ""})
  const text = make("input", {type: "text", autocomplete: "off"})
  const bare = !link && view.state.selection.empty
  open(view, {
    title: "Link",
    fields: [labelled("Adres", address), ...(bare ? [labelled("Tekst van de link", text)] : [])],
    saves: "Link maken",
    others: link ? [{name: "Link weghalen", run: () => removeLink(view)}] : [],
    save() {
      const href = completed(address.value.trim())
      if (!safeLink(href)) return {field: address, text: "Dit adres kan geen link zijn. Een adres begint met https:// of is een e-mailadres."}
      setLink(view, href, text.value.trim())
    },
  })
}

// completed adds what people leave out.
function completed(address) {
  if (/^[^\s:/?#@]+@[^\s:/?#@]+\.[a-z]{2,}$/i.test(address)) return "mailto:" + address
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#:]|$)/i.test(address)) return "https://" + address
  return address
}

export function askPicture(view, upload) {
  const file = make("input", {type: "file", accept: "image/png,image/jpeg,image/webp"})
  const alt = make("textarea", {rows: 3})
  const decorative = make("input", {type: "checkbox"})
  decorative.addEventListener("change", () => { alt.disabled = decorative.checked })
  open(view, {
    title: "Afbeelding",
    fields: [
      labelled("Bestand", file),
      labelled("Wat is er te zien? Dit lezen mensen die de afbeelding niet zien.", alt),
      make("label", {class: "choice"}, decorative, make("span", {}, "De afbeelding is alleen voor de sier")),
    ],
    saves: "Plaatsen",
    async save() {
      if (!file.files.length) return {field: file, text: "Kies een bestand."}
      const words = decorative.checked ? "" : alt.value.trim()
      if (!words && !decorative.checked) return {field: alt, text: "Beschrijf wat er te zien is, of kies dat de afbeelding voor de sier is."}
      const answer = await send(upload, file.files[0])
      if (answer.fout) return {field: file, text: answer.fout}
      if (!file.isConnected) return // it took long, and somebody thought better of it
      const {blob, adres} = answer
      insertBlock(schema.nodes.picture.create({blob, address: adres, alt: words, decorative: !words}))(view.state, view.dispatch)
    },
  })
}

// send posts a file; the answer has its name and address, or what is wrong.
async function send(address, file) {
  const form = new FormData()
  form.append("bestand", file)
  try {
    const answer = await (await fetch(address, {method: "POST", body: form, headers: {Accept: "application/json"}})).json()
    if (answer.fout || /^[0-9a-f]{64}$/.test(answer.blob)) return answer
  } catch {
    // what came back was no answer of ours
  }
  return {fout: "De afbeelding kon niet worden bewaard. Probeer het later opnieuw."}
}
