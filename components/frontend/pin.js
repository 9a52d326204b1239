// Listens for a click on the small map of a correction while a point is asked for.
/** @import { Component } from "./shared/types.js" */
import { pointed } from "./pin/pointed.js";

/** @param {Component} component */
export default function listenForPoints({ setTriggerValue }) {
  const click = (/** @type {MouseEvent} */ event) => {
    const map = event.target instanceof Element ? event.target.closest(".dl-spots") : null;
    /** @type {HTMLElement | null | undefined} */
    const land = map?.querySelector("img[data-bounds]");
    if (land?.dataset.bounds) {
      setTriggerValue("point", pointed(land.dataset.bounds, land.getBoundingClientRect(), event));
    }
  };
  document.addEventListener("click", click);
  return () => document.removeEventListener("click", click);
}
