// The article's marks: areas, rivers, points and rings.
/** @import { Drawn, Mark, Scene } from "./types.js" */
import { DOT } from "./candidates.js";
import { feature } from "./globe.js";
import { hatch } from "./hatch.js";
import { hint } from "./nodes.js";
import { makeRing } from "./ring.js";
import { bodyOf, middle } from "./scene.js";

/** @param {Scene} scene */
export function drawMarks(scene) {
  const { map, data, marks, renderers } = scene;
  for (const mark of data.marks) {
    const shape = shapeOf(scene, mark);
    marks.set(mark.id, { ...mark, shape });
    shape.addTo(map);
    tell(mark, shape);
    if (!scene.crowd?.waiting.has(mark.id)) wake(scene, { ...mark, shape });
  }
  const areas = /** @type {any} */ (renderers.areas);
  if (data.marks.some((mark) => mark.wide)) areas._container.prepend(hatch(data.steps.length));
}

/** Lets a mark be pressed, reached by keys and hovered over. @param {Scene} scene @param {Drawn} mark */
export function wake(scene, mark) {
  const { shape } = mark;
  shape.on("click", (/** @type {any} */ event) => scene.choose(mark.id, event.latlng));
  reachable(scene, mark, shape);
  hint(shape, mark.name, "");
}

/**
 * @param {Scene} scene
 * @param {Mark} mark
 * @returns {any}
 */
function shapeOf(scene, mark) {
  const { shapes } = scene;
  if (mark.shape === "area" && shapes.has(mark.area ?? "")) return area(scene, mark);
  return mark.shape === "line" && shapes.has(mark.line ?? "") ? course(scene, mark) : spot(scene, mark);
}

/**
 * The layer of a mark's shape on the ground.
 * @param {Scene} scene
 * @param {Mark} mark
 * @returns {any}
 */
function laidOut(scene, mark) {
  const body = /** @type {import("./types.js").Body} */ (bodyOf(scene, mark));
  return window.L.GeoJSON.geometryToLayer(/** @type {any} */ (feature(body.geometry)), {});
}

/** @param {Scene} scene @param {Mark} mark */
function area(scene, mark) {
  const made = laidOut(scene, mark);
  const width = bodyOf(scene, mark)?.vast ? " wide vast" : mark.wide ? " wide" : "";
  const shared = mark.somewhere && scene.painted.has(mark.area) ? " shared" : "";
  const look = { pane: "areas", renderer: scene.renderers.areas, className: `mark area${width}${shared}` };
  made.setStyle({ ...look });
  Object.assign(made.options, look);
  return made;
}

/**
 * A river: what is clicked is a broad path without a colour, and next to it what is seen of it.
 * @param {Scene} scene
 * @param {Mark} mark
 */
function course(scene, mark) {
  const made = laidOut(scene, mark);
  const shared = { pane: "lines", renderer: scene.renderers.lines, smoothFactor: 0.5 };
  Object.assign(made.options, { ...shared, className: "mark course" });
  made.on("add", () => {
    for (const className of ["bank", "stream"]) {
      window.L.polyline(made.getLatLngs(), { ...shared, className, interactive: false }).addTo(scene.map);
    }
  });
  return made;
}

/** @param {Scene} scene @param {Mark} mark */
function spot(scene, mark) {
  const shared = { pane: "points", renderer: scene.renderers.points };
  if (mark.shape !== "point")
    return makeRing(scene, mark, { ...shared, told: true, className: `mark ring ${mark.shape}` });
  return window.L.circleMarker([mark.lat, scene.near(mark.lon)], { ...shared, radius: DOT, className: "mark point" });
}

/** @param {Scene} scene @param {Drawn} mark @param {any} path */
function reachable(scene, mark, path) {
  const node = path.getElement();
  if (!node) return;
  node.setAttribute("tabindex", "0");
  node.setAttribute("role", "button");
  node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    scene.choose(mark.id, middle(scene, mark));
  });
}

/** What an outside program may read of a mark, whatever is asked. @param {Mark} mark @param {any} path */
function tell(mark, path) {
  const node = path.getElement();
  if (!node) return;
  for (const [name, value] of Object.entries(mark.data)) node.setAttribute(`data-${name}`, value);
  if (mark.shape !== "near" && mark.shape !== "fuzzy") node.setAttribute("data-drawn", mark.data.figure);
  node.classList.toggle("unsure", !mark.data.sure);
}
