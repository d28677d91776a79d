/** A visit: who the visitor is to the server, what was said, and what still waits to arrive. */

const TRIES = 3;

/** Something the server refused, in its own words; sending the same again would not help. */
export class Refused extends Error {}

export class Visit {
  #house;
  #key;
  #kept;

  constructor(house) {
    this.#house = house;
    this.#key = `loupe:visit:${house}`;
    this.#kept = { token: null, waiting: [], ...readKept(this.#key) };
  }

  /** Messages that were written here and not acknowledged yet, oldest first. */
  get waiting() {
    return [...this.#kept.waiting];
  }

  /** What was said so far; nothing for a visitor who has not spoken. */
  async history() {
    if (!this.#kept.token) return [];
    const answer = await this.#ask(`chat/messages?house=${encodeURIComponent(this.#house)}`);
    return answer.messages;
  }

  /** Keep a new message until the server has it. */
  compose(text) {
    const message = { id: newId(), text, at: new Date().toISOString() };
    this.#kept.waiting.push(message);
    this.#keep();
    return message;
  }

  /** Send a message and return the replies; the id makes it safe to send twice, unless it was refused. */
  async send({ id, text }) {
    if (!this.#kept.token) {
      this.#kept.token = (await this.#ask("chat/visits", { method: "POST" })).token;
      this.#keep();
    }
    const body = JSON.stringify({ id, text, house: this.#house });
    try {
      const answer = await this.#ask("chat/messages", { method: "POST", body });
      this.#drop(id);
      return answer.messages;
    } catch (error) {
      if (error instanceof Refused) this.#drop(id);
      throw error;
    }
  }

  #drop(id) {
    this.#kept.waiting = this.#kept.waiting.filter((message) => message.id !== id);
    this.#keep();
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Without storage the conversation works as long as the page is open.
    }
  }

  async #ask(address, options = {}) {
    const headers = { Accept: "application/json" };
    if (options.body) headers["Content-Type"] = "application/json";
    if (this.#kept.token) headers.Authorization = `Bearer ${this.#kept.token}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await readAnswer(await fetch(address, { ...options, headers }));
      } catch (error) {
        if (error instanceof Refused || attempt === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 700 * attempt));
      }
    }
  }
}

async function readAnswer(response) {
  const answer = await response.json();
  if (response.ok) return answer;
  throw new (response.status < 500 ? Refused : Error)(answer.error);
}

function readKept(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** A random UUID, on plain http as well, where browsers leave crypto.randomUUID out. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
