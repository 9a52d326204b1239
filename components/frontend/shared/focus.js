// Where the keyboard is in a part of the page, and where it goes once what had it is drawn anew.

/** A part, what of it is drawn anew, and the key of what a dialog was asked for with. @typedef {{ root: HTMLElement, body: HTMLElement, opener: string | null }} Part */

/** @param {Part} part */
const rootOf = ({ root }) => /** @type {ShadowRoot | Document} */ (root.getRootNode());

/** @param {Part} part */
export const activeIn = (part) => /** @type {HTMLElement | null} */ (rootOf(part).activeElement);

/** What has the keyboard in the part, by the key it has whenever it is drawn. @param {Part} part */
export const held = (part) => activeIn(part)?.dataset?.focus ?? null;

/** @param {Part} part @param {string | null} key @returns {HTMLElement | null} */
export const keyed = ({ body }, key) => (key === null ? null : body.querySelector(`[data-focus="${CSS.escape(key)}"]`));

/** @param {Part} part @param {string | null} key */
export function focusOn(part, key) {
  const node = keyed(part, key);
  node?.focus({ preventScroll: true });
  return node;
}

/** What had the keyboard is gone: it goes to where the choice was made, or to the top of what is shown. @param {Part} part */
export function catchFocus(part) {
  const { body, opener } = part;
  /** @type {HTMLElement} */
  const top = body.querySelector("h2[tabindex]") ?? body;
  ((opener ? keyed(part, opener) : null) ?? top).focus({ preventScroll: true });
}

const FRAMES_TO_CLOSE = 120; // that a dialog may take to let go of the page

/** A dialog gives the keyboard back to nothing in here: it goes where the dialog was asked for. @param {Part} part */
export function waitForDialog(part) {
  let wasOpen = false;
  const watch = new MutationObserver(() => {
    const isOpen = document.querySelector("[data-testid=stDialog]") !== null;
    if (wasOpen && !isOpen) {
      watch.disconnect();
      takeFocus(part, FRAMES_TO_CLOSE);
    }
    wasOpen = isOpen;
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

/**
 * While a dialog goes, the rest of the page cannot have the keyboard yet, and may lose it once more.
 * @param {Part} part
 * @param {number} left frames
 */
function takeFocus(part, left) {
  const holder = document.activeElement;
  const { host } = /** @type {ShadowRoot} */ (rootOf(part));
  if (left === 0 || (holder !== document.body && holder !== host)) return;
  if (holder === document.body) catchFocus(part);
  requestAnimationFrame(() => takeFocus(part, left - 1));
}
