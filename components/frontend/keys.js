// The modes of the page: which one it is in, for who cannot see it, and the keys that lead to them.
/** @import { Component } from "./shared/types.js" */
import { showList, tendKeys } from "./page/keys.js";
import { openStore } from "./shared/store.js";

const GROUP = ".st-key-dl-modes";
const PUBLISH = ".st-key-dl-mode-publish button, .st-key-dl-publish button"; // out of a review, and the menu
const FRAMES = 120; // that the page may take to draw its buttons

/** @param {string} mode @returns {HTMLButtonElement | null} */
const buttonOf = (mode) => document.querySelector(mode === "publish" ? PUBLISH : `.st-key-dl-mode-${mode} button`);

/** @param {string} now @param {number} left frames */
function mark(now, left) {
  const group = document.querySelector(GROUP);
  if (!group || !buttonOf(now)) {
    if (left) requestAnimationFrame(() => mark(now, left - 1));
    return;
  }
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Mode");
  for (const button of group.querySelectorAll("button")) button.removeAttribute("aria-current");
  buttonOf(now)?.setAttribute("aria-current", "true");
}

/** Opens the menu that was asked for out of a review, once the page that has it is drawn. @param {number} left frames */
function publish(left) {
  /** @type {HTMLButtonElement | null} */
  const button = document.querySelector(".st-key-dl-publish button");
  if (button) button.click();
  else if (left) requestAnimationFrame(() => publish(left - 1));
}

/** @param {Component} component */
export default function showModes({ data, parentElement }) {
  const store = openStore();
  if (!store.press) tendKeys(store, (mode) => buttonOf(mode)?.click());
  const told = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  told.onclick = showList;
  mark(data.now, FRAMES);
  const asked = (/** @type {MouseEvent} */ { target }) => {
    if (target instanceof Element && target.closest(".st-key-dl-mode-publish button")) store.publish = true;
  };
  document.addEventListener("click", asked, { capture: true });
  if (data.now === "read" && store.publish) {
    store.publish = false;
    publish(FRAMES);
  }
  return () => document.removeEventListener("click", asked, { capture: true });
}
