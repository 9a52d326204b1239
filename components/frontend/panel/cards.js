/** @import { Panel } from "./panel.js" */
/** @import { Excerpt } from "./types.js" */
import { bdi, el } from "../shared/el.js";
import { held } from "../shared/focus.js";
import { attribution } from "./decision.js";
import { textOf } from "./lookup.js";
import { piece } from "./pieces.js";

/**
 * The excerpts by sentence: where two voices share one, its words stand once, above both.
 * @template {Pick<Excerpt, "sentence" | "parts">} Some
 * @param {Some[]} excerpts
 * @returns {Some[][]}
 */
export function bySentence(excerpts) {
  /** @type {Some[][]} */
  const groups = [];
  for (const each of excerpts) {
    const last = groups.at(-1);
    if (last && last[0].sentence === each.sentence && textOf(last[0]) === textOf(each)) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** @param {Panel} panel @param {Excerpt[]} excerpts */
export function cards(panel, excerpts) {
  return el(
    "div",
    { class: "cards" },
    bySentence(excerpts).map((group) => card(panel, group)),
  );
}

/** @param {Panel} panel @param {Excerpt[]} group */
function card(panel, group) {
  const [first] = group;
  return el(
    "article",
    { class: `card ${toneOf(panel, group)}` },
    el(
      "blockquote",
      { dir: "auto" },
      first.parts.map((part) => piece(panel, part, false)),
    ),
    group.map((each) => voice(panel, each, group.length > 1)),
    around(first),
  );
}

/** @param {Panel} panel @param {Excerpt[]} group */
function toneOf({ lookup }, group) {
  const kinds = new Set(group.flatMap(({ places }) => places).map((id) => lookup.places.get(id)?.group));
  if (kinds.has("point")) return "point";
  return kinds.has("area") ? "area" : "country";
}

/** @param {Excerpt} excerpt */
function around({ before, after, parts }) {
  if (!before && !after) return null;
  const words = el("b", {}, textOf({ parts }));
  return el(
    "details",
    { class: "context" },
    el("summary", {}, "Around it"),
    el("p", { dir: "auto" }, before, before && " ", words, after && " ", after),
  );
}

/**
 * Whose words name the places of an excerpt, and which those are where the sentence has another voice.
 * @param {Panel} panel
 * @param {Excerpt} excerpt
 * @param {boolean} isShared
 */
function voice(panel, excerpt, isShared) {
  const { id, marks, said, precision, role, analyst } = excerpt;
  const names = isShared && namesOf(panel, excerpt);
  const tags = [said.how, precision, role !== "mentioned" && role].filter(Boolean);
  return el(
    "div",
    { class: "foot", "data-excerpt": id, "data-marks": marks.join(" "), "data-voice": excerpt.voice },
    el(
      "p",
      { class: "who" },
      names && el("b", { class: "of" }, bdi(names), ": "),
      el("strong", { dir: "auto" }, said.who),
      said.role && el("span", { dir: "auto" }, ` ${said.role}`),
    ),
    el(
      "p",
      { class: "tags" },
      tags.map((tag) => el("span", { class: "tag" }, tag)),
    ),
    !analyst && attribution(panel, excerpt),
    copy(panel, excerpt),
    into(panel, excerpt, id),
    analyst && attribution(panel, excerpt),
  );
}

/** @param {Panel} panel @param {Excerpt} excerpt */
function namesOf({ lookup }, { places }) {
  return [...new Set(places.map((id) => lookup.places.get(id)?.name).filter(Boolean))].join(", ");
}

/** @param {Panel} panel @param {Excerpt} excerpt */
function copy(panel, excerpt) {
  const { said, paragraph, id } = excerpt;
  const words = { ...said, text: textOf(excerpt), paragraph, ...panel.lookup.view.cited };
  const look = { class: "plain copy", "data-focus": `copy-${id}`, title: "Copy the excerpt with its citation" };
  const onclick = (/** @type {any} */ event) => panel.store.copyExcerpt?.(event.currentTarget, panel.said, words);
  return el("button", { type: "button", ...look, onclick }, "Copy");
}

/** The way into the article. @param {Panel} panel @param {{ sentence: number, paragraph: number }} there @param {string} id */
export function into(panel, there, id) {
  const onclick = () => show(panel, there.sentence);
  const look = { type: "button", class: "into", "data-focus": `into-${id}`, onclick };
  return el("button", look, `In the article ¶${there.paragraph + 1} →`);
}

/** @param {Panel} panel @param {number} sentence */
function show(panel, sentence) {
  const { tab, place, name } = panel.choice;
  panel.origin = { tab, place, name, key: held(panel) };
  panel.choose({ tab: "article" });
  /** @type {HTMLElement | null} */
  const target = panel.body.querySelector(`[data-sentence="${sentence}"]`);
  if (!target) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: isStill ? "auto" : "smooth" });
  target.classList.add("found");
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
