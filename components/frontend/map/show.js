/** @import { Scene, State } from "./types.js" */
import { byNumber, countOf } from "./counts.js";
import { dress, highlight } from "./dress.js";
import { showGhost } from "./ghost.js";
import { layer } from "./ground.js";
import { placeLabels } from "./labels.js";
import { bringIntoView } from "./view.js";

/**
 * Shows what is asked: the choice, the counts and another choice.
 * @param {Scene} scene
 * @param {State} state
 * @param {L.LayerGroup} group holds what is chosen from now on
 */
export function show(scene, state, group) {
  const { data, marks, root, rows } = scene;
  const isMoved = state.selected !== scene.asked.selected;
  scene.asked = state;
  scene.counted = byNumber(state.told.marks);
  scene.drawn = state.drawn ? byNumber(state.drawn) : scene.counted;
  scene.chosen.clearLayers();
  scene.chosen = group;
  scene.chosen.clearLayers();
  for (const mark of marks.values()) dress(scene, mark);
  for (const [name, value] of Object.entries(state.told.root)) root.setAttribute(`data-${name}`, value);
  if (rows.leftOut) rows.leftOut.hidden = [...marks.values()].every((mark) => countOf(scene, mark));
  const mark = marks.get(state.selected ?? "");
  if (mark) highlight(scene, mark);
  const country = data.ground.outlines.find(({ id }) => `${id}@P6` === state.selected);
  if (country) layer(scene, "chosen", "chosen", [country.geometry]).addTo(scene.chosen);
  const isHeld = showGhost(scene, state.ghost);
  if (mark && isMoved && !isHeld) bringIntoView(scene, mark);
  placeLabels(scene);
}
