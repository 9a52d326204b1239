// A page of excerpts, articles, places, or what has no place. Every word that comes from an article is set as text.
/** @import { Whole } from "./whole.js" */
import { bdi, el } from "../shared/el.js";
import { count, number } from "../shared/words.js";

/** @param {Whole} whole */
export function evidence(whole) {
  return el(
    "ol",
    { class: "cards" },
    whole.view.rows.map((row) => card(whole, row)),
  );
}

/** @param {Whole} whole @param {any} row */
function card(whole, row) {
  const open = {
    class: "plain",
    "data-focus": `open-${row.id}`,
    title: "Open the article",
    onclick: () => whole.send({ open: row.article }),
  };
  return el(
    "li",
    { class: "card", "data-excerpt": row.id },
    el(
      "blockquote",
      { dir: "auto" },
      row.parts.map((/** @type {any} */ part) => piece(whole, part)),
    ),
    el(
      "p",
      { class: "who" },
      el("strong", { dir: "auto" }, row.who),
      row.role && [" ", el("span", { dir: "auto" }, row.role)],
      ` · ${[row.how, row.precision].filter(Boolean).join(" · ")}`,
    ),
    el(
      "p",
      { class: "from" },
      el("button", { type: "button", ...open }, bdi(row.title), " →"),
      row.of && el("span", { dir: "auto" }, row.of),
      copy(whole, row),
    ),
  );
}

/** @param {Whole} whole @param {any} row */
function copy({ store, said }, row) {
  const words = { ...row, text: row.parts.map((/** @type {string[]} */ [each]) => each).join("") };
  const onclick = (/** @type {any} */ event) => store.copyExcerpt?.(event.currentTarget, said, words);
  const look = { class: "plain copy", "data-focus": `copy-${row.id}`, title: "Copy the excerpt with its citation" };
  return el("button", { type: "button", ...look, onclick }, "Copy");
}

/** Words, and the key of the mark that they name, "" where they have none. @param {Whole} whole @param {[string, string?, (number | string)?]} part */
function piece(whole, [words, key, told]) {
  if (key === undefined) return words;
  if (!key) return el("span", { class: "name absent", title: told }, words);
  const isChosen = whole.view.place?.id === key;
  const look = {
    class: `name${isChosen ? " chosen" : ""}`,
    "aria-pressed": isChosen,
    "aria-label": `${words}, place ${told}`,
  };
  return el("button", { type: "button", ...look, onclick: () => whole.send({ place: key }) }, words);
}

/** @param {Whole} whole */
export function articles(whole) {
  return el(
    "ol",
    { class: "rows" },
    whole.view.rows.map((row) => article(whole, row)),
  );
}

/** @param {Whole} whole @param {any} row */
function article(whole, row) {
  const open = { class: "open", "data-focus": `article-${row.id}`, onclick: () => whole.send({ open: row.id }) };
  const only = {
    class: "plain",
    "data-focus": `only-${row.id}`,
    "aria-label": `Only this article: ${row.title}`,
    onclick: () => whole.filter({ article: row.id }),
  };
  const alike = `the same story as ${count(row.alike, "other")}, counted as one source`;
  return el(
    "li",
    { class: `article${row.excerpts ? "" : " none"}` },
    el("button", { type: "button", ...open }, bdi(row.title)),
    el(
      "span",
      { class: "n" },
      el("b", {}, number(row.excerpts)),
      row.excerpts < row.every && ` of ${number(row.every)}`,
    ),
    el(
      "p",
      {},
      row.of && el("span", { dir: "auto" }, row.of),
      row.alike > 0 && el("span", { class: "alike", title: row.same.join("\n") }, alike),
      row.alike > 0
        ? way(whole, row, "own-story", "Not the same story", row.title)
        : way(whole, row, "same-story", "Same story as…", row.title),
      el("button", { type: "button", ...only }, "Only this"),
    ),
    said(whole, row),
  );
}

/** @param {Whole} whole */
export function places(whole) {
  return el(
    "ol",
    { class: "rows" },
    whole.view.rows.map((row) => place(whole, row)),
  );
}

/** @param {Whole} whole @param {any} row */
function place(whole, row) {
  const isChosen = whole.view.place?.id === row.id;
  const look = {
    class: "open",
    "data-focus": `place-${row.id}`,
    "aria-pressed": isChosen,
    onclick: () => whole.send({ place: row.id }),
  };
  return el(
    "li",
    { class: `place${isChosen ? " chosen" : ""}` },
    el(
      "button",
      { type: "button", ...look },
      el("span", { class: "sign" }, String(row.number)),
      " ",
      el("bdi", { lang: row.lang }, row.name),
    ),
    el("span", { class: "n" }, el("b", {}, number(row.held))),
    el("p", {}, `${row.where} · ${count(row.sources, "source")}`, row.own && change(whole, row)),
    said(whole, row),
  );
}

/** What can be said of a place in the whole case, folded away. @param {Whole} whole @param {any} row */
function change(whole, row) {
  const ontoggle = (/** @type {any} */ { currentTarget }) => {
    if (currentTarget.open) whole.opened = row.id;
    else if (whole.opened === row.id) whole.opened = null;
  };
  return el(
    "details",
    { class: "change", open: whole.opened === row.id, ontoggle },
    el("summary", { "data-focus": `change-${row.id}`, "aria-label": `Change: ${row.name}` }, "Change"),
    el(
      "span",
      { class: "ways" },
      way(whole, row, "rename", "Rename", row.name),
      way(whole, row, "merge", "Merge into…", row.name),
      way(whole, row, "hide", "Hide in this case", row.name),
    ),
  );
}

/** @param {Whole} whole @param {any} row @param {string} what @param {string} words @param {string} name */
function way(whole, row, what, words, name) {
  const key = `${what}-${row.id}`;
  const onclick = () => whole.rule(what, row.id, key);
  return el(
    "button",
    { type: "button", class: "plain", "data-focus": key, "aria-label": `${words}: ${name}`, onclick },
    words,
  );
}

/** What an analyst said, and the way to take it back. @param {Whole} whole @param {any} row */
function said(whole, row) {
  return row.said.map((/** @type {any} */ { words, by, entry, undo }) =>
    el(
      "p",
      { class: "ruled" },
      el("b", { class: "badge" }, "analyst"),
      words && bdi(words),
      el("span", { dir: "auto" }, by),
      el(
        "button",
        {
          type: "button",
          class: "plain",
          "data-focus": `undo-${entry}`,
          "aria-label": `${undo}: ${row.name ?? row.title}`,
          onclick: () => whole.send({ undo: entry }),
        },
        undo,
      ),
    ),
  );
}

/** @param {Whole} whole */
export function unplaced(whole) {
  return el(
    "ul",
    { class: "rows" },
    whole.view.rows.map((row) =>
      el(
        "li",
        {},
        el("b", { dir: "auto" }, row.name),
        el("span", { class: "n" }, row.times > 1 && `${number(row.times)} times`),
        el("p", {}, row.why),
        said(whole, row),
      ),
    ),
  );
}
