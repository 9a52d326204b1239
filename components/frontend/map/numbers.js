/** @import { Drawn, Scene } from "./types.js" */
import { boxRound, Crowd } from "./boxes.js";
import { DOT } from "./candidates.js";
import { isRing } from "./ring.js";

const BARE = 5; // pixels of a point's radius whose number is covered
const COVERED = 60; // square pixels of one disc that another may cover

/** How far a point or a ring's number reaches from its middle; a ghost has no mark. @param {Drawn | undefined} mark */
export function reachOf(mark) {
  return mark?.disc?.classList.contains("covered") && !isRing(mark.shape) ? BARE + 1 : DOT;
}

/**
 * A number that another's disc would cover waits for a closer view; its mark is a bare dot until then.
 * @param {Scene} scene
 * @param {{ x: number, y: number, mark: string }[]} spots
 */
export function giveNumbers({ marks, asked }, spots) {
  const discs = new Crowd();
  const markOf = (/** @type {string} */ id) => /** @type {Drawn} */ (marks.get(id));
  const first = (/** @type {string} */ id) => (id === asked.selected ? 0 : markOf(id).data.number);
  for (const spot of [...spots].sort((a, b) => first(a.mark) - first(b.mark))) {
    const { shape, disc } = markOf(spot.mark);
    const box = boxRound(spot, DOT);
    const isCovered = discs.clash(box, COVERED) > COVERED;
    disc?.classList.toggle("covered", isCovered);
    if (!isCovered) discs.add(box);
    const radius = isCovered ? BARE : DOT;
    if (isRing(shape) || shape.getRadius() === radius) continue;
    shape.setRadius(radius);
    if (isCovered) shape.bringToBack();
  }
}
