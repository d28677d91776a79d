/** A reply's words as elements: paragraphs, lists, bold and links to http(s) and mail addresses, nothing else. */

import { build } from "./nodes.js";

const ITEM = /^\s*(?:[•\-–*]|\d{1,2}[.)])\s+(\S.*)$/u;
const PIECE =
  /\*\*(?<bold>[^*\n]+)\*\*|\[(?<title>[^\]\n]+)\]\((?<target>(?:https?:\/\/|mailto:)[^\s)]+)\)|(?<bare>\bhttps?:\/\/[^\s<>"']+)|(?<mail>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/giu;

/** Build the paragraphs and lists of a text. */
export function buildProse(text) {
  return groupLines(text.split(/\r?\n/)).map(({ item, lines }) => {
    if (!item) return build("p", {}, ...buildWords(lines.join("\n")));
    return build("ul", {}, ...lines.map((line) => build("li", {}, ...buildWords(ITEM.exec(line)[1]))));
  });
}

/** Group neighboring lines of a kind; an empty line ends a group. */
function groupLines(lines) {
  const groups = [];
  let open = null;
  for (const line of lines) {
    const item = ITEM.test(line);
    if (!line.trim()) open = null;
    else if (open?.item === item) open.lines.push(line);
    else groups.push((open = { item, lines: [line] }));
  }
  return groups;
}

function buildWords(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const { bold, title, target, bare, mail } = match.groups;
    // A sentence's own punctuation is not part of the address that it ends with.
    const address = (bare ?? mail)?.replace(/[.,;:!?)\]]+$/u, "");
    const length = address?.length ?? match[0].length;
    parts.push(text.slice(end, match.index));
    if (bold) parts.push(build("strong", {}, bold));
    else parts.push(buildLink(target ?? (bare ? address : `mailto:${address}`), title ?? address));
    end = match.index + length;
  }
  return [...parts, text.slice(end)];
}

/** Build a link that tells the other side neither where it was clicked nor who opened it. */
export function buildLink(href, title) {
  const target = /^https?:/iu.test(href) ? "_blank" : null;
  return build("a", { href, target, rel: "noopener noreferrer nofollow" }, title);
}
