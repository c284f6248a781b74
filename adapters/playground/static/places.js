// The list of conversations of one person: those in use in sight, the quiet ones behind one button.
import { copy, counted, fill, words } from "./dom.js";

const FEW = 5; // this many are simply all shown

export class Places {
  #nav;
  #store;
  #open;

  constructor(nav, store, open) {
    this.#nav = nav;
    this.#store = store;
    this.#open = open;
  }

  draw(person, name, current) {
    const places = this.#store.places(person);
    const used = ({ address, direct }) => direct || address === current || this.#store.in(address).length > 0;
    const shown = places.length <= FEW ? places : places.filter(used);
    const rest = places.filter((place) => !shown.includes(place));
    const held = this.#nav.contains(document.activeElement) ? document.activeElement.dataset.address : null;
    const wasOpen = this.#nav.querySelector("details")?.open ?? false;
    this.#nav.setAttribute("aria-label", fill(words.places_of, { name }));
    this.#nav.querySelector("ul").replaceChildren(...shown.map((place) => this.#item(place, person, current)));
    this.#nav.querySelector("details")?.remove();
    if (rest.length > 0) this.#nav.append(this.#more(rest, person, wasOpen));
    if (held) [...this.#nav.querySelectorAll("button")].find((button) => button.dataset.address === held)?.focus();
  }

  #item({ address, title, direct }, person, current) {
    const item = copy("place");
    const button = item.querySelector("button");
    button.dataset.address = address;
    button.classList.toggle("direct", direct);
    button.querySelector(".place-title").textContent = title;
    if (address === current) button.setAttribute("aria-current", "true");
    const unread = this.#store.unread(person, address);
    const count = button.querySelector(".count");
    count.hidden = unread === 0;
    count.textContent = unread;
    if (unread) count.setAttribute("aria-label", fill(words.new_count, { n: unread }));
    button.addEventListener("click", () => this.#open(address));
    return item;
  }

  #more(places, person, open) {
    const more = copy("more-places");
    more.open = open;
    more.querySelector("summary").textContent = counted("more_place", "more_places", places.length);
    more.querySelector("ul").replaceChildren(...places.map((place) => this.#item(place, person, null)));
    return more;
  }
}
