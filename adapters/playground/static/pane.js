// One person's chat: who they are, their places, one conversation and its composer.
import { request } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Dialog, valuesOf } from "./dialog.js";
import { announce, fill, fragment, words } from "./dom.js";
import { Places } from "./places.js";
import { recall, remember } from "./remembered.js";

export class Pane {
  #element;
  #store;
  #on;
  #place = "";
  #who;
  #composer;
  #places;
  #conversation;
  #dialog;
  #busy = false;

  constructor(element, store, on) {
    this.#element = element;
    this.#store = store;
    this.#on = on;
    const find = (selector) => element.querySelector(selector);
    this.#who = find(".who select");
    this.#composer = new Composer(find(".composer"), () => this.#send());
    this.#places = new Places(find(".places"), store, (address) => this.#open(address));
    this.#conversation = new Conversation(find(".log"), find(".newer"), (id) => this.#placeOf(id) !== null);
    this.#dialog = new Dialog(find(".dialogs"), find(".pane-body"));
    this.#listen(find);
  }

  get person() {
    return this.#who.value;
  }

  get name() {
    return this.#who.selectedOptions[0].dataset.name;
  }

  get label() {
    return this.#who.selectedOptions[0].textContent;
  }

  /** Whether a form stands open in which something was filled in. */
  get isHalfway() {
    return this.#dialog.isHalfway;
  }

  get isShown() {
    return !this.#element.hidden;
  }

  /** Be somebody else; nobody by that name changes nothing. */
  become(person) {
    if ([...this.#who.options].some((option) => option.value === person)) this.#who.value = person;
  }

  show(isShown) {
    const appears = isShown && this.#element.hidden;
    this.#element.hidden = !isShown;
    if (appears) this.#conversation.toEnd();
    if (isShown) this.#read();
  }

  /** Everything anew: another person, or the first time. */
  draw() {
    const chosen = recall(`place:${this.person}`, this.#who.selectedOptions[0].dataset.start);
    const places = this.#store.places(this.person);
    this.#place = this.#store.sees(this.person, chosen) ? chosen : places[0].address;
    this.#element.dataset.person = this.person;
    this.#drawIdentity();
    this.#drawPlace();
    this.#element.querySelector(".samples")?.toggleAttribute("open", this.#store.in(places[0].address).length === 0);
  }

  /** A message somewhere among this person's places. */
  heard(message) {
    if (message.place === this.#place) this.#conversation.put(message, message.author === this.person);
    this.#read();
  }

  #listen(find) {
    this.#who.addEventListener("change", () => {
      if (this.#dialog.element) this.#dialog.close();
      this.#on.personChanged();
    });
    find(".log").addEventListener("click", (event) => this.#click(event));
    find(".log").addEventListener("keydown", (event) => closeMenu(event));
    find(".dialogs").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(event.target);
    });
    this.#element.querySelectorAll(".samples button").forEach((sample) => sample.addEventListener("click", () => {
      this.#composer.put(`/knelpunt ${sample.textContent}`);
    }));
  }

  #drawIdentity() {
    const { name, role, initials } = this.#who.selectedOptions[0].dataset;
    const find = (selector) => this.#element.querySelector(selector);
    find("h2").textContent = name;
    find(".identity-name").textContent = name;
    find(".identity-role").textContent = role;
    find(".who .avatar").textContent = initials;
  }

  #open(address) {
    this.#place = address;
    remember(`place:${this.person}`, address);
    this.#drawPlace();
  }

  #drawPlace() {
    const place = this.#store.title(this.person, this.#place);
    const facts = { name: this.name, place };
    const isDirect = this.#store.places(this.person)[0].address === this.#place;
    this.#element.querySelector(".log").setAttribute("aria-label", fill(words.messages_in, facts));
    this.#composer.moveTo(`${this.person}|${this.#place}`, fill(words.composer, facts));
    this.#conversation.draw(
      this.#store.in(this.#place),
      this.#store.notes(this.person, this.#place),
      isDirect ? words.empty_direct : fill(words.empty_channel, facts),
    );
    this.#read();
  }

  /** What is in sight has been read. */
  #read() {
    if (this.isShown) this.#store.markRead(this.person, this.#place);
    this.#places.draw(this.person, this.name, this.#place);
    this.#on.readChanged();
  }

  async #send() {
    const [text, at] = [this.#composer.words, `${this.person}|${this.#place}`];
    if (!text) return;
    const giveBack = () => this.#composer.giveBack(text, at);
    const went = await this.#ask({ kind: "text", text }, this.#composer.input, giveBack);
    if (!went) return;
    this.#composer.sent(text, at);
    this.#element.querySelector(".samples")?.removeAttribute("open");
  }

  #click(event) {
    const link = event.target.closest("a[data-posted][href]");
    if (link) {
      event.preventDefault();
      this.#goTo(link.dataset.posted);
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.action !== undefined) this.#press(button);
    if (button.dataset.messageAction) this.#choose(button);
    if (button.classList.contains("hide")) this.#hide(button.closest(".private"));
  }

  /** Where a message stands that this person sees; null when they do not. */
  #placeOf(id) {
    const place = this.#store.message(Number(id))?.place;
    return place !== undefined && this.#store.sees(this.person, place) ? place : null;
  }

  #goTo(id) {
    const place = this.#placeOf(id);
    if (place === null) return;
    if (place !== this.#place) this.#open(place);
    this.#conversation.goTo(id);
  }

  #press(button) {
    const handle = button.closest("[data-handle]").dataset.handle;
    const step = () => this.#ask({ kind: "press", action: button.dataset.action, handle }, button);
    const question = button.nextElementSibling;
    if (!(question instanceof HTMLTemplateElement)) return step();
    const dialog = question.content.firstElementChild.cloneNode(true);
    dialog.querySelector("[data-yes]").addEventListener("click", () => {
      this.#dialog.close();
      step();
    });
    return this.#dialog.open(dialog, button);
  }

  #choose(entry) {
    const message = Number(entry.closest("[data-message]").dataset.message);
    const menu = entry.closest("details");
    menu.open = false;
    this.#ask({ kind: "message action", name: entry.dataset.messageAction, message }, menu.querySelector("summary"));
  }

  #submit(form) {
    const values = valuesOf(form);
    if (values) this.#ask({ kind: "submission", action: form.dataset.action, handle: form.dataset.handle, values }, form);
  }

  #hide(note) {
    this.#store.dropNote(this.person, this.#place, note);
    note.remove();
    this.#element.querySelector(".log").focus();
  }

  /** Ask it and carry out the answer; whether it got through. One question at a time. A form left alone gives back. */
  async #ask(what, from, onLeft = null) {
    if (this.#busy) return false;
    const [person, place] = [this.person, this.#place];
    this.#busy = true;
    from.setAttribute("aria-busy", "true");
    this.#fail("");
    try {
      this.#carryOut(await request(person, place, what), { person, place, from, onLeft });
      return true;
    } catch {
      this.#fail(words.failed);
      return false;
    } finally {
      this.#busy = false;
      from.removeAttribute("aria-busy");
    }
  }

  #carryOut(reply, { person, place, from, onLeft }) {
    const opener = this.#dialog.element?.contains(from) ? null : from;
    const isStillHere = person === this.person;
    if (reply.kind === "open" || reply.kind === "correct") {
      if (isStillHere) this.#dialog.open(fragment(reply.html), opener, onLeft);
      return;
    }
    if (isStillHere && this.#dialog.element) this.#dialog.close();
    if (reply.kind !== "say") return;
    const note = fragment(reply.html);
    this.#store.addNote(person, place, note);
    if (isStillHere && place === this.#place) this.#conversation.addNote(note);
    announce(`${words.private}: ${reply.summary}`);
  }

  #fail(sentence) {
    const line = (this.#dialog.element ?? this.#element).querySelector(".failure");
    if (!line) return;
    line.hidden = sentence === "";
    line.textContent = sentence;
    if (sentence) line.scrollIntoView({ block: "nearest" });
  }
}

function closeMenu(event) {
  const menu = event.target.closest("details.menu");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}
