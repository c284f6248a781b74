// Hears what changes. After a lost connection it asks for what it missed, by the number of the last change.
import { asked } from "./api.js";

const RETRY = 3_000; // milliseconds, when the browser itself has given up

let stream = null;
let waiting = null;

export function listen(people, store, { onMessage, onClock, onLine }) {
  stream?.close();
  clearTimeout(waiting);
  const query = asked(people);
  query.set("after", store.last);
  stream = new EventSource(`/playground/events?${query}`);
  stream.addEventListener("open", () => onLine(true));
  stream.addEventListener("message", (event) => onMessage(JSON.parse(event.data)));
  stream.addEventListener("clock", (event) => onClock(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    onLine(false);
    if (stream.readyState !== EventSource.CLOSED) return;
    waiting = setTimeout(() => listen(people, store, { onMessage, onClock, onLine }), RETRY);
  });
}
