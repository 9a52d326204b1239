// Where the keyboard is in the panel, and where it goes once what had it is drawn anew.
/** @import { Panel } from "./panel.js" */

/** @param {Panel} panel */
const rootOf = ({ root }) => /** @type {ShadowRoot | Document} */ (root.getRootNode());

/** @param {Panel} panel */
export const activeIn = (panel) => /** @type {HTMLElement | null} */ (rootOf(panel).activeElement);

/** What has the keyboard in the panel, by the key it has whenever it is drawn. @param {Panel} panel */
export const held = (panel) => activeIn(panel)?.dataset?.focus ?? null;

/** @param {Panel} panel @param {string | null} key @returns {HTMLElement | null} */
export const keyed = ({ body }, key) => (key === null ? null : body.querySelector(`[data-focus="${CSS.escape(key)}"]`));

/** @param {Panel} panel @param {string | null} key */
export function focusOn(panel, key) {
  const node = keyed(panel, key);
  node?.focus({ preventScroll: true });
  return node;
}

/** What had the keyboard is gone: it goes to where the choice was made, or to the top of what is shown. @param {Panel} panel */
export function catchFocus(panel) {
  const { body, opener } = panel;
  /** @type {HTMLElement} */
  const top = body.querySelector("h2[tabindex]") ?? body;
  ((opener ? keyed(panel, opener) : null) ?? top).focus({ preventScroll: true });
}

const FRAMES_TO_CLOSE = 120; // that a dialog may take to let go of the page

/** A dialog gives the keyboard back to nothing in here: it goes where the dialog was asked for. @param {Panel} panel */
export function waitForDialog(panel) {
  let wasOpen = false;
  const watch = new MutationObserver(() => {
    const isOpen = document.querySelector("[data-testid=stDialog]") !== null;
    if (wasOpen && !isOpen) {
      watch.disconnect();
      takeFocus(panel, FRAMES_TO_CLOSE);
    }
    wasOpen = isOpen;
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

/**
 * While a dialog goes, the rest of the page cannot have the keyboard yet, and may lose it once more.
 * @param {Panel} panel
 * @param {number} left frames
 */
function takeFocus(panel, left) {
  const holder = document.activeElement;
  const { host } = /** @type {ShadowRoot} */ (rootOf(panel));
  if (left === 0 || (holder !== document.body && holder !== host)) return;
  if (holder === document.body) catchFocus(panel);
  requestAnimationFrame(() => takeFocus(panel, left - 1));
}
