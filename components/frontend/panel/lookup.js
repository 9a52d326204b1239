/** @import { Choice, Excerpt, Part, Place, Receipt, Row, Sentence, View } from "./types.js" */

export const OUTLINED = "country"; // the reason of a name that has no mark, but the outline of its country

/** @param {{ parts: Part[] }} excerpt */
export const textOf = ({ parts }) => parts.map((part) => part.t).join("");

/** @param {Row} row */
export const isOutlined = ({ code }) => code === OUTLINED;

/** Whether a place is on the map, as a mark or as an outline. @param {Place} place */
export const isShown = ({ drawn, group }) => drawn || group === "country";

/** An article's view, and what is looked up in it. */
export class Lookup {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.places = new Map(view.places.map((place) => [place.id, place]));
    /** The place of each name. @type {Map<number, Place>} */
    this.nameOf = new Map(view.places.flatMap((place) => place.names.map((index) => [index, place])));
    /** @type {Map<number, Sentence>} */
    this.sentences = new Map(view.paragraphs.flatMap(({ sentences }) => sentences.map((each) => [each.index, each])));
    this.receipts = receiptsOf(view);
    /** How many excerpts name each place, whatever the filters. */
    this.told = tallied(view.excerpts, (excerpt) => excerpt.places);
    /** Places by what holds them most closely, and by all that holds them. @type {Map<string, Place[]>} */
    this.children = new Map();
    /** @type {Map<string, Place[]>} */
    this.within = new Map();
    for (const place of view.places) {
      if (place.inside) under(this.children, place.inside, place);
      for (const id of place.within) under(this.within, id, place);
    }
  }

  /** The article, whatever was decided of it. */
  get article() {
    return this.view.version.split(":")[0];
  }

  /** @param {Choice} choice @param {Excerpt} excerpt */
  passes({ speaker, speech }, excerpt) {
    if (speech && excerpt.voice !== speech) return false;
    return !speaker || excerpt.speaker === speaker;
  }

  /** The excerpts that the filter keeps, on a place or all. @param {Choice} choice @param {Place | null | undefined} place */
  kept(choice, place) {
    return this.view.excerpts.filter((each) => this.passes(choice, each) && (!place || each.facets.includes(place.id)));
  }

  /** How many excerpts are kept on each place or in it, counted in one pass. @param {Choice} choice */
  tally(choice) {
    return tallied(this.kept(choice, null), (excerpt) => excerpt.facets);
  }

  /** The places that lie in a place. @param {Place} place */
  inside(place) {
    return this.within.get(place.id) ?? [];
  }

  /** The ids of a place and of all that lie in it. @param {Place} place */
  family(place) {
    return new Set([place.id, ...this.inside(place).map(({ id }) => id)]);
  }

  /** Whether two names read alike and have one receipt. @param {number} a @param {number} b */
  isAlike(a, b) {
    const [one, other] = [this.view.names[a], this.view.names[b]];
    return one.name === other.name && one.receipt === other.receipt;
  }

  /** @param {number} index of a name */
  receiptOf(index) {
    return this.receipts[this.view.names[index].receipt];
  }
}

/**
 * The receipts, whose places and reasons are each sent once.
 * @param {View} view
 * @returns {Receipt[]}
 */
function receiptsOf({ receipts: { rows, places, reasons } }) {
  const read = (/** @type {any} */ reading) => ({
    ...reading,
    ...places[reading.place],
    reasons: reading.reasons.map((/** @type {number} */ number) => reasons[number]),
  });
  return rows.map((row) => ({ ...row, readings: row.readings.map(read) }));
}

/** @param {Excerpt[]} excerpts @param {(excerpt: Excerpt) => string[]} ids @returns {Map<string, number>} */
function tallied(excerpts, ids) {
  const found = new Map();
  for (const excerpt of excerpts) for (const id of ids(excerpt)) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

/** @param {Map<string, Place[]>} map @param {string} id @param {Place} place */
function under(map, id, place) {
  const held = map.get(id);
  if (held) held.push(place);
  else map.set(id, [place]);
}
