// The tabs, what is filtered by, and the list with its order and its pages.
/** @import { Child } from "../shared/el.js" */
/** @import { Whole } from "./whole.js" */
import { bdi, el } from "../shared/el.js";
import { number } from "../shared/words.js";
import { articles, evidence, places, unplaced } from "./rows.js";

const ROWS = { evidence, article: articles, places, unplaced };

/** @param {Whole} whole @returns {Child[]} */
export function pillsOf(whole) {
  const { filters, place } = whole.view;
  const without = (/** @type {string} */ key) =>
    whole.filter(Object.fromEntries(key.split(" ").map((each) => [each, ""])));
  const pills = filters.map(({ key, words }) =>
    el(
      "button",
      { type: "button", class: "pill", "aria-label": `Take away: ${words}`, onclick: () => without(key) },
      bdi(words),
      " ✕",
    ),
  );
  const clear = () => whole.send({ clear: true });
  return [
    pills,
    (filters.length > 0 || place) && el("button", { type: "button", class: "clear", onclick: clear }, "Clear all"),
  ];
}

/** @param {Whole} whole */
export function drawTabs(whole) {
  return whole.view.tabs.map(([key, words, size]) => {
    const isOpen = whole.view.tab === key;
    const look = { role: "tab", "aria-selected": isOpen, tabindex: isOpen ? 0 : -1, "data-focus": `tab-${key}` };
    return el(
      "button",
      { type: "button", ...look, onclick: () => whole.send({ tab: key }) },
      words,
      " ",
      el("small", {}, number(size)),
    );
  });
}

/** @param {Whole} whole @returns {Child[]} */
export function drawBody(whole) {
  const { tab, count } = whole.view;
  return [title(whole), count > 0 && order(whole), count > 0 ? ROWS[tab](whole) : empty(whole), pager(whole)];
}

/** @param {Whole} whole */
function title(whole) {
  const { place, tab } = whole.view;
  if (!place || tab !== "evidence") return null;
  const leave = { class: "plain", "data-focus": "leave", onclick: () => whole.send({ place: "" }) };
  return el(
    "div",
    { class: "title" },
    el("h2", { dir: "auto", lang: place.lang }, place.name),
    el("p", {}, `${place.where} · ${place.told} `, el("button", { type: "button", ...leave }, "All places")),
  );
}

/** @param {Whole} whole */
function order(whole) {
  const { sorts, sort, first, rows, count } = whole.view;
  if (!sorts.length) return null;
  const span = `${number(first)} to ${number(first + rows.length - 1)} of ${number(count)}`;
  const onchange = (/** @type {any} */ event) => whole.send({ sort: event.target.value });
  return el(
    "div",
    { class: "order" },
    el(
      "select",
      { "aria-label": "Order", "data-focus": "sort", onchange },
      sorts.map(([value, words]) => el("option", { value, selected: value === sort }, words)),
    ),
    el("span", {}, count > rows.length && span),
  );
}

/** @param {Whole} whole */
function pager(whole) {
  const { page, last } = whole.view;
  if (last < 2) return null;
  const step = (/** @type {number} */ to, /** @type {string} */ words) => {
    const look = { class: "step", "data-focus": words, disabled: to < 1 || to > last };
    return el("button", { type: "button", ...look, onclick: () => whole.send({ page: to }) }, words);
  };
  const here = el("span", {}, `Page ${number(page)} of ${number(last)}`);
  return el(
    "nav",
    { class: "pages", "aria-label": "Pages of the list" },
    step(page - 1, "Previous"),
    here,
    step(page + 1, "Next"),
  );
}

/** @param {Whole} whole */
function empty({ view }) {
  const isFiltered = view.filters.length > 0 || Boolean(view.place);
  return el(
    "div",
    { class: "empty" },
    el("h2", {}, isFiltered ? "Nothing passes the filters" : "Nothing here"),
    isFiltered && el("p", {}, "Take one away above, or clear all of them."),
  );
}
