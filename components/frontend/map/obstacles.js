// What else stands on the map, as boxes of pixels.
/** @import { Box, Scene } from "./types.js" */
import { specks } from "./boxes.js";
import { isRing } from "./ring.js";

/** Buttons and what they open. @param {L.Map} map @returns {Box[]} */
export function panels(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => {
    const box = node.getBoundingClientRect();
    return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
  });
}

/** Rings, and rivers that are marks. @param {Scene} scene @returns {Box[]} */
export function wideBoxes({ map, marks }) {
  const at = (/** @type {L.Point} */ point) => map.layerPointToContainerPoint(point);
  const all = [...marks.values()];
  const streams = all
    .filter((mark) => mark.line && mark.shape._parts)
    .flatMap(({ shape }) => shape._parts.flatMap((/** @type {L.Point[]} */ part) => streamBoxes(part.map(at))));
  const rings = all
    .filter(({ shape }) => isRing(shape))
    .map(({ shape }) => {
      const { min, max } = shape._pxBounds;
      return /** @type {Box} */ ([at(min).x, at(min).y, at(max).x, at(max).y]);
    });
  return [...streams, ...rings];
}

/** @param {L.Point[]} points */
function streamBoxes(points) {
  return points.slice(1).flatMap((end, index) =>
    specks([
      [points[index].x, points[index].y],
      [end.x, end.y],
    ]),
  );
}
