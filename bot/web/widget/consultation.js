/** The consultation's picker: how to meet and up to three times, sent as the words a customer would write. */

import { build, buildButton } from "./nodes.js";
import { localeOf } from "./lines.js";

const TIMES = 3;
const DAYS = 28;
let count = 0;

/** Build the picker; `say` gets the composed words. */
export function buildConsultation(modes, texts, say) {
  const group = `consultation-${(count += 1)}`;
  const choices = modes.map((mode, place) =>
    build(
      "label",
      { class: "choice" },
      build("input", { type: "radio", name: group, value: mode, checked: place === 0 }),
      build("span", {}, texts.modes[mode] ?? mode),
    ),
  );
  const times = build("div", { class: "times", role: "group", "aria-label": texts.times });
  const another = buildButton(
    { class: "plain", click: () => addTime().querySelector("select").focus() },
    texts.anotherTime,
  );

  function addTime() {
    const number = times.childElementCount + 1;
    const day = build(
      "select",
      { "aria-label": texts.day(number) },
      build("option", { value: "" }, texts.anyDay),
      ...listDays(texts.code).map((name) => build("option", {}, name)),
    );
    const part = build(
      "select",
      { "aria-label": texts.part(number) },
      ...Object.entries(texts.parts).map(([name, value]) => build("option", { value }, name)),
    );
    const row = build("div", { class: "time" }, day, part);
    times.append(row);
    another.hidden = number === TIMES;
    return row;
  }

  addTime();
  const form = build(
    "form",
    { class: "consultation" },
    build("fieldset", {}, build("legend", {}, texts.meeting), build("div", { class: "modes" }, ...choices)),
    build("p", { class: "label", "aria-hidden": "true" }, texts.times),
    times,
    build("div", { class: "ends" }, another, build("button", { class: "call" }, texts.confirmTimes)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const mode = form.querySelector("input:checked").value;
    const wished = [...times.children]
      .map((row) => [...row.children].map(({ value }) => value))
      .filter(([day]) => day)
      .map((time) => time.join(" "));
    say([texts.modeWords[mode] ?? mode, wished.length ? texts.timeWords([...new Set(wished)]) : ""].join(" ").trim());
  });
  return form;
}

/** The coming weeks' days, as they are written; nobody is met today. */
function listDays(language) {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: "long", month: "long", day: "numeric" });
  return Array.from({ length: DAYS }, (_, place) => {
    const day = new Date();
    day.setDate(day.getDate() + place + 1);
    return format.format(day);
  });
}
