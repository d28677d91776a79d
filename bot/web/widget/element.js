/** The element itself: `<loupe-chat house="…">`, its attributes, its looks and the button that opens it. */

import { settleAccent } from "./accent.js";
import { Chat } from "./chat.js";
import { Conversation } from "./conversation.js";
import { build, buildButton, buildIcon } from "./nodes.js";
import { Panel } from "./panel.js";
import { Shelf } from "./shelf.js";
import { findTexts } from "./texts.js";

const SERVICE = new URL("../../", import.meta.url);
/** Milliseconds after which the house is taken for what it was the last time. */
const PATIENCE = 10_000;
const dark = matchMedia("(prefers-color-scheme: dark)");
const sheet = new CSSStyleSheet();
await sheet.replace(await fetch(new URL("widget.css", import.meta.url)).then((response) => response.text()));

export class LoupeChat extends HTMLElement {
  static observedAttributes = ["house", "color", "logo", "greeting", "position", "language", "theme", "open"];

  #frame = build("section", { class: "loupe" });
  #connected = false;
  #conversation = null;
  #panel = null;
  #chat = null;
  #filling = null;
  #tab = null;
  #texts = null;
  #news = 0;
  #repaint = () => this.#paint();
  #answerPage = (event) => this.#openFor(event);

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#frame);
  }

  connectedCallback() {
    dark.addEventListener("change", this.#repaint);
    document.addEventListener("click", this.#answerPage);
    this.#connected = true;
    this.#build();
  }

  disconnectedCallback() {
    dark.removeEventListener("change", this.#repaint);
    document.removeEventListener("click", this.#answerPage);
    this.#connected = false;
    this.#leave();
  }

  attributeChangedCallback(name, before, after) {
    // Before it is connected, an element that is being upgraded is told of every attribute that it has.
    if (!this.#connected || before === after) return;
    if (!this.#conversation) this.#build();
    else if (name === "open") this.#reflect();
    else if (name === "color" || name === "theme" || name === "position") this.#paint();
    else this.#build();
  }

  get open() {
    return this.hasAttribute("open");
  }

  set open(open) {
    this.toggleAttribute("open", Boolean(open));
  }

  /** Open the chat, with words in the message where none are written yet. */
  async show(words = "") {
    if (this.#panel) await this.#show(words, {});
  }

  close() {
    this.#panel?.close();
  }

  #leave() {
    this.#panel?.leave();
    this.#conversation?.leave();
    this.#frame.replaceChildren();
    this.#panel = this.#conversation = this.#chat = this.#filling = null;
  }

  #build() {
    const house = this.getAttribute("house");
    this.#leave();
    if (!house) return;
    const language = this.getAttribute("language") || document.documentElement.lang || navigator.language;
    const texts = (this.#texts = findTexts(language));
    const conversation = (this.#conversation = new Conversation({ service: SERVICE, house }));
    this.#tab = new Shelf(house, "sessionStorage");
    const launcher = buildButton(
      { class: "launcher", "aria-haspopup": "dialog", click: () => this.show() },
      buildIcon("talk"),
      build("span", {}, texts.launcher),
      build("span", { class: "news", hidden: true }),
    );
    const panel = build("div", {
      class: "panel",
      role: "dialog",
      "aria-labelledby": "title",
      tabindex: "-1",
      hidden: true,
    });
    this.#frame.replaceChildren(launcher, panel);
    this.#frame.lang = texts.code;
    this.#frame.setAttribute("aria-label", texts.launcher);
    this.#news = 0;
    this.#panel = new Panel(this, panel, launcher);
    this.#panel.addEventListener("open", () => this.#turn(true));
    this.#panel.addEventListener("close", () => this.#turn(false));
    conversation.addEventListener("lines", ({ detail }) => this.#count(detail));
    this.#paint();
    // A page that has just loaded keeps the focus.
    if (this.open || this.#tab.read("open")) this.#show("", { quiet: true });
    // Who has spoken before hears of an answer without opening the chat.
    else if (conversation.known) conversation.begin();
  }

  async #show(words, { opener, quiet }) {
    this.#panel.open({ opener, quiet });
    this.#filling ??= this.#fill(quiet);
    (await this.#filling)?.suggest(words);
  }

  /** Build the chat when it is first wanted; where it could not be, the next wish tries again. */
  async #fill(quiet) {
    const conversation = this.#conversation;
    const house = await this.#findHouse(conversation);
    if (conversation !== this.#conversation) return null;
    if (house) this.#chat = this.#furnish(conversation, house);
    else this.#filling = null;
    if (house && !quiet && this.#panel.isOpen) this.#panel.focus();
    return this.#chat;
  }

  #furnish(conversation, house) {
    const chat = new Chat({
      conversation,
      texts: this.#texts,
      house,
      greeting: this.getAttribute("greeting"),
      logo: this.getAttribute("logo"),
      close: () => this.close(),
    });
    this.#panel.element.replaceChildren(...chat.elements);
    chat.acceptDrops(this.#panel.element);
    return chat;
  }

  /** Find who the house is: as it says itself, or as it said the last time. */
  async #findHouse({ visit, shelf }) {
    this.#explain(build("p", { class: "typing", "aria-hidden": "true" }, build("i"), build("i"), build("i")));
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const house = await visit.ask(`chat/houses/${encodeURIComponent(visit.house)}`, { signal });
      const { privacy } = house;
      house.privacy = privacy?.[this.#texts.code] ?? privacy?.en ?? "";
      shelf.keep("house", house);
      return house;
    } catch (error) {
      const kept = shelf.read("house");
      if (!kept) this.#explain(build("p", { role: "status" }, `${this.#texts.unknown} (${error.message})`));
      return kept;
    }
  }

  /** Fill the panel with what there is to say as long as there is no chat. */
  #explain(words) {
    this.#panel.element.replaceChildren(
      build(
        "div",
        { class: "apology" },
        build("h2", { id: "title" }, this.#texts.launcher),
        words,
        buildButton({ class: "pill", click: () => this.close() }, this.#texts.close),
      ),
    );
  }

  #turn(open) {
    this.open = open;
    this.#tab.keep("open", open);
    this.#count([]);
    this.dispatchEvent(new Event(open ? "loupe-open" : "loupe-close"));
  }

  #reflect() {
    if (this.open && !this.#panel.isOpen) this.show();
    else if (!this.open) this.#panel.close();
  }

  /** Count what the house wrote since the visitor last looked, on this page or an earlier one. */
  #count(lines) {
    const { shelf, lines: known } = this.#conversation;
    const { isOpen } = this.#panel;
    if (isOpen && known.length) shelf.keep("seen", known.at(-1).at);
    const seen = shelf.read("seen") ?? "";
    const fresh = lines.filter(({ author, at }) => author !== "customer" && at > seen);
    this.#news = isOpen ? 0 : this.#news + fresh.length;
    const badge = this.#frame.querySelector(".news");
    badge.hidden = !this.#news;
    badge.textContent = this.#news ? this.#texts.news(this.#news) : "";
  }

  #openFor(event) {
    const opener = event.target.closest?.("[data-loupe-open]");
    if (opener && this.#panel) this.#show(opener.dataset.loupeOpen, { opener });
  }

  /** Put the house's color on, readable in the theme that is shown. */
  #paint() {
    const theme = this.getAttribute("theme");
    const isDark = theme === "dark" || (theme !== "light" && dark.matches);
    this.#frame.classList.toggle("dark", isDark);
    this.#frame.classList.toggle("left", this.getAttribute("position") === "left");
    this.#frame.classList.toggle("right", this.getAttribute("position") === "right");
    const style = getComputedStyle(this.#frame);
    const color = this.getAttribute("color") || style.getPropertyValue("--loupe-accent").trim();
    const settled = settleAccent(color, style.getPropertyValue("--wash"), style.getPropertyValue("--ink"));
    for (const [name, value] of Object.entries({ "--accent": settled?.accent, "--on-accent": settled?.on })) {
      if (value) this.#frame.style.setProperty(name, value);
      else this.#frame.style.removeProperty(name);
    }
  }
}

if (!customElements.get("loupe-chat")) customElements.define("loupe-chat", LoupeChat);
