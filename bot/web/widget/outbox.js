/** Messages that wait to arrive: each is kept under a name of its own, so that two tabs never overwrite one. */

const WAITING = "waiting:";

export class Outbox {
  #shelf;
  #last = 0;

  constructor(shelf) {
    this.#shelf = shelf;
  }

  /** Keep a new message until the service has it; its id makes it safe to send twice. */
  keep(text, pictures) {
    // Two messages of the same millisecond still have an order.
    this.#last = Math.max(this.#last + 1, Date.now());
    const message = { id: newId(), text, pictures, at: new Date(this.#last).toISOString() };
    this.#shelf.keep(nameOf(message), message);
    return message;
  }

  /** What waits, oldest first. */
  list() {
    return this.#shelf
      .list(WAITING)
      .map((name) => this.#shelf.read(name))
      .filter(Boolean);
  }

  drop(message) {
    this.#shelf.drop(nameOf(message));
  }
}

function nameOf({ at, id }) {
  return `${WAITING}${at}:${id}`;
}

/** A random UUID, on plain http as well, where browsers leave crypto.randomUUID out. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
