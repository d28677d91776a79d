/** What is kept for one house: in this browser or this tab, or where that is forbidden as long as the page is open. */

export class Shelf {
  #prefix;
  #place;
  #page = new Map();

  /** `place`: `localStorage` for the browser, `sessionStorage` for the tab. */
  constructor(house, place = "localStorage") {
    this.#prefix = `loupe:${house}:`;
    this.#place = place;
  }

  read(name) {
    if (this.#page.has(name)) return this.#page.get(name);
    try {
      return JSON.parse(globalThis[this.#place].getItem(this.#prefix + name));
    } catch {
      return null;
    }
  }

  keep(name, value) {
    try {
      globalThis[this.#place].setItem(this.#prefix + name, JSON.stringify(value));
    } catch {
      this.#page.set(name, value);
    }
  }

  drop(name) {
    this.#page.delete(name);
    try {
      globalThis[this.#place].removeItem(this.#prefix + name);
    } catch {
      // Where nothing can be kept, nothing has to go.
    }
  }

  /** The names that begin so, in their order. */
  list(beginning) {
    const names = [...this.#page.keys()];
    try {
      for (const name of Object.keys(globalThis[this.#place])) {
        if (name.startsWith(this.#prefix)) names.push(name.slice(this.#prefix.length));
      }
    } catch {
      // Only this page's own then.
    }
    return names.filter((name) => name.startsWith(beginning)).sort();
  }
}
