// What a text can hold: the blocks of richtext, and nothing else. What is pasted is parsed with this too, so that
// whatever has no place here cannot come in.
import {Schema} from "prosemirror-model"
import {tableNodes} from "prosemirror-tables"

const id = {id: {default: null}}
const table = tableNodes({tableGroup: "block", cellContent: "paragraph+", cellAttributes: {}})

// safeLink is the rule of richtext.SafeLink.
export function safeLink(address) {
  try {
    const url = new URL(address)
    return /^https?:$/.test(url.protocol) && url.host !== "" || url.protocol === "mailto:" && url.pathname !== ""
  } catch {
    return false
  }
}

const nodes = {
  doc: {content: "block+"},
  paragraph: {content: "inline*", group: "block", attrs: id, parseDOM: [{tag: "p"}], toDOM: () => ["p", 0]},
  quotation: {content: "inline*", group: "block", attrs: id, defining: true, parseDOM: [{tag: "blockquote"}], toDOM: () => ["blockquote", 0]},
  bullet_list: {content: "list_item+", group: "block list", attrs: id, parseDOM: [{tag: "ul"}], toDOM: () => ["ul", 0]},
  ordered_list: {content: "list_item+", group: "block list", attrs: id, parseDOM: [{tag: "ol"}], toDOM: () => ["ol", 0]},
  list_item: {content: "paragraph list*", defining: true, parseDOM: [{tag: "li"}], toDOM: () => ["li", 0]},
  table: {...table.table, attrs: id, toDOM: () => ["div", {class: "table-frame"}, ["table", ["tbody", 0]]]},
  table_row: table.table_row,
  table_cell: table.table_cell,
  table_header: table.table_header,
  picture: {
    group: "block",
    atom: true,
    attrs: {...id, blob: {}, alt: {default: ""}, decorative: {default: false}, address: {default: ""}},
    parseDOM: [{
      tag: "figure[data-blob]",
      getAttrs: dom => ({blob: dom.dataset.blob, alt: dom.dataset.alt, decorative: dom.dataset.alt === "", address: dom.dataset.address}),
    }],
    toDOM: pictureDOM,
  },
  text: {group: "inline"},
}

// A picture is shown with its words; only the words when nobody said where it is.
function pictureDOM({attrs: {blob, alt, decorative, address}}) {
  const words = decorative ? "Afbeelding voor de sier" : "Afbeelding: " + alt
  const inside = address ? [["img", {src: address, alt: ""}]] : []
  return ["figure", {"data-blob": blob, "data-alt": alt, "data-address": address}, ...inside, ["figcaption", words]]
}

const marks = {
  link: {
    attrs: {href: {}},
    inclusive: false,
    parseDOM: [{tag: "a[href]", getAttrs: dom => safeLink(dom.getAttribute("href")) && {href: dom.getAttribute("href")}}],
    toDOM: mark => ["a", {href: mark.attrs.href, rel: "noopener noreferrer"}, 0],
  },
  strong: {parseDOM: [{tag: "strong"}, {tag: "b"}], toDOM: () => ["strong", 0]},
  em: {parseDOM: [{tag: "em"}, {tag: "i"}], toDOM: () => ["em", 0]},
}

export const schema = new Schema({nodes, marks})
