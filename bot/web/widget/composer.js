/** Where the visitor writes: words and photos become a message, and a draft outlives a reload. */

import { build, buildButton, buildIcon } from "./nodes.js";
import { Shelf } from "./shelf.js";
import { Tray } from "./tray.js";

export class Composer {
  #texts;
  #shelf;
  #send;
  #words;
  #button;
  #count;
  #limit;
  #eager = false;

  /** `parts`: `texts`, `limits`, `house`, `visit`, `gallery`, `send(text, pictures)`, `tell(words)`. */
  constructor(parts) {
    const { texts, limits, house, visit, gallery, send, tell } = parts;
    this.#texts = texts;
    this.#limit = limits.characters;
    this.#send = send;
    this.#shelf = new Shelf(house, "sessionStorage");
    this.tray = new Tray({ visit, texts, limits, gallery });
    this.#words = build("textarea", {
      rows: "1",
      maxlength: limits.characters,
      placeholder: texts.placeholder,
      "aria-label": texts.words,
      enterkeyhint: "send",
      autocomplete: "off",
    });
    this.#count = build("p", { class: "count", role: "status" });
    const photos = buildButton(
      {
        class: "round add",
        "aria-label": texts.addPhotos,
        "aria-expanded": "false",
        click: () => this.tray.open(this.tray.element.hidden),
      },
      buildIcon("photo"),
    );
    this.#button = build("button", { class: "send", "aria-label": texts.send, disabled: true }, buildIcon("send"));
    this.element = build(
      "form",
      { class: "composer" },
      this.tray.element,
      this.#count,
      build("div", { class: "writing" }, photos, this.#words, this.#button),
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#words.addEventListener("input", () => this.#settle());
    this.#words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.#words.addEventListener("paste", (event) => this.#takeFiles(event, event.clipboardData));
    this.tray.addEventListener("news", ({ detail }) => tell(detail));
    this.tray.addEventListener("change", () => {
      photos.setAttribute("aria-expanded", String(!this.tray.element.hidden));
      this.#settle();
      if (this.#eager && !this.tray.busy) this.#submit();
    });
    this.#recall();
  }

  /** Take photos that were dropped or pasted; words are left to the browser. */
  #takeFiles(event, data) {
    if (!data?.files.length) return;
    event.preventDefault();
    this.tray.add(data.files);
  }

  /** Let photos be dropped anywhere on an element. */
  acceptDrops(element) {
    const over = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      element.classList.add("over");
    };
    const done = () => element.classList.remove("over");
    element.addEventListener("dragenter", over);
    element.addEventListener("dragover", over);
    element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || done());
    element.addEventListener("drop", (event) => {
      done();
      this.#takeFiles(event, event.dataTransfer);
    });
  }

  /** Put words into an empty message for the visitor to send or to change. */
  suggest(text) {
    if (text && !this.#words.value) this.#words.value = text;
    this.#settle();
  }

  focus() {
    this.#words.focus({ preventScroll: true });
  }

  #submit() {
    const text = this.#words.value.trim();
    if (this.tray.unsettled || (!text && !this.tray.pictures.length && !this.tray.busy)) return;
    this.#eager = this.tray.busy;
    this.#settle();
    if (this.#eager) return;
    const pictures = this.tray.pictures;
    this.#words.value = "";
    this.tray.clear();
    this.#send(text, pictures);
    this.#settle();
    this.focus();
  }

  #settle() {
    const words = this.#words;
    words.style.height = "auto";
    words.style.height = `${words.scrollHeight}px`;
    const left = this.#limit - words.value.length;
    const { soon, unsettled } = this.#texts;
    const news = this.#eager ? soon : this.tray.unsettled ? unsettled : left < 100 ? this.#texts.left(left) : "";
    if (this.#count.textContent !== news) this.#count.textContent = news;
    const empty = !words.value.trim() && !this.tray.pictures.length;
    this.#button.disabled = this.tray.unsettled || this.#eager || (empty && !this.tray.busy);
    this.#shelf.keep("draft", { text: words.value, pictures: this.tray.pictures });
  }

  #recall() {
    const { text = "", pictures = [] } = this.#shelf.read("draft") ?? {};
    this.#words.value = text;
    this.tray.restore(pictures);
    requestAnimationFrame(() => this.#settle());
  }
}
