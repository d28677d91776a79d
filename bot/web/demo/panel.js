/** The panel that holds the conversation: non-modal beside the page, the whole screen on a phone. */

const WAS_OPEN = "loupe:open";
const phone = matchMedia("(max-width: 46rem)");
const touch = matchMedia("(pointer: coarse)");

export class Panel {
  #launcher;
  #opener = null;

  constructor(element, launcher) {
    this.element = element;
    this.#launcher = launcher;
    element.querySelector("[data-close]").addEventListener("click", () => this.close());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    });
    phone.addEventListener("change", () => this.#coverPage());
  }

  /** Whether the panel was open when this tab last showed the page. */
  get wasOpen() {
    return sessionStorage.getItem(WAS_OPEN) === "yes";
  }

  open(opener = null) {
    this.#opener = opener;
    this.element.hidden = false;
    this.#show();
    // A touch keyboard would cover half of what the visitor came to read.
    (touch.matches ? this.element : this.element.querySelector("textarea")).focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
    this.#show();
    (this.#opener ?? this.#launcher).focus({ preventScroll: true });
  }

  #show() {
    const open = !this.element.hidden;
    sessionStorage.setItem(WAS_OPEN, open ? "yes" : "no");
    this.#launcher.hidden = open;
    this.#launcher.setAttribute("aria-expanded", String(open));
    this.#coverPage();
  }

  /** Where the panel fills the screen, nothing behind it can be reached. */
  #coverPage() {
    const covered = phone.matches && !this.element.hidden;
    this.element.setAttribute("aria-modal", String(covered));
    for (const sibling of this.element.parentElement.children) {
      if (sibling !== this.element) sibling.inert = covered;
    }
  }
}
