// Copies an excerpt with its citation.
/** @import { Store } from "../shared/types.js" */
import { cited } from "./citation.js";

/** @param {Store} store */
export function tendCopying(store) {
  store.copyExcerpt = async (button, said, excerpt) => {
    const isDone = await copied(cited(excerpt));
    button.textContent = isDone ? "Copied" : "Press Ctrl+C";
    said.textContent = isDone ? "Copied with its citation" : "";
    button.addEventListener(
      "blur",
      () => {
        button.textContent = "Copy";
      },
      { once: true },
    );
  };
}

/** A page that is not secure has no clipboard of its own: there the words go through a field. @param {string} words */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copiedByField(words);
  }
}

/** @param {string} words */
function copiedByField(words) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const inside = /** @type {HTMLElement | null | undefined} */ (before?.shadowRoot?.activeElement);
  const field = document.createElement("textarea");
  field.value = words;
  field.style.cssText = "position:fixed;opacity:0";
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  (inside ?? before)?.focus({ preventScroll: true });
  return isDone;
}
