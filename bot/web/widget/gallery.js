/** Photos in the chat: small ones in the messages, one large one on demand; the token never stands in an address. */

import { build, buildButton, buildIcon } from "./nodes.js";

export class Gallery {
  #visit;
  #texts;
  #kept = new Map();
  #opener = null;

  constructor(visit, texts) {
    this.#visit = visit;
    this.#texts = texts;
    this.element = build("div", {
      class: "viewer",
      role: "dialog",
      "aria-label": texts.photos,
      hidden: true,
      tabindex: "-1",
    });
    this.element.addEventListener("click", () => this.close());
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      // The chat behind it stays open.
      event.preventDefault();
      this.close();
    });
  }

  /** Build the photos of a message, each with its note. */
  buildGallery(pictures) {
    return build(
      "ul",
      { class: "gallery", "aria-label": this.#texts.photos },
      ...pictures.map((picture, place) => this.#buildPicture(picture, place + 1)),
    );
  }

  #buildPicture({ id, note, state }, number) {
    const texts = this.#texts;
    const words = { lost: texts.lost, fetching: texts.fetching }[state];
    const caption = note ? build("p", { class: "caption" }, note) : null;
    if (words) return build("li", {}, build("p", { class: "frame" }, buildIcon("photo"), words), caption);
    const button = buildButton(
      { class: "frame", "aria-label": texts.view(number, note), click: () => this.open(id, note, button) },
      buildIcon("photo"),
    );
    this.#show(button, `chat/pictures/${encodeURIComponent(id)}/thumbnail`);
    return build("li", {}, button, caption);
  }

  /** Show a photo that is being added: the file itself where the browser can draw it, then the service's own. */
  preview(frame, upload, title) {
    const show = (address) => fill(frame, address, title);
    if (upload.file) show(URL.createObjectURL(upload.file));
    const follow = () => {
      if (upload.state !== "kept" || frame.querySelector("img")) return;
      this.#load(`chat/pictures/${encodeURIComponent(upload.id)}/thumbnail`).then(show, () => {});
    };
    upload.addEventListener("change", follow);
    follow();
  }

  /** Look at one photo in its full size. */
  open(id, note, opener) {
    this.#opener = opener;
    const figure = build("figure", {}, buildIcon("photo"), note ? build("figcaption", {}, note) : null);
    const close = buildButton({ class: "round", "aria-label": this.#texts.closePhoto }, buildIcon("close"));
    this.element.replaceChildren(close, figure);
    this.#cover(true);
    close.focus();
    this.#load(`chat/pictures/${encodeURIComponent(id)}`).then(
      (address) => {
        const image = build("img", { src: address, alt: note || this.#texts.photos });
        image.addEventListener("load", () => figure.querySelector("svg")?.replaceWith(image));
      },
      () => {},
    );
  }

  close() {
    this.#cover(false);
    this.#opener?.focus({ preventScroll: true });
  }

  /** While a photo is looked at, nothing behind it can be reached. */
  #cover(covers) {
    this.element.hidden = !covers;
    for (const sibling of this.element.parentElement.children) sibling.inert = covers && sibling !== this.element;
  }

  #show(button, path) {
    this.#load(path).then(
      (address) => fill(button, address, ""),
      () => {},
    );
  }

  /** Load a picture once, by name, and keep it as long as the page is open. */
  #load(path) {
    if (!this.#kept.has(path)) {
      const query = { house: this.#visit.house };
      const loading = this.#visit
        .fetch(path, { query, accept: "image/jpeg" })
        .then(async (response) => URL.createObjectURL(await response.blob()));
      loading.catch(() => this.#kept.delete(path));
      this.#kept.set(path, loading);
    }
    return this.#kept.get(path);
  }
}

/** Put a picture where its placeholder is, once it is there; what cannot be drawn leaves the placeholder. */
function fill(frame, address, alt) {
  const image = build("img", { src: address, alt });
  image.addEventListener("load", () => frame.replaceChildren(image));
}
