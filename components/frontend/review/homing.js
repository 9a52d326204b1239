// The keyboard comes back to the question when a dialog is gone: Streamlit gives it back to nothing within an element.
const DIALOG = "[data-testid=stDialog]";
const NOWHERE = "body, [data-testid=stMain], [data-focus-guard]"; // where no key does anything
const FRAMES_TO_CLOSE = 120; // that a dialog may take to let go of the page

export const isAsking = () => document.querySelector(DIALOG) !== null;

export class Homing {
  /** @param {() => void} home takes the keyboard to the question */
  constructor(home) {
    this.home = home;
    this.wasOpen = false;
    this.watch = new MutationObserver(() => this.look());
  }

  begin() {
    this.watch.observe(document.body, { childList: true, subtree: true });
    this.look();
  }

  end() {
    this.watch.disconnect();
  }

  /** A dialog closed while the server still draws it comes once more: each of its ends counts. */
  look() {
    const isOpen = isAsking();
    if (this.wasOpen && !isOpen) this.bring(FRAMES_TO_CLOSE);
    this.wasOpen = isOpen;
  }

  /** While it goes, the rest of the page cannot have the keyboard yet. @param {number} left frames */
  bring(left) {
    if (left === 0 || isAsking()) return;
    if (document.activeElement?.matches(NOWHERE) ?? true) this.home();
    requestAnimationFrame(() => this.bring(left - 1));
  }
}
