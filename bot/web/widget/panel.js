/** The panel that holds the conversation: non-modal beside the page, the whole screen on a phone. */

const phone = matchMedia("(max-width: 600px)");
const touch = matchMedia("(pointer: coarse)");

export class Panel extends EventTarget {
  #host;
  #launcher;
  #opener = null;
  #covered = [];
  #cover = () => this.#coverPage();
  #fit = () => this.#fitScreen();

  /** Events: `open`, `close`. */
  constructor(host, element, launcher) {
    super();
    this.#host = host;
    this.element = element;
    this.#launcher = launcher;
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) this.close();
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Open the panel; `quiet` leaves the focus on the page beside it. */
  open({ opener = null, quiet = false } = {}) {
    if (this.isOpen) return;
    this.#opener = opener;
    this.element.hidden = false;
    this.#launcher.hidden = true;
    phone.addEventListener("change", this.#cover);
    for (const type of ["resize", "scroll"]) visualViewport?.addEventListener(type, this.#fit);
    this.#coverPage();
    this.dispatchEvent(new Event("open"));
    if (!quiet || phone.matches) this.focus();
  }

  /** Put the focus where the visitor goes on: a touch keyboard would cover half of what there is to read. */
  focus() {
    const words = touch.matches ? null : this.element.querySelector("textarea");
    (words ?? this.element).focus({ preventScroll: true });
  }

  close() {
    if (!this.isOpen) return;
    this.leave();
    this.#launcher.hidden = false;
    this.dispatchEvent(new Event("close"));
    (this.#opener?.isConnected ? this.#opener : this.#launcher).focus({ preventScroll: true });
  }

  /** Give the page back; where the panel goes for good, nobody has to be told. */
  leave() {
    this.element.hidden = true;
    phone.removeEventListener("change", this.#cover);
    for (const type of ["resize", "scroll"]) visualViewport?.removeEventListener(type, this.#fit);
    this.#coverPage();
  }

  /** Where the panel fills the screen, nothing behind it can be reached or scrolled. */
  #coverPage() {
    const covers = phone.matches && this.isOpen;
    this.element.setAttribute("aria-modal", String(covers));
    for (const element of this.#covered.splice(0)) element.inert = false;
    document.documentElement.style.overflow = covers ? "hidden" : "";
    this.#fitScreen();
    if (!covers) return;
    for (let inside = this.#host; inside.parentElement; inside = inside.parentElement) {
      for (const sibling of inside.parentElement.children) {
        if (sibling === inside || sibling.inert || /^(?:HEAD|SCRIPT|STYLE|LINK)$/u.test(sibling.tagName)) continue;
        sibling.inert = true;
        this.#covered.push(sibling);
      }
    }
  }

  /** A touch keyboard lies over the page on some phones: fill what is left to see. */
  #fitScreen() {
    const covers = phone.matches && this.isOpen && visualViewport?.scale === 1;
    this.element.style.height = covers ? `${visualViewport.height}px` : "";
    this.element.style.top = covers ? `${visualViewport.offsetTop}px` : "";
    this.element.style.bottom = covers ? "auto" : "";
  }
}
