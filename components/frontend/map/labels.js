// Places the names and numbers for the view that is shown.
/** @import { Box, Choice, Name, Scene } from "./types.js" */
import { AIR, boxRound, Crowd, isInside, rivals } from "./boxes.js";
import { besides, farther } from "./candidates.js";
import { cluster, isAlone, signBoxes } from "./clustering.js";
import { fits, isFilled, straying } from "./grounds.js";
import { shifted } from "./nodes.js";
import { giveNumbers, reachOf } from "./numbers.js";
import { panels, wideBoxes } from "./obstacles.js";
import { MANY, Placing } from "./placing.js";
import { placeWays } from "./ways.js";

const EDGE = 4; // pixels of the frame that no name comes into
/** @type {Record<string, number>} */
const RANK = { ghost: 0, area: 1, town: 2, river: 2, country: 3, home: 4, neighbour: 5, meridian: 6, quiet: 7 };

/** @type {WeakMap<Scene, ReturnType<typeof straying>>} */
const STRAYS = new WeakMap(); // made once for a map

/** @param {Scene} scene */
function straysOf(scene) {
  const made = STRAYS.get(scene) ?? straying(scene);
  STRAYS.set(scene, made);
  return made;
}

/** @param {Scene} scene */
export function placeLabels(scene) {
  const { map, marks, asked } = scene;
  const { x, y } = map.getSize();
  /** @type {Box} */
  const frame = [EDGE, EDGE, x - EDGE, y - EDGE];
  const controls = new Crowd(panels(map));
  cluster(scene);
  const spots = spotsOf(scene);
  giveNumbers(scene, spots);
  const taken = new Crowd(spots.map((spot) => boxRound(spot, reachOf(marks.get(spot.mark)))));
  for (const box of signBoxes(scene)) taken.add(box);
  const isChosen = (/** @type {Name} */ item) =>
    item.name === "ghost" || (item.mark !== null && item.mark === asked.selected);
  const sized = measure(scene, isChosen);
  const known = (/** @type {Name} */ item) => namedOf(scene, item);
  const placed = new Placing({
    frame,
    taken,
    controls,
    isChosen,
    isRivalled: rivals(spots),
    strays: straysOf(scene),
    besides: (item, size) => besides(known(item), size),
    farther: (item, size) => farther(known(item), size, marks.size > MANY),
    fits: (item, width) => fits(scene, item, width),
    marks: marks.size,
  }).place(sized);
  for (const [item] of sized) setName(item, placed.get(item));
  drawLeaders(
    scene,
    sized.map(([item]) => placed.get(item)),
  );
  const wide = new Crowd(wideBoxes(scene));
  const isBarred = (/** @type {Box} */ box) =>
    !isInside(box, frame) || [taken, controls, wide].some((boxes) => boxes.clash(box, 0) > 0) || isOnMark(scene, box);
  placeWays(scene, taken, isBarred);
}

/** Marks with a spot of their own. @param {Scene} scene */
function spotsOf(scene) {
  const { map, marks } = scene;
  return [...marks.values()]
    .filter((mark) => mark.shape.getLatLng && isAlone(scene, mark.id))
    .map((mark) => {
      const { x, y } = map.latLngToContainerPoint(mark.shape.getLatLng());
      return { x, y, mark: mark.id };
    });
}

/**
 * The names in the order they are placed in, with their sizes.
 * @param {Scene} scene
 * @param {(item: Name) => boolean} isChosen
 * @returns {[Name, [number, number]][]}
 */
function measure(scene, isChosen) {
  const { labels, asked } = scene;
  const rank = (/** @type {Name} */ item) => (item.mark !== null && item.mark === asked.selected ? 0 : RANK[item.name]);
  const isHere = (/** @type {Name} */ item) => item.mark === null || isAlone(scene, item.mark);
  for (const item of labels) if (!isHere(item)) setName(item, undefined);
  const ordered = labels.filter(isHere).sort((a, b) => rank(a) - rank(b));
  // All are dressed before any is measured: the page is laid out once and not for each.
  for (const item of ordered) item.inner.classList.toggle("is-chosen", isChosen(item));
  return ordered.map((item) => [item, [item.inner.offsetWidth + 2 * AIR, item.inner.offsetHeight]]);
}

/** @param {Scene} scene @param {Name} item */
function namedOf({ map, marks }, { name, anchors, mark }) {
  const there = anchors.map(([lon, lat]) => {
    const at = window.L.latLng(lat, lon);
    return { at, point: map.latLngToContainerPoint(at) };
  });
  return { name, anchors: there, reach: reachOf(marks.get(mark ?? "")) };
}

/** @param {Name} item @param {Choice | undefined} best */
function setName({ inner, marker }, best) {
  inner.style.visibility = best ? "visible" : "hidden";
  inner.classList.toggle("led", Boolean(best?.line));
  if (!best) return;
  const { at, box, point } = best;
  marker.setLatLng(at);
  inner.style.transform = shifted((box[0] + box[2]) / 2 - point.x, (box[1] + box[3]) / 2 - point.y);
}

/** @param {Scene} scene @param {(Choice | undefined)[]} placed */
function drawLeaders({ map, leaders }, placed) {
  const lines = placed.flatMap((best) => (best?.line ? [best.drawn ?? []] : []));
  leaders.setLatLngs(lines.map((line) => line.map((end) => map.containerPointToLatLng(end))));
}

/** Whether a mark's area is under either end of a box. @param {Scene} scene @param {Box} box */
function isOnMark(scene, [x0, y0, x1, y1]) {
  return [x0, x1].some((x) => isFilled(scene, scene.map.containerPointToLatLng([x, (y0 + y1) / 2])));
}
