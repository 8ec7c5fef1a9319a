// What the buttons and keys do.
import {setBlockType} from "prosemirror-commands"
import {liftListItem, wrapInList} from "prosemirror-schema-list"
import {Selection, TextSelection} from "prosemirror-state"
import {addRowAfter, goToNextCell, isInTable} from "prosemirror-tables"
import {schema} from "./schema.js"

const {nodes, marks} = schema

export function markActive(state, type) {
  const {from, $from, to, empty} = state.selection
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type)
}

// around is the depth of the nearest of these nodes around the selection, 0 when there is none.
export function around(state, ...types) {
  const {$from} = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    if (types.includes($from.node(depth).type)) return depth
  }
  return 0
}

export const inList = state => around(state, nodes.bullet_list, nodes.ordered_list) > 0
export const nested = state => around(state, nodes.list_item) > 2

export function listActive(state, type) {
  const depth = around(state, nodes.bullet_list, nodes.ordered_list)
  return depth > 0 && state.selection.$from.node(depth).type === type
}

// toggleList makes a list, makes it one of the other kind, or takes the entry out of it.
export const toggleList = type => (state, dispatch) => {
  const depth = around(state, nodes.bullet_list, nodes.ordered_list)
  if (!depth) return wrapInList(type)(state, dispatch)
  const {$from} = state.selection
  if ($from.node(depth).type === type) return liftListItem(nodes.list_item)(state, dispatch)
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, $from.node(depth).attrs))
  return true
}

// toggleQuotation keeps the id: it stays the same piece of text.
export function toggleQuotation(state, dispatch) {
  const type = around(state, nodes.quotation) ? nodes.paragraph : nodes.quotation
  if (!setBlockType(type)(state)) return false
  const {from, to} = state.selection
  dispatch?.(state.tr.setBlockType(from, to, type, node => ({id: node.attrs.id ?? null})))
  return true
}

// insertBlock puts a block behind the one that is written in, or in its place when that is empty.
export const insertBlock = block => (state, dispatch) => {
  const {$from, to} = state.selection
  const tr = state.tr
  let at = to
  if ($from.depth === 1 && $from.parent.isTextblock && !$from.parent.childCount) {
    at = $from.before(1)
    tr.replaceWith(at, $from.after(1), block)
  } else {
    if ($from.depth > 0) at = $from.after(1)
    tr.insert(at, block)
  }
  const behind = at + block.nodeSize
  if (behind === tr.doc.content.size) tr.insert(behind, nodes.paragraph.create())
  tr.setSelection(block.isAtom ? Selection.near(tr.doc.resolve(behind)) : TextSelection.near(tr.doc.resolve(at + 1)))
  dispatch?.(tr.scrollIntoView())
  return true
}

const rows = 3, columns = 3

export function insertTable(state, dispatch) {
  if (isInTable(state)) return false
  const row = type => nodes.table_row.create(null, Array.from({length: columns}, () => type.createAndFill()))
  const table = nodes.table.create(null, [row(nodes.table_header), ...Array.from({length: rows - 1}, () => row(nodes.table_cell))])
  return insertBlock(table)(state, dispatch)
}

// nextCell goes on in the table; behind the last cell it makes a new row, as Word does.
export function nextCell(state, dispatch, view) {
  if (!isInTable(state)) return false
  if (goToNextCell(1)(state, dispatch)) return true
  addRowAfter(state, dispatch)
  return view ? goToNextCell(1)(view.state, dispatch) : true
}

// linkAround is the link the selection stands in: its address and from where to where it goes.
export function linkAround(state) {
  const {$from, from, to} = state.selection
  const at = $from.parent.isTextblock ? $from.parent : null
  const mark = at && marks.link.isInSet(state.doc.rangeHasMark(from, to, marks.link) ? $from.marksAcross(state.selection.$to) || [] : $from.marks())
  if (!mark) return null
  let start = $from.start(), end = start, found = null
  at.forEach((node, offset) => {
    const begin = $from.start() + offset
    if (!mark.isInSet(node.marks)) return
    if (begin !== end || !found) start = begin
    end = begin + node.nodeSize
    if (start <= from && from <= end) found = {href: mark.attrs.href, from: start, to: end}
  })
  return found
}

export function setLink(view, href, text) {
  const {state} = view
  const link = linkAround(state)
  const {from, to} = link ?? state.selection
  const tr = state.tr
  if (from === to) {
    tr.insert(from, schema.text(text || href, [...(state.storedMarks || state.selection.$from.marks()), marks.link.create({href})]))
  } else {
    tr.removeMark(from, to, marks.link).addMark(from, to, marks.link.create({href}))
    tr.setSelection(TextSelection.create(tr.doc, to))
  }
  view.dispatch(tr.removeStoredMark(marks.link))
}

export function removeLink(view) {
  const {from, to} = linkAround(view.state) ?? view.state.selection
  view.dispatch(view.state.tr.removeMark(from, to, marks.link))
}
