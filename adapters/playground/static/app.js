// Starts the page: who stands where, what everybody sees, and what is remembered of it in this browser.
import { advance, fetchState } from "./api.js";
import { Clock } from "./clock.js";
import { announce, fill, words } from "./dom.js";
import { listen } from "./live.js";
import { News } from "./news.js";
import { Pane } from "./pane.js";
import { Store } from "./store.js";
import { recall, remember } from "./remembered.js";

const store = new Store();
const told = new News();
const clock = new Clock(document.querySelector(".clock"));
const panes = [...document.querySelectorAll(".pane")].map((element, index) => new Pane(element, store, {
  personChanged: async () => {
    remember(`person-${index}`, panes[index].person);
    await load();
  },
  readChanged: () => refreshViews(),
}));
const views = [...document.querySelectorAll(".view")];
const narrow = matchMedia("(max-width: 899px)");

function choose(view) {
  remember("view", view);
  show();
}

function show() {
  const asked = recall("view", "together");
  const view = asked === "together" && narrow.matches ? "0" : asked;
  document.querySelector(".panes").dataset.view = view;
  panes.forEach((pane, index) => pane.show(view === "together" ? index < 3 : String(index) === view));
  views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === view)));
  refreshViews();
}

function refreshViews() {
  panes.forEach((pane, index) => {
    const button = views.find((view) => view.dataset.view === String(index));
    button.querySelector(".view-name").textContent = pane.name.split(" ")[0];
    button.title = pane.label;
    button.querySelector(".dot").hidden = !store.hasUnread(pane.person);
  });
}

async function load() {
  const people = [...new Set(panes.map((pane) => pane.person))];
  const state = await fetchState(people);
  store.take(state);
  clock.set(state.now);
  panes.forEach((pane) => pane.draw());
  show();
  listen(people, store, { onMessage: heard, onClock: ticked, onLine: (up) => { offline.hidden = up; } });
}

function heard(message) {
  const news = store.put(message);
  if (!news) return;
  for (const pane of panes.filter((pane) => store.sees(pane.person, message.place))) {
    pane.heard(message);
    if (pane.isShown && message.author !== pane.person) told.tell(pane.name, fill(words[news], {
      name: pane.name, place: store.title(pane.person, message.place), summary: message.summary,
    }));
  }
  refreshViews();
}

function ticked({ now, last }) {
  if (last < store.last) location.reload(); // the memory was emptied: what stands here is gone
  clock.set(now);
}

const offline = document.querySelector(".offline");
views.forEach((button) => button.addEventListener("click", () => choose(button.dataset.view)));
narrow.addEventListener("change", show);

const welcome = document.querySelector(".welcome");
if (welcome) {
  welcome.hidden = recall("welcomed", "") === "yes";
  welcome.querySelector("button").addEventListener("click", () => {
    welcome.hidden = true;
    remember("welcomed", "yes");
    document.getElementById("panes").focus();
  });
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = menu.contains(event.target);
});

// Another language, another page, a reload by mistake: no form goes without a question.
addEventListener("beforeunload", (event) => {
  if (panes.some((pane) => pane.isHalfway)) event.preventDefault();
});

const pushers = [...document.querySelectorAll("[data-until]")];
pushers.forEach((button) => button.addEventListener("click", async () => {
  if (button.getAttribute("aria-disabled") === "true") return;
  pushers.forEach((each) => each.setAttribute("aria-disabled", "true"));
  announce(words.moving);
  try {
    clock.set((await advance(button.dataset.until)).now);
    announce(fill(words.moved, { moment: clock.text }));
  } catch {
    announce(words.failed_clock);
  } finally {
    pushers.forEach((each) => each.removeAttribute("aria-disabled"));
  }
}));

panes.forEach((pane, index) => pane.become(recall(`person-${index}`, pane.person)));
await load();
// What is typed before the places are known would go nowhere.
for (const part of document.querySelectorAll(".composer :disabled")) part.disabled = false;
document.body.dataset.ready = "yes";
