// The days of a case, as bars.
/** @import { Bar } from "./types.js" */
import { count, number } from "../shared/words.js";

const LEAST = 4; // percent of height: what is seen of a bar that is not empty

/** @param {string} iso */
export const day = (iso) =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });

/** How high a bar is, in percent. @param {number} n @param {number} most */
export const heightOf = (n, most) => (n ? Math.max(LEAST, (100 * n) / most) : 0);

/** What a bar says. @param {Bar} bar */
export function saying([from, to, every, kept]) {
  const days = from === to ? day(from) : `${day(from)} to ${day(to)}`;
  return `${days}: ${count(kept, "excerpt")}${kept < every ? ` of ${number(every)}` : ""}`;
}

/** Which of so many bars is at a place. @param {number} x @param {{ left: number, width: number }} box @param {number} bars */
export const barAt = (x, { left, width }, bars) =>
  Math.max(0, Math.min(bars - 1, Math.floor((bars * (x - left)) / width)));
