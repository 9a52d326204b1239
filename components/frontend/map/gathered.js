/** @import { Box } from "./types.js" */
const STRETCH = 0.35; // of the frame's longer side: what most marks fill at the most where a few stretch it
const FEW = 0.25; // of the marks
const LEAST = 3; // marks that are never parted

/** @param {number[]} values */
const middling = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The longer side of what holds all boxes. @param {{ box: Box }[]} held */
function side(held) {
  const reach = (/** @type {number} */ low, /** @type {number} */ high) =>
    Math.max(...held.map(({ box }) => box[high])) - Math.min(...held.map(({ box }) => box[low]));
  return Math.max(reach(0, 2), reach(1, 3));
}

/**
 * Most of the spots, where a few far from them make what holds all three times as wide; else null.
 * @template {{ x: number, y: number, box: Box }} Spot
 * @param {Spot[]} spots
 * @returns {Spot[] | null}
 */
export function gathered(spots) {
  const most = Math.max(1, Math.floor(FEW * spots.length));
  let held = spots;
  while (held.length > LEAST && spots.length - held.length < most) {
    const [x, y] = [middling(held.map((spot) => spot.x)), middling(held.map((spot) => spot.y))];
    const away = (/** @type {Spot} */ spot) => Math.hypot(spot.x - x, spot.y - y);
    const far = held.reduce((a, b) => (away(b) > away(a) ? b : a));
    held = held.filter((spot) => spot !== far);
    if (side(held) <= STRETCH * side(spots)) return held;
  }
  return null;
}
