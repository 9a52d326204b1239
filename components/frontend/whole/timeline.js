/** @import { Bar, Timeline } from "./types.js" */
import { el } from "../shared/el.js";
import { count } from "../shared/words.js";
import { barAt, day, heightOf, saying } from "./days.js";

const NARROW = 3; // pixels of the timeline that a pointer may slip in a click

/** Bars of days, and what they are told as. A drag over them chooses the days under it. */
export class Days {
  /** @param {(since: string, until: string) => void} choose */
  constructor(choose) {
    this.choose = choose;
    this.node = el("div", { class: "bars", role: "img" });
    this.span = el("p", { class: "span" });
    /** @type {Bar[]} */
    this.bars = [];
    this.node.addEventListener("pointerdown", (event) => this.brush(event));
  }

  /** @param {Timeline} timeline */
  draw({ bars, unit, undated }) {
    this.bars = bars;
    const most = Math.max(1, ...bars.map(([, , every]) => every));
    this.node.replaceChildren(...bars.map((bar) => made(bar, most)));
    this.node.hidden = bars.length < 2;
    const [first, last] = [bars[0]?.[0], bars.at(-1)?.[1]];
    const days = first && last ? `${day(first)} to ${day(last)}` : "";
    const label = days && `Excerpts by ${unit}, from ${days}. Drag to choose days, or give them below.`;
    this.node.setAttribute("aria-label", label || "No article has a date.");
    const told = [
      bars.length > 1 && `${days}, a bar a ${unit}`,
      undated && `${count(undated, "article")} without a date`,
    ];
    this.span.textContent = told.filter(Boolean).join(" · ");
  }

  /** @param {PointerEvent} event */
  brush(event) {
    const { bars, node } = this;
    if (!bars.length || event.button !== 0) return;
    const box = node.getBoundingClientRect();
    const from = event.clientX;
    const range = (/** @type {number} */ x) =>
      [Math.min(from, x), Math.max(from, x)].map((each) => barAt(each, box, bars.length));
    const mark = el("i", { class: "brush" });
    node.append(mark);
    node.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ moved) => {
      const [first, last] = range(moved.clientX);
      mark.style.left = `${(100 * first) / bars.length}%`;
      mark.style.width = `${(100 * (last - first + 1)) / bars.length}%`;
    };
    const done = (/** @type {PointerEvent} */ ended) => {
      node.removeEventListener("pointermove", move);
      mark.remove();
      if (ended.type === "pointercancel") return;
      const [first, last] = range(Math.abs(ended.clientX - from) > NARROW ? ended.clientX : from);
      this.choose(bars[first][0], bars[last][1]);
    };
    move(event);
    node.addEventListener("pointermove", move);
    node.addEventListener("pointerup", done, { once: true });
    node.addEventListener("pointercancel", done, { once: true });
  }
}

/** @param {Bar} bar @param {number} most */
function made(bar, most) {
  const [, , every, kept] = bar;
  return el(
    "span",
    { title: saying(bar) },
    el("b", { style: `height:${heightOf(every, most)}%` }),
    el("i", { style: `height:${heightOf(kept, most)}%` }),
  );
}
