// The keys of the page: two that lead to a mode, and the list of all of them.
/** @import { Store } from "../shared/types.js" */
import { el } from "../shared/el.js";
import { keyOf } from "../shared/keys.js";

const FIRST = "G";
/** Where the second of two keys leads. @type {Record<string, string>} */
const MODES = { R: "read", V: "review", P: "publish" };
const TYPED = "input, textarea, select, [contenteditable]";
const LIST = "#dl-keys";
const ASKING = "[data-testid=stDialog], dialog[open]";
/** @type {[string[], string][]} */
const TOLD = [
  [["g", "r"], "Read"],
  [["g", "v"], "Review, where there is something to review"],
  [["g", "p"], "Publish"],
  [["Esc"], "One step back: a menu, a dialog, a place"],
  [["?"], "These keys"],
];

/**
 * What two presses, one after the other, ask for.
 * @param {string | null} before the press before, null where it asked for something by itself
 * @param {Pick<KeyboardEvent, "key" | "code">} event
 * @returns {{ mode?: string, list?: boolean, held: string | null }}
 */
export function asks(before, event) {
  if (event.key === "?") return { list: true, held: null };
  const key = keyOf(event);
  if (before === FIRST && Object.hasOwn(MODES, key)) return { mode: MODES[key], held: null };
  return { held: key === FIRST ? FIRST : null };
}

/** @param {Store} store @param {(mode: string) => void} go */
export function tendKeys(store, go) {
  /** @type {string | null} */
  let before = null;
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Shift" || isElsewhere(event)) return;
    const { mode, list, held } = asks(before, event);
    before = held;
    if (!mode && !list) return;
    event.preventDefault();
    event.stopPropagation(); // the review has keys of its own
    if (mode) go(mode);
    else showList();
  };
  document.addEventListener("keydown", press, { capture: true });
  store.press = press; // for the map's frame
}

/** Whether a press is meant for a field, a dialog or the browser. @param {KeyboardEvent} event */
function isElsewhere(event) {
  const [at] = event.composedPath();
  const isTyped = at instanceof Element && at.matches(TYPED);
  return event.ctrlKey || event.metaKey || event.altKey || isTyped || document.querySelector(ASKING) !== null;
}

/** Shows the list of keys; the browser gives the keyboard back where it was. */
export function showList() {
  document.querySelector(LIST)?.remove();
  const close = () => dialog.close();
  const rows = TOLD.map(([keys, words]) => [
    el(
      "dt",
      {},
      keys.map((key) => el("kbd", {}, key)),
    ),
    el("dd", {}, words),
  ]);
  const dialog = el(
    "dialog",
    { id: LIST.slice(1), "aria-labelledby": "dl-keys-title" },
    el("h2", { id: "dl-keys-title" }, "Keys"),
    el("dl", {}, rows),
    el("p", {}, "A letter acts outside of fields. The review says its own keys on its buttons."),
    el("button", { type: "button", onclick: close }, "Close"),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
