// The article's words with their marks.
/** @import { Panel } from "./panel.js" */
/** @import { Part, Place } from "./types.js" */
import { el } from "../shared/el.js";
import { counted } from "../shared/words.js";

/**
 * @param {Panel} panel
 * @param {Part} part
 * @param {boolean} isLinked whether a name in it can be chosen
 */
export function piece(panel, part, isLinked) {
  if (part.name !== undefined) return name(panel, part.t, part.name, isLinked);
  return part.other && isLinked
    ? el("span", { class: "other", title: part.other }, part.t)
    : document.createTextNode(part.t);
}

/** @param {Panel} panel @param {string} words @param {number} index @param {boolean} isLinked */
function name(panel, words, index, isLinked) {
  const place = panel.lookup.nameOf.get(index);
  const look = `name ${place ? place.group : "absent"}${isChosen(panel, place, index) ? " chosen" : ""}`;
  if (!isLinked) return el("mark", { class: look }, words);
  // No button: a browser sets one as a block of its own, which parts it from the comma after it.
  return el(
    "span",
    {
      class: look,
      role: "button",
      tabindex: 0,
      "data-focus": `name-${index}`,
      "aria-label": `${words}, ${about(panel, place)}`,
      "aria-pressed": panel.choice.name === index,
      onclick: () => panel.toggle(index),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        panel.toggle(index);
      },
    },
    words,
  );
}

/** @param {Panel} panel @param {Place | undefined} place */
function about({ lookup }, place) {
  if (!place) return "not on the map";
  return `${place.kind}, ${counted(lookup.told.get(place.id) ?? 0, "excerpt").toLowerCase()}`;
}

/** Whether a name stands for what is chosen, or for a place in it. @param {Panel} panel @param {Place | undefined} place @param {number} index */
function isChosen({ choice, lookup, place: now }, place, index) {
  if (place) return now !== undefined && lookup.family(now).has(place.id);
  return choice.name !== null && lookup.isAlike(choice.name, index);
}

/** A sentence's pieces, what is quoted in one frame that says whose words they are. @param {Panel} panel @param {Part[]} parts */
export function quoted(panel, parts) {
  /** @type {Node[]} */
  const out = [];
  /** @type {HTMLElement | null} */
  let box = null;
  /** @type {number | undefined} */
  let inside;
  for (const part of parts) {
    if (part.quote !== inside) {
      inside = part.quote;
      box = inside === undefined ? null : el("q", { class: "said-by", title: panel.lookup.view.quotes?.[inside] });
      if (box) out.push(box);
    }
    const node = piece(panel, part, true);
    if (box) box.append(node);
    else out.push(node);
  }
  return out;
}
