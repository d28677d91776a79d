/** The log: every line in its place, those that wait at the end, and only new ones announced. */

import { build, buildButton } from "./nodes.js";
import { buildLine, buildSeal } from "./lines.js";

/** Lines of one author within so many milliseconds stand together. */
const TOGETHER = 5 * 60_000;

export class Log {
  #parts;
  #lines = new Map();
  #waiting = new Map();
  #current = null;

  /** `parts`: `texts`, `photos`, `change(field, line)`, `rewrite(message)`. */
  constructor(parts) {
    this.#parts = parts;
    // Quiet until the past is there: only what is new is read out.
    this.element = build("div", {
      class: "log",
      role: "log",
      "aria-label": parts.texts.log,
      "aria-live": "off",
      "aria-relevant": "additions",
    });
  }

  get empty() {
    return !this.#lines.size && !this.#waiting.size;
  }

  /** From now on, read out what comes. */
  announce() {
    this.element.setAttribute("aria-live", "polite");
  }

  /** Show new lines, each after the one before it; a line that is there already is shown anew only if it changed. */
  show(lines) {
    let before = null;
    for (const line of lines) {
      const written = JSON.stringify(line);
      const known = this.#lines.get(line.id);
      const waited = this.#waiting.get(line.id);
      if (known?.written !== written) {
        const element = this.#build(line);
        if (known) known.element.replaceWith(element);
        else if (before) before.after(element);
        else this.#place(element);
        waited?.remove();
        this.#waiting.delete(line.id);
        this.#lines.set(line.id, { line, written, element });
      }
      before = this.#lines.get(line.id).element;
    }
    this.#arrange();
  }

  /** Show what waits, after everything that was said. */
  showWaiting(messages, state) {
    const ids = new Set(messages.map(({ id }) => id));
    for (const [id, element] of this.#waiting) {
      if (ids.has(id) || element.classList.contains("refused")) continue;
      element.remove();
      this.#waiting.delete(id);
    }
    for (const message of messages) {
      let element = this.#waiting.get(message.id);
      if (!element && !this.#lines.has(message.id)) {
        element = this.#build({ ...message, author: "customer" });
        element.classList.add("waiting");
        this.#waiting.set(message.id, element);
        this.element.append(element);
      }
      element?.querySelector(".meta").replaceChildren(state);
    }
    this.#arrange();
  }

  /** Say at the message itself why it was not taken, and offer to write it again. */
  refuse(message, reason) {
    const { texts, rewrite } = this.#parts;
    const element = this.#waiting.get(message.id) ?? this.#build({ ...message, author: "customer" });
    if (!element.isConnected) this.element.append(element);
    this.#waiting.set(message.id, element);
    element.classList.add("refused");
    const again = buildButton(
      {
        class: "plain",
        click: () => {
          element.remove();
          this.#waiting.delete(message.id);
          rewrite(message);
        },
      },
      texts.rewrite,
    );
    element.querySelector(".meta").replaceChildren(`${texts.refused} ${reason} `, again);
    this.#arrange();
  }

  /** Mark the line whose choices still count. */
  mark(id) {
    this.#current = id;
    this.#arrange();
  }

  #build(line) {
    const { texts, photos, change } = this.#parts;
    return buildLine(line, { texts, photos, change: (field) => change(field, line) });
  }

  #place(element) {
    const [first] = this.#waiting.values();
    if (first) first.before(element);
    else this.element.append(element);
  }

  /** Set days, groups, choices and the seal anew: they depend on the neighbors. */
  #arrange() {
    let day = "";
    let last = null;
    let sealed = false;
    for (const element of this.element.children) {
      const at = element.querySelector("time")?.dateTime ?? new Date().toISOString();
      const line = this.#lines.get(element.dataset.id)?.line;
      const key = `${element.classList[1]} ${line?.name ?? ""}`;
      const shown = element.querySelector(".day");
      shown.hidden = shown.textContent === day;
      day = shown.textContent;
      const follows = shown.hidden && last?.key === key && Date.parse(at) - Date.parse(last.at) < TOGETHER;
      element.classList.toggle("follows", follows);
      element.classList.toggle("current", element.dataset.id === this.#current);
      last = { key, at };
      const submitted = line?.status === "submitted";
      const seal = element.querySelector(".sealed");
      if (!submitted || sealed) seal?.remove();
      else if (!seal) element.append(buildSeal(this.#parts.texts));
      if (line?.author === "house" && line.status) sealed = submitted;
    }
  }
}
