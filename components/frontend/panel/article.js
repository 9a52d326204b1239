/** @import { Panel } from "./panel.js" */
import { el } from "../shared/el.js";
import { strip } from "./about.js";
import { askMissed } from "./decision.js";
import { quoted } from "./pieces.js";

/** The tab of the article. @param {Panel} panel */
export function article(panel) {
  const { nameNow } = panel;
  return [
    el(
      "div",
      { class: "text", dir: "auto" },
      panel.lookup.view.paragraphs.map((each) => paragraph(panel, each)),
    ),
    panel.correctable && missed(panel),
    nameNow !== null && strip(panel, nameNow),
  ];
}

/** @param {Panel} panel @param {import("./types.js").View["paragraphs"][number]} paragraph */
function paragraph(panel, { head, number, sentences }) {
  return el(
    head ? "h2" : "p",
    { "data-paragraph": number },
    el("span", { class: "pilcrow", "aria-hidden": "true" }, `¶${number + 1}`),
    sentences.map(({ index, parts }) => [el("span", { "data-sentence": index }, quoted(panel, parts)), " "]),
  );
}

/** @param {Panel} panel */
function missed(panel) {
  // pressed without taking the selection away
  const onmousedown = (/** @type {MouseEvent} */ event) => event.preventDefault();
  const look = { type: "button", class: "plain", "data-focus": "missed", onmousedown, onclick: () => askMissed(panel) };
  return el(
    "p",
    { class: "missed" },
    el("button", look, "A name was missed?"),
    " Select it in the text first, or write it.",
  );
}
