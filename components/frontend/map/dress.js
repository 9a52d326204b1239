// What the choice and the filters change of a mark.
/** @import { Drawn, Scene } from "./types.js" */
import { DOT } from "./candidates.js";
import { countOf, level, rowOf, saying } from "./counts.js";
import { layer } from "./ground.js";
import { isRing, makeRing } from "./ring.js";
import { bodyOf } from "./scene.js";

const ROOM = 4; // pixels between a chosen point or sign and the line round it

/** @param {Scene} scene @param {Drawn} mark */
export function dress(scene, mark) {
  const { asked, data } = scene;
  const count = countOf(scene, mark);
  const path = mark.shape.getElement();
  if (!path) return;
  for (let step = 0; step <= data.steps.length; step += 1)
    path.classList.toggle(`q${step}`, level(data.steps, count) === step);
  path.setAttribute("aria-pressed", String(asked.selected === mark.id));
  const told = rowOf(scene.counted, mark);
  ["names", "excerpts", "held"].forEach((name, index) => {
    path.setAttribute(`data-${name}`, told[index]);
  });
  path.setAttribute("data-shown", told[0] ? 1 : 0);
  const said = saying(mark, count, Boolean(asked.told.root.hidden));
  mark.disc?.classList.toggle("left-out", !count);
  path.setAttribute("aria-label", `${mark.name}, ${mark.kind}, ${said}`);
  const hint = mark.shape.getTooltip();
  if (hint) hint.getContent().lastChild.data = `: ${said}`;
}

/** @param {Scene} scene @param {Drawn} mark */
export function highlight(scene, mark) {
  outlineOf(scene, mark).addTo(scene.chosen);
}

/** @param {Scene} scene @param {Drawn} mark */
function outlineOf(scene, mark) {
  const { shape } = mark;
  if (!(shape instanceof window.L.CircleMarker)) {
    const body = /** @type {import("./types.js").Body} */ (bodyOf(scene, mark));
    return layer(scene, "chosen", mark.line ? "chosen river" : "chosen", [body.geometry]);
  }
  const look = { pane: "chosen", renderer: scene.renderers.chosen, interactive: false, className: "chosen" };
  if (isRing(shape)) return makeRing(scene, mark, { ...look, room: ROOM });
  return window.L.circleMarker(shape.getLatLng(), { ...look, radius: DOT + ROOM });
}
