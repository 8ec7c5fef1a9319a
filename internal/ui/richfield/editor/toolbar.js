// Buttons in the pattern of a toolbar: one stop for Tab, arrows from button to button, Escape back to the text.
import {toggleMark} from "prosemirror-commands"
import {redo, undo} from "prosemirror-history"
import {liftListItem, sinkListItem} from "prosemirror-schema-list"
import {addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable} from "prosemirror-tables"
import {around, insertTable, linkAround, listActive, markActive, nested, toggleList, toggleQuotation} from "./commands.js"
import {icon, make} from "./dom.js"
import {schema} from "./schema.js"

const {nodes, marks} = schema

// A button has a name, what it shows, a command, and, when it is on or off, a question which of them.
export function textButtons({askLink, askPicture}) {
  const ask = open => (_, dispatch) => { if (dispatch) open(); return true }
  return [
    {name: "Vet", keys: "Ctrl+B", shows: make("b", {"aria-hidden": "true"}, "B"), command: toggleMark(marks.strong), on: state => markActive(state, marks.strong)},
    {name: "Cursief", keys: "Ctrl+I", shows: make("i", {"aria-hidden": "true"}, "I"), command: toggleMark(marks.em), on: state => markActive(state, marks.em)},
    {name: "Link", keys: "Ctrl+K", shows: icon("M8.5 11.5a3.2 3.2 0 0 0 4.6 0l3-3a3.2 3.2 0 0 0-4.6-4.6l-1 1M11.5 8.5a3.2 3.2 0 0 0-4.6 0l-3 3a3.2 3.2 0 0 0 4.6 4.6l1-1"), command: ask(askLink), on: state => Boolean(linkAround(state))},
    {name: "Lijst", shows: icon("M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01"), command: toggleList(nodes.bullet_list), on: state => listActive(state, nodes.bullet_list)},
    {name: "Genummerde lijst", shows: icon("M9 5h8M9 10h8M9 15h8M3 4l1.5-1v4M3 12.5c0-1.5 2.5-1.5 2.5 0 0 1-2.5 2.5-2.5 3.5h2.5"), command: toggleList(nodes.ordered_list), on: state => listActive(state, nodes.ordered_list)},
    {name: "Dieper in de lijst", keys: "Tab", shows: icon("M3 4h14M10 8h7M10 12h7M3 16h14M3 7.5 6 10l-3 2.5"), command: sinkListItem(nodes.list_item)},
    {name: "Minder diep in de lijst", keys: "Shift+Tab", shows: icon("M3 4h14M10 8h7M10 12h7M3 16h14M6 7.5 3 10l3 2.5"), command: (state, dispatch) => nested(state) && liftListItem(nodes.list_item)(state, dispatch)},
    {name: "Citaat", shows: icon("M4 4v12M8 6h9M8 10h9M8 14h5"), command: toggleQuotation, on: state => around(state, nodes.quotation) > 0},
    {name: "Tabel", shows: icon("M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M12.5 4v12"), command: insertTable},
    ...(askPicture ? [{name: "Afbeelding", shows: icon("M3 4h14v12H3zM3 14l4-4 3 3 3-3.5 4 4.5M7 7.5h.01"), command: ask(askPicture)}] : []),
    {name: "Ongedaan maken", keys: "Ctrl+Z", shows: icon("M4 8h8a4 4 0 0 1 0 8H8M7 5 4 8l3 3"), command: undo},
    {name: "Opnieuw", keys: "Ctrl+Y", shows: icon("M16 8H8a4 4 0 0 0 0 8h4M13 5l3 3-3 3"), command: redo},
  ]
}

export const tableButtons = () => [
  {name: "Rij erbij", command: addRowAfter},
  {name: "Rij weg", command: deleteRow},
  {name: "Kolom erbij", command: addColumnAfter},
  {name: "Kolom weg", command: deleteColumn},
  {name: "Tabel weg", command: deleteTable},
].map(button => ({...button, shows: button.name}))

export {isInTable}

export class Toolbar {
  constructor(name, controls, buttons, {shown = () => true} = {}) {
    this.shown = shown
    this.buttons = buttons.map(button => ({...button, element: element(button)}))
    this.dom = make("div", {role: "toolbar", class: "richfield-toolbar", "aria-label": name, "aria-controls": controls}, ...this.buttons.map(b => b.element))
    this.stop(this.buttons[0].element)
  }

  attach(view) {
    this.view = view
    this.dom.addEventListener("mousedown", event => event.preventDefault()) // the text keeps its selection
    this.dom.addEventListener("click", event => this.press(event.target.closest("button")))
    this.dom.addEventListener("keydown", event => this.key(event))
    this.update(view.state)
  }

  press(pressed) {
    const button = this.buttons.find(b => b.element === pressed)
    if (!button || pressed.getAttribute("aria-disabled") === "true") return
    this.stop(pressed)
    this.view.focus()
    button.command(this.view.state, this.view.dispatch, this.view)
  }

  key(event) {
    const all = this.buttons.map(b => b.element), at = all.indexOf(document.activeElement)
    const to = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1}[event.key]
    if (to !== undefined) this.stop(all[(to + all.length) % all.length]).focus()
    else if (event.key === "Escape") this.view.focus()
    else return
    event.preventDefault()
  }

  stop(element) {
    for (const button of this.buttons) button.element.tabIndex = button.element === element ? 0 : -1
    return element
  }

  focus() {
    this.buttons.find(b => b.element.tabIndex === 0).element.focus()
  }

  update(state) {
    this.dom.hidden = !this.shown(state)
    for (const {element, command, on} of this.buttons) {
      if (on) element.setAttribute("aria-pressed", on(state))
      element.setAttribute("aria-disabled", !command(state))
    }
  }
}

const element = ({name, keys, shows, on}) => make("button", {
  type: "button",
  "aria-label": typeof shows === "string" ? null : name,
  title: keys ? `${name} (${keys})` : null,
  "aria-keyshortcuts": keys?.startsWith("Ctrl") ? keys.replace("Ctrl", "Control") : null,
  "aria-pressed": on ? "false" : null,
}, shows)
