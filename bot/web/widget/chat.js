/** The chat in its panel: the log, the choices of the last reply, where to write, and what is worth knowing. */

import { Composer } from "./composer.js";
import { buildConsultation } from "./consultation.js";
import { Gallery } from "./gallery.js";
import { Log } from "./log.js";
import { build, buildButton, buildIcon } from "./nodes.js";
import { buildLink } from "./prose.js";
import { Scroll } from "./scroll.js";
import { findTexts, hearLanguage } from "./texts.js";

/** How long the dots stay where no answer comes. */
const ANSWERING = 25_000;
/** The ways to meet, which the consultation's picker asks for itself. */
const ASKED_BY_PICKER = /virtual|person/iu;
const touch = matchMedia("(pointer: coarse)");

export class Chat {
  #texts;
  #house;
  #conversation;
  #gallery;
  #log;
  #composer;
  #scroll;
  #typing;
  #answers;
  #notice;
  #status;
  #presence;
  #timer = 0;
  #reach = "well";
  #offered = null;

  constructor({ conversation, texts, house, greeting, logo, close }) {
    this.#texts = texts;
    this.#house = house;
    this.#conversation = conversation;
    const { visit } = conversation;
    this.#gallery = new Gallery(visit, texts);
    this.#log = new Log({
      texts,
      photos: this.#gallery,
      change: ({ label }, line) => this.#say(findTexts(hearLanguage(line.text)).changeWords(label)),
      rewrite: ({ text }) => this.#composer.suggest(text),
    });
    this.#composer = new Composer({
      texts,
      visit,
      limits: house.limits,
      house: house.key,
      gallery: this.#gallery,
      send: (text, pictures) => this.#send(text, pictures),
      tell: (words) => (this.#status.textContent = words),
    });
    this.#typing = build(
      "p",
      { class: "typing", "aria-hidden": "true", hidden: true },
      build("i"),
      build("i"),
      build("i"),
    );
    this.#answers = build("div", { class: "answers", role: "group", "aria-label": texts.suggestions });
    this.#notice = build("p", { class: "notice", role: "status" });
    this.#status = build("p", { class: "unseen", role: "status" });
    this.#presence = build("p", {}, texts.assistant);
    this.#scroll = new Scroll(
      texts.soFar,
      build(
        "div",
        { class: "welcome" },
        build("p", { class: "greeting" }, greeting || texts.greeting),
        build("p", {}, texts.invitation),
        build("p", { class: "small" }, house.privacy),
      ),
      this.#log.element,
      this.#typing,
      this.#answers,
    );
    this.elements = [
      this.#buildHeader(logo, close),
      this.#notice,
      this.#scroll.element,
      this.#composer.element,
      this.#buildFooter(),
      this.#gallery.element,
      build("p", { class: "dropping", "aria-hidden": "true" }, texts.drop),
      this.#status,
    ];
    this.#follow();
  }

  /** Let photos be dropped anywhere on the panel. */
  acceptDrops(panel) {
    this.#composer.acceptDrops(panel);
  }

  suggest(text) {
    this.#composer.suggest(text);
  }

  #buildHeader(logo, close) {
    const { name } = this.#house;
    return build(
      "header",
      {},
      logo ? build("img", { class: "logo", src: logo, alt: "" }) : null,
      build("div", { class: "who" }, build("h2", { id: "title" }, name), this.#presence),
      buildButton({ class: "round", "aria-label": this.#texts.close, click: close }, buildIcon("close")),
    );
  }

  #buildFooter() {
    const { website, privacy } = this.#house;
    const note = build("p", { class: "privacy", hidden: true }, privacy);
    const more = buildButton(
      {
        class: "plain",
        "aria-expanded": "false",
        click: () => {
          note.hidden = !note.hidden;
          more.setAttribute("aria-expanded", String(!note.hidden));
        },
      },
      this.#texts.privacy,
    );
    const human = buildButton(
      {
        class: "plain",
        click: () => {
          const { last } = this.#conversation;
          this.#say((last ? findTexts(hearLanguage(last.text)) : this.#texts).humanWords);
        },
      },
      this.#texts.human,
    );
    return build(
      "footer",
      {},
      note,
      human,
      privacy ? more : null,
      website ? buildLink(website, new URL(website).hostname.replace(/^www\./u, "")) : null,
    );
  }

  #follow() {
    const on = (type, take) => this.#conversation.addEventListener(type, ({ detail }) => take(detail));
    on("lines", (lines) => this.#show(lines));
    on("waiting", () => {
      this.#showWaiting();
      this.#offer();
    });
    on("answering", (answering) => {
      clearTimeout(this.#timer);
      this.#typing.hidden = !answering;
      if (answering) this.#timer = setTimeout(() => (this.#typing.hidden = true), ANSWERING);
      this.#scroll.settle();
    });
    on("refused", ({ message, reason }) => {
      this.#log.refuse(message, reason);
      this.#status.textContent = `${this.#texts.refused} ${reason}`;
    });
    on("reach", ({ state, reason }) => this.#showReach(state, reason));
    this.#show(this.#conversation.lines);
    this.#showWaiting();
    if (!navigator.onLine) this.#showReach("offline");
    this.#conversation.begin().finally(() => {
      this.#offer();
      // What is shown up to here is the past; a screen reader hears what comes from now on.
      setTimeout(() => this.#log.announce(), 500);
    });
  }

  #show(lines) {
    this.#log.show(lines);
    this.#greet(lines);
    this.#offer();
  }

  /** Say what a button stands for; the button goes, and the focus must not go with it. */
  #say(text) {
    this.#send(text);
    if (touch.matches) this.#scroll.element.focus({ preventScroll: true });
    else this.#composer.focus();
  }

  #send(text, pictures) {
    this.#scroll.follow();
    this.#conversation.say(text, pictures);
  }

  #showWaiting() {
    this.#log.showWaiting(this.#conversation.waiting, this.#reach === "well" ? this.#texts.sending : this.#texts.waits);
    this.#scroll.settle();
  }

  /** Say who is there: the assistant, or the person who took over. */
  #greet(lines) {
    const person = lines.findLast(({ author }) => author !== "customer");
    if (person) this.#presence.textContent = person.name ? this.#texts.person(person.name) : this.#texts.assistant;
  }

  #showReach(state, reason) {
    if (this.#reach === state) return;
    this.#reach = state;
    const { email } = this.#house;
    const words = { offline: [this.#texts.offline], away: [this.#texts.away], busy: [reason] }[state] ?? [];
    if (state === "away" && email) words.push(` ${this.#texts.awayMail} `, buildLink(`mailto:${email}`, email), ".");
    this.#notice.replaceChildren(...words);
    if (state === "well") this.#composer.tray.retry();
    this.#showWaiting();
  }

  /** Offer the choices of the last reply; a choice is sent as plain words, never as a command. */
  #offer() {
    const { last, waiting } = this.#conversation;
    const offered = last?.id ?? (this.#log.empty && !waiting.length ? "openings" : "nothing");
    // What is being filled in stays as it is.
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.#log.mark(last?.id);
    const modes = last?.choices?.modes;
    const openings = offered === "openings" ? this.#texts.openings.map((title) => ({ title })) : [];
    const buttons = (last?.buttons ?? openings).filter(({ title }) => !modes || !ASKED_BY_PICKER.test(title));
    this.#answers.replaceChildren(
      ...(modes ? [buildConsultation(modes, this.#texts, (words) => this.#say(words))] : []),
      ...buttons.map(({ title, payload }) =>
        buildButton(
          { class: "pill", click: () => this.#say(payload && !payload.startsWith("/") ? payload : title) },
          title,
        ),
      ),
    );
    this.#scroll.settle();
  }
}
