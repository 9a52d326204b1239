/** @import { Component, Parts, Store } from "../shared/types.js" */
import { Panel } from "./panel.js";

/** The panel of each element. @type {WeakMap<HTMLElement, Panel>} */
const KEPT = new WeakMap();

/**
 * Called by the page's small script (panel-start.js) with what Streamlit gives it.
 * @param {Store} store
 * @param {Component} component
 */
export function showPanel(store, { data, parentElement, setTriggerValue }) {
  const panel = KEPT.get(parentElement) ?? open(store, parentElement);
  panel.articleId = data.article;
  panel.correctable = data.correctable;
  // All of the choice each time: when two come close together, the page may see only the last.
  panel.send = (more = {}) => setTriggerValue("event", { ...panel.choice, ...more, at: Date.now() });
  // The words are in the page already or come soon; only the last choice waits for them.
  const asked = { ...data.selection };
  panel.asking = asked;
  const use = (/** @type {Parts} */ parts) => {
    if (panel.asking === asked) panel.update(parts.panel, asked);
  };
  const parts = store.versions.get(data.version);
  if (parts) use(parts);
  else store.waiting.push([data.version, use]);
}

/** @param {Store} store @param {HTMLElement} parent */
function open(store, parent) {
  const panel = new Panel(/** @type {HTMLElement} */ (parent.querySelector(".panel")), store);
  KEPT.set(parent, panel);
  store.escape = () => panel.stepBack(); // for the map's frame
  store.arrive = (address) => panel.arrive(address); // for Back and Forward
  return panel;
}
