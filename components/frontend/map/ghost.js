// Another choice: where a reading that lost would have put the name.
/** @import { Ghost, Point, Scene } from "./types.js" */
import { arc, edges, feature, nearAll } from "./globe.js";
import { layer } from "./ground.js";
import { addName } from "./names.js";
import { element } from "./nodes.js";
import { bound, fit } from "./view.js";

const NARROW = 520; // pixels of a frame with little room

/** @param {Ghost | null} ghost */
const keyOf = (ghost) => (ghost ? ghost.id + ghost.note : "");

/**
 * Returns whether it moved the map.
 * @param {Scene} scene
 * @param {Ghost | null} wanted
 */
export function showGhost(scene, wanted) {
  if (keyOf(wanted) === keyOf(scene.ghost)) return false;
  scene.ghost = wanted && turned(scene, wanted);
  scene.ghostLayer.clearLayers();
  scene.labels = scene.labels.filter((item) => item.name !== "ghost");
  if (scene.rows.ghosted) scene.rows.ghosted.hidden = !scene.ghost;
  if (!scene.ghost) return goBack(scene);
  draw(scene, scene.ghost);
  return fitGhost(scene, scene.ghost);
}

/** @param {Scene} scene @param {Ghost} wanted @returns {Ghost} */
function turned({ near }, wanted) {
  const turn = (/** @type {Point} */ [lon, lat]) => /** @type {Point} */ ([near(lon), lat]);
  const { at, origin, geometry } = wanted;
  return { ...wanted, at: turn(at), origin: origin && turn(origin), geometry: geometry && nearAll(geometry, near) };
}

/** @param {Scene} scene @param {Ghost} ghost */
function draw(scene, ghost) {
  const { ghostLayer, near } = scene;
  const { at, origin, geometry, land, note } = ghost;
  if (land) layer(scene, "far", "far-land", land).addTo(ghostLayer);
  const look = { pane: "ghost", renderer: scene.renderers.ghost, interactive: false };
  for (const line of origin ? arc(origin, at, near) : []) {
    window.L.polyline(line, { ...look, className: "tie", smoothFactor: 0 }).addTo(ghostLayer);
  }
  if (geometry) layer(scene, "ghost", "ghost", [geometry]).addTo(ghostLayer);
  else window.L.circleMarker([at[1], at[0]], { ...look, radius: 9, className: "ghost" }).addTo(ghostLayer);
  const name = addName(
    scene,
    { words: ghost.label, name: "ghost", anchors: [at], mark: null, ground: null },
    ghostLayer,
  );
  if (note) name.inner.appendChild(element("small", "", note));
}

/** @param {Scene} scene @param {Ghost} ghost */
export function fitGhost(scene, ghost) {
  const { map, calm } = scene;
  const both = window.L.latLngBounds([ghost.at, ghost.origin || ghost.at].map(([lon, lat]) => [lat, lon]));
  const view = map.getBounds();
  const shape = ghost.geometry && window.L.geoJSON(/** @type {any} */ (feature(ghost.geometry)));
  const whole = shape ? both.extend(shape.getBounds()) : both;
  if (view.contains(both) && view.intersects(whole)) return false;
  scene.before ??= { center: map.getCenter(), zoom: map.getZoom() };
  const zoom = map.getZoom();
  map.setMaxBounds(/** @type {any} */ (null));
  map.setMinZoom(0);
  fit(scene, whole, map.getSize().x < NARROW ? [40, 40] : [110, 80], { maxZoom: zoom, animate: !calm });
  if (ghost.limit) map.setMaxBounds(edges(ghost.limit));
  return true;
}

/** @param {Scene} scene */
function goBack(scene) {
  if (!scene.before) return false;
  const { center, zoom } = scene.before;
  scene.before = null;
  scene.map.setMaxBounds(/** @type {any} */ (null));
  scene.map.setView(center, zoom, { animate: false });
  bound(scene);
  return true;
}
