// What the reader has chosen.
/** @import { Choice, Tab, Voice } from "./types.js" */

/** @type {[Tab, string][]} */
export const TABS = [
  ["evidence", "Evidence"],
  ["article", "Article"],
  ["places", "Places"],
  ["unplaced", "Not on the map"],
];
/** @type {Record<Voice, string>} */
export const VOICES = { direct: "Direct quotes", reported: "Reported speech", writer: "The writer" };
const SAMPLE = "sample"; // the article of an address that names none
/** @type {(keyof Choice)[]} */
const TOLD = ["place", "speaker", "speech"]; // choices whose outcome is said aloud

/**
 * A choice, always in the same order, so that two can be compared as text.
 * @param {Partial<Choice>} choice
 * @returns {Choice}
 */
export function chosen({ place = null, speaker = null, speech = null, tab = null, name = null, rival = null }) {
  return { place, speaker, speech, tab, name, rival };
}

/**
 * Whether what is said aloud differs.
 * @param {Choice} now
 * @param {Choice} before
 */
export const isOther = (now, before) => TOLD.some((field) => now[field] !== before[field]);

/** @param {Partial<Choice>} change */
export const isTold = (change) => TOLD.some((field) => field in change);

/**
 * What an address asks for: the article, its choice, and whether it leads out of the articles.
 * @param {string} address
 */
export function askedBy(address) {
  const asked = new URLSearchParams(address);
  const said = (/** @type {string} */ name) => asked.get(name) || null;
  const [tab] = TABS.find(([id]) => id === said("tab")) ?? TABS[0];
  const speech = /** @type {Voice | null} */ (said("speech"));
  return {
    article: said("article") || SAMPLE,
    isElsewhere: said("mode") !== null,
    choice: chosen({ place: said("place"), speaker: said("speaker"), speech, tab }),
  };
}

/** The filter in force in words, empty where there is none. @param {Choice} choice */
export function filterWords({ speaker, speech }) {
  return [speech && VOICES[speech].toLowerCase(), speaker && `by ${speaker}`].filter(Boolean).join(" ");
}
