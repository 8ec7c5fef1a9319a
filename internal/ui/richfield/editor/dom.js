// make makes an element: make("p", {class: "x"}, "text", child).
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...inside)
  return element
}

// icon draws strokes in a square of 20.
export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  for (const [key, value] of Object.entries({viewBox: "0 0 20 20", width: 20, height: 20, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true"})) {
    svg.setAttribute(key, value)
  }
  const line = document.createElementNS(svg.namespaceURI, "path")
  line.setAttribute("d", path)
  svg.append(line)
  return svg
}
