// What is asked of a case: words, filters with a list each, and days.
/** @import { View } from "./types.js" */
import { el } from "../shared/el.js";
import { Days } from "./timeline.js";

const PAUSE_MS = 350; // after the last key of a search before it is asked
const LISTS = [
  ["country", "Any country"],
  ["publisher", "Any publisher"],
  ["voice", "All words"],
  ["speaker", "Any speaker"],
  ["class", "Any precision"],
  ["score", "Any score"],
  ["by", "Placed by anyone"],
];
const ALWAYS = 2; // lists that are never folded away

export class Form {
  /** @param {(values: Record<string, string>) => void} filter */
  constructor(filter) {
    this.filter = filter;
    this.words = ""; // that are asked for on screen
    this.pause = 0;
    const typed = () => this.typed();
    this.search = el("input", {
      type: "search",
      placeholder: "Search the excerpts",
      "aria-label": "Search the excerpts",
      "data-focus": "words",
      oninput: typed,
    });
    this.lists = new Map(
      LISTS.map(([key, any]) => [
        key,
        el("select", { "aria-label": any, "data-focus": key, onchange: this.taking(key) }),
      ]),
    );
    const [country, publisher, ...others] = this.lists.values();
    this.others = el("div", { class: "row", id: "whole-more", hidden: true }, others);
    const unfold = () => this.unfold(Boolean(this.others.hidden));
    this.more = el(
      "button",
      { type: "button", class: "plain", "aria-expanded": false, "aria-controls": "whole-more", onclick: unfold },
      "More filters",
    );
    this.dates = { since: this.dated("since"), until: this.dated("until") };
    this.labels = [el("label", {}, "Published from ", this.dates.since), el("label", {}, "to ", this.dates.until)];
    this.days = new Days((since, until) => filter({ since, until }));
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.ask();
    };
    this.node = el(
      "form",
      { class: "ask", role: "search", onsubmit: submit },
      el("div", { class: "row" }, this.search, country, publisher, this.more),
      this.others,
      el("div", { class: "when" }, this.days.node, el("div", { class: "row dates" }, this.labels, this.days.span)),
    );
  }

  /** @param {string} key */
  taking(key) {
    return (/** @type {any} */ event) => this.filter({ [key]: event.target.value });
  }

  /** @param {string} key */
  dated(key) {
    return el("input", {
      type: "date",
      min: "0001-01-01",
      max: "9999-12-31",
      "data-focus": key,
      onchange: this.taking(key),
    });
  }

  /** @param {boolean} isOpen */
  unfold(isOpen) {
    this.others.hidden = !isOpen;
    this.node.classList.toggle("open", isOpen); // with little room, all but the search is folded
    this.more.setAttribute("aria-expanded", String(isOpen));
    this.more.textContent = isOpen ? "Fewer filters" : "More filters";
  }

  typed() {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => this.ask(), PAUSE_MS);
  }

  ask() {
    clearTimeout(this.pause);
    const words = this.search.value.trim();
    if (words !== this.words) this.filter({ words });
  }

  /**
   * Shows what is chosen; what the reader is writing in stays.
   * @param {View} view
   * @param {View | undefined} before
   */
  fill({ choices, chosen, timeline }, before) {
    this.words = chosen.words || "";
    const root = /** @type {ShadowRoot | Document} */ (this.node.getRootNode());
    const set = (/** @type {HTMLInputElement} */ input, /** @type {string} */ value) => {
      if (root.activeElement !== input) input.value = value;
    };
    set(this.search, this.words);
    set(this.dates.since, chosen.since || "");
    set(this.dates.until, chosen.until || "");
    const isFresh = !before || JSON.stringify(before.choices) !== JSON.stringify(choices);
    for (const [key, any] of LISTS) {
      const list = /** @type {HTMLSelectElement} */ (this.lists.get(key));
      if (isFresh)
        list.replaceChildren(...[["", any], ...choices[key]].map(([value, words]) => el("option", { value }, words)));
      list.value = chosen[key] || "";
      list.classList.toggle("on", Boolean(chosen[key]));
      list.hidden = !choices[key].length;
    }
    if (!before && LISTS.slice(ALWAYS).some(([key]) => chosen[key])) this.unfold(true);
    this.days.draw(timeline);
    for (const label of this.labels) label.hidden = !timeline.bars.length;
  }
}
