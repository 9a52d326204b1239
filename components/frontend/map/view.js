// What of the world the map shows.
/** @import { Drawn, Scene } from "./types.js" */
import { edges } from "./globe.js";
import { bodyOf, middle } from "./scene.js";

const SEEN = 20; // pixels of the longer side of an area or ring that is seen for what it is
const LARGE = 90; // of one that was smaller, once it is chosen
const SMALL = { x: 520, y: 480 }; // pixels of a frame with little room

/**
 * A frame that is not laid out yet, or hidden, has no size; what does not fit in it gives no view.
 * @param {Scene} scene
 * @param {any} whole
 * @param {[number, number]} padding
 * @param {L.FitBoundsOptions} [options]
 */
export function fit({ map }, whole, padding, options) {
  const size = map.getSize();
  if (!size.x || !size.y) return;
  const hasRoom = size.x > 2 * padding[0] && size.y > 2 * padding[1];
  map.fitBounds(whole, { ...options, padding: hasRoom ? padding : [0, 0] });
}

/** @param {Scene} scene @param {L.FitBoundsOptions} options */
export function goHome(scene, options) {
  const size = scene.map.getSize();
  const isSmall = size.x < SMALL.x || size.y < SMALL.y;
  fit(scene, edges(scene.data.ground.bounds), isSmall ? [2, 2] : [8, 8], options);
}

/** No further out than the ground reaches. @param {Scene} scene */
export function bound({ map, data, homeZoom }) {
  const limit = edges(data.ground.limit);
  const filled = map.getBoundsZoom(/** @type {any} */ (limit), true);
  map.setMinZoom(Math.min(homeZoom, Math.max(homeZoom - 1, filled)));
  map.setMaxBounds(limit);
}

/**
 * An area or a ring too small to see is zoomed to: else choosing it would show nothing.
 * @param {Scene} scene
 * @param {Drawn} mark
 */
function zoomTo({ map, calm }, mark) {
  if (!mark.shape.getBounds || mark.line) return false;
  /** @type {L.LatLngBounds} */
  const whole = mark.shape.getBounds();
  const [northEast, southWest] = [whole.getNorthEast(), whole.getSouthWest()].map((at) =>
    map.latLngToContainerPoint(at),
  );
  const size = Math.max(northEast.x - southWest.x, southWest.y - northEast.y);
  if (size >= SEEN) return false;
  const zoom = Math.min(map.getMaxZoom(), map.getZoom() + Math.log2(LARGE / size));
  map.setView(whole.getCenter(), zoom, { animate: !calm });
  return true;
}

/** @param {Scene} scene @param {Drawn} mark */
export function bringIntoView(scene, mark) {
  const { map, calm } = scene;
  if (zoomTo(scene, mark) || isInView(scene, mark)) return;
  const whole = mark.shape.getBounds ? mark.shape.getBounds() : window.L.latLngBounds([middle(scene, mark)]);
  fit(scene, whole, [30, 30], { maxZoom: map.getZoom(), animate: !calm });
}

/** @param {Scene} scene @param {Drawn} mark */
function isInView(scene, mark) {
  const view = scene.map.getBounds();
  const isAlong = mark.line && bodyOf(scene, mark)?.anchors.some(([lon, lat]) => view.contains([lat, lon]));
  if (isAlong) return true;
  if (!mark.shape.getBounds) return view.contains(mark.shape.getLatLng());
  return view.intersects(mark.shape.getBounds()) && view.contains(middle(scene, mark));
}
