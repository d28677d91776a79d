/** The photos of the message that is being written: chosen, dropped, pasted or taken, each with a note. */

import { build, buildButton, buildIcon } from "./nodes.js";
import { Upload } from "./uploads.js";

const KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";
/** So many are sent at a time: more would only slow each other down. */
const TOGETHER = 3;

export class Tray extends EventTarget {
  #visit;
  #texts;
  #limits;
  #gallery;
  #cards = new Map();
  #hint;
  #list;
  #counted = 0;

  /** Events: `change`, and `news` with words to be read out. */
  constructor({ visit, texts, limits, gallery }) {
    super();
    this.#visit = visit;
    this.#texts = texts;
    this.#limits = limits;
    this.#gallery = gallery;
    const choose = (properties) =>
      build("input", {
        type: "file",
        accept: KINDS,
        class: "unseen",
        tabindex: "-1",
        "aria-hidden": "true",
        ...properties,
        change: ({ target }) => {
          this.add(target.files);
          target.value = "";
        },
      });
    const several = choose({ multiple: true });
    const camera = choose({ capture: "environment" });
    this.#hint = build("p", { class: "hint" });
    this.#list = build("ul", { class: "photos", "aria-label": texts.photos });
    this.element = build(
      "div",
      { class: "tray", role: "group", "aria-label": texts.photos, hidden: true },
      this.#hint,
      this.#list,
      build(
        "div",
        { class: "choose" },
        buildButton({ class: "pill", click: () => several.click() }, texts.choosePhotos),
        buildButton({ class: "pill camera", click: () => camera.click() }, texts.takePhoto),
      ),
      several,
      camera,
    );
    this.#say();
  }

  /** Whether a photo is still on its way. */
  get busy() {
    return this.#uploads.some(({ state }) => state === "reading" || state === "sending");
  }

  /** Whether a photo did not arrive and could still; what is no photo is simply left behind. */
  get unsettled() {
    return this.#uploads.some(({ state }) => state === "failed");
  }

  /** The photos that the service has, with their notes. */
  get pictures() {
    return this.#uploads.filter(({ state }) => state === "kept").map(({ id, note }) => ({ id, note: note.trim() }));
  }

  get #uploads() {
    return [...this.#cards.keys()];
  }

  open(open = true) {
    this.element.hidden = !open;
    if (open) this.element.querySelector(".pill").focus({ preventScroll: true });
    this.dispatchEvent(new Event("change"));
  }

  /** Add files up to the limit, and say so where there are more. */
  add(files) {
    this.element.hidden = false;
    const room = this.#limits.pictures - this.#cards.size;
    for (const file of [...files].slice(0, room)) this.#put(new Upload(this.#visit, file));
    if (files.length > room) this.#say(this.#texts.tooMany(this.#limits.pictures));
    this.#advance();
  }

  /** Put photos back that the service kept before this page was loaded. */
  restore(pictures) {
    if (!pictures.length) return;
    this.element.hidden = false;
    for (const picture of pictures) this.#put(Upload.resume(this.#visit, picture));
  }

  /** Forget the photos: they went out with a message. */
  clear() {
    this.#cards.clear();
    this.#list.replaceChildren();
    this.element.hidden = true;
    this.#counted = 0;
    this.#say();
    this.dispatchEvent(new Event("change"));
  }

  /** Try the photos again that did not arrive. */
  retry() {
    for (const upload of this.#uploads) if (upload.state === "failed") upload.state = "reading";
    this.#advance();
  }

  #advance() {
    const going = this.#uploads.filter(({ state }) => state === "sending").length;
    const next = this.#uploads
      .filter(({ state, started }) => state === "reading" && !started)
      .slice(0, TOGETHER - going);
    for (const upload of next) {
      upload.started = true;
      upload.send(this.#limits, this.#texts).finally(() => {
        upload.started = false;
        this.#advance();
      });
    }
  }

  #put(upload) {
    const number = (this.#counted += 1);
    const texts = this.#texts;
    const frame = build("div", { class: "frame" }, buildIcon("photo"));
    const progress = build("progress", { max: "1", value: "0", "aria-label": texts.photo(number) });
    const note = build("input", {
      type: "text",
      class: "note",
      maxlength: "300",
      placeholder: texts.notePlaceholder,
      "aria-label": texts.note(number),
      autocomplete: "off",
      value: upload.note,
    });
    note.addEventListener("input", () => {
      upload.note = note.value;
      this.dispatchEvent(new Event("change"));
    });
    const state = build("p", { class: "state" });
    const again = buildButton(
      {
        class: "round",
        "aria-label": texts.retry(number),
        click: () => {
          upload.state = "reading";
          this.#advance();
        },
      },
      buildIcon("again"),
    );
    const away = buildButton({ class: "round", click: () => this.#remove(upload) }, buildIcon("close"));
    const card = build(
      "li",
      { class: "photo" },
      frame,
      build("div", { class: "about" }, note, progress, state),
      again,
      away,
    );
    this.#cards.set(upload, card);
    this.#list.append(card);
    this.#gallery.preview(frame, upload, texts.photo(number));
    const show = () => {
      const going = upload.state === "reading" || upload.state === "sending";
      const spoiled = upload.state === "failed" || upload.state === "refused";
      card.dataset.state = upload.state;
      progress.value = upload.progress;
      progress.hidden = !going;
      note.hidden = spoiled;
      again.hidden = upload.state !== "failed";
      state.hidden = !spoiled;
      away.setAttribute("aria-label", going ? texts.cancel(number) : texts.remove(number));
      if (state.textContent !== upload.reason) this.#tell((state.textContent = upload.reason));
      if (upload.state === "kept" && !card.dataset.told) this.#tell((card.dataset.told = texts.added(number)));
      this.dispatchEvent(new Event("change"));
    };
    upload.addEventListener("change", show);
    show();
  }

  #remove(upload) {
    const card = this.#cards.get(upload);
    const next = card.nextElementSibling ?? card.previousElementSibling;
    this.#cards.delete(upload);
    upload.cancel();
    card.remove();
    this.#say();
    // The button is gone; the focus must not go with it.
    (next?.querySelector(".round:last-child") ?? this.element.querySelector(".pill")).focus({ preventScroll: true });
    this.#advance();
    this.dispatchEvent(new Event("change"));
  }

  /** Say the limits before they are hit, or what went over them. */
  #say(words = "") {
    const { pictures, bytes, megapixels } = this.#limits;
    const limits = this.#texts.limits(pictures, Math.floor(bytes / 2 ** 20), megapixels);
    const touch = matchMedia("(pointer: coarse)").matches;
    this.#hint.textContent = words || (touch ? limits : `${limits} ${this.#texts.orElse}`);
    this.#hint.classList.toggle("warns", Boolean(words));
    this.#tell(words);
  }

  #tell(words) {
    if (words) this.dispatchEvent(new CustomEvent("news", { detail: words }));
  }
}
