/** Elements, built from a name, properties and children: a text is only ever a text node. */

const SVG = "http://www.w3.org/2000/svg";

/** Build an element: functions become listeners, truth becomes an empty attribute, null leaves one out. */
export function build(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value != null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

/** Build a button that does not send a form. */
export function buildButton(properties, ...children) {
  return build("button", { type: "button", ...properties }, ...children);
}

const PATHS = {
  talk: "M4 5.5h16v11H11l-4.5 3.6v-3.6H4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5.5M6 11l6-6 6 6",
  photo: "M4 7.5h3.5L9 5.5h6l1.5 2H20v11.5H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  stone: "M9 6h14l6 8-13 13L3 14zM3 14h26M9 6l7 8 7-8M11.5 14 16 27l4.5-13",
  again: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
};

/** Build one of the few drawings; they say nothing to a screen reader. */
export function buildIcon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", name === "stone" ? "0 0 32 32" : "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
