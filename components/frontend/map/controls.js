// Buttons on the map, and what is not on it.
/** @import { Mark, Scene } from "./types.js" */
import { gathered } from "./gathered.js";
import { about, element } from "./nodes.js";
import { middle } from "./scene.js";
import { fit, goHome } from "./view.js";

const IN_THE_TRAY = 3;

/** @param {Scene} scene */
export function addButtons(scene) {
  const { map, calm } = scene;
  window.L.control.zoom({ position: "topleft", zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(map);
  const home = element("a", "leaflet-control-home");
  home.href = "#";
  home.title = "Whole view";
  home.setAttribute("role", "button");
  home.setAttribute("aria-label", "Whole view");
  home.appendChild(element("span", "", "⌂"));
  home.addEventListener("click", (event) => {
    event.preventDefault();
    goHome(scene, { animate: !calm });
  });
  map.getContainer().querySelector(".leaflet-control-zoom")?.appendChild(home);
}

/** @param {Scene} scene */
export function addCards(scene) {
  const { map, data } = scene;
  const missing = data.listed.filter((item) => !item.outlined); // a country's outline is on the map
  if (missing.length) addControl(map, "topright", tray(missing));
  const held = mostOf(scene);
  if (held) addControl(map, "topleft", offer(scene, held));
}

/** @param {L.Map} map @param {L.ControlPosition} position @param {HTMLElement} node */
function addControl(map, position, node) {
  const made = new window.L.Control({ position });
  made.onAdd = () => {
    window.L.DomEvent.disableClickPropagation(node);
    window.L.DomEvent.disableScrollPropagation(node);
    return node;
  };
  made.addTo(map);
}

/** Most of the marks, where a few far from them make the frame three times as wide; else null. @param {Scene} scene */
function mostOf(scene) {
  const { map, data, marks } = scene;
  const flat = (/** @type {L.LatLng} */ at) => map.project(at, 0);
  const spots = data.marks.map((mark) => {
    const { x, y } = flat(middle(scene, mark));
    const whole = marks.get(mark.id)?.shape.getBounds?.();
    const [corner, other] = whole
      ? [flat(whole.getNorthWest()), flat(whole.getSouthEast())]
      : [
          { x, y },
          { x, y },
        ];
    return { mark, x, y, box: /** @type {import("./types.js").Box} */ ([corner.x, corner.y, other.x, other.y]) };
  });
  return gathered(spots)?.map(({ mark }) => mark) ?? null;
}

/** @param {Scene} scene @param {Mark[]} held */
function offer(scene, held) {
  const { calm, data, marks } = scene;
  const without = data.marks.filter((mark) => !held.includes(mark));
  const made = element("button", "nearer");
  made.type = "button";
  if (without.length === 1) made.append("Closer, without ", element("bdi", "", without[0].name));
  else made.append(`Closer, without ${without.length} far places`);
  const box = window.L.latLngBounds(held.map((mark) => middle(scene, mark)));
  for (const { id } of held) {
    const shape = marks.get(id)?.shape;
    if (shape.getBounds) box.extend(shape.getBounds());
  }
  made.addEventListener("click", () => fit(scene, box, [30, 30], { animate: !calm }));
  return made;
}

/** @param {import("./types.js").MapData["listed"]} missing */
function tray(missing) {
  const box = element("details", "card tray");
  box.appendChild(element("summary", "", `Not on the map: ${missing.length}`));
  for (const { name, times, reason } of missing.slice(0, IN_THE_TRAY)) {
    box.appendChild(about("p", name, `${times > 1 ? ` (${times}×)` : ""}: ${reason}`));
  }
  const rest = missing.length - IN_THE_TRAY;
  if (rest > 0) box.appendChild(element("p", "", `and ${rest} more, in the list beside the map`));
  return box;
}
