// The server's answers. A request keeps its id when it is sent again, so that it counts once.
import { words } from "./dom.js";

const ATTEMPTS = 3;
const PAUSE = 600; // milliseconds before the second attempt; twice that before the third

export async function fetchState(people) {
  return answered(await fetch(`/playground/state?${asked(people)}`));
}

export function asked(people) {
  const query = new URLSearchParams(people.map((person) => ["as", person]));
  query.set("language", words.language);
  return query;
}

/** What a person does, as {say|open|correct|done}; throws when it did not get through. */
export function request(person, place, what) {
  return post("/playground/request", {
    id: crypto.randomUUID(), as: person, place, language: words.language, ...what,
  });
}

export function advance(until) {
  return post("/playground/advance", { until }, 1);
}

async function post(path, body, attempts = ATTEMPTS) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return answered(await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      }));
    } catch (error) {
      if (attempt === attempts || !(error instanceof TypeError)) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE * attempt));
    }
  }
}

async function answered(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}
