// The handle between the map and what stands beside it: dragged or moved by keys, remembered in this browser. The
// style sheet of the page lays out by `--dl-map`; the server hears nothing of it.
/** @import { Component } from "./shared/types.js" */
import { bounds, remembered, stepped, USUAL, within } from "./page/split.js";

const KEPT = "dateline-map"; // the page's first bytes read it too (loading.html)
const SHARE = "--dl-map";
const { style } = document.documentElement;

/** Storage may be forbidden; the page then begins as usual. */
function recall() {
  try {
    return remembered(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

/** @param {number} share */
function remember(share) {
  try {
    if (share === USUAL) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, String(share));
  } catch {
    // it holds as long as the page does
  }
}

class Split {
  /** @param {HTMLElement} handle */
  constructor(handle) {
    this.handle = handle;
    this.share = recall() ?? USUAL;
    /** How far from the edge the handle was taken, in pixels; null while it is not. @type {number | null} */
    this.held = null;
    handle.addEventListener("keydown", (event) => this.press(event));
    handle.addEventListener("pointerdown", (event) => this.take(event));
    handle.addEventListener("pointermove", (event) => this.move(event));
    handle.addEventListener("lostpointercapture", () => this.letGo());
    handle.addEventListener("dblclick", () => this.keep(USUAL));
    this.lay(this.share);
  }

  /** What map and panel share, and where it begins. */
  get room() {
    const left = Number.parseFloat(getComputedStyle(this.handle).getPropertyValue("--dl-list")) || 0;
    return { left, width: document.documentElement.clientWidth - left };
  }

  /** @param {number} share */
  lay(share) {
    const { width } = this.room;
    const { least, most } = bounds(width);
    const [now, from, to] = [within(share, width), least, most].map((part) => String(Math.round(100 * part)));
    style.setProperty(SHARE, String(share));
    this.handle.setAttribute("aria-valuemin", from);
    this.handle.setAttribute("aria-valuemax", to);
    this.handle.setAttribute("aria-valuenow", now);
    this.handle.setAttribute("aria-valuetext", `${now} % of the width`);
  }

  /** @param {number} share */
  keep(share) {
    this.share = share;
    this.lay(share);
    remember(share);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width } = this.room;
    const share = event.key === "Enter" ? USUAL : stepped(event.key, within(this.share, width), width);
    if (share === null) return;
    event.preventDefault();
    this.keep(share);
  }

  /** @param {PointerEvent} event */
  take(event) {
    if (event.button !== 0) return;
    const { left, width } = this.room;
    this.held = event.clientX - left - within(this.share, width) * width;
    this.handle.setPointerCapture(event.pointerId);
    this.handle.classList.add("held");
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (this.held === null) return;
    const { left, width } = this.room;
    this.share = within((event.clientX - left - this.held) / width, width);
    this.lay(this.share);
  }

  letGo() {
    this.held = null;
    this.handle.classList.remove("held");
    remember(this.share);
  }
}

/** @type {WeakMap<HTMLElement, Split>} */
const SPLITS = new WeakMap();

/** @param {Component} component */
export default function showHandle({ parentElement }) {
  const handle = /** @type {HTMLElement} */ (parentElement.querySelector("[role=separator]"));
  const split = SPLITS.get(handle) ?? new Split(handle);
  SPLITS.set(handle, split);
  const anew = () => split.lay(split.share);
  window.addEventListener("resize", anew);
  return () => window.removeEventListener("resize", anew);
}
