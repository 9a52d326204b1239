// Where a name may stand: beside its mark, and farther away with a line to it.
/** @import { Choice, Point } from "./types.js" */
import { AIR, boxAt } from "./boxes.js";

export const DOT = 10; // pixels of a point's radius, its number on it
const BANK = 5; // pixels between a river and its name
const OFF = 16; // pixels between the middle of a country and a name beside it
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
];
const NUDGES = [
  [0, 0],
  [0, 0.9],
  [0, -0.9],
  [-0.7, 0],
  [0.7, 0],
];
const BANKS = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0, 0],
];
const ABOUT = [[0, 0], ...SIDES]; // a country whose marks cover it, as islands' do, is named beside them
const FAR = [14, 24, 38, 56, 78, 106, 140]; // pixels from a mark to a name that a line joins
const SPOKES = [32, 16]; // directions in which such a name is tried; among many

/** @type {Record<string, number[][]>} */
const SIDES_OF = { town: SIDES, ghost: SIDES, area: NUDGES, river: BANKS, country: ABOUT, home: ABOUT };
/** @type {Record<string, number>} */
const GAP_OF = { river: BANK, country: OFF, home: OFF };

/** @typedef {{ x: number, y: number }} Spot */
/**
 * What is to be known of a name: its kind, its anchors on the map, and how far its mark reaches from them.
 * @typedef {{ name: string, anchors: { at: any, point: Spot }[], reach: number }} Named
 */

/**
 * The places beside a name's mark, the best first.
 * @param {Named} named
 * @param {[number, number]} size
 * @returns {Choice[]}
 */
export function besides({ name, anchors, reach }, [width, height]) {
  const gap = SIDES_OF[name] === SIDES ? reach + 2 : (GAP_OF[name] ?? 0);
  return (SIDES_OF[name] ?? [[0, 0]]).flatMap((side) =>
    anchors.map(({ at, point }) => ({ at, point, box: boxAt(point, width, height, side, gap) })),
  );
}

/**
 * The places beside a sign of a town.
 * @param {Spot} point
 * @param {[number, number]} size
 * @param {number} gap
 */
export const beside = (point, [width, height], gap) => SIDES.map((side) => boxAt(point, width, height, side, gap));

/**
 * Where a name stands that has no room beside its mark, the nearest first, and the line that joins it.
 * @param {Named} named
 * @param {[number, number]} size
 * @param {boolean} isAmongMany
 * @returns {Generator<Choice>}
 */
export function* farther({ name, anchors, reach }, size, isAmongMany) {
  const spokes = SPOKES[Number(isAmongMany)];
  for (const far of FAR) {
    for (const { at, point } of anchors) {
      for (let spoke = 0; spoke < spokes; spoke += 1) {
        const led = ledTo(point, size, far, (2 * Math.PI * spoke) / spokes, { isTown: name === "town", reach });
        if (led) yield { at, point, ...led };
      }
    }
  }
}

/**
 * @param {Spot} point
 * @param {[number, number]} size
 * @param {number} far
 * @param {number} turn radians from east
 * @param {{ isTown: boolean, reach: number }} mark
 */
function ledTo(point, [width, height], far, turn, { isTown, reach }) {
  // Clear of its own box's corners; from a dot that is covered, over whatever covers it.
  const out = isTown ? DOT * 1.5 : 0;
  const isCovered = out > 0 && reach < DOT;
  const [east, south] = [Math.cos(turn), Math.sin(turn)];
  const left = leftOf(point.x + east * (DOT + far), east, 0.3, width);
  const top = leftOf(point.y + south * (DOT + far), south, 0.7, height);
  /** @type {Point} */
  const end = [
    Math.min(Math.max(point.x, left + AIR), left + width - AIR),
    Math.min(Math.max(point.y, top), top + height),
  ];
  const long = Math.hypot(end[0] - point.x, end[1] - point.y);
  if (long <= out) return null;
  /** @type {Point} */
  const start = [point.x + ((end[0] - point.x) * out) / long, point.y + ((end[1] - point.y) * out) / long];
  /** @type {Point[]} */
  const drawn = isCovered ? [[point.x, point.y], end] : [start, end];
  return {
    box: /** @type {[number, number, number, number]} */ ([left, top, left + width, top + height]),
    line: [start, end],
    drawn,
  };
}

/**
 * Where a side begins whose nearer end, middle or farther end is at a place, by the direction it lies in.
 * @param {number} at
 * @param {number} way
 * @param {number} straight
 * @param {number} length
 */
function leftOf(at, way, straight, length) {
  if (way > straight) return at;
  return way < -straight ? at - length : at - length / 2;
}
