/** One line of the conversation as an element: words, photos, summary, source and time. */

import { build, buildButton, buildIcon } from "./nodes.js";
import { buildProse } from "./prose.js";
import { hearLanguage } from "./texts.js";

/** Build a line; `photos` draws its pictures and `change` is called with a field of its summary. */
export function buildLine(line, { texts, photos, change }) {
  const { author, text, name, at, pictures = [], source, fields } = line;
  const own = author === "customer";
  const bubble = build("div", { class: "bubble", lang: own ? null : hearLanguage(text) });
  bubble.append(build("span", { class: "unseen" }, `${own ? texts.you : (name ?? texts.house)}: `));
  if (own) bubble.append(text);
  else bubble.append(...(fields?.length ? buildSummary(text, fields, texts, change) : buildProse(text)));
  if (source) {
    bubble.append(build("details", { class: "source" }, build("summary", {}, texts.source), build("p", {}, source)));
  }
  const time = build("time", { datetime: at }, clockOf(at, texts.code));
  return build(
    "div",
    { class: `line ${author}`, "data-id": line.id },
    build("p", { class: "day", hidden: true }, dayOf(at, texts)),
    author === "person" && name ? build("p", { class: "name", "aria-hidden": "true" }, name) : null,
    pictures.length ? photos.buildGallery(pictures) : null,
    text ? bubble : null,
    build("p", { class: "meta", "aria-live": "off" }, time),
  );
}

/** Build the summary: the lines of the text that say the fields give way to a card where each can be changed. */
function buildSummary(text, fields, texts, change) {
  const isField = (line) => fields.some(({ label }) => line.replace(/^[\s•\-–]+/u, "").startsWith(`${label}:`));
  const lines = text.split("\n");
  const first = lines.findIndex(isField);
  const before = (first < 0 ? lines : lines.slice(0, first)).join("\n");
  const after =
    first < 0
      ? ""
      : lines
          .slice(first)
          .filter((line) => !isField(line))
          .join("\n");
  const rows = fields.map((field) =>
    build(
      "div",
      {},
      build("dt", {}, field.label),
      build(
        "dd",
        {},
        build("span", {}, field.text),
        field.slot && buildChange(field, texts, change),
      ),
    ),
  );
  return [...buildProse(before), build("dl", { "aria-label": texts.summary }, ...rows), ...buildProse(after)];
}

function buildChange(field, texts, change) {
  const label = `${texts.change}: ${field.label}`;
  return buildButton({ class: "change", "aria-label": label, click: () => change(field) }, texts.change);
}

/** Build the mark beneath the line with which an inquiry went to the house. */
export function buildSeal(texts) {
  return build("p", { class: "sealed" }, buildIcon("stone"), texts.sealed);
}

function clockOf(at, language) {
  return new Intl.DateTimeFormat(localeOf(language), { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}

function dayOf(at, texts) {
  const day = new Intl.DateTimeFormat(localeOf(texts.code), { weekday: "long", month: "long", day: "numeric" });
  const shown = day.format(new Date(at));
  return shown === day.format(new Date()) ? texts.today : shown;
}

/** The visitor's own way of writing times, where it is of the language that is spoken. */
export function localeOf(language) {
  return navigator.languages?.find((locale) => locale.startsWith(language)) ?? language;
}
