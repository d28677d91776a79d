/** The conversation itself: what is typed goes out, what is answered comes in, and nothing is lost between. */

import { build, buildDay, buildMessage, dayOf } from "./messages.js";
import { Refused } from "./visit.js";

/** Ways to begin, offered while nothing has been said. */
const OPENINGS = ["I would like a ring made", "I have a stone of my own", "How does a custom order work?"];
const touch = matchMedia("(pointer: coarse)");

export class Chat {
  #visit;
  #scroll;
  #log;
  #typing;
  #answers;
  #form;
  #words;
  #lastDay = null;
  #lastAuthor = null;
  #begun = null;
  #queue = Promise.resolve();
  #unanswered = 0;

  constructor(element, visit) {
    this.#visit = visit;
    this.#scroll = element.querySelector(".scroll");
    this.#log = element.querySelector(".log");
    this.#typing = element.querySelector(".typing");
    this.#answers = element.querySelector(".answers");
    this.#form = element.querySelector("form");
    this.#words = element.querySelector("textarea");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#words.addEventListener("input", () => this.#fit());
    this.#words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
  }

  /** Show what was said before, once, and send what had not arrived. */
  begin() {
    this.#begun ??= this.#recall();
    return this.#begun;
  }

  /** Put words into an empty message for the visitor to send or to change. */
  suggest(text) {
    if (!text || this.#words.value) return;
    this.#words.value = text;
    this.#fit();
  }

  /** Ask for the answers that are still owed first: then the history is whole, and nothing shows twice. */
  async #recall() {
    let history = [];
    this.#typing.hidden = this.#visit.waiting.length === 0;
    try {
      for (const message of this.#visit.waiting) await this.#visit.send(message);
      history = await this.#visit.history();
    } catch {
      history = await this.#visit.history().catch(() => this.#excuse());
    }
    this.#typing.hidden = true;
    const shown = history.map((message) => [message, this.#show(message)]);
    const unanswered = shown.slice(history.findLastIndex((message) => message.author === "house") + 1);
    for (const message of this.#visit.waiting) {
      const known = unanswered.find(([{ text }]) => tidy(text) === tidy(message.text));
      this.#fail(message, known ? known[1] : this.#show({ ...message, author: "customer" }));
    }
    const openings = OPENINGS.map((title) => ({ title, payload: title }));
    this.#offer(this.#lastAuthor ? (history.at(-1)?.buttons ?? []) : openings);
  }

  #excuse() {
    this.#log.append(build("div", "day", "Earlier messages could not be loaded just now."));
    return [];
  }

  async #submit() {
    const text = this.#words.value.trim();
    if (!text) return;
    this.#words.value = "";
    this.#fit();
    await this.begin();
    this.#say(text);
  }

  #say(text) {
    this.#answers.replaceChildren();
    const message = this.#visit.compose(text);
    this.#deliver(message, this.#show({ ...message, author: "customer" }));
  }

  /** Send in the order of writing: a reply belongs to the words before it. */
  #deliver(message, bubble) {
    this.#unanswered += 1;
    this.#wait();
    this.#queue = this.#queue.then(() => this.#exchange(message, bubble));
  }

  async #exchange(message, bubble) {
    let replies = [];
    try {
      replies = await this.#visit.send(message);
    } catch (error) {
      this.#fail(message, bubble, error);
    } finally {
      this.#unanswered -= 1;
      this.#wait();
    }
    const at = new Date().toISOString();
    for (const reply of replies) this.#show({ ...reply, at });
    if (!this.#unanswered) this.#offer(replies.at(-1)?.buttons ?? []);
  }

  /** Say at the message itself that it did not arrive, and offer what can be done. */
  #fail(message, bubble, error) {
    const meta = bubble.querySelector(".meta");
    const before = [...meta.childNodes];
    bubble.classList.add("failed");
    if (error instanceof Refused) {
      meta.replaceChildren(`Not sent. ${error.message}`);
      return;
    }
    const again = build("button", "again", "Try again");
    again.type = "button";
    again.addEventListener("click", () => {
      bubble.classList.remove("failed");
      meta.replaceChildren(...before);
      this.#words.focus();
      this.#deliver(message, bubble);
    });
    meta.replaceChildren("Not sent yet. ", again);
  }

  #show(message) {
    const day = dayOf(message.at);
    if (day !== this.#lastDay) {
      this.#log.append(buildDay(message.at));
      this.#lastAuthor = null;
    }
    const element = buildMessage(message);
    element.classList.toggle("follows", message.author === this.#lastAuthor);
    this.#lastDay = day;
    this.#lastAuthor = message.author;
    this.#log.append(element);
    this.#scrollDown();
    return element;
  }

  /** Offer the choices of the last reply; a choice is sent as plain words, never as a command. */
  #offer(buttons) {
    const offered = buttons.map(({ title, payload }) => {
      const button = build("button", "", title);
      button.type = "button";
      button.addEventListener("click", () => {
        this.#say(payload && !payload.startsWith("/") ? payload : title);
        // The button is gone; the focus must not go with it.
        (touch.matches ? this.#scroll : this.#words).focus({ preventScroll: true });
      });
      return button;
    });
    this.#answers.replaceChildren(...offered);
    this.#scrollDown();
  }

  #wait() {
    this.#typing.hidden = this.#unanswered === 0;
    this.#scrollDown();
  }

  #fit() {
    this.#words.style.height = "auto";
    this.#words.style.height = `${this.#words.scrollHeight}px`;
    this.#form.querySelector(".send").disabled = !this.#words.value.trim();
  }

  #scrollDown() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}

/** Compare words as the desk keeps them: on one line. */
function tidy(text) {
  return text.replace(/\s+/gu, " ").trim();
}
