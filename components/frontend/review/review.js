// The review: one question at a time, answered by keys.
/** @import { Store } from "../shared/types.js" */
import { el } from "../shared/el.js";
import { keyOf } from "../shared/keys.js";
import { Homing, isAsking } from "./homing.js";
import { ask, bar, end, foot } from "./question.js";

const WAIT_MS = 5000; // after which an answer that nothing came of may be given again

/** What tells a view from the one before. @param {any} view */
const keyed = (view) => JSON.stringify([view?.article, view?.question?.key, view?.last, view?.notes]);

export class Review {
  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    this.root = root;
    this.store = store;
    this.said = el("p", { class: "said", role: "status" });
    this.body = el("div", { class: "all" });
    root.append(this.said, this.body);
    /** @type {any} */
    this.view = undefined;
    /** @type {(event: Record<string, unknown>) => void} */
    this.tell = () => {};
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.press(event);
    this.arrived = (/** @type {string} */ address) => this.tell({ arrive: address, at: Date.now() });
    /** When the event was sent that nothing came of yet. @type {number | null} */
    this.waiting = null;
    this.homing = new Homing(() => this.home());
  }

  /** @param {Review["tell"]} send */
  listen(send) {
    this.tell = send;
    this.store.arrive = this.arrived; // for Back and Forward
    document.addEventListener("keydown", this.pressed);
    this.homing.begin();
    document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
  }

  leave() {
    document.removeEventListener("keydown", this.pressed);
    this.homing.end();
    if (this.store.arrive === this.arrived) this.store.arrive = null;
  }

  /** @param {Record<string, unknown>} event */
  send(event) {
    const now = Date.now();
    if (this.waiting !== null && now - this.waiting < WAIT_MS) return;
    this.waiting = now;
    this.root.setAttribute("aria-busy", "true");
    this.tell({ ...event, at: now });
  }

  /** @param {Record<string, unknown>} event */
  ask(event) {
    const { question, entry } = this.view;
    if (question) this.send({ key: question.key, entry, ...event });
  }

  /** @param {string} key of an answer */
  answer(key) {
    this.ask({ answer: key, why: this.body.querySelector("input")?.value ?? "" });
  }

  // ---- keys

  /** @param {KeyboardEvent} event */
  press(event) {
    const { defaultPrevented, ctrlKey, metaKey, altKey, key, repeat } = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey || isAsking()) return;
    const [at] = event.composedPath();
    const is = (/** @type {string} */ selector) => at instanceof Element && at.matches(selector);
    if (is("input, textarea, select, [contenteditable]")) {
      if (key === "Escape" || key === "Enter") this.stop(event, () => this.home());
      return;
    }
    if (key === "Enter" && is("button, a[href], summary")) return; // presses what has the keyboard
    /** @type {HTMLButtonElement | null} */
    const button = this.body.querySelector(`button[aria-keyshortcuts="${CSS.escape(keyOf(event))}"]`);
    if (!repeat && button) this.stop(event, () => button.click());
  }

  /** Opens the dialog. @param {boolean | string} way that it has chosen */
  correct(way) {
    this.ask({ else: way });
    this.waiting = null; // the whole page is drawn for it, and no answer comes here
    this.root.removeAttribute("aria-busy");
  }

  /** @param {Event} event @param {() => void} act */
  stop(event, act) {
    event.preventDefault();
    act();
  }

  home() {
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  // ---- what is shown

  /** @param {any} view */
  update(view) {
    const old = this.view;
    const isFresh = keyed(old) !== keyed(view);
    if (isFresh || view.echo === this.waiting) {
      this.waiting = null;
      this.root.removeAttribute("aria-busy");
    }
    this.view = view;
    if (!isFresh && JSON.stringify(old?.progress) === JSON.stringify(view.progress)) return;
    this.draw();
    if (old) this.announce(old);
    if (isAsking()) return;
    this.home();
    this.root.scrollTop = 0;
  }

  /** What was done; the next question is read as the keyboard comes to its heading. @param {any} old */
  announce(old) {
    const { last, notes, progress } = this.view;
    if (notes.length) this.said.textContent = notes.join(" ");
    else if (last && last.entry > (old.last?.entry ?? 0)) this.said.textContent = `${last.name}: ${last.said}.`;
    else if (old.last && last?.entry !== old.last.entry) this.said.textContent = `${old.last.name}: taken back.`;
    else if (progress.later > old.progress.later) this.said.textContent = `${old.question.name}: left for later.`;
  }

  draw() {
    const { question, notes } = this.view;
    const refused = notes.length ? [el("p", { class: "refused", role: "alert" }, notes.join(" "))] : [];
    this.body.replaceChildren(bar(this), ...refused, question ? ask(this, question) : end(this), foot(this, question));
  }
}
