/** @import { Panel } from "./panel.js" */
import { bdi, el, filled } from "../shared/el.js";
import { count, number } from "../shared/words.js";
import { VOICES } from "./choice.js";

/** A filter is told while it is on, whatever tab is open: what it keeps, of how many, and the way out. @param {Panel} panel */
export function drawFilter(panel) {
  const { bar, choice } = panel;
  const { speaker, speech } = choice;
  bar.hidden = !speaker && !speech;
  bar.replaceChildren(...(bar.hidden ? [] : filled([told(panel), clearing(panel, "clear-filter")])));
}

/** @param {Panel} panel */
function told(panel) {
  const { speaker, speech } = panel.choice;
  const kept = panel.kept().length;
  const all = count(panel.lookup.view.excerpts.length, "excerpt");
  const words = kept
    ? `${number(kept)} of ${all}; the rest is left out of the map, dotted`
    : `none of ${all}: nothing is left on the map`;
  return el("span", { class: "told" }, speech && pill(VOICES[speech]), speaker && pill(speaker), ` ${words}`);
}

/** @param {string} words */
const pill = (words) => el("b", { class: "pill" }, bdi(words));

/** @param {Panel} panel @param {string} key */
export function clearing(panel, key) {
  const { speaker, speech } = panel.choice;
  const look = { type: "button", class: "plain", "data-focus": key, onclick: () => panel.clearFilter() };
  return el("button", look, speaker && speech ? "Clear filters" : "Clear filter");
}
