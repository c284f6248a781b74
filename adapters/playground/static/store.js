// What the page knows: messages by id, places by person, and how far everybody has read.
import { recall, remember } from "./remembered.js";

export class Store {
  #messages = new Map();
  #places = new Map();
  #notes = new Map(); // private answers; like anywhere else, they are gone after a reload
  last = 0;

  take({ people, messages, last }) {
    for (const { key, places } of people) this.#places.set(key, places);
    for (const message of messages) this.put(message);
    this.last = last;
  }

  /** "heard" for a new message, "changed" for an edited one, nothing for one already known. */
  put(message) {
    const known = this.#messages.get(message.id);
    if (known && known.change >= message.change) return null;
    this.#messages.set(message.id, message);
    this.last = Math.max(this.last, message.change);
    return known ? "changed" : "heard";
  }

  places(person) {
    return this.#places.get(person) ?? [];
  }

  sees(person, place) {
    return this.places(person).some(({ address }) => address === place);
  }

  title(person, place) {
    return this.places(person).find(({ address }) => address === place)?.title ?? place;
  }

  message(id) {
    return this.#messages.get(id);
  }

  /** The conversation in a place, oldest first, replies among it. */
  in(place) {
    return [...this.#messages.values()].filter((message) => message.place === place).sort((a, b) => a.id - b.id);
  }

  notes(person, place) {
    return this.#notes.get(`${person}|${place}`) ?? [];
  }

  addNote(person, place, element) {
    const after = this.in(place).at(-1)?.id ?? 0; // where it stands, should the place be drawn again
    this.#notes.set(`${person}|${place}`, [...this.notes(person, place), { element, after }]);
  }

  dropNote(person, place, element) {
    this.#notes.set(`${person}|${place}`, this.notes(person, place).filter((note) => note.element !== element));
  }

  unread(person, place) {
    const read = this.#readUpTo(person, place);
    return this.in(place).filter((message) => message.id > read && message.author !== person).length;
  }

  hasUnread(person) {
    return this.places(person).some(({ address }) => this.unread(person, address) > 0);
  }

  markRead(person, place) {
    const newest = this.in(place).at(-1);
    if (newest) remember(`read:${person}|${place}`, newest.id);
  }

  /** A mark beyond the newest message is of a memory that has been emptied since. */
  #readUpTo(person, place) {
    const read = Number(recall(`read:${person}|${place}`, 0));
    return read > Math.max(0, ...this.#messages.keys()) ? 0 : read;
  }
}
