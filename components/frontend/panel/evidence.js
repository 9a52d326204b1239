// The tab of excerpts: of a place, of a name without one, or all.
/** @import { Panel } from "./panel.js" */
/** @import { Child } from "../shared/el.js" */
/** @import { Name, Place } from "./types.js" */
import { bdi, el } from "../shared/el.js";
import { capital, count, number } from "../shared/words.js";
import { cards, into } from "./cards.js";
import { filterWords, VOICES } from "./choice.js";
import { decision } from "./decision.js";
import { clearing } from "./filter.js";
import { isShown } from "./lookup.js";
import { piece } from "./pieces.js";
import { receipt } from "./receipt.js";

/** @param {Panel} panel @returns {Child[]} */
export function evidence(panel) {
  const { choice, place } = panel;
  if (!panel.lookup.view.excerpts.length && choice.name === null) return [empty(panel)];
  if (!place && choice.name !== null) return unplacedName(panel, choice.name);
  return [chips(panel, place), title(panel, place), ...(place ? groupsOf(panel, place) : listed(panel))];
}

/** @param {Panel} panel */
export function empty(panel) {
  const named = panel.lookup.view.unplaced.length;
  return el(
    "div",
    { class: "empty" },
    el("h2", {}, "No place could be put on the map"),
    el(
      "p",
      {},
      named
        ? "The article names places, but none could be placed. “Not on the map” lists each with its reason."
        : "No place names were found in this text. Dateline looks for names of countries, provinces, towns, rivers and the like, as news articles write them.",
    ),
    named > 0 &&
      el("button", { type: "button", class: "plain", onclick: () => panel.open("unplaced") }, "See what was found"),
  );
}

/** A name that stands for nothing on the map: why, and the sentences that hold it. @param {Panel} panel @param {number} index @returns {Child[]} */
function unplacedName(panel, index) {
  const { lookup } = panel;
  const name = lookup.view.names[index];
  const alike = lookup.view.names.filter((_, other) => lookup.isAlike(index, other));
  const held = [...new Map(alike.map((other) => [other.sentence, other])).values()];
  const times = alike.length === 1 ? "once" : `${number(alike.length)} times`;
  return [
    chips(panel, name),
    el(
      "header",
      { class: "title" },
      el("h2", { tabindex: -1, dir: "auto" }, name.name),
      el("p", {}, `Not on the map · named ${times}`),
      decision(panel, index),
      receipt(panel, index),
    ),
    el("h3", {}, "Where it is named"),
    el(
      "div",
      { class: "cards" },
      held.map((other) => sentenceOf(panel, other)),
    ),
  ];
}

/** @param {Panel} panel @param {Name} name */
function sentenceOf(panel, name) {
  const parts = panel.lookup.sentences.get(name.sentence)?.parts ?? [];
  return el(
    "article",
    { class: "card" },
    el(
      "blockquote",
      { dir: "auto" },
      parts.map((part) => piece(panel, part, false)),
    ),
    el("div", { class: "foot" }, into(panel, name, `name-${name.sentence}`)),
  );
}

/** @param {Panel} panel @param {{ name: string } | undefined} subject */
function chips(panel, subject) {
  const { speakers } = panel.lookup.view;
  const clear = () => panel.select(null, null);
  return el(
    "div",
    { class: "chips" },
    subject &&
      el(
        "button",
        {
          type: "button",
          class: "chip on",
          "data-focus": "clear",
          "aria-label": `Clear ${subject.name}, show all excerpts`,
          onclick: clear,
        },
        bdi(subject.name),
        el("span", { "aria-hidden": "true" }, " ✕"),
      ),
    speakers.length > 0 &&
      pick(panel, "speaker", "Speaker", [["", "Any speaker"], ...speakers.map((name) => [name, name])]),
    pick(panel, "speech", "Kind of statement", [["", "All statements"], ...Object.entries(VOICES)]),
  );
}

/** @param {Panel} panel @param {"speaker" | "speech"} field @param {string} label @param {string[][]} options */
function pick(panel, field, label, options) {
  const now = panel.choice[field];
  const take = (/** @type {any} */ event) => panel.choose({ [field]: event.target.value || null });
  return el(
    "label",
    { class: "pick" },
    el("span", { class: "hidden" }, label),
    el(
      "select",
      { class: now ? "on" : null, "data-focus": field, onchange: take },
      options.map(([value, words]) => el("option", { value, selected: now === value }, words)),
    ),
  );
}

/** @param {Panel} panel @param {Place | undefined} place */
function title(panel, place) {
  const shown = panel.kept(place).length;
  if (place) {
    const index = /** @type {number} */ (panel.nameNow);
    return el(
      "header",
      { class: "title" },
      el("h2", { tabindex: -1, dir: "auto" }, place.name),
      el(
        "p",
        {},
        `${capital(place.where)}${holding(panel, place, shown)}${isShown(place) ? "" : " · no mark of its own"}`,
      ),
      decision(panel, index),
      receipt(panel, index),
    );
  }
  const how =
    "in reading order. Choose a province or a town on the map, in Places or in the article to read what is said about it.";
  return el(
    "header",
    { class: "title" },
    el("h2", { tabindex: -1 }, filterWords(panel.choice) ? "Excerpts that the filter keeps" : "All excerpts"),
    shown > 0 && el("p", {}, `${count(shown, "excerpt")} ${how}`),
  );
}

/** How many excerpts are on a place, and how many in it. @param {Panel} panel @param {Place} place @param {number} shown */
function holding(panel, place, shown) {
  const { lookup, choice } = panel;
  const inner = lookup.inside(place).length;
  const own = lookup.view.excerpts.filter(
    (each) => lookup.passes(choice, each) && each.places.includes(place.id),
  ).length;
  const rest = shown - own;
  const inside = `${count(inner, "place")} inside it`;
  if (!own) return rest ? ` · ${count(rest, "excerpt")}, all on ${inside}` : "";
  const more = rest ? `, and ${number(rest)} on ${inside}` : `, some on ${inside} too`;
  return ` · ${count(own, "excerpt")}${inner ? more : ""}`;
}

/** The excerpts on places inside a place, then its own. @param {Panel} panel @param {Place} place @returns {Child[]} */
function groupsOf(panel, place) {
  const inner = panel.lookup.inside(place);
  const family = new Set(inner.map(({ id }) => id));
  const kept = panel.kept(place);
  if (!kept.length) return listed(panel, place);
  const isInside = (/** @type {{ places: string[] }} */ { places }) => places.some((id) => family.has(id));
  const inside = kept.filter(isInside);
  const own = kept.filter((each) => !isInside(each));
  const said = new Set(inside.flatMap(({ places }) => places));
  const named = inner.filter(({ id }) => said.has(id)).map(({ name }) => name);
  return [
    inside.length > 0 && [
      el("h3", {}, "On places in ", bdi(place.name), ": ", bdi(named.join(", "))),
      cards(panel, inside),
    ],
    own.length > 0 && [inside.length > 0 && el("h3", {}, `On the ${place.kind} itself`), cards(panel, own)],
  ];
}

/** Cards, or in their stead why there are none and the way out. @param {Panel} panel @param {Place} [place] @returns {Child[]} */
function listed(panel, place) {
  const excerpts = panel.kept(place);
  if (excerpts.length) return [cards(panel, excerpts)];
  const by = filterWords(panel.choice);
  if (!by) return [el("p", { class: "none" }, "No sentence of the article tells of it.")];
  const on = place ? ` on ${place.name}` : "";
  const words = `The filter leaves nothing${on}: there is no excerpt in ${by}.`;
  return [el("div", { class: "empty" }, el("p", {}, words), clearing(panel, "clear-empty"))];
}
