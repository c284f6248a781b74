// The list of conversations of one person: two rows of those that matter now, the rest behind one button.
import { counted, copy, fill, words } from "./dom.js";

const FEW = 5; // this many are simply all in the list
const ROWS = 2;
const GAP = 4; // pixels between two, as the style sheet has it

export class Places {
  #nav;
  #list;
  #more;
  #rest;
  #store;
  #open;
  #drawn = null;
  #width = 0;

  constructor(nav, store, open) {
    this.#nav = nav;
    this.#list = nav.querySelector("ul");
    this.#more = nav.querySelector(".more");
    this.#rest = nav.querySelector(".rest");
    this.#store = store;
    this.#open = open;
    this.#button.addEventListener("click", () => this.#unfold(this.#rest.hidden));
    this.#rest.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#unfold(false);
      this.#button.focus();
    });
    new ResizeObserver(() => this.#refit()).observe(nav);
  }

  draw(person, name, current) {
    if (person !== this.#drawn?.[0]) this.#unfold(false);
    this.#drawn = [person, name, current];
    const places = this.#store.places(person);
    const items = new Map(places.map((place) => [place, this.#item(place, person, current)]));
    const held = this.#nav.contains(document.activeElement) ? document.activeElement.dataset.address : undefined;
    this.#nav.setAttribute("aria-label", fill(words.places_of, { name }));
    const shown = this.#inSight(places, items, person, current);
    const rest = places.filter((place) => !shown.includes(place));
    this.#fill(shown, items);
    this.#rest.replaceChildren(...rest.map((place) => items.get(place)));
    this.#say(rest, person);
    if (rest.length === 0) this.#unfold(false);
    if (held) [...items.values()].map(inside).find((button) => button.dataset.address === held)?.focus();
  }

  get #button() {
    return this.#more.querySelector("button");
  }

  /** What stands in the list: what is in use, and of that the newest, as much as two rows hold. */
  #inSight(places, items, person, current) {
    const must = ({ address, direct }) => direct || address === current;
    const isUsed = (place) => must(place) || this.#store.in(place.address).length > 0;
    const used = places.length <= FEW ? places : places.filter(isUsed);
    if (getComputedStyle(this.#list).display !== "flex") return used;
    this.#fill(used, items);
    this.#say(places.filter((place) => !must(place)), person); // as wide as it can become
    const width = new Map(used.map((place) => [place, items.get(place).offsetWidth]));
    const [room, more] = [this.#list.clientWidth, this.#more.offsetWidth];
    const fits = (shown) => {
      const widths = shown.map((place) => width.get(place));
      return rows(shown.length < places.length ? [...widths, more] : widths, room) <= ROWS;
    };
    const weight = (place) => [must(place), this.#store.unread(person, place.address), this.#newest(place)].map(Number);
    const kept = used.map((place) => ({ place, weight: weight(place) })).sort((a, b) => heavier(a.weight, b.weight));
    let shown = used;
    while (!fits(shown) && !must(kept.at(-1).place)) {
      kept.pop();
      shown = used.filter((place) => kept.some((each) => each.place === place));
    }
    return shown;
  }

  #newest({ address }) {
    return this.#store.in(address).at(-1)?.id ?? 0;
  }

  /** The button stays where it is: whoever stands on it keeps the focus. */
  #fill(shown, items) {
    this.#list.querySelectorAll(":scope > :not(.more)").forEach((item) => item.remove());
    this.#more.before(...shown.map((place) => items.get(place)));
  }

  /** How many more there are, and how much of that is new. */
  #say(rest, person) {
    const unread = rest.reduce((sum, { address }) => sum + this.#store.unread(person, address), 0);
    const many = counted("more_place", "more_places", rest.length);
    this.#more.hidden = rest.length === 0;
    this.#button.classList.toggle("unread", unread > 0);
    this.#button.textContent = unread ? `${many} (${fill(words.new_count, { n: unread })})` : many;
  }

  #unfold(isOpen) {
    this.#rest.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", String(isOpen));
  }

  /** A phone that is turned has other rows. */
  #refit() {
    const width = this.#nav.clientWidth;
    if (width === this.#width) return;
    this.#width = width;
    if (this.#drawn) this.draw(...this.#drawn);
  }

  #item({ address, title, direct }, person, current) {
    const item = copy("place");
    const button = inside(item);
    button.dataset.address = address;
    button.classList.toggle("direct", direct);
    button.querySelector(".place-title").textContent = title;
    if (address === current) button.setAttribute("aria-current", "true");
    const unread = this.#store.unread(person, address);
    const count = button.querySelector(".count");
    count.hidden = unread === 0;
    count.textContent = unread;
    if (unread) count.setAttribute("aria-label", fill(words.new_count, { n: unread }));
    button.addEventListener("click", () => {
      this.#unfold(false);
      this.#open(address);
    });
    return item;
  }
}

function inside(item) {
  return item.querySelector("button");
}

/** How many rows these widths take, one beside the other. */
function rows(widths, room) {
  let [count, left] = [1, room];
  for (const width of widths) {
    if (width > left && left < room) [count, left] = [count + 1, room];
    left -= width + GAP;
  }
  return count;
}

/** The first number that differs decides. */
function heavier(one, other) {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : other[at] - one[at];
}
