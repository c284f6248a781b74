// The demo's clock: it runs like any other, but may be ahead.
import { words, zone } from "./dom.js";

const STEP = 5_000; // milliseconds between two looks

export class Clock {
  #ahead = 0;
  #element;
  #format = new Intl.DateTimeFormat(words.language === "nl" ? "nl-NL" : "en-GB", {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone,
  });

  constructor(element) {
    this.#element = element;
    setInterval(() => this.#show(), STEP);
  }

  set(now) {
    this.#ahead = Date.parse(now) - Date.now();
    this.#show();
  }

  get text() {
    return this.#element.textContent;
  }

  #show() {
    const now = new Date(Date.now() + this.#ahead);
    this.#element.dateTime = now.toISOString();
    const text = written(this.#format.format(now));
    if (this.#element.textContent !== text) this.#element.textContent = text;
  }
}

/** Dutch people write 09.00, as the cards do. */
function written(time) {
  return words.language === "nl" ? time.replace(":", ".") : time;
}
