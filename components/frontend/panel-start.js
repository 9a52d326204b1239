// The panel's own script is kept by the page (scripts.js), so that no click sends it again.
/** @import { Component } from "./shared/types.js" */
import { openStore } from "./shared/store.js";

/** @param {Component} component */
export default function startPanel(component) {
  const store = openStore();
  if (store.panel) store.panel(store, component);
  else store.waiting.push(["panel", () => store.panel?.(store, component)]);
}
