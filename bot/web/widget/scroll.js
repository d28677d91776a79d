/** The part of the chat that scrolls: it follows what is new, unless the visitor reads further up. */

import { build } from "./nodes.js";

/** So many pixels from the end still count as the end. */
const NEAR = 40;

export class Scroll {
  #following = true;

  constructor(label, ...content) {
    const properties = { class: "scroll", tabindex: "0", role: "region", "aria-label": label };
    this.element = build("div", properties, ...content);
    // A scroll of our own must not be taken for the visitor's: only what hands do ends the following.
    for (const type of ["wheel", "touchmove", "keydown", "pointerup"]) {
      const look = () => requestAnimationFrame(() => (this.#following = this.#atEnd));
      this.element.addEventListener(type, look, { passive: true });
    }
    this.element.addEventListener("scroll", () => (this.#following ||= this.#atEnd));
    const resized = new ResizeObserver(() => this.settle());
    for (const element of [this.element, ...content]) resized.observe(element);
  }

  get #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** Go to the end, where the visitor follows. */
  settle() {
    if (this.#following) this.element.scrollTop = this.element.scrollHeight;
  }

  /** Follow again: the visitor has said something. */
  follow() {
    this.#following = true;
    this.settle();
  }
}
