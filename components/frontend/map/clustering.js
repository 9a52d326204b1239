// Puts spots together on a map that has very many: a sign stands for them until there is room for each.
/** @import { Drawn, Scene } from "./types.js" */
import { clustered, counted, crowding, signBox } from "./clusters.js";
import { countOf } from "./counts.js";
import { dress } from "./dress.js";
import { wake } from "./marks.js";
import { nameMark } from "./names.js";
import { element, pin } from "./nodes.js";

const PADDING = 40; // pixels round what a sign stands for, once it is pressed

/**
 * Has the spots of a map with very many wait until they stand by themselves.
 * @param {Scene} scene
 */
export function prepare(scene) {
  const spots = crowding(scene.data.marks);
  if (!spots.length) return;
  const waiting = new Map(spots.map((mark) => [mark.id, mark]));
  const signs = window.L.layerGroup().addTo(scene.map);
  scene.crowd = { state: "", hidden: new Set(), waiting, spots: [...waiting.keys()], clusters: [], signs };
}

/**
 * Shows a sign for the spots that crowd each other in this view, and every other spot by itself.
 * @param {Scene} scene
 */
export function cluster(scene) {
  const { map, crowd, asked } = scene;
  if (!crowd) return;
  const state = [map.getZoom(), asked.selected, JSON.stringify(asked.drawn ?? asked.told.marks)].join("\n");
  if (state === crowd.state) return;
  crowd.state = state;
  const spots = crowd.spots.filter((id) => id !== asked.selected).map((id) => markOf(scene, id));
  const clusters = map.getZoom() < map.getMaxZoom() ? clustered(spots.map((mark) => spotOf(scene, mark))) : [];
  hide(scene, new Set(clusters.flatMap(({ marks }) => marks)));
  crowd.signs.clearLayers();
  crowd.clusters = clusters.map((each) => ({ ...each, at: map.unproject([each.x, each.y]) }));
  for (const each of crowd.clusters) addSign(scene, each);
}

/** @param {Scene} scene @param {Drawn} mark */
function spotOf({ map }, mark) {
  const { x, y } = map.project(mark.shape.getLatLng());
  return { mark: mark.id, x, y, inside: mark.inside };
}

/** @param {Scene} scene @param {Set<string>} hidden */
function hide(scene, hidden) {
  const { crowd } = scene;
  if (!crowd) return;
  crowd.hidden = hidden;
  for (const id of crowd.spots) {
    const mark = markOf(scene, id);
    const record = hidden.has(id) ? undefined : crowd.waiting.get(id);
    if (record) {
      crowd.waiting.delete(id);
      wake(scene, mark);
      nameMark(scene, record);
      dress(scene, mark);
    }
    mark.shape.getElement()?.classList.toggle("clustered", hidden.has(id));
    mark.disc?.classList.toggle("clustered", hidden.has(id));
  }
}

/** @param {Scene} scene @param {string} id */
const markOf = ({ marks }, id) => /** @type {Drawn} */ (marks.get(id));

/** @param {Scene} scene @param {import("./types.js").Cluster} cluster */
function addSign(scene, { marks: ids, inside, at }) {
  const members = ids.map((id) => markOf(scene, id));
  const kept = members.filter((mark) => countOf(scene, mark)).length;
  const words = counted(ids.length, kept);
  const sign = element("button", kept ? "cluster" : "cluster left-out", words);
  sign.type = "button";
  const province = inside ? scene.shapes.get(inside)?.name : null;
  sign.setAttribute("aria-label", `${words}${province ? ` in ${province}` : ""}: zoom in`);
  sign.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!scene.dragged) open(scene, members);
    scene.map.getContainer().focus({ preventScroll: true }); // the sign is gone
  });
  const { crowd } = scene;
  const still = { keyboard: false, interactive: false, pane: "numbers" };
  if (crowd) window.L.marker(at, { icon: pin(sign), ...still }).addTo(crowd.signs);
}

/** Zooms to what a sign stands for, a step at least. @param {Scene} scene @param {Drawn[]} members */
function open({ map, calm }, members) {
  const bounds = window.L.latLngBounds(members.map((mark) => mark.shape.getLatLng()));
  const padding = window.L.point(PADDING, PADDING);
  const zoom = Math.max(map.getZoom() + 1, Math.min(map.getBoundsZoom(bounds, false, padding), map.getMaxZoom()));
  map.setView(bounds.getCenter(), Math.min(zoom, map.getMaxZoom()), { animate: !calm });
}

/** The boxes of the signs in this view. @param {Scene} scene */
export function signBoxes({ map, crowd }) {
  return (crowd?.clusters ?? []).map(({ at }) => signBox(map.latLngToContainerPoint(at)));
}

/** Whether a mark stands by itself in this view. @param {Scene} scene @param {string} id */
export const isAlone = ({ crowd }, id) => !crowd?.hidden.has(id);
