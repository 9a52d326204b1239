// Streamlit opens a pop-over at the end of the document, far from its button, and leaves the keyboard at the
// button: here it goes in, and on Escape or past either end back out to the button.
/** @import { Store } from "../shared/types.js" */
const POPOVER = "[data-testid=stPopoverBody]";
const BUTTON = "[data-testid=stPopoverButton]";
const TABBED = "button, input, select, textarea, a[href], summary, [tabindex='0']";
const FRAMES_TO_OPEN = 120;

/** @typedef {WeakMap<Element, HTMLElement>} Openers the button of each pop-over */

/** @param {Element} box @returns {HTMLElement[]} */
function tabbed(box) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const nodes = box.querySelectorAll(TABBED);
  return [...nodes].filter((node) => node.tabIndex >= 0 && !node.disabled && node.getClientRects().length);
}

const boxes = () => [...document.querySelectorAll(POPOVER)];

/** @param {Element} button */
const isOpen = (button) => button.getAttribute("aria-expanded") === "true";

/**
 * Goes into the pop-over that is not one of those known, once it is there.
 * @param {Openers} openers
 * @param {HTMLElement} button
 * @param {Set<Element>} known
 * @param {number} left frames to wait
 */
function enter(openers, button, known, left) {
  const box = boxes().find((each) => !known.has(each));
  const [first] = box ? tabbed(box) : [];
  if (box && first) {
    openers.set(box, button);
    first.focus();
  } else if (left > 0 && button.isConnected) {
    requestAnimationFrame(() => enter(openers, button, known, left - 1));
  }
}

/** Goes out of a pop-over past either of its ends, or on Escape. @param {Openers} openers @param {KeyboardEvent} event */
function leave(openers, event) {
  const { target, key, shiftKey } = event;
  const box = target instanceof Element ? target.closest(POPOVER) : null;
  const button = box && openers.get(box);
  if (!button) return;
  if (key === "Escape") return void requestAnimationFrame(() => button.focus());
  const ends = tabbed(box);
  if (key !== "Tab" || target !== (shiftKey ? ends[0] : ends.at(-1))) return;
  event.preventDefault();
  button.focus();
  if (isOpen(button)) button.click();
}

/** @param {Store} store */
export function tendPopovers(store) {
  /** @type {Openers} */
  const openers = new WeakMap();
  const opened = (/** @type {MouseEvent} */ { target, detail }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(BUTTON)) : null;
    if (!button) return;
    store.tell?.();
    const isByKeyboard = detail === 0;
    if (isByKeyboard && !isOpen(button)) enter(openers, button, new Set(boxes()), FRAMES_TO_OPEN);
  };
  document.addEventListener("click", opened, { capture: true });
  document.addEventListener("keydown", (event) => leave(openers, event), { capture: true });
}
