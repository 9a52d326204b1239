// Which of very many spots are put together: those of one province that crowd each other at this zoom.
/** @import { Box } from "./types.js" */
import { boxRound, Crowd, overlap } from "./boxes.js";
import { DOT } from "./candidates.js";

export const CROWDED = 250; // spots on a map, beyond which they are put together
const CELL = 96; // pixels of the world at a zoom, whose spots of one province are put together
const SIGN = { width: 92, height: 28 }; // pixels that a sign and the air round it take

/**
 * A mark with a spot of its own.
 * @typedef {{ mark: string, x: number, y: number, inside: string | null }} Spot
 */
/**
 * Spots put together: where their sign stands, their marks, and the province that has all of them.
 * @typedef {{ x: number, y: number, marks: string[], inside: string | null }} Cluster
 */

/** Whether a mark has a spot of its own. @param {{ shape: string }} mark */
const isSpot = ({ shape }) => shape !== "area" && shape !== "line";

/**
 * The marks of a map that are put together; none where there are not so many.
 * @template {{ shape: string }} Mark
 * @param {Mark[]} marks
 */
export function crowding(marks) {
  const spots = marks.filter(isSpot);
  return spots.length > CROWDED ? spots : [];
}

/** The box of a sign. @param {{ x: number, y: number }} at @returns {Box} */
export const signBox = ({ x, y }) => [x - SIGN.width / 2, y - SIGN.height / 2, x + SIGN.width / 2, y + SIGN.height / 2];

/**
 * The same spots are put together whatever part of the world is looked at; no two signs touch, and no spot
 * that is left alone lies under one.
 * @param {Spot[]} spots in pixels of the world at this zoom
 * @returns {Cluster[]}
 */
export function clustered(spots) {
  const [crowds, single] = byCell(spots);
  const kept = new Kept();
  for (const crowd of crowds.sort((a, b) => b.marks.length - a.marks.length)) kept.take(crowd);
  for (const { mark, x, y, inside } of single) kept.cover({ x, y, marks: [mark], inside });
  return kept.all;
}

/** @param {Spot[]} spots @returns {[Cluster[], Spot[]]} */
function byCell(spots) {
  /** @type {Map<string, Spot[]>} */
  const cells = new Map();
  for (const spot of spots) {
    const key = `${Math.floor(spot.x / CELL)} ${Math.floor(spot.y / CELL)} ${spot.inside}`;
    cells.set(key, [...(cells.get(key) ?? []), spot]);
  }
  const held = [...cells.values()];
  return [held.filter((cell) => cell.length > 1).map(together), held.filter((cell) => cell.length === 1).flat()];
}

/** @param {Spot[]} cell @returns {Cluster} */
function together(cell) {
  const middle = (/** @type {"x" | "y"} */ axis) => cell.reduce((sum, spot) => sum + spot[axis], 0) / cell.length;
  return { x: middle("x"), y: middle("y"), marks: cell.map(({ mark }) => mark), inside: cell[0].inside };
}

/** The signs that stand; one that has no room goes to one that is in its way. */
class Kept {
  constructor() {
    /** @type {Cluster[]} */
    this.all = [];
    this.boxes = new Crowd();
  }

  /** @param {Cluster} crowd */
  take(crowd) {
    if (this.boxes.clash(signBox(crowd), 0) > 0) return this.join(crowd, signBox(crowd));
    this.all.push(crowd);
    this.boxes.add(signBox(crowd));
  }

  /** A spot under a sign is one of those it stands for. @param {Cluster} spot */
  cover(spot) {
    const box = boxRound(spot, DOT);
    if (this.boxes.clash(box, 0) > 0) this.join(spot, box);
  }

  /** @param {Cluster} one @param {Box} box */
  join(one, box) {
    const shared = (/** @type {Cluster} */ sign) => overlap(signBox(sign), box);
    const other = this.all.reduce((a, b) => (shared(b) > shared(a) ? b : a));
    other.marks.push(...one.marks);
    if (other.inside !== one.inside) other.inside = null;
  }
}

/**
 * What a sign says: how many places, and how many of them a filter keeps.
 * @param {number} all
 * @param {number} kept
 */
export function counted(all, kept) {
  if (kept === all) return `${all} places`;
  return kept ? `${kept} of ${all} places` : `${all} left out`;
}
