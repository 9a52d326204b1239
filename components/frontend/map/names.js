// The names and numbers on the map: made here, placed by labels.js.
/** @import { Body, Mark, Name, Scene } from "./types.js" */
import { rungs } from "./globe.js";
import { isDated } from "./ground.js";
import { element, pin } from "./nodes.js";
import { CROWD, MANY } from "./placing.js";
import { bodyOf, middle } from "./scene.js";

const STILL = { interactive: false, keyboard: false };

/** @param {Scene} scene */
export function makeNames(scene) {
  const { map, data, root, renderers } = scene;
  const look = { pane: "leaders", renderer: renderers.leaders, className: "leader", interactive: false };
  scene.leaders = window.L.polyline([], { ...look, smoothFactor: 0 }).addTo(map);
  map.on("mousedown", () => {
    scene.dragged = false;
  });
  map.on("dragstart", () => {
    scene.dragged = true;
  });
  for (const mark of data.marks) if (!scene.crowd?.waiting.has(mark.id)) nameMark(scene, mark);
  root.classList.toggle("dense", data.marks.length > MANY);
  root.classList.toggle("crowded", data.marks.length > CROWD);
  nameGround(scene);
}

/**
 * @param {Scene} scene
 * @param {Pick<Name, "words" | "name" | "anchors" | "mark" | "ground">} said
 * @param {L.Map | L.LayerGroup} group
 * @returns {Name}
 */
export function addName(scene, said, group = scene.map) {
  const { words, name, anchors, mark } = said;
  const inner = element("span", `label ${name}`);
  inner.appendChild(element("span", "", words));
  inner.dir = "auto";
  inner.setAttribute("aria-hidden", "true");
  const [lon, lat] = anchors[0];
  const marker = window.L.marker([lat, lon], { icon: pin(inner), pane: "labels", ...STILL }).addTo(group);
  if (mark !== null) leadToMark(scene, inner, mark, name);
  const made = { ...said, inner, marker };
  scene.labels.push(made);
  return made;
}

/** @param {Scene} scene @param {HTMLElement} inner @param {string} id @param {string} name */
function leadToMark(scene, inner, id, name) {
  const mark = /** @type {import("./types.js").Drawn} */ (scene.marks.get(id));
  inner.dataset.label = id;
  if (name !== "town") inner.prepend(element("small", "", `${mark.data.number} `));
  inner.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!scene.dragged) scene.choose(id, middle(scene, mark));
  });
}

/** The number stands on its place, the same as in Places and on paper. @param {Scene} scene @param {Mark} mark */
function addNumber(scene, mark) {
  const disc = element("span", `number ${mark.shape}`, String(mark.data.number));
  disc.setAttribute("aria-hidden", "true");
  window.L.marker(middle(scene, mark), { icon: pin(disc), pane: "numbers", ...STILL }).addTo(scene.map);
  disc.classList.toggle("unsure", !mark.data.sure);
  disc.classList.toggle("long", mark.data.number > 99);
  /** @type {import("./types.js").Drawn} */ (scene.marks.get(mark.id)).disc = disc;
}

/** @param {Scene} scene @param {Mark} mark */
export function nameMark(scene, mark) {
  const body = bodyOf(scene, mark);
  const said = { words: mark.name + (mark.data.sure ? "" : "?"), mark: mark.id };
  if (mark.somewhere && mark.shape === "area" && body) return; // a row under its area, no name of its own
  if (mark.shape === "area" && body?.anchors.length) {
    addName(scene, { ...said, name: "area", anchors: body.anchors, ground: body.geometry });
  } else if (mark.shape === "line" && body) {
    addName(scene, { ...said, name: "river", anchors: body.anchors, ground: null });
  } else {
    addNumber(scene, mark);
    addName(scene, { ...said, name: "town", anchors: [[scene.near(mark.lon), mark.lat]], ground: null });
  }
}

/** @param {Scene} scene */
function nameGround(scene) {
  const { data, filled } = scene;
  const { divisions, outlines, land, bounds } = data.ground;
  const add = (/** @type {Body} */ body, /** @type {string} */ name) => {
    if (!body.anchors.length) return;
    addName(scene, { words: body.name, name, anchors: body.anchors, mark: null, ground: body.geometry });
  };
  const named = new Set(data.marks.map((mark) => mark.name)); // a province of the same name is left to the pointer
  for (const body of divisions) if (!filled.has(body.id) && !named.has(body.name)) add(body, "quiet");
  const outlined = new Set(outlines.map(({ id }) => id));
  for (const body of land) add(body, !body.focus ? "neighbour" : outlined.has(body.id) ? "country" : "home");
  if (isDated(scene)) {
    addName(scene, {
      words: "180°, nominal date line",
      name: "meridian",
      anchors: rungs(180, bounds),
      mark: null,
      ground: null,
    });
  }
}
