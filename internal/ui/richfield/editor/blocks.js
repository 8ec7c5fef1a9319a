// The blocks of richtext, as JSON, to the document of the editor and back.
import {schema} from "./schema.js"

const {nodes, marks} = schema

// fromBlocks shows pictures that were placed before too, when it is told where they are.
export function fromBlocks(blocks, pictures = "") {
  const content = blocks.map(block => fromBlock(block, pictures)).filter(Boolean)
  const last = content.at(-1)
  if (!last || last.type === nodes.table || last.type === nodes.picture) content.push(nodes.paragraph.create())
  return nodes.doc.create(null, content)
}

function fromBlock(block, pictures) {
  const attrs = {id: block.id ?? null}
  switch (block.soort) {
    case "alinea": return nodes.paragraph.create(attrs, fromSpans(block.tekst))
    case "citaat": return nodes.quotation.create(attrs, fromSpans(block.tekst))
    case "lijst": return fromList(block, attrs)
    case "tabel": return nodes.table.create(attrs, block.rijen.map(fromRow))
    case "afbeelding": {
      const {blob, alternatief = "", sier = false} = block.afbeelding
      return nodes.picture.create({...attrs, blob, alt: alternatief, decorative: sier, address: pictures && pictures + blob})
    }
  }
}

const fromSpans = (spans = []) => spans.filter(span => span.tekst).map(span => {
  const look = []
  if (span.link) look.push(marks.link.create({href: span.link}))
  if (span.vet) look.push(marks.strong.create())
  if (span.cursief) look.push(marks.em.create())
  return schema.text(span.tekst, look)
})

function fromList({genummerd, onderdelen}, attrs) {
  const list = genummerd ? nodes.ordered_list : nodes.bullet_list
  return list.create(attrs, onderdelen.map(item => {
    const below = item.onderdelen?.length ? [fromList(item)] : []
    return nodes.list_item.create(null, [nodes.paragraph.create(null, fromSpans(item.tekst)), ...below])
  }))
}

function fromRow(row, at) {
  const cell = at === 0 ? nodes.table_header : nodes.table_cell
  return nodes.table_row.create(null, row.map(({tekst}) => cell.create(null, nodes.paragraph.create(null, fromSpans(tekst)))))
}

export function toBlocks(doc) {
  return children(doc).map(toBlock).filter(Boolean)
}

const children = node => node.content.content

// toBlock is undefined for a block in which nothing stands.
function toBlock(node) {
  const id = node.attrs.id ? {id: node.attrs.id} : {}
  switch (node.type) {
    case nodes.paragraph: return node.childCount ? {...id, soort: "alinea", tekst: toSpans(node)} : undefined
    case nodes.quotation: return node.childCount ? {...id, soort: "citaat", tekst: toSpans(node)} : undefined
    case nodes.bullet_list: return {...id, soort: "lijst", onderdelen: children(node).map(toItem)}
    case nodes.ordered_list: return {...id, soort: "lijst", genummerd: true, onderdelen: children(node).map(toItem)}
    case nodes.table: return {...id, soort: "tabel", rijen: children(node).map(row => children(row).map(toCell))}
    case nodes.picture: return {...id, soort: "afbeelding", afbeelding: toImage(node.attrs)}
  }
}

const toImage = ({blob, alt, decorative}) => decorative ? {blob, sier: true} : {blob, alternatief: alt}

function toSpans(textblock) {
  return children(textblock).map(node => {
    const span = {tekst: node.text}
    for (const mark of node.marks) {
      if (mark.type === marks.link) span.link = mark.attrs.href
      if (mark.type === marks.strong) span.vet = true
      if (mark.type === marks.em) span.cursief = true
    }
    return span
  })
}

// A list of each kind below one entry is one list below it.
function toItem(node) {
  const [text, ...lists] = children(node)
  const item = {tekst: toSpans(text)}
  if (lists.length) {
    item.onderdelen = lists.flatMap(list => children(list).map(toItem))
    if (lists[0].type === nodes.ordered_list) item.genummerd = true
  }
  return item
}

const toCell = node => ({
  tekst: children(node).flatMap((text, at) => at > 0 && text.childCount ? [{tekst: " "}, ...toSpans(text)] : toSpans(text)),
})

// count counts characters as richtext.Doc.Length does.
export function count(doc) {
  let n = 0
  doc.descendants(node => {
    if (node.isText) for (const _ of node.text) n++
  })
  return n
}
