// Streamlit opens a pop-over at the end of the document, far from its button, and leaves the keyboard at the
// button: here it goes in, and on Escape or past either end back out to the button.
const POPOVER = "[data-testid=stPopoverBody]";
const POPOVER_BUTTON = "[data-testid=stPopoverButton]";
const TABBED = "button, input, select, textarea, a[href], summary, [tabindex='0']";
const FRAMES_TO_OPEN = 120;

function tendPopovers(store) {
  const openers = new WeakMap(); // the button of each pop-over
  const tabbed = (box) => [...box.querySelectorAll(TABBED)].filter((node) => node.tabIndex >= 0 && !node.disabled && node.getClientRects().length);
  const enter = (button, known, left) => {
    const box = [...document.querySelectorAll(POPOVER)].find((each) => !known.has(each));
    const [first] = box ? tabbed(box) : [];
    if (first) {
      openers.set(box, button);
      first.focus();
    } else if (left > 0 && button.isConnected) requestAnimationFrame(() => enter(button, known, left - 1));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(POPOVER_BUTTON);
    const byKeyboard = event.detail === 0;
    if (button) store.tell?.();
    if (button && byKeyboard && button.getAttribute("aria-expanded") !== "true") enter(button, new Set(document.querySelectorAll(POPOVER)), FRAMES_TO_OPEN);
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.(POPOVER);
    const button = box && openers.get(box);
    if (!button) return;
    if (event.key === "Escape") return void requestAnimationFrame(() => button.focus());
    const ends = tabbed(box);
    if (event.key !== "Tab" || event.target !== (event.shiftKey ? ends[0] : ends.at(-1))) return;
    event.preventDefault();
    button.focus();
    if (button.getAttribute("aria-expanded") === "true") button.click();
  }, { capture: true });
}
