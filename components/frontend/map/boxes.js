// Boxes of pixels on the map: what they share, and which of many lie about one.
/** @import { Box, Point } from "./types.js" */
const CELL = 64; // pixels
const SPECK = 4; // pixels between the points at which a line is looked at
export const AIR = 2; // pixels left free on both sides of a name

/** Two cells far away may share a key: no harm, each box is looked at.
 * @param {number} x
 * @param {number} y
 */
const cellOf = (x, y) => x * 4096 + y;

/**
 * Where a name stands beside a point.
 * @param {{ x: number, y: number }} point
 * @param {number} width
 * @param {number} height
 * @param {number[]} side east and south, each -1 to 1
 * @param {number} gap
 * @returns {Box}
 */
export function boxAt(point, width, height, side, gap) {
  const x = point.x + side[0] * (gap + width / 2);
  const y = point.y + side[1] * (gap + height / 2) * (side[0] ? 0.6 : 1);
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/**
 * @param {{ x: number, y: number }} point
 * @param {number} reach
 * @returns {Box}
 */
export const boxRound = ({ x, y }, reach) => [x - reach, y - reach, x + reach, y + reach];

/**
 * Square pixels that two boxes share.
 * @param {Box} a
 * @param {Box} b
 */
export function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Whether all of a box lies in a frame.
 * @param {Box} box
 * @param {Box} frame
 */
export const isInside = (box, frame) => overlap(box, frame) >= (box[2] - box[0]) * (box[3] - box[1]) - 1;

/**
 * A line as small boxes, for what else stands on the map.
 * @param {Point[]} line
 * @returns {Box[]}
 */
export function specks([from, to]) {
  const count = Math.max(1, Math.floor(Math.hypot(to[0] - from[0], to[1] - from[1]) / SPECK));
  return Array.from({ length: count }, (_, step) => {
    const [x, y] = [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * step) / count);
    return [x - 1, y - 1, x + 1, y + 1];
  });
}

/**
 * Calls for each cell of the grid that a box lies in.
 * @param {Box} box
 * @param {(x: number, y: number) => void} visit
 */
function over(box, visit) {
  const right = Math.floor(box[2] / CELL);
  const low = Math.floor(box[3] / CELL);
  for (let x = Math.floor(box[0] / CELL); x <= right; x += 1) {
    for (let y = Math.floor(box[1] / CELL); y <= low; y += 1) visit(x, y);
  }
}

/** Boxes by the cells of a grid that they lie in: a box is compared with those about it alone. */
export class Crowd {
  /** @param {Box[]} boxes */
  constructor(boxes = []) {
    /** @type {Map<number, Box[]>} */
    this.cells = new Map();
    for (const box of boxes) this.add(box);
  }

  /** @param {Box} box */
  add(box) {
    over(box, (x, y) => {
      const key = cellOf(x, y);
      const held = this.cells.get(key);
      if (held) held.push(box);
      else this.cells.set(key, [box]);
    });
  }

  /** @param {Box} box */
  remove(box) {
    over(box, (x, y) => {
      const held = this.cells.get(cellOf(x, y)) ?? [];
      const at = held.findIndex((other) => other.every((side, index) => side === box[index]));
      if (at >= 0) held.splice(at, 1);
    });
  }

  /**
   * What a box covers of the others, in square pixels; at least `enough` once it is more.
   * @param {Box} box
   * @param {number} enough
   */
  clash(box, enough) {
    let sum = 0;
    over(box, (x, y) => {
      for (const other of this.cells.get(cellOf(x, y)) ?? []) {
        if (sum > enough) return;
        // Counted in one cell alone: the one that holds the first corner of what is shared.
        const isFirst =
          Math.floor(Math.max(box[0], other[0]) / CELL) === x && Math.floor(Math.max(box[1], other[1]) / CELL) === y;
        if (isFirst) sum += overlap(box, other);
      }
    });
    return sum;
  }
}

/**
 * @param {Box} box
 * @param {{ x: number, y: number }} at
 */
export const away = (box, at) =>
  Math.hypot(Math.max(box[0] - at.x, 0, at.x - box[2]), Math.max(box[1] - at.y, 0, at.y - box[3]));

/**
 * Marks with a spot of their own, by the cells of a grid: do any stand nearer to a name than its own, or
 * than so many pixels?
 * @param {{ x: number, y: number, mark: string }[]} spots
 * @returns {(wide: Box, mark: string | null, at: { x: number, y: number }, least?: number) => boolean}
 */
export function rivals(spots) {
  /** @type {Map<number, typeof spots>} */
  const cells = new Map();
  for (const spot of spots) {
    const key = cellOf(Math.floor(spot.x / CELL), Math.floor(spot.y / CELL));
    const held = cells.get(key);
    if (held) held.push(spot);
    else cells.set(key, [spot]);
  }
  return (wide, mark, at, least = 0) => {
    /** @type {Box} */
    const box = [wide[0] + AIR, wide[1], wide[2] - AIR, wide[3]]; // the words alone
    const own = least || away(box, at);
    let isRivalled = false;
    over([box[0] - own, box[1] - own, box[2] + own, box[3] + own], (x, y) => {
      isRivalled ||= (cells.get(cellOf(x, y)) ?? []).some((spot) => spot.mark !== mark && away(box, spot) <= own);
    });
    return isRivalled;
  };
}
