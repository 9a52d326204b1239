// Draws what the review asks, and what it says at the end. Every word that comes from an article is set as text.
/** @import { Child } from "../shared/el.js" */
/** @import { Review } from "./review.js" */
import { bdi, el } from "../shared/el.js";
import { score } from "../shared/words.js";

/** Keys that open the dialog, and the way that it has chosen. @type {[string, string, boolean | string][]} */
const OTHERWISE = [
  ["S", "Something else…", true],
  ["P", "A point…", "point"],
  ["W", "Within…", "within"],
  ["R", "A rule…", "rule"],
];
const NO_PLACE = [
  ["N", "Not a place", "not-a-place"],
  ["D", "Undecided", "undecided"],
];

/** @param {string} key @param {Child} words @param {() => void} act @param {Record<string, string>} [look] */
function button(key, words, act, look = {}) {
  const attributes = { type: "button", "aria-keyshortcuts": key, onclick: act, ...look };
  return el("button", attributes, words, " ", el("kbd", {}, key === "Escape" ? "Esc" : key));
}

/** @param {string[]} words */
const marked = ([before, name, after]) => [before, el("mark", {}, name), after];

/** @param {Review} review */
export function bar(review) {
  const { question, progress, whole } = review.view;
  const { answered, total, later, left, under } = progress;
  const told = [left, under, later ? `${later} left for later` : ""].filter(Boolean).join(" · ");
  const leave = () => review.send({ leave: true });
  return el(
    "div",
    { class: "bar" },
    el("p", { class: "count" }, el("b", {}, `${question ? Math.min(answered + 1, total) : answered} of ${total}`)),
    el("progress", { max: Math.max(total, 1), value: answered, "aria-label": `${answered} of ${total} answered` }),
    el("p", { class: "left" }, told),
    button("Escape", whole ? "Back to the map" : "Back to the article", leave, { class: "quiet" }),
  );
}

/** @param {Review} review @param {any} question */
export function ask(review, question) {
  const { asks, name, answers, before, after } = question;
  const beside = (/** @type {string} */ words) => words && el("p", { class: "beside", dir: "auto" }, words);
  const choices = answers.map((/** @type {any} */ each, /** @type {number} */ at) =>
    el("li", {}, choice(review, each, at + 1)),
  );
  return el(
    "div",
    { class: "columns" },
    el(
      "div",
      { class: "asked" },
      from(review.view, question),
      beside(before),
      el("blockquote", { dir: "auto" }, marked(question.sentence)),
      beside(after),
      el("h2", { tabindex: "-1", "data-question": question.key }, asks[0], bdi(name), asks[1]),
      answers.length
        ? el("ol", {}, choices)
        : el("p", { class: "none" }, "The gazetteer offers no place for this name."),
      ways(review),
    ),
    hanging(question),
  );
}

/** @param {Review} review */
function ways(review) {
  return el(
    "div",
    { class: "ways" },
    NO_PLACE.map(([key, words, said]) => button(key, words, () => review.answer(said))),
    OTHERWISE.map(([key, words, way]) => button(key, words, () => review.correct(way))),
    button("L", "Later", () => review.ask({ later: true })),
  );
}

/** @param {any} question */
function hanging({ covers, hangs, mentions }) {
  return el(
    "aside",
    { "aria-label": "What hangs on it" },
    el("h3", {}, "An answer holds for ", covers),
    el("p", {}, hangs),
    mentions.length > 0 && el("ul", {}, mentions.map(mention)),
  );
}

/** @param {any} mention */
function mention({ words, paragraph }) {
  return el(
    "li",
    { dir: "auto" },
    el("span", {}, marked(words)),
    paragraph && el("small", { dir: "ltr" }, `¶${paragraph}`),
  );
}

/** @param {any} view @param {any} question */
function from({ title, source }, { paragraph }) {
  return el("p", { class: "from" }, el("b", {}, bdi(title)), source && [" · ", bdi(source)], ` · ¶${paragraph}`);
}

/** @param {Review} review @param {any} answer @param {number} number */
function choice(review, answer, number) {
  const { engine, name, where, away, called, why, odds } = answer;
  return el(
    "button",
    {
      type: "button",
      class: engine ? "choice engine" : "choice",
      "aria-keyshortcuts": String(number),
      onclick: () => review.answer(answer.key),
    },
    el("kbd", {}, String(number)),
    el(
      "span",
      { class: "what" },
      el("span", { class: "place" }, el("b", {}, bdi(name)), " ", where),
      el("span", { class: "why" }, [away, called, why].filter(Boolean).join("; ")),
      engine && el("span", { class: "why" }, `The engine’s answer: ${odds}`),
    ),
    el(
      "span",
      { class: "score" },
      "score ",
      el("b", {}, score(answer.score)),
      engine && el("span", {}, "engine’s answer"),
    ),
  );
}

/** @param {Review} review */
export function end(review) {
  const { next, progress, whole, title } = review.view;
  const all = `Every name of this ${whole ? "case" : "article"} is answered`;
  const none = whole
    ? "What comes in later is asked about then."
    : "No other article of the case has a name that nobody decided.";
  const open = () => review.send({ open: next.article });
  return el(
    "div",
    { class: "columns" },
    el(
      "div",
      { class: "asked" },
      el("p", { class: "from" }, el("b", {}, bdi(whole ? review.view.case : title))),
      el("h2", { tabindex: "-1" }, progress.total ? all : "This article asks nothing"),
      el("p", {}, next ? button("Enter", ["Next article: ", bdi(next.title)], open, { class: "accept" }) : none),
    ),
  );
}

/** @param {Review} review @param {any} question */
export function foot(review, question) {
  const { last } = review.view;
  const accepted = question?.accepts && (question.answers[0]?.name ?? question.name);
  return el(
    "div",
    { class: "foot" },
    question?.accepts &&
      button("Enter", ["Accept ", bdi(accepted)], () => review.answer("accept"), { class: "accept" }),
    last && button("U", ["Undo “", bdi(last.name), ": ", bdi(last.said), "”"], () => review.send({ undo: last.entry })),
    question && reason(review),
  );
}

/** @param {Review} review */
function reason({ body }) {
  const write = () => body.querySelector("input")?.focus();
  const look = { class: "key", "aria-label": "Write a reason, key Y", tabindex: "-1" };
  return el(
    "label",
    {},
    el("span", {}, "Reason, for the log"),
    el("input", { type: "text", maxlength: 500, autocomplete: "off" }),
    button("Y", "", write, look),
  );
}
