// What holds for every text, however it was changed.
import {Plugin} from "prosemirror-state"
import {schema} from "./schema.js"

const {nodes} = schema

// order keeps ids with the text they were given to, gives a table its head, and leaves room to write on below.
export const order = () => new Plugin({
  appendTransaction(transactions, _, {doc, tr}) {
    if (!transactions.some(t => t.docChanged)) return null
    oneOfEachID(doc, tr)
    headEveryTable(doc, tr)
    const last = doc.lastChild.type
    if (last === nodes.table || last === nodes.picture) tr.insert(doc.content.size, nodes.paragraph.create())
    return tr.docChanged ? tr : null
  },
  props: {
    // What is pasted is a copy, and what is moved by dragging is recognised by its words when it is saved.
    transformPasted(slice) {
      const content = slice.content.content.map(node => node.attrs.id ? node.type.create({...node.attrs, id: null}, node.content, node.marks) : node)
      return new slice.constructor(slice.content.constructor.from(content), slice.openStart, slice.openEnd)
    },
  },
})

// A block that was split has two halves with its id: the first with a word in it keeps it.
function oneOfEachID(doc, tr) {
  const keeper = new Map()
  doc.forEach((node, at) => {
    const {id} = node.attrs
    if (!id) return
    const first = keeper.get(id)
    const better = !first || !doc.nodeAt(first - 1).content.size && node.content.size > 0
    if (first) tr.setNodeAttribute(better ? first - 1 : at, "id", null)
    if (better) keeper.set(id, at + 1) // never 0
  })
}

function headEveryTable(doc, tr) {
  doc.forEach((table, tableAt) => {
    if (table.type !== nodes.table) return
    table.forEach((row, rowAt, n) => {
      const right = n === 0 ? nodes.table_header : nodes.table_cell
      row.forEach((cell, cellAt) => {
        if (cell.type !== right) tr.setNodeMarkup(tableAt + 1 + rowAt + 1 + cellAt, right, cell.attrs)
      })
    })
  })
}
