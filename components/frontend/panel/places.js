// The tab of places, each under what holds it.
/** @import { Panel } from "./panel.js" */
/** @import { Place } from "./types.js" */
import { el } from "../shared/el.js";
import { activeIn } from "../shared/focus.js";
import { count } from "../shared/words.js";
import { filterWords } from "./choice.js";
import { empty } from "./evidence.js";
import { isShown } from "./lookup.js";

/** @type {[Place["group"], string][]} */
const HEADS = [
  ["area", "Provinces and other areas"],
  ["point", "Other places"],
  ["country", "Countries, shown as outlines"],
];

/** @param {Panel} panel */
export function places(panel) {
  const rows = rowsOf(panel);
  const options = rows.filter((row) => row.getAttribute("role") === "option");
  const current = options.find((row) => row.getAttribute("aria-selected") === "true") || options[0];
  if (!current) return [empty(panel)];
  current.tabIndex = 0;
  const walks = (/** @type {KeyboardEvent} */ event) => walk(panel, event);
  return [
    el("p", { class: "hint" }, "Arrow keys move, Enter chooses, Escape clears: the same as clicking the map."),
    el("ul", { class: "places", role: "listbox", "aria-label": "Places named in the article", onkeydown: walks }, rows),
  ];
}

/** @param {Panel} panel */
function rowsOf(panel) {
  const { lookup } = panel;
  const kept = lookup.tally(panel.choice);
  const shown = lookup.view.places.filter(isShown);
  return HEADS.flatMap(([group, label]) => {
    const tops = shown.filter((place) => place.group === group && !lookup.places.has(place.inside ?? ""));
    if (!tops.length) return [];
    const head = el("li", { class: "head", role: "presentation" }, label);
    return [head, ...tops.flatMap((place) => nest(panel, place, 0, kept))];
  });
}

/** A place, and under it those that lie in it. @param {Panel} panel @param {Place} place @param {number} depth @param {Map<string, number>} kept @returns {HTMLElement[]} */
function nest(panel, place, depth, kept) {
  const inner = (panel.lookup.children.get(place.id) ?? []).filter(({ drawn }) => drawn);
  return [
    row(panel, place, depth, kept.get(place.id) ?? 0),
    ...inner.flatMap((each) => nest(panel, each, depth + 1, kept)),
  ];
}

/** @param {Panel} panel @param {Place} place @param {number} depth @param {number} shown */
function row(panel, place, depth, shown) {
  const { choice } = panel;
  const none = filterWords(choice) ? "left out by the filter" : "no excerpt";
  return el(
    "li",
    {
      class: `place ${place.group}${place.ring ? " ring" : ""}`,
      role: "option",
      tabindex: -1,
      "data-focus": `row-${place.id}`,
      "data-depth": depth,
      "aria-selected": choice.place === place.id,
      onclick: () => panel.read(place.id),
    },
    el("span", { class: "sign", "aria-hidden": "true" }, place.number && String(place.number)),
    el("span", { class: "what" }, el("b", { dir: "auto" }, place.name), " ", where(place)),
    " ",
    el("span", { class: "count" }, shown ? count(shown, "excerpt") : none),
  );
}

/** @param {Place} place */
function where({ where, analyst }) {
  return el("small", {}, where, Boolean(analyst) && [" · ", el("span", { class: "badge" }, "analyst")]);
}

/** @param {Panel} panel @param {KeyboardEvent} event */
function walk(panel, event) {
  /** @type {HTMLElement[]} */
  const options = [...panel.body.querySelectorAll(/** @type {"li"} */ ("[role=option]"))];
  const at = options.indexOf(/** @type {HTMLElement} */ (activeIn(panel)));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    options[at]?.click();
  } else if (to !== undefined) {
    event.preventDefault();
    const next = options[Math.max(0, Math.min(options.length - 1, to))];
    for (const option of options) option.tabIndex = option === next ? 0 : -1;
    next.focus();
  }
}
