/** The tabs of one browser: what only one of them may do at a time, and what they tell each other. */

export class Tabs {
  #name;
  #channel = null;
  #queues = new Map();

  constructor(house) {
    this.#name = `loupe:${house}`;
  }

  /** Do something that no other tab does meanwhile; where a browser has no locks, only this tab waits for itself. */
  alone(what, work, signal) {
    if (navigator.locks) return navigator.locks.request(`${this.#name}:${what}`, signal ? { signal } : {}, work);
    if (signal) return work();
    const turn = (this.#queues.get(what) ?? Promise.resolve()).then(work);
    this.#queues.set(
      what,
      turn.catch(() => {}),
    );
    return turn;
  }

  tell(news) {
    this.#channel?.postMessage(news);
  }

  listen(hear) {
    if (!globalThis.BroadcastChannel) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => hear(data);
  }

  leave() {
    this.#channel?.close();
    this.#channel = null;
  }
}
