// What comes from Word, Outlook, Google Docs or a web page, as the few elements that the schema knows. It is built anew
// from the words: nothing of the original is kept because nobody thought of taking it out.
//
//  1. a flat row of blocks: paragraphs, quotations, list items with their depth, tables; each a row of runs of text
//  2. HTML of those: paragraphs, real lists in each other, tables as wide in every row
//
// Word writes a list as paragraphs with the depth in their style ("mso-list: l0 level2") and the mark as text.
import {safeLink} from "./schema.js"

export function clean(html) {
  if (html.includes("data-pm-slice")) return html // copied in this editor
  const sink = new Sink()
  walk(new DOMParser().parseFromString(withoutStyle(html), "text/html").body, {}, sink)
  sink.flush()
  return render(sink.blocks)
}

// withoutStyle takes style sheets out, and gives style attributes another name: the browser does not apply them here, but
// it would complain of each that our Content-Security-Policy forbids it.
const withoutStyle = html => html
  .replace(/<style\b[^]*?(<\/style\s*>|$)/gi, "")
  .replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/([\s"'])style\s*=/gi, "$1data-style="))

const styleOf = node => (node.dataset?.style ?? "").toLowerCase()

const dropped = new Set("applet audio base button canvas del embed head iframe img input link math meta noscript object picture script select style svg template textarea title video xml".split(" "))
const blocks = new Set("address article aside body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section ul".split(" "))

class Sink {
  blocks = []
  runs = []
  kind = {type: "p"}

  text(text, look) {
    this.runs.push({text, ...look})
  }

  // flush ends the block that is being written. What follows in the same list item joins it.
  flush() {
    const runs = tidy(this.runs)
    this.runs = []
    if (!runs.length) return
    const {block} = this.kind
    if (block && block === this.blocks.at(-1)) block.runs = tidy([...block.runs, {text: " "}, ...runs])
    else {
      const made = {...this.kind, runs}
      if (this.kind.type === "li") this.kind.block = made
      this.blocks.push(made)
    }
  }

  as(kind, write) {
    this.flush()
    const before = this.kind
    this.kind = kind
    write()
    this.flush()
    this.kind = before
  }
}

function walk(parent, look, sink) {
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) sink.text(node.data, look)
    else if (node.nodeType === Node.ELEMENT_NODE) element(node, look, sink)
  }
}

function element(node, look, sink) {
  const name = node.localName, style = styleOf(node)
  if (dropped.has(name) || /display:\s*none|mso-hide:\s*all|mso-element:\s*comment|mso-list:\s*ignore/.test(style) || /\bMsoCommentReference\b/.test(node.className)) return
  look = lookOf(node, name, style, look)
  const inside = () => walk(node, look, sink)
  const item = sink.kind.type === "p" && name === "p" && wordItem(node, style)
  if (item) {
    sink.as(item, () => { inside(); item.unmark?.(sink) })
  } else if (name === "br") {
    if (node.previousElementSibling?.localName === "br" && !node.previousSibling.data?.trim()) sink.flush()
    else sink.text(" ", look)
  } else if (name === "li") {
    const lists = listsAround(node)
    sink.as({type: "li", level: lists.length || 1, ordered: lists[0] === "ol"}, inside)
  } else if (name === "blockquote") {
    sink.as({type: "quote"}, inside)
  } else if (name === "table") {
    table(node, look, sink)
  } else if (blocks.has(name)) {
    sink.flush()
    inside()
    sink.flush()
  } else inside()
}

// lookOf is bold, italic and link inside this element. Google Docs writes <b style="font-weight:normal"> around everything.
function lookOf(node, name, style, look) {
  const weight = /(?:^|;)\s*font-weight:\s*(\w+)/.exec(style)?.[1], slant = /(?:^|;)\s*font-style:\s*(\w+)/.exec(style)?.[1]
  const now = {...look}
  if (/^(b|strong|h[1-6])$/.test(name)) now.bold = true
  if (/^(i|em|cite)$/.test(name)) now.italic = true
  if (weight) now.bold = weight === "bold" || weight === "bolder" || weight >= 600
  if (slant) now.italic = slant === "italic" || slant === "oblique"
  const href = name === "a" && node.getAttribute("href")?.trim()
  if (href && safeLink(href)) now.link = href
  return now
}

function listsAround(node) {
  const lists = []
  for (let up = node.parentElement; up && up.localName !== "table"; up = up.parentElement) {
    if (/^(ul|ol)$/.test(up.localName)) lists.push(up.localName)
  }
  return lists
}

const numbered = /^\(?(\d{1,3}|[a-z]|[ivx]+)[.)]/i
const marked = /^(?:[·•●▪§\uf0b7\uf0a7o–-]|\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)])[\s\u00a0]+/i

// wordItem is the list item that a paragraph of Word is, or nothing. Some of its relatives lose the style and keep the mark.
function wordItem(node, style) {
  const level = /mso-list:[^;]*level(\d+)/.exec(style)?.[1]
  if (level) {
    const mark = [...node.querySelectorAll("[data-style]")].find(e => /mso-list:\s*ignore/.test(styleOf(e)))
    return {type: "li", level: Number(level), ordered: numbered.test(mark?.textContent.trim() ?? "")}
  }
  const found = /MsoListParagraph/.test(node.className) && marked.exec(node.textContent.trim())
  if (!found) return
  const margin = Number(/margin-left:\s*([\d.]+)pt/.exec(style)?.[1] ?? 36)
  return {
    type: "li", level: Math.max(1, Math.round(margin / 36)), ordered: numbered.test(found[0]),
    unmark(sink) { // takes the mark off what was read of the paragraph
      sink.runs = tidy(sink.runs)
      let left = found[0].trim().length
      for (const run of sink.runs) {
        const cut = Math.min(left, run.text.length)
        run.text = run.text.slice(cut)
        left -= cut
      }
    },
  }
}

const mostSpan = 50

function table(node, look, sink) {
  const rows = [...node.rows].filter(row => row.closest("table") === node)
  if (rows.length === 1 && rows[0].cells.length === 1) { // it only gives a letter its width
    sink.flush()
    walk(rows[0].cells[0], look, sink)
    sink.flush()
    return
  }
  const grid = rows.map(() => [])
  rows.forEach((row, y) => {
    let x = 0
    for (const cell of row.cells) {
      while (grid[y][x]) x++
      const width = Math.min(cell.colSpan, mostSpan), height = Math.min(cell.rowSpan || 1, mostSpan, grid.length - y)
      for (let j = 0; j < height; j++) for (let i = 0; i < width; i++) grid[y + j][x + i] ??= []
      grid[y][x] = cellRuns(cell, look)
      x += width
    }
  })
  const filled = grid.filter(row => row.some(runs => runs?.length))
  if (!filled.length) return
  const width = Math.max(...filled.map(row => row.length))
  sink.flush()
  sink.blocks.push({type: "table", rows: filled.map(row => Array.from({length: width}, (_, x) => row[x] ?? []))})
}

function cellRuns(cell, look) {
  const inner = new Sink()
  walk(cell, look, inner)
  inner.flush()
  const texts = inner.blocks.flatMap(block => block.rows?.flat() ?? [block.runs])
  return tidy(texts.flatMap((runs, at) => at ? [{text: " "}, ...runs] : runs))
}

// tidy makes single spaces of all space, and takes it off both ends.
function tidy(runs) {
  const out = []
  let space = true
  for (const run of runs) {
    let text = run.text.replace(/[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff]/g, "").replace(/[ \t\r\n\f]+/g, " ").replace(/\u00a0{2,}| \u00a0|\u00a0 /g, " ").replace(/ {2,}/g, " ")
    if (space) text = text.replace(/^[ \u00a0]+/, "")
    if (!text) continue
    space = /[ \u00a0]$/.test(text)
    out.push({...run, text})
  }
  while (out.length && !(out.at(-1).text = out.at(-1).text.trimEnd())) out.pop()
  return out
}

function render(blocks) {
  const root = document.createElement("div")
  let stack = [] // the lists that are open: their depth and element
  for (const block of blocks) {
    if (block.type === "li") {
      stack = renderItem(root, stack, block)
      continue
    }
    stack = []
    if (block.type === "table") renderTable(root, block.rows)
    else add(root, block.type === "quote" ? "blockquote" : "p", block.runs)
  }
  return root.innerHTML
}

function renderItem(root, stack, {level, ordered, runs}) {
  const name = ordered ? "ol" : "ul"
  while (stack.length && stack.at(-1).level > level) stack.pop()
  if (stack.length && stack.at(-1).level === level && stack.at(-1).list.localName !== name) stack.pop()
  if (stack.at(-1)?.level !== level) {
    const parent = stack.length ? stack.at(-1).list.lastElementChild : root
    stack.push({level, list: parent.appendChild(document.createElement(name))})
  }
  add(stack.at(-1).list.appendChild(document.createElement("li")), "p", runs)
  return stack
}

function renderTable(root, rows) {
  const body = root.appendChild(document.createElement("table")).appendChild(document.createElement("tbody"))
  rows.forEach((row, y) => {
    const tr = body.appendChild(document.createElement("tr"))
    for (const runs of row) add(tr.appendChild(document.createElement(y ? "td" : "th")), "p", runs)
  })
}

function add(parent, name, runs) {
  const block = parent.appendChild(document.createElement(name))
  for (const {text, bold, italic, link} of runs) {
    let at = block
    if (link) {
      at = at.appendChild(document.createElement("a"))
      at.setAttribute("href", link)
    }
    if (bold) at = at.appendChild(document.createElement("strong"))
    if (italic) at = at.appendChild(document.createElement("em"))
    at.append(text)
  }
}
