// The evidence panel: what is chosen in it, and where that goes. Every word that comes from an article is set as
// text, never as markup.
/** @import { Store } from "../shared/types.js" */
/** @import { Choice, Excerpt, Place, Reading, Tab, View } from "./types.js" */

import { focusOn, held } from "../shared/focus.js";
import { count, counted, number } from "../shared/words.js";
import { askedBy, chosen, filterWords, isOther, isTold } from "./choice.js";
import { draw } from "./draw.js";
import { Lookup } from "./lookup.js";
import { walkTabs } from "./tabs.js";

const WAIT_MS = 5000; // how long an answer older than the reader's last click is ignored

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
    this.root = root;
    this.store = store;
    this.tabs = part(".tabs");
    this.body = part(".body");
    this.bar = part(".filter");
    this.said = part(".said");
    this.choice = chosen({ tab: "evidence" });
    /** @type {{ value: string, at: number } | null} */
    this.pending = null;
    this.why = false; // whether receipts are open
    this.asked = false; // whether the next one was asked for
    /** Of each tab: how far it was scrolled, and what it was about. @type {Partial<Record<Tab, { top: number, subject: unknown }>>} */
    this.tops = {};
    /** What the reader chose from, where the keyboard goes back to. @type {string | null} */
    this.opener = null;
    /** The excerpt that led into the article. @type {(Pick<Choice, "tab" | "place" | "name"> & { key: string | null }) | null} */
    this.origin = null;
    /** The tab and the subject on screen. @type {Tab | null} */
    this.shown = null;
    /** @type {string | number | null | undefined} */
    this.last = undefined;
    /** @type {Lookup | null} */
    this.found = null;
    /** @type {unknown} */
    this.asking = null;
    this.articleId = "";
    this.correctable = false;
    /** @type {(more?: Record<string, unknown>) => void} */
    this.send = () => {};
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.stepBack();
    });
    this.tabs.addEventListener("keydown", (event) => walkTabs(this, event));
  }

  /** What is looked up in the article on screen: nothing is asked before it is there. */
  get lookup() {
    return /** @type {Lookup} */ (this.found);
  }

  // ---- what comes from the page

  /**
   * @param {View} view
   * @param {Partial<Choice>} selection
   */
  update(view, selection) {
    // Streamlit's scrolling box has nothing of its own to do for the keyboard.
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
    const wanted = chosen(selection);
    if (this.found?.view.version !== view.version) this.adopt(view, wanted);
    else if (!this.isBehind(wanted)) this.take(wanted);
  }

  /** Another article, or the same decided otherwise. @param {View} view @param {Choice} wanted */
  adopt(view, wanted) {
    const before = this.found?.article;
    this.found = new Lookup(view);
    const isSame = before === this.found.article;
    // The tab that the reader opened meanwhile, of which the page has not heard yet, stays open.
    this.choice = isSame && this.pending ? { ...wanted, tab: this.choice.tab } : wanted;
    this.pending = null;
    if (!isSame) {
      this.tops = {};
      this.opener = null;
      this.origin = null;
    }
    draw(this);
    if (isSame) this.announce();
    document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
  }

  /** Whether an answer is older than the reader's last click. @param {Choice} wanted */
  isBehind(wanted) {
    if (!this.pending) return false;
    const isLate = Date.now() - this.pending.at > WAIT_MS;
    if (isLate || JSON.stringify(wanted) === this.pending.value) this.pending = null;
    return !isLate;
  }

  /** @param {Choice} wanted */
  take(wanted) {
    if (JSON.stringify(wanted) === JSON.stringify(this.choice)) return;
    const before = this.choice;
    this.choice = wanted;
    draw(this);
    if (isOther(wanted, before)) this.announce();
  }

  // ---- what goes to the page

  /** @param {Partial<Choice>} change */
  choose(change) {
    this.settle({ ...this.choice, ...change });
    this.send();
    if (isTold(change)) this.announce();
  }

  /** Draws a choice of which the page has not heard yet. @param {Choice} choice */
  settle(choice) {
    this.choice = choice;
    this.pending = { value: JSON.stringify(choice), at: Date.now() };
    draw(this);
  }

  /** Where Back or Forward has led: no new step, and perhaps another article. @param {string} address */
  arrive(address) {
    const { article, choice, isElsewhere } = askedBy(address);
    if (isElsewhere || article !== this.articleId) return this.send({ arrive: address });
    this.settle(choice);
    this.send({ article });
    this.announce();
  }

  /**
   * A place, and the one of its names whose receipt is to be read.
   * @param {string | null} place
   * @param {number | null} name
   * @param {Partial<Choice>} more
   */
  select(place, name, more = {}) {
    if (place !== null || name !== null) this.opener = held(this) ?? this.opener;
    this.choose({ place, name, rival: null, ...more });
  }

  /** @param {number} index of a name */
  toggle(index) {
    const id = this.lookup.nameOf.get(index)?.id ?? null;
    if (this.choice.name === index) this.select(null, null);
    else this.select(id, index);
  }

  /** Escape undoes one step: the other choice on the map, the choice of a place, the way into the article. */
  stepBack() {
    if (this.choice.rival) this.rival(null);
    else if (this.choice.place || this.choice.name !== null) this.select(null, null);
    else if (this.origin && this.choice.tab === "article") this.comeBack(this.origin);
  }

  /** @param {NonNullable<Panel["origin"]>} origin */
  comeBack({ tab, place, name, key }) {
    this.origin = null;
    this.choose({ tab, place, name });
    focusOn(this, key);
  }

  /** From the list of places: the excerpts at once, and the keyboard with them. @param {string} id */
  read(id) {
    if (this.choice.place === id) return this.select(null, null);
    this.select(id, null, { tab: "evidence" });
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** From the list of what is not drawn: its receipt. @param {number} index */
  explain(index) {
    this.asked = true;
    this.select(this.lookup.nameOf.get(index)?.id ?? null, index, { tab: "evidence" });
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** @param {Reading | null} reading to be seen on the map */
  rival(reading) {
    this.choose({ name: this.nameNow, rival: reading ? reading.id : null });
    this.said.textContent = reading
      ? `${reading.label} is shown on the map, ${reading.away || "not chosen"}`
      : "The other choice is off the map";
  }

  /** @returns {Place | undefined} */
  get place() {
    return this.lookup.places.get(this.choice.place ?? "");
  }

  /** The name whose receipt is open: the one chosen, or the first of the place chosen. */
  get nameNow() {
    return this.choice.name ?? this.place?.names[0] ?? null;
  }

  /** The excerpts that the filter keeps, on a place or all. @param {Place | null} [place] @returns {Excerpt[]} */
  kept(place) {
    return this.lookup.kept(this.choice, place);
  }

  /** @param {Tab} tab */
  open(tab) {
    if (tab !== this.choice.tab) this.choose({ tab });
  }

  clearFilter() {
    this.choose({ speaker: null, speech: null });
    this.body.focus({ preventScroll: true });
  }

  announce() {
    this.said.textContent = this.outcome();
  }

  /** What a choice came to, in words. */
  outcome() {
    const { place, choice, lookup } = this;
    const { names, excerpts } = lookup.view;
    const name = choice.name === null ? undefined : names[choice.name];
    const shown = this.kept(place).length;
    const by = filterWords(choice);
    if (name && !place) return `${name.name}: ${lookup.receipts[name.receipt].verdict}`;
    if (place) return `${counted(shown, "excerpt")} on ${place.name}${by && `, ${by}`}`;
    return by ? `${counted(shown, "excerpt")} of ${number(excerpts.length)}, ${by}` : `All ${count(shown, "excerpt")}`;
  }
}
