// Tells a screen reader what is new: each message by itself, or only how many when a Monday brings them all at once.
import { announce, fill, words } from "./dom.js";

const MOMENT = 400; // milliseconds in which news comes together
const FEW = 3; // this many for one person are told one by one

export class News {
  #waiting = new Map();

  /** `sentence` is for whoever looks on as the person with this name. */
  tell(name, sentence) {
    if (this.#waiting.size === 0) setTimeout(() => this.#say(), MOMENT);
    this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), sentence]);
  }

  #say() {
    for (const [name, sentences] of this.#waiting) {
      if (sentences.length <= FEW) sentences.forEach(announce);
      else announce(fill(words.much_heard, { n: sentences.length, name }));
    }
    this.#waiting.clear();
  }
}
