// A form or a question inside one pane: it holds the focus, and the rest of that pane waits.
import { counted } from "./dom.js";

const FOCUSABLE = "input, select, textarea, button, a[href], [tabindex='0']";
const NEARLY_FULL = 0.9;

export class Dialog {
  #slot;
  #behind;
  #opener = null;
  #start = "";
  #isUnderWay = false;
  #asked = null;
  #onLeft = null;

  constructor(slot, behind) {
    this.#slot = slot;
    this.#behind = behind;
    slot.addEventListener("keydown", (event) => this.#key(event));
    slot.addEventListener("click", (event) => this.#click(event));
    slot.addEventListener("input", (event) => {
      count(event.target);
      if (this.#question) this.#show(false);
    });
  }

  get element() {
    return this.#slot.firstElementChild;
  }

  /** Whether something was filled in that is not sent yet: here, or in a form that led to this one. */
  get isHalfway() {
    const form = this.element?.querySelector("form");
    return Boolean(form) && (this.#isUnderWay || written(form) !== this.#start);
  }

  /**
   * Show it in place of what stood open; focus goes to what is wrong, or to the first question.
   * `onLeft` is called when somebody goes away from it having changed nothing.
   */
  open(element, opener, onLeft = null) {
    this.#isUnderWay = this.element !== null;
    this.#onLeft = onLeft;
    if (!this.element) this.#opener = opener;
    this.#slot.replaceChildren(element);
    this.#behind.inert = true;
    const form = element.querySelector("form");
    this.#start = form ? written(form) : "";
    element.querySelectorAll("[data-longest]").forEach(count);
    const first = element.querySelector(".errors") ?? element.querySelector(".field :is(input, select, textarea)")
      ?? element.querySelector("[data-close]");
    first.focus();
    if (first.matches("textarea")) first.setSelectionRange(first.value.length, first.value.length); // to go on typing
  }

  /** Away with it; focus returns to where the person was. */
  close() {
    this.#slot.replaceChildren();
    this.#behind.inert = false;
    this.#back.focus();
  }

  /** What was pressed; the message it stood on, when that was drawn anew meanwhile; or else where one writes. */
  get #back() {
    const writing = this.#behind.querySelector(".composer textarea");
    const message = this.#opener?.closest("[data-message]")?.dataset.message;
    const back = this.#opener?.isConnected ? this.#opener
      : (message && this.#behind.querySelector(`[data-message="${message}"]`)) || writing;
    const bringsKeyboard = back === writing && matchMedia("(pointer: coarse)").matches;
    return bringsKeyboard ? this.#behind.querySelector(".log") : back;
  }

  /** Somebody wants to go: at once when nothing gets lost, else after a question. */
  #leave() {
    if (this.isHalfway) {
      if (this.#question.hidden) this.#ask();
      else this.#stay();
      return;
    }
    this.close();
    this.#onLeft?.();
  }

  get #question() {
    return this.element?.querySelector(".leaving");
  }

  #ask() {
    this.#asked = document.activeElement;
    this.#show(true);
    this.#question.querySelector("[data-stay]").focus();
  }

  #stay() {
    this.#show(false);
    this.#asked.focus();
  }

  #show(isAsked) {
    this.#question.hidden = !isAsked;
    this.element.querySelector(".dialog-foot:not(.leaving)").hidden = isAsked;
  }

  #key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#leave();
    }
    if (event.key !== "Tab") return;
    const stops = [...this.element.querySelectorAll(FOCUSABLE)].filter((stop) => stop.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== from && this.element.contains(document.activeElement)) return;
    event.preventDefault();
    to.focus();
  }

  #click(event) {
    if (event.target.closest("[data-close]")) this.#leave();
    if (event.target.closest("[data-stay]")) this.#stay();
    if (event.target.closest("[data-drop]")) this.close();
    const toField = event.target.closest(".errors a");
    if (!toField) return;
    event.preventDefault();
    const field = document.getElementById(toField.hash.slice(1));
    field.focus({ preventScroll: true });
    field.closest(".field").scrollIntoView(); // with its label and what is wrong
  }
}

function written(form) {
  return JSON.stringify([...new FormData(form)]);
}

/** The values of a form by field key; null when something is too long to send, with the focus on it. */
export function valuesOf(form) {
  const tooLong = [...form.querySelectorAll("[data-longest]")].find((field) => room(field) < 0);
  tooLong?.focus();
  return tooLong ? null : Object.fromEntries(new FormData(form));
}

function room(field) {
  return Number(field.dataset.longest) - [...field.value].length;
}

/** Says how much room is left once a text is nearly full. Nothing is ever cut off unseen. */
function count(field) {
  if (!field.dataset.longest) return;
  const line = field.parentElement.querySelector(".counter");
  const left = room(field);
  line.hidden = left > Number(field.dataset.longest) * (1 - NEARLY_FULL);
  line.classList.toggle("over", left < 0);
  line.textContent = line.hidden ? "" : left < 0 ? counted("too_long", "too_long", -left) : counted("left", "left", left);
}
