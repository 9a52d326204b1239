/** @import { Store } from "../shared/types.js" */
/** @import { View } from "./types.js" */
import { el, filled } from "../shared/el.js";
import { waitForDialog } from "../shared/focus.js";
import { Form } from "./form.js";
import { drawBody, drawTabs, pillsOf } from "./list.js";

export class Whole {
  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    this.root = root;
    this.store = store;
    /** @type {View | undefined} */
    this.now = undefined;
    /** @type {string | null} */
    this.opener = null;
    /** Id of the row whose ways to change it are open. @type {string | null} */
    this.opened = null;
    /** @type {(event: Record<string, unknown>) => void} */
    this.send = () => {};
    this.form = new Form((values) => this.filter(values));
    this.bar = el("div", { class: "told", role: "group", "aria-label": "What is shown" });
    this.tabs = el("div", {
      class: "tabs",
      role: "tablist",
      "aria-label": "What to read",
      onkeydown: (event) => this.walk(event),
    });
    this.body = el("div", { class: "body", role: "tabpanel", tabindex: -1 });
    this.said = el("p", { class: "said", role: "status", "aria-live": "polite" });
    root.append(this.form.node, this.bar, this.tabs, this.body, this.said);
    root.addEventListener("keydown", (event) => {
      const { target, key } = event;
      if (key === "Escape" && target instanceof Element && !target.matches("input, select")) this.stepBack();
    });
  }

  /** What is on screen: nothing is asked before it is there. */
  get view() {
    return /** @type {View} */ (this.now);
  }

  get active() {
    return /** @type {HTMLElement | null} */ (
      /** @type {ShadowRoot | Document} */ (this.root.getRootNode()).activeElement
    );
  }

  // ---- what the reader asks

  /** @param {Record<string, string>} values */
  filter(values) {
    this.send({ filter: values });
  }

  /** Ask what is to be said of a place or an article in the whole case. @param {string} what @param {string} id @param {string} key */
  rule(what, id, key) {
    this.opener = key;
    this.send({ rule: what, of: id });
    waitForDialog(this);
  }

  /** One step back: the place, then nothing. */
  stepBack() {
    if (this.view.place) this.send({ place: "" });
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const tabs = /** @type {HTMLElement[]} */ ([...this.tabs.children]);
    const at = tabs.indexOf(/** @type {HTMLElement} */ (this.active));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    next.focus();
    next.click();
  }

  // ---- what comes from the page

  /** @param {View} view */
  update(view) {
    document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
    const before = this.now;
    this.now = view;
    const focused = this.active?.dataset.focus;
    this.form.fill(view, before);
    this.bar.classList.toggle("on", view.filters.length > 0);
    this.bar.replaceChildren(...filled([pillsOf(this), el("span", {}, view.told)]));
    this.tabs.replaceChildren(...drawTabs(this));
    this.body.replaceChildren(...filled(drawBody(this)));
    if (focused) this.focusAgain(focused);
    if (!before) return;
    if (listed(before) !== listed(view)) {
      this.body.scrollTop = 0;
      this.root.scrollTop = Math.min(this.root.scrollTop, this.tabs.offsetTop); // with little room, this is what scrolls
    }
    if (before.told !== view.told) this.said.textContent = view.told;
  }

  /** @param {string} key of what had the keyboard before all was drawn */
  focusAgain(key) {
    if (this.active?.dataset.focus === key) return;
    /** @type {HTMLElement | null} */
    const node = this.root.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    node?.focus({ preventScroll: true });
  }
}

/** What a list is of: where it is another one, it is read from its top. @param {View} view */
function listed({ tab, sort, page, filters, place }) {
  return JSON.stringify([tab, sort, page, filters, place?.id]);
}
