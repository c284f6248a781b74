// The few ways in which anything gets onto the page. Text is set as text; HTML only comes from our own server.

export const words = JSON.parse(document.body.dataset.words);
export const zone = document.body.dataset.zone;

const policy = window.trustedTypes?.createPolicy("regiolijn", { createHTML: (html) => html });

/** The one element in a fragment that the server's escaping templates made. */
export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content.firstElementChild;
}

/** A copy of the one element in a template of the page. */
export function copy(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** `{name}` in a sentence replaced by its fact. */
export function fill(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** The sentence for one, `one_` and its key, or the sentence for `n`. */
export function counted(one, many, n) {
  return n === 1 ? words[`one_${one}`] : fill(words[many], { n });
}

const KEPT = 4;

/** Say it to a screen reader, without moving anybody's focus. */
export function announce(sentence) {
  const live = document.getElementById("live");
  const line = document.createElement("p");
  line.textContent = sentence;
  live.append(line);
  while (live.children.length > KEPT) live.firstElementChild.remove();
}
