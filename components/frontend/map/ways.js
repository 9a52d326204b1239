// Towns to find one's way by: none that the article speaks of, none that touches a mark.
/** @import { Box, Scene, Way } from "./types.js" */
import { boxRound } from "./boxes.js";
import { beside } from "./candidates.js";
import { isFilled } from "./grounds.js";
import { element, pin, shifted } from "./nodes.js";

const ROOM = 40000; // square pixels of the map for each
const APART = 60; // pixels between two
const TRIED = 3; // times as many are tried
const SIGN = 5; // pixels from the middle of a town's sign to what may stand beside it

/** @param {Scene} scene @returns {Way[]} */
export function waysOf({ data }) {
  const spoken = new Set(data.spoken);
  return data.ground.towns
    .filter((town) => !spoken.has(town.id))
    .map((town) => ({ ...town, latlng: window.L.latLng(town.at[1], town.at[0]), node: null }));
}

/** @param {L.Map} map @param {Way} town */
function makeNode(map, town) {
  const inner = element("span", "way");
  inner.append(element("i"), element("span", "", town.name));
  inner.setAttribute("aria-hidden", "true");
  window.L.marker(town.latlng, { icon: pin(inner), pane: "ways", interactive: false, keyboard: false }).addTo(map);
  return inner;
}

/** The words of a town's sign. @param {Way} town */
const wordsOf = ({ node }) => /** @type {HTMLElement} */ (node?.lastChild);

/**
 * Into the room that marks and names leave, first come, first served; none has the name of ground that is named.
 * @param {Scene} scene
 * @param {import("./boxes.js").Crowd} taken
 * @param {(box: Box) => boolean} isBarred
 */
export function placeWays(scene, taken, isBarred) {
  const { map, ways } = scene;
  const { x, y } = map.getSize();
  let room = Math.floor((x * y) / ROOM);
  for (const town of ways) if (town.node) town.node.style.visibility = "hidden";
  const inside = inView(scene).slice(0, TRIED * room);
  measure(map, inside);
  /** @type {L.Point[]} */
  const put = [];
  for (const town of inside) {
    if (room === 0) return;
    const point = map.latLngToContainerPoint(town.latlng);
    if (put.some((other) => other.distanceTo(point) < APART)) continue; // a suburb of a larger one
    const own = boxRound(point, SIGN);
    town.filled ??= isFilled(scene, town.latlng);
    if (town.filled || isBarred(own)) continue;
    const box = beside(point, /** @type {[number, number]} */ (town.size), SIGN).find((each) => !isBarred(each));
    if (!box) continue;
    taken.add(own);
    taken.add(box);
    put.push(point);
    room -= 1;
    setTown(town, box, point);
  }
}

/** @param {Scene} scene */
function inView({ map, ways, labels }) {
  const view = map.getBounds();
  const said = new Set(labels.filter(({ inner }) => inner.style.visibility === "visible").map(({ words }) => words));
  return ways.filter((town) => view.contains(town.latlng) && !said.has(town.name));
}

/** All that are new are made before any is measured. @param {L.Map} map @param {Way[]} towns */
function measure(map, towns) {
  const fresh = towns.filter((town) => !town.node);
  for (const town of fresh) town.node = makeNode(map, town);
  for (const town of fresh) town.size = [wordsOf(town).offsetWidth, wordsOf(town).offsetHeight];
}

/** @param {Way} town @param {Box} box @param {L.Point} point */
function setTown(town, box, point) {
  if (town.node) town.node.style.visibility = "visible";
  wordsOf(town).style.transform = shifted((box[0] + box[2]) / 2 - point.x, (box[1] + box[3]) / 2 - point.y);
}
