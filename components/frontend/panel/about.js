/** @import { Panel } from "./panel.js" */
/** @import { Place } from "./types.js" */
import { el } from "../shared/el.js";
import { counted } from "../shared/words.js";
import { decision } from "./decision.js";
import { receipt } from "./receipt.js";
import { nextMention } from "./strip.js";

const ROOM_FOR_A_RECEIPT = 420; // pixels of panel below which the article leaves it no room

/** Under the article: what the chosen name was read as, and why. @param {Panel} panel @param {number} index */
export function strip(panel, index) {
  const { place } = panel;
  const { name } = place || panel.lookup.view.names[index];
  const isTight = panel.body.clientHeight < ROOM_FOR_A_RECEIPT;
  const close = {
    class: "close",
    "data-focus": "close",
    "aria-label": `Close ${name}`,
    onclick: () => panel.select(null, null),
  };
  return el(
    "aside",
    { class: "strip", "aria-label": `About ${name}` },
    el(
      "p",
      { class: "about" },
      el("strong", { dir: "auto" }, name),
      place ? told(panel, place, isTight) : " · not on the map",
    ),
    el("button", { type: "button", ...close }, "✕"),
    ways(panel, place, isTight),
    !isTight && decision(panel, index),
    !isTight && receipt(panel, index),
  );
}

/** @param {Panel} panel @param {Place} place @param {boolean} isTight */
function told(panel, place, isTight) {
  return [isTight ? "" : ` ${place.where}`, counted(panel.kept(place).length, "excerpt").toLowerCase()].join(" · ");
}

/** @param {Panel} panel @param {Place | undefined} place @param {boolean} isTight */
function ways(panel, place, isTight) {
  const way = (/** @type {string} */ key, /** @type {string} */ words, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", class: "plain", "data-focus": key, onclick }, words);
  const explain = () => {
    panel.asked = true;
    panel.open("evidence");
  };
  return el(
    "p",
    { class: "ways" },
    place && way("read", "Read the excerpts →", () => panel.open("evidence")),
    way("next", "Find it in the text ↓", () => nextMention(panel)),
    isTight && way("why", "Why here? →", explain),
  );
}
