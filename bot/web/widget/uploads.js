/** Photos on their way to the service: with progress, and each can be cancelled and tried again. */

import { readRefusal, Refused } from "./visit.js";

/** How a kind of picture begins; what a file is called says nothing. */
const BEGINNINGS = [
  [0, "ffd8ff"],
  [0, "89504e470d0a1a0a"],
  [8, "57454250"],
  [4, "66747970"],
];

/** One photo: `state` is reading, sending, kept, failed or refused; every change is an event. */
export class Upload extends EventTarget {
  #visit;
  #request = null;
  state = "reading";
  progress = 0;
  id = null;
  note = "";
  reason = "";

  constructor(visit, file) {
    super();
    this.#visit = visit;
    this.file = file;
  }

  /** Take up a photo that the service kept before this page was loaded. */
  static resume(visit, { id, note }) {
    return Object.assign(new Upload(visit, null), { id, note, state: "kept", progress: 1 });
  }

  /** Send the photo, where it is one and small enough. */
  async send({ bytes }, texts) {
    this.#turn("reading");
    const refusal =
      this.file.size > bytes
        ? texts.tooLarge(Math.floor(bytes / 2 ** 20))
        : (await isPicture(this.file))
          ? ""
          : texts.notPicture;
    if (refusal) return this.#turn("refused", refusal);
    try {
      await this.#visit.begin();
      if (this.state === "cancelled") return undefined;
      this.#turn("sending");
      this.id = (await this.#post()).id;
      return this.#turn("kept");
    } catch (error) {
      if (this.state === "cancelled") return undefined;
      return error instanceof Refused && error.status !== 401
        ? this.#turn("refused", error.message)
        : this.#turn("failed", error.status === 429 ? error.message : texts.failed);
    }
  }

  /** Stop sending, and have the service forget what it kept. */
  cancel() {
    const kept = this.id;
    this.#turn("cancelled");
    this.#request?.abort();
    if (!kept) return;
    const query = { house: this.#visit.house };
    this.#visit.ask(`chat/pictures/${encodeURIComponent(kept)}`, { method: "DELETE", query }).catch(() => {});
  }

  /** fetch() cannot tell how much was sent; XMLHttpRequest can. */
  #post() {
    const request = (this.#request = new XMLHttpRequest());
    request.open("POST", this.#visit.address("chat/pictures", { house: this.#visit.house }));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    const token = this.#visit.token;
    request.setRequestHeader("Authorization", this.#visit.authorization.Authorization);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.progress = total ? loaded / total : 0;
      this.#turn("sending");
    });
    return new Promise((resolve, reject) => {
      request.addEventListener("load", async () => {
        const response = new Response(request.responseText);
        if (request.status === 201) return resolve(response.json());
        if (request.status === 401) this.#visit.end(token);
        return reject(await readRefusal(request.status, request.getResponseHeader("Retry-After"), response));
      });
      for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(new Error(end)));
      request.send(this.file);
    });
  }

  #turn(state, reason = "") {
    if (this.state !== "cancelled") Object.assign(this, { state, reason });
    this.dispatchEvent(new Event("change"));
  }
}

async function isPicture(file) {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return BEGINNINGS.some(([at, beginning]) => hex.startsWith(beginning, 2 * at));
}
