/** @import { Scene } from "./types.js" */
import { show } from "./show.js";

/**
 * A click leaves at once; the component's own message, a quarter of a second later, says the same and is
 * dropped as no change.
 * @param {Scene} scene
 */
export function listenForChoices(scene) {
  let sent = 0;
  scene.choose = (id, latlng) => {
    const globals = window.__GLOBAL_DATA__;
    if (!globals || !window.Streamlit) return;
    sent += 1;
    const drawing = { type: "Feature", properties: { id, sent }, geometry: null };
    const answer = { last_object_clicked: latlng, last_active_drawing: drawing };
    const mark = scene.marks.get(id);
    if (mark) mark.shape.toGeoJSON = () => drawing;
    globals.last_object_clicked = latlng;
    globals.last_active_drawing = drawing;
    globals.previous_data = answer;
    const { asked } = scene;
    show(scene, { ...asked, selected: asked.selected === id ? null : id, ghost: null }, scene.chosen);
    window.Streamlit.setComponentValue(answer);
  };
}

/** Escape closes what is open here, else undoes the last choice, as it does beside the map; so do the page's keys. */
export function listenForKeys() {
  document.addEventListener("keydown", (event) => {
    window.parent.datelineKept?.press?.(event);
    if (event.key !== "Escape") return;
    /** @type {HTMLDetailsElement | null} */
    const open = document.querySelector("details[open]");
    if (!open) return void window.parent.datelineKept?.escape?.();
    open.open = false;
    open.querySelector("summary")?.focus();
  });
}
