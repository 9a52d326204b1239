// Why a name stands where it does.
/** @import { Panel } from "./panel.js" */
/** @import { Reading, Receipt } from "./types.js" */
import { bdi, el } from "../shared/el.js";
import { capital, number, odds, score } from "../shared/words.js";
import { uncover } from "./strip.js";

const ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"];

/** @param {Panel} panel @param {number} index of a name */
export function receipt(panel, index) {
  const found = panel.lookup.receiptOf(index);
  const { readings } = found;
  const summary = el("summary", { "data-focus": "why" }, "Why here?", el("span", { class: "gist" }, gist(found)));
  const box = el(
    "details",
    { class: "receipt", open: panel.why },
    summary,
    steps(panel, index),
    el("p", { class: "verdict" }, `${capital(found.verdict)}.`, chances(found)),
    readings.length > 0 &&
      el(
        "ol",
        { class: "readings" },
        readings.map((each, rank) => reading(panel, found, each, rank)),
      ),
    rest(found),
  );
  summary.addEventListener("click", () => {
    panel.why = !box.open;
    setTimeout(() => uncover(panel), 0); // once it has opened
  });
  return box;
}

/** @param {Receipt} receipt */
function chances({ chosen, analyst, readings }) {
  return chosen && (!analyst || analyst.place) && ` ${odds(readings[0].score)} answers scored like this are right.`;
}

/** @param {Pick<Receipt, "readings" | "analyst" | "margin">} receipt */
export function gist({ readings: [first, second], analyst, margin }) {
  if (analyst) return analyst.place || "decided by the analyst";
  if (!first) return "no reading found";
  if (!second) return `score ${score(first.score)}, no rival`;
  return `score ${score(first.score)}, ${score(margin)} ahead of the second choice`;
}

/** Each mention was decided by its own words: step from one to the next. @param {Panel} panel @param {number} index */
function steps(panel, index) {
  const names = panel.place?.names;
  if (!names || names.length < 2) return null;
  const { name, paragraph } = panel.lookup.view.names[index];
  const at = names.indexOf(index);
  return el(
    "p",
    { class: "steps" },
    step(panel, names[at - 1], -1, "The mention before", "‹"),
    el("span", {}, `Mention ${at + 1} of ${names.length}: “`, bdi(name), `”, ¶${paragraph + 1}`),
    step(panel, names[at + 1], 1, "The next mention", "›"),
  );
}

/** @param {Panel} panel @param {number | undefined} next @param {number} by @param {string} words @param {string} sign */
function step(panel, next, by, words, sign) {
  // Not `disabled`: at an end the keyboard would fall off the button.
  const onclick = () => next !== undefined && stepTo(panel, next);
  const look = { "aria-label": words, "aria-disabled": next === undefined };
  return el("button", { type: "button", class: "step", "data-focus": `step${by}`, ...look, onclick }, sign);
}

/** @param {Panel} panel @param {number} index */
function stepTo(panel, index) {
  panel.select(panel.choice.place, index);
  panel.body.querySelector(".name[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
  uncover(panel);
}

/** @param {Panel} panel @param {Receipt} receipt @param {Reading} reading @param {number} rank */
function reading(panel, receipt, reading, rank) {
  const isAnswer = rank === 0 && receipt.chosen;
  const isDecided = isAnswer && receipt.analyst !== null && !receipt.analyst.place; // its score is the analyst's word, no measure
  const role = isDecided ? "Analyst" : isAnswer ? "Chosen" : `${ORDINALS[rank]} choice`;
  const from = receipt.chosen ? "the chosen place" : "the first choice";
  const at = [capital(reading.where), reading.away && `${reading.away} from ${from}`, isAnswer && reading.id];
  return el(
    "li",
    { class: isAnswer ? "reading answer" : "reading" },
    el(
      "p",
      { class: "head" },
      el("span", { class: "role" }, role),
      el("b", {}, reading.name),
      !isDecided && el("span", { class: "score" }, score(reading.score)),
    ),
    !isDecided && meter(reading.score),
    el("p", { class: "at" }, at.filter(Boolean).join(" · ")),
    reading.called && el("p", { class: "at", dir: "ltr" }, `${reading.called}.`),
    reading.reasons.length > 0 &&
      el(
        "ul",
        {},
        reading.reasons.map((reason) => el("li", {}, capital(reason))),
      ),
    !isAnswer && toSee(panel, reading, role),
  );
}

/** @param {number} value */
function meter(value) {
  const filling = el("i", {});
  filling.style.width = `${(100 * value).toFixed(1)}%`;
  return el("span", { class: "meter", "aria-hidden": "true" }, filling);
}

/** Another choice, to be seen on the map. @param {Panel} panel @param {Reading} reading @param {string} role */
function toSee(panel, reading, role) {
  const isShown = panel.choice.rival === reading.id;
  const words = isShown ? "Take it off the map" : "See it on the map";
  const look = {
    class: `plain ghost${isShown ? " shown" : ""}`,
    "data-focus": `rival-${reading.id}`,
    "aria-label": `${words}: ${role.toLowerCase()}, ${reading.label}`,
  };
  return el("button", { type: "button", ...look, onclick: () => panel.rival(isShown ? null : reading) }, words);
}

/** @param {Receipt} receipt */
function rest({ left, most, readings }) {
  if (left)
    return el("p", { class: "rest" }, `And ${number(left)} more, none above ${score(most).replace("under ", "")}.`);
  return readings.length === 1 && el("p", { class: "rest" }, "No other place of that name was found.");
}
