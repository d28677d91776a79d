/** Messages as elements: text nodes only, so that whatever was written is shown and never run. */

const LINK = /\bhttps?:\/\/[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
const ENTRY = /^(?:[•\-–]\s*)?(\p{L}[^:\n]{0,30}):\s+(\S.*)$/u;
const ITEM = /^[•\-–]\s+(\S.*)$/u;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" });

/** Build one message with its time. */
export function buildMessage({ author, text, at }) {
  const message = build("div", `message ${author}`);
  const bubble = build("div", "bubble");
  bubble.append(build("span", "unseen", author === "house" ? "The house: " : "You: "));
  if (author === "house") bubble.append(...buildBlocks(text));
  else bubble.append(text);
  const time = build("time", "", CLOCK.format(new Date(at)));
  time.dateTime = at;
  const meta = build("div", "meta");
  meta.append(time);
  message.append(bubble, meta);
  return message;
}

/** Build the line that separates one day from the next. */
export function buildDay(at) {
  const today = DAY.format(new Date());
  const day = DAY.format(new Date(at));
  return build("div", "day", day === today ? "Today" : day);
}

/** Read which day a time belongs to, for comparison. */
export function dayOf(at) {
  return new Date(at).toDateString();
}

/** Build an element with a class and a text. */
export function build(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Build paragraphs, lists, and summaries of "Label: value" lines. */
function buildBlocks(text) {
  return groupLines(text.split(/\r?\n/)).map(({ kind, lines }) => {
    if (kind === "entry" && lines.length > 2) return buildSummary(lines);
    if (kind === "item") return buildList(lines);
    const paragraph = build("p");
    paragraph.append(...linkify(lines.join("\n")));
    return paragraph;
  });
}

/** Group neighboring lines of one kind; an empty line ends a group. */
function groupLines(lines) {
  const groups = [];
  let open = null;
  for (const line of lines) {
    const kind = !line.trim() ? null : ENTRY.test(line) ? "entry" : ITEM.test(line) ? "item" : "text";
    if (open?.kind !== kind) groups.push((open = { kind, lines: [] }));
    open.lines.push(line);
  }
  return groups.filter((group) => group.kind);
}

function buildSummary(lines) {
  const summary = build("dl", "wide");
  for (const line of lines) {
    const [, label, value] = ENTRY.exec(line);
    const said = build("dd");
    said.append(...linkify(value));
    summary.append(build("dt", "", label), said);
  }
  return summary;
}

function buildList(lines) {
  const list = build("ul");
  for (const line of lines) {
    const item = build("li");
    item.append(...linkify(ITEM.exec(line)[1]));
    list.append(item);
  }
  return list;
}

/** Split a text into text nodes and links to http(s) and mail addresses, and nothing else. */
function linkify(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    // A sentence's own punctuation is not part of the address it ends with.
    const address = match[0].replace(/[.,;:!?)\]]+$/u, "");
    const isWeb = /^https?:/iu.test(address);
    const link = build("a", "", address);
    link.href = isWeb ? address : `mailto:${address}`;
    link.rel = "noopener noreferrer nofollow";
    if (isWeb) link.target = "_blank";
    parts.push(text.slice(end, match.index), link);
    end = match.index + address.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}
