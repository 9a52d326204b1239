// The review of an article or of a case: one question at a time, by keyboard alone.
/** @import { Component } from "./shared/types.js" */
import { Review } from "./review/review.js";
import { openStore } from "./shared/store.js";

/** The review of each element. @type {WeakMap<HTMLElement, Review>} */
const KEPT = new WeakMap();

/** @param {Component} component */
export default function showReview({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".review"));
  const review = KEPT.get(parentElement) ?? new Review(root, openStore());
  KEPT.set(parentElement, review);
  review.listen((event) => setTriggerValue("event", event));
  review.update(data);
  return () => review.leave();
}
