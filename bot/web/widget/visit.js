/** A visit: who the visitor is to the service, and how it is asked. The token never stands in an address. */

/** Milliseconds after which a question counts as unanswered. */
export const PATIENCE = 45_000;
const PAUSES = [1, 2, 4, 8, 15, 30];

/** The service said no, in its own words; asking the same again would not help. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Nobody answered, or the service asked to be asked later: after `seconds`, where it says so. */
export class Unreached extends Error {
  constructor(message, { status = 0, seconds = null, silent = false } = {}) {
    super(message);
    Object.assign(this, { status, seconds, silent });
  }
}

export class Visit {
  #service;
  #shelf;
  #tabs;

  constructor({ service, house, shelf, tabs }) {
    this.#service = service;
    this.house = house;
    this.#shelf = shelf;
    this.#tabs = tabs;
  }

  get token() {
    return this.#shelf.read("token");
  }

  /** Forget a token that is no longer taken; another tab may have a newer one already. */
  end(token) {
    if (this.token === token) this.#shelf.drop("token");
  }

  /** Begin a visit where there is none; two tabs begin the same one. */
  async begin() {
    if (this.token) return;
    await this.#tabs.alone("visit", async () => {
      if (this.token) return;
      const { token } = await this.ask("chat/visits", { json: { house: this.house } });
      this.#shelf.keep("token", token);
    });
  }

  address(path, query = {}) {
    const address = new URL(path, this.#service);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address.href;
  }

  get authorization() {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  /** Ask and read the JSON that comes back; raises Refused or Unreached. */
  async ask(path, options = {}) {
    const response = await this.fetch(path, options);
    return response.status === 204 ? null : response.json().catch(() => raiseUnreached());
  }

  /** Ask and return the response itself; raises Refused or Unreached. */
  async fetch(path, { query, json, method = json ? "POST" : "GET", accept = "application/json", signal } = {}) {
    const headers = { Accept: accept, ...this.authorization };
    if (json) headers["Content-Type"] = "application/json";
    const token = this.token;
    let response;
    try {
      response = await fetch(this.address(path, query), {
        method,
        headers,
        body: json && JSON.stringify(json),
        signal: signal ?? AbortSignal.timeout(PATIENCE),
        credentials: "omit",
        cache: "no-store",
      });
    } catch (error) {
      throw new Unreached(error.message);
    }
    if (response.ok) return response;
    if (response.status === 401) this.end(token);
    throw await readRefusal(response.status, response.headers.get("Retry-After"), response);
  }
}

/** Read what a failed answer means: whether to ask again, when, and what to tell the visitor. */
export async function readRefusal(status, retryAfter, body) {
  const { error, remedy } = await body.json().catch(() => ({}));
  const words = [error, status < 500 && remedy].filter(Boolean).join(" ") || `HTTP ${status}`;
  if (status < 500 && status !== 408 && status !== 429) return new Refused(status, words);
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  return new Unreached(words, { status, seconds: Number.isNaN(seconds) ? null : seconds });
}

/** How long to wait before the next try, in milliseconds: what the service asked for, or a little longer each time. */
export function pauseAfter(error, tries) {
  const seconds = error?.seconds ?? PAUSES[Math.min(tries, PAUSES.length - 1)];
  return seconds * 1000 * (1 + Math.random() / 4);
}

function raiseUnreached() {
  throw new Unreached("the answer was cut off");
}
