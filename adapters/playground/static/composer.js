// Where somebody writes: Enter sends, and every conversation keeps what was not sent yet.

export class Composer {
  #form;
  #drafts = new Map();
  #at = "";

  constructor(form, send) {
    this.#form = form;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
  }

  get input() {
    return this.#form.querySelector("textarea");
  }

  get words() {
    return this.input.value.trim();
  }

  /** In another conversation: what stood here waits until somebody is back. */
  moveTo(key, label) {
    this.#form.querySelector("label").textContent = label;
    if (key === this.#at) return;
    this.#drafts.set(this.#at, this.input.value);
    this.#at = key;
    this.input.value = this.#drafts.get(key) ?? "";
  }

  /** Ready to be sent, or changed first. */
  put(words) {
    this.input.value = words;
    this.input.focus();
  }

  /** These words are where they had to go; whatever was typed since stays. */
  sent(words, key) {
    if (key !== this.#at) this.#drafts.delete(key);
    else if (this.words === words) this.input.value = "";
  }

  /** These words went nowhere after all. A command alone is soon typed again. */
  giveBack(words, key) {
    if (key === this.#at && !this.words && /\s/.test(words)) this.input.value = words;
  }
}
