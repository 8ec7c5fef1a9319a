// Makes an editor of every field with data-richfield. Without this script the field is a textarea in the plain notation.
//
// The editor posts its blocks as JSON in NAME.blokken; the textarea is switched off then.
import {gapCursor} from "prosemirror-gapcursor"
import {history} from "prosemirror-history"
import {EditorState} from "prosemirror-state"
import {tableEditing} from "prosemirror-tables"
import {EditorView} from "prosemirror-view"
import {count, fromBlocks, toBlocks} from "./blocks.js"
import {askLink, askPicture} from "./dialog.js"
import {make} from "./dom.js"
import {keys} from "./keys.js"
import {order} from "./order.js"
import {clean} from "./paste.js"
import {isInTable, tableButtons, textButtons, Toolbar} from "./toolbar.js"

const hint = "Tab verspringt in een lijst of tabel; met Esc en dan Tab gaat u verder. Naar de knoppen: Alt+F10."
const number = new Intl.NumberFormat("nl-NL")

function mount(field) {
  const textarea = field.querySelector("textarea")
  const {id, name} = textarea
  const label = field.querySelector("label")
  const posted = make("input", {type: "hidden", name: name + ".blokken", autocomplete: "off"})
  const help = make("p", {class: "richfield-hint", id: id + "-toetsen"}, hint)
  const counter = new Counter(field)

  const ask = {
    askLink: () => askLink(view),
    askPicture: field.dataset.upload && (() => askPicture(view, field.dataset.upload)),
  }
  const bars = [
    new Toolbar("Opmaak", id, textButtons(ask)),
    new Toolbar("Tabel", id, tableButtons(), {shown: isInTable}),
  ]
  const state = EditorState.create({
    doc: fromBlocks(JSON.parse(field.dataset.blokken), field.dataset.pictures),
    plugins: [...keys({...ask, toToolbar: () => bars[0].focus()}), history(), gapCursor(), tableEditing(), order()],
  })
  const frame = make("div", {class: "richfield-frame"}, bars[0].dom)
  const view = new EditorView(frame, {
    state,
    attributes: {
      id, class: "richfield-text", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id,
      "aria-describedby": [textarea.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" "),
      "aria-required": textarea.getAttribute("aria-required") ?? "false",
      "aria-invalid": textarea.getAttribute("aria-invalid") ?? "false",
    },
    scrollMargin: {top: 72, bottom: 24, left: 0, right: 0},
    scrollThreshold: {top: 72, bottom: 24, left: 0, right: 0},
    transformPastedHTML: clean,
    dispatchTransaction(transaction) {
      const changed = view.state.apply(transaction)
      const text = !changed.doc.eq(view.state.doc)
      view.updateState(changed)
      for (const bar of bars) bar.update(changed)
      if (text) write(true)
    },
  })
  const write = tell => {
    posted.value = JSON.stringify(toBlocks(view.state.doc))
    counter.show(view.state.doc)
    if (tell) posted.dispatchEvent(new Event("input", {bubbles: true})) // for whoever saves while somebody types
  }

  frame.append(bars[1].dom)
  for (const bar of bars) bar.attach(view)
  write(false)
  textarea.after(frame, posted, help)
  textarea.hidden = textarea.disabled = true
  textarea.removeAttribute("id") // a link to the field leads to the editor
  field.querySelector(".richfield-notation").hidden = true
  label.addEventListener("click", () => view.focus())
}

// Counter says how many characters there are and may be. It is said aloud when there become too many, not at every key.
class Counter {
  constructor(field) {
    this.dom = field.querySelector(".richfield-count")
    this.most = Number(field.dataset.max)
    this.aloud = make("span", {class: "visually-hidden", role: "status"})
    this.dom?.after(this.aloud)
  }

  show(doc) {
    if (!this.dom) return
    const n = count(doc), over = n - this.most
    this.dom.textContent = `${number.format(n)} van ${number.format(this.most)} tekens` + (over > 0 ? `: ${number.format(over)} te veel` : "")
    this.dom.classList.toggle("richfield-over", over > 0)
    if (over > 0 !== this.over) this.aloud.textContent = over > 0 ? "De tekst is te lang." : this.over ? "De tekst past weer." : ""
    this.over = over > 0
  }
}

for (const field of document.querySelectorAll("[data-richfield]")) {
  try {
    mount(field)
  } catch (problem) {
    console.error(problem) // the plain field is still there
  }
}
