/** The conversation without its looks: what was said, what waits, and how the two become one. */

import { Feed, sleep, within } from "./feed.js";
import { Outbox } from "./outbox.js";
import { Shelf } from "./shelf.js";
import { Tabs } from "./tabs.js";
import { pauseAfter, PATIENCE, Refused, Unreached, Visit } from "./visit.js";

/** Events: `lines` (new or changed lines), `waiting`, `answering` (whether), `refused`, `reach` (how the service is). */
export class Conversation extends EventTarget {
  #outbox;
  #tabs;
  #feed;
  #lines = new Map();
  #cursor = 0;
  #begun = null;
  #sending = false;
  #hurry = new AbortController();
  #flight = new AbortController();
  #leaving = new AbortController();

  constructor({ service, house }) {
    super();
    this.shelf = new Shelf(house);
    this.#outbox = new Outbox(this.shelf);
    this.#tabs = new Tabs(house);
    this.visit = new Visit({ service, house, shelf: this.shelf, tabs: this.#tabs });
    this.#feed = new Feed(this.visit, this.#tabs, {
      cursor: () => this.#cursor,
      take: (answer, after) => this.#receive(answer, after),
      answering: () => this.#answer(true),
      lost: (error) => error.status === 401 && this.#startOver(),
    });
  }

  /** Whether this browser has spoken with the house before. */
  get known() {
    return Boolean(this.visit.token) || this.waiting.length > 0;
  }

  get lines() {
    return [...this.#lines.values()];
  }

  get waiting() {
    return this.#outbox.list();
  }

  /** The last line that the house or one of its people wrote, where nothing was said since. */
  get last() {
    const line = this.lines.at(-1);
    return line && line.author !== "customer" && !this.waiting.length ? line : null;
  }

  /** Read what was said, send what waits, and follow what comes; once. */
  begin() {
    this.#begun ??= this.#begin();
    return this.#begun;
  }

  async #begin() {
    const { signal } = this.#leaving;
    this.#tabs.listen((news) => this.#hear(news));
    addEventListener("storage", ({ key }) => key?.includes(":waiting:") && this.#tell("waiting"), { signal });
    addEventListener("online", () => this.#reconnect(), { signal });
    addEventListener("offline", () => this.#tell("reach", { state: "offline" }), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#feed.release() : this.#wake()), {
      signal,
    });
    if (!navigator.onLine) this.#tell("reach", { state: "offline" });
    this.#tell("waiting");
    await this.catchUp().catch(() => {});
    this.#wake();
  }

  /** Let go of everything; a conversation that was left does not come back. */
  leave() {
    this.#leaving.abort();
    this.#hurry.abort();
    this.#feed.release();
    this.#tabs.leave();
  }

  /** Say something: it is kept first, and sent as soon as the service can be reached. */
  say(text, pictures = []) {
    this.#outbox.keep(text, pictures);
    this.#tell("waiting");
    this.begin().then(() => this.#send());
  }

  /** Ask for everything that was said since. */
  async catchUp() {
    if (!this.visit.token) return;
    const after = this.#cursor;
    try {
      const query = { house: this.visit.house, after };
      this.#receive(await this.visit.ask("chat/messages", { query }), after);
    } catch (error) {
      if (error.status === 401) this.#startOver();
      throw error;
    }
  }

  /** The network is back: what is under way may hang in the one that is gone, and is sent again. */
  #reconnect() {
    this.#tell("reach", { state: "well" });
    this.#flight.abort();
    this.#wake();
  }

  #wake() {
    if (this.#left) return;
    this.#hurry.abort();
    this.#hurry = new AbortController();
    this.#feed.release();
    this.#feed.follow();
    this.#send();
  }

  /** Send what waits, in its order; a tab that has to pause lets another one try. */
  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    for (let tries = 0; this.waiting.length && !this.#left;) {
      // Whoever is woken in the middle of a try must not sleep after it.
      const { signal } = this.#hurry;
      const error = await this.#tabs.alone("sending", () => this.#sendOne());
      tries = error ? tries + 1 : 0;
      if (!error) continue;
      // The first 503 may only mean that an answer takes its time.
      if (error instanceof Unreached && (error.status !== 503 || tries > 1)) this.#tellReach(error);
      await sleep(pauseAfter(error, tries - 1), signal);
    }
    this.#sending = false;
    if (!this.#left) this.#feed.follow();
  }

  /** Send the oldest message; returns why it has to wait, or nothing. */
  async #sendOne() {
    const [message] = this.waiting;
    if (!message) return null;
    this.#answer(true);
    const after = this.#cursor;
    try {
      await this.visit.begin();
      const { id, text, pictures } = message;
      const json = { id, text, house: this.visit.house, after, pictures };
      this.#flight = new AbortController();
      const signal = within(this.#flight.signal, PATIENCE);
      const answer = await this.visit.ask("chat/messages", { json, signal });
      this.#outbox.drop(message);
      this.#receive(answer, after);
    } catch (error) {
      if (!(error instanceof Refused)) return error;
      if (error.status === 401) {
        this.#startOver();
        return error;
      }
      this.#outbox.drop(message);
      if (error.status === 409) await this.catchUp().catch(() => {});
      if (error.status === 410) {
        this.visit.end(this.visit.token);
        this.#startOver();
      }
      if (!this.#lines.has(message.id)) this.#tell("refused", { message, reason: error.message });
    }
    this.#answer(false);
    this.#tell("waiting");
    return null;
  }

  /** The service no longer knows the visit: the next message begins a new one, and what waits is kept. */
  #startOver() {
    this.#cursor = 0;
  }

  /** Take what the service answered, and pass it on to the other tabs. */
  #receive(answer, after) {
    this.#tell("reach", { state: "well" });
    this.#take(answer, after);
    if (answer.messages.length) this.#tabs.tell({ answer, after });
  }

  #take({ messages, cursor }, after) {
    if (after <= this.#cursor) this.#cursor = Math.max(this.#cursor, cursor);
    if (!messages.length) return;
    const arrived = new Set(messages.map(({ id }) => id));
    for (const message of this.waiting) if (arrived.has(message.id)) this.#outbox.drop(message);
    for (const line of messages) this.#lines.set(line.id, line);
    if (messages.some(({ author }) => author !== "customer")) this.#tell("answering", false);
    this.#tell("lines", messages);
  }

  /** Hear what another tab tells; what it knows and this one does not is asked for. */
  #hear({ answer, after, answering }) {
    if (answering !== undefined) this.#tell("answering", answering);
    if (!answer) return;
    if (after <= this.#cursor) this.#take(answer, after);
    else this.catchUp().catch(() => {});
  }

  #tellReach({ status, message }) {
    const state = status === 429 ? "busy" : navigator.onLine ? "away" : "offline";
    this.#answer(false);
    this.#tell("reach", { state, reason: message });
  }

  #answer(answering) {
    this.#tell("answering", answering);
    this.#tabs.tell({ answering });
  }

  get #left() {
    return this.#leaving.signal.aborted;
  }

  #tell(type, detail) {
    if (!this.#left) this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
