/** What comes without having been asked for: one visible tab holds the stream of events, the others are told. */

import { pauseAfter, Refused, Unreached } from "./visit.js";

/** Milliseconds without a sign of life, after which a stream counts as dead; the service sends one every 15 s. */
const SILENCE = 40_000;
const POLL = 4_000;
const STREAM_AGAIN = 60_000;
/** So many streams that fail one after the other, and the messages are asked for instead. */
const PATIENCE = 3;

export class Feed {
  #visit;
  #tabs;
  #hooks;
  #holding = null;

  /** `hooks`: `cursor()`, `take(answer, after)`, `answering()`, and `lost(error)` where the visit is over. */
  constructor(visit, tabs, hooks) {
    this.#visit = visit;
    this.#tabs = tabs;
    this.#hooks = hooks;
  }

  /** Follow the conversation while the page is seen. */
  follow() {
    if (this.#holding || document.hidden || !this.#visit.token) return;
    const holding = (this.#holding = new AbortController());
    this.#tabs
      .alone("feed", () => this.#listen(holding.signal), holding.signal)
      .catch(() => {})
      .finally(() => {
        if (this.#holding === holding) this.#holding = null;
      });
  }

  /** Let go, so that a tab that is seen can take over. */
  release() {
    this.#holding?.abort();
    this.#holding = null;
  }

  async #listen(signal) {
    let failures = 0;
    let streamed = 0;
    while (!signal.aborted) {
      try {
        if (failures < PATIENCE || Date.now() - streamed > STREAM_AGAIN) {
          streamed = Date.now();
          await this.#stream(signal, () => (failures = 0));
          await sleep(1_000, signal);
        } else {
          await this.#poll(signal);
          await sleep(POLL, signal);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused) {
          this.#hooks.lost(error);
          if (error.status === 401 || error.status === 403) return;
        }
        failures = error.silent ? PATIENCE : failures + 1;
        await sleep(failures === PATIENCE ? 0 : pauseAfter(error, failures - 1), signal);
      }
    }
  }

  async #poll(signal) {
    const after = this.#hooks.cursor();
    const query = { house: this.#visit.house, after };
    this.#hooks.take(await this.#visit.ask("chat/messages", { query, signal: within(signal, 30_000) }), after);
  }

  /** Read events until the stream ends; a long silence ends it too. */
  async #stream(signal, alive) {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE);
    const stop = () => silence.abort();
    signal.addEventListener("abort", stop);
    try {
      const query = { house: this.#visit.house, after: this.#hooks.cursor() };
      const accept = "text/event-stream";
      const response = await this.#visit.fetch("chat/events", { query, accept, signal: silence.signal });
      if (!response.headers.get("Content-Type")?.startsWith(accept)) throw new Unreached("not a stream");
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE);
        alive();
        const events = (rest + value.replace(/\r/g, "")).split("\n\n");
        rest = events.pop();
        events.forEach((event) => this.#hear(event));
      }
    } catch (error) {
      // Where a proxy holds a stream back, waiting for the next one would not help.
      if (silence.signal.aborted) throw new Unreached("silence", { silent: true });
      throw error instanceof Refused ? error : new Unreached(error.message);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  #hear(event) {
    const fields = { event: "message", data: "" };
    for (const line of event.split("\n")) {
      const [, name, value] = /^(\w+): ?(.*)$/u.exec(line) ?? [];
      if (name) fields[name] = name === "data" ? fields.data + value : value;
    }
    if (fields.event === "answering") this.#hooks.answering();
    if (fields.event === "messages") this.#hooks.take(JSON.parse(fields.data), this.#hooks.cursor());
  }
}

/** Wait, or stop waiting when the signal says so. */
export function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** A signal that also ends after a time. */
export function within(signal, milliseconds) {
  return AbortSignal.any?.([signal, AbortSignal.timeout(milliseconds)]) ?? signal;
}
