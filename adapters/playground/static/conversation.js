// The messages of one place on the screen: in order, with their threads, changed where they stand.
import { copy, counted, fragment, words } from "./dom.js";

const AT_BOTTOM = 60; // pixels from the end that still count as reading along
const DAY = new Intl.DateTimeFormat(words.language === "nl" ? "nl-NL" : "en-GB", {
  weekday: "long", day: "numeric", month: "long", timeZone: "UTC",
});

export class Conversation {
  #log;
  #newer;
  #isThere;
  #wasAtEnd = true;
  #height = 0;

  /** `isThere` tells of a message, by its id, whether somebody can be led to it. */
  constructor(log, newer, isThere) {
    this.#log = log;
    this.#newer = newer;
    this.#isThere = isThere;
    newer.addEventListener("click", () => {
      this.toEnd();
      log.focus();
    });
    log.addEventListener("scroll", () => {
      if (log.clientHeight === this.#height) this.#wasAtEnd = this.#isAtEnd;
      if (this.#isAtEnd) newer.hidden = true;
    });
    // The keyboard of a phone, or a message of many lines: whoever reads along goes on reading along.
    new ResizeObserver(() => {
      this.#height = log.clientHeight;
      if (this.#wasAtEnd) log.scrollTop = log.scrollHeight;
    }).observe(log);
  }

  /** Everything of a place, the newest in sight. */
  draw(messages, notes, empty) {
    this.#log.replaceChildren();
    if (messages.length + notes.length === 0) {
      const line = copy("empty");
      line.textContent = empty;
      this.#log.append(line);
    }
    const waiting = [...notes];
    for (const message of [{ id: 0 }, ...messages]) {
      if (message.id) this.#place(message);
      while (waiting[0]?.after <= message.id) this.#log.append(waiting.shift().element);
    }
    this.toEnd();
  }

  /** One message, new or changed; whoever posts one sees where it ends up. */
  put(message, isOwn) {
    const reading = this.#isAtEnd;
    this.#log.querySelector(".empty")?.remove();
    const known = this.#find(message.id);
    if (known) this.#change(known, message);
    else this.#place(message);
    if (reading && known) this.#log.scrollTop = this.#log.scrollHeight;
    else if (reading || (isOwn && !known)) this.toEnd();
    else if (!known) this.#newer.hidden = false;
  }

  addNote(element) {
    this.#log.querySelector(".empty")?.remove();
    this.#log.append(this.#finished(element));
    this.toEnd();
  }

  /** The newest in sight: its end, or its beginning when it is longer than what is in sight at once. */
  toEnd() {
    const newest = this.#log.lastElementChild;
    const isLong = newest?.offsetHeight > this.#log.clientHeight;
    this.#log.scrollTop = isLong ? newest.offsetTop - this.#log.offsetTop : this.#log.scrollHeight;
    this.#wasAtEnd = !isLong;
    this.#newer.hidden = true;
  }

  /** To one message: in sight, its thread open, and the focus on it. */
  goTo(id) {
    const message = this.#find(id);
    if (!message) return;
    const thread = message.closest(".thread");
    if (thread) thread.open = true;
    message.scrollIntoView({ block: "center" });
    message.focus();
    message.classList.add("led");
  }

  get #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < AT_BOTTOM;
  }

  #find(id) {
    return this.#log.querySelector(`[data-message="${Number(id)}"]`);
  }

  #place(message) {
    const element = this.#finished(fragment(message.html));
    if (message.under === null) {
      this.#separate(element.dataset.day);
      this.#log.append(element);
      return;
    }
    const root = this.#find(message.under);
    if (!root) return; // its beginning is older than what a page shows
    const thread = root.querySelector(".thread") ?? root.querySelector(".message-body").appendChild(copy("thread"));
    thread.querySelector(".replies").append(element);
    const n = thread.querySelector(".replies").children.length;
    thread.querySelector("summary").textContent = counted("reply", "replies", n);
  }

  /** The new words where the old stood; a thread stays as it was, and so does whoever has the focus there. */
  #change(known, message) {
    const element = this.#finished(fragment(message.html), known.querySelector(".whole"));
    const thread = known.querySelector(".thread");
    const held = known.contains(document.activeElement) && !thread?.contains(document.activeElement);
    if (thread) element.querySelector(".message-body").append(thread);
    element.classList.add("fresh");
    known.replaceWith(element);
    if (held) element.focus();
  }

  /** Long texts folded, and words that lead to a message a link if that message is there. */
  #finished(element, wasOpen) {
    for (const link of element.querySelectorAll("a[data-posted]")) {
      if (this.#isThere(link.dataset.posted)) link.href = `#message-${link.dataset.posted}`;
    }
    return folded(element, wasOpen);
  }

  #separate(day) {
    const before = [...this.#log.querySelectorAll(":scope > [data-day]")].at(-1);
    if (before?.dataset.day === day) return;
    const line = copy("day");
    line.firstElementChild.textContent = DAY.format(new Date(`${day}T12:00:00Z`));
    this.#log.append(line);
  }
}

/** A long text shows its beginning and a button for the rest, as chats do; it starts open if it was. */
function folded(element, wasOpen = false) {
  const quote = element.querySelector("blockquote.long");
  if (!quote) return element;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "unfold";
  const show = (isWhole) => {
    quote.classList.toggle("whole", isWhole);
    button.setAttribute("aria-expanded", String(isWhole));
    button.textContent = isWhole ? words.part : words.whole;
  };
  button.addEventListener("click", () => show(!quote.classList.contains("whole")));
  show(Boolean(wasOpen));
  quote.after(button);
  return element;
}
