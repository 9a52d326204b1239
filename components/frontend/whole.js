// The list beside the map of a whole case.
/** @import { Component } from "./shared/types.js" */
import { openStore } from "./shared/store.js";
import { Whole } from "./whole/whole.js";

/** The list of each element. @type {WeakMap<HTMLElement, Whole>} */
const KEPT = new WeakMap();

/** @param {Component} component */
export default function showWhole({ data, parentElement, setTriggerValue }) {
  const store = openStore();
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".whole"));
  const list = KEPT.get(parentElement) ?? new Whole(root, store);
  KEPT.set(parentElement, list);
  list.send = (event) => setTriggerValue("event", { ...event, at: Date.now() });
  store.arrive = (address) => list.send({ arrive: address }); // for Back and Forward
  store.escape = () => list.stepBack(); // for the map's frame
  list.update(data);
}
