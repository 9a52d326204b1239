// The last word on a name or on a quote, beside the engine's, and the ways to have it and to take it back.
/** @import { Panel } from "./panel.js" */
/** @import { Excerpt, Signed } from "./types.js" */
import { bdi, el } from "../shared/el.js";
import { waitForDialog } from "../shared/focus.js";
import { score } from "../shared/words.js";

/** @param {string} words @param {string} key @param {() => void} onclick @param {string} [label] */
function button(words, key, onclick, label) {
  return el(
    "button",
    { type: "button", class: "plain", "data-focus": key, ...(label && { "aria-label": label }), onclick },
    words,
  );
}

/** On a name. @param {Panel} panel @param {number} index */
export function decision(panel, index) {
  const { analyst } = panel.lookup.receiptOf(index);
  const words = analyst ? "Decide anew" : "Wrong place?";
  const correct = button(
    words,
    "correct",
    () => askPlace(panel, index),
    `${words} ${panel.lookup.view.names[index].name}`,
  );
  if (!analyst) return panel.correctable && el("p", { class: "decision" }, correct);
  const { engine, score: sure } = analyst;
  const undo = button("Undo this", "undo", () => panel.send({ name: index, undo: analyst.entry }));
  return el(
    "div",
    { class: "decision" },
    signed(analyst),
    el("p", { class: "engine" }, "Engine: ", bdi(engine), sure !== null && ` (score ${score(sure)})`),
    panel.correctable && el("p", { class: "ways" }, correct, undo),
  );
}

/** On whose words an excerpt is. @param {Panel} panel @param {Excerpt} excerpt */
export function attribution(panel, excerpt) {
  const { id, quote, analyst, said } = excerpt;
  if (quote === null || !(panel.correctable || analyst)) return null;
  const words = analyst ? "Decide anew" : "Wrong speaker?";
  const key = `speaker-${id}`;
  const ask = button(words, key, () => askSpeaker(panel, quote, key), `${words} ${said.who}`);
  if (!analyst) return el("p", { class: "decision" }, ask);
  const undo = button("Undo this", `un${key}`, () => panel.send({ unsay: analyst.entry }), `Undo: ${said.who}`);
  return el(
    "div",
    { class: "decision" },
    signed(analyst),
    el("p", { class: "engine" }, "Engine: ", bdi(analyst.engine)),
    panel.correctable && el("p", { class: "ways" }, ask, undo),
  );
}

/** @param {Signed} analyst */
function signed({ who, when, why }) {
  return el("p", {}, el("b", { class: "badge" }, "analyst"), " ", bdi(who), `, ${when}`, why && [": ", bdi(why)]);
}

/** @param {Panel} panel @param {number} index of a name */
function askPlace(panel, index) {
  panel.opener = "correct";
  panel.choice = { ...panel.choice, name: index };
  panel.send({ correct: true });
  waitForDialog(panel);
}

/** @param {Panel} panel @param {number} quote @param {string} key */
function askSpeaker(panel, quote, key) {
  panel.opener = key;
  panel.send({ quote });
  waitForDialog(panel);
}

/** @param {Panel} panel */
export function askMissed(panel) {
  panel.opener = "missed";
  panel.send(selected(panel));
  waitForDialog(panel);
}

/** The words selected in the article, and the sentence that they begin in; none where nothing is. @param {Panel} panel */
function selected({ root, body }) {
  const own = /** @type {any} */ (root.getRootNode()); // Chromium's shadow roots have a selection of their own
  /** @type {Selection | null} */
  const found = own.getSelection?.() ?? document.getSelection();
  const words = found?.toString().trim() ?? "";
  const node = found?.anchorNode;
  const start = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  /** @type {HTMLElement | null} */
  const home = start instanceof Element ? start.closest("[data-sentence]") : null;
  if (!words || !home || !body.contains(home)) return { missed: "" };
  return { missed: words, sentence: Number(home.dataset.sentence) };
}
