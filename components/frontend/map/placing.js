// First come, first served, in a fixed order: what is chosen, towns, areas, then neighbours; a name that
// finds no room is left out, the chosen one's never is.
/** @import { Box, Choice } from "./types.js" */
import { isInside, overlap, specks } from "./boxes.js";

export const STRAYED = 0.2; // square pixels: less than any clash, enough to choose by
export const MANY = 30; // marks from which names are set smaller
export const CROWD = 85; // and smaller still
const BEARABLE = 2 * STRAYED;
const WRONG = 2000; // a name nearer to another's mark than to its own
const OUTSIDE = 500; // a name that the frame cuts
const APART = 14; // pixels from a name with a line to another's mark, which it would seem to name
const LED = 0.3; // square pixels: dearer than any place beside the mark, cheaper than no name
const MOVES = 400; // of one name to let another stand, at the most, each time names are placed
const LINES_AT_MOST = 300; // marks on a map whose names may have a line

/**
 * A name to be placed.
 * @typedef {object} Item
 * @property {string} name its kind
 * @property {string | null} mark
 */
/**
 * What the map says of a name.
 * @typedef {object} Ground
 * @property {Box} frame
 * @property {import("./boxes.js").Crowd} taken what stands on the map; names are added as they are placed
 * @property {import("./boxes.js").Crowd} controls
 * @property {ReturnType<typeof import("./boxes.js").rivals>} isRivalled
 * @property {(item: any, choice: Choice) => number} strays
 * @property {(item: any, size: [number, number]) => Choice[]} besides
 * @property {(item: any, size: [number, number]) => Iterable<Choice>} farther
 * @property {(item: any) => boolean} isChosen
 * @property {(item: any, width: number) => boolean} fits
 * @property {number} marks how many there are
 */

/** Whether a name is that of a mark, or of another choice. @param {Item} item */
const isOwn = (item) => item.mark !== null || item.name === "ghost";

/** @param {Choice | null} best */
const bearably = (best) => (best && /** @type {number} */ (best.cost) <= BEARABLE ? best : null);

/** The boxes that a name and its line fill. @param {Choice} best */
function boxesOf(best) {
  best.boxes ??= [best.box, ...(best.line ? specks(best.line) : [])];
  return best.boxes;
}

/** @template {Item} Named */
export class Placing {
  /** @param {Ground} ground */
  constructor(ground) {
    this.ground = ground;
    /** @type {Map<Named, Choice>} */
    this.placed = new Map();
    /** @type {Map<Named, [number, number]>} */
    this.sizes = new Map();
    this.moves = MOVES;
  }

  /**
   * Names of marks beside them, then those that need a line, then the names of the ground.
   * @param {[Named, [number, number]][]} sized in order
   */
  place(sized) {
    const own = sized.filter(([item]) => isOwn(item));
    this.sizes = new Map(own);
    const canBeLed = this.ground.marks <= LINES_AT_MOST;
    const left = own
      .filter(([item, size]) => !this.settleBeside(item, size))
      .filter(([item, size]) => !(canBeLed && this.settleLed(item, size)));
    if (canBeLed) for (const [item, size] of left) this.settleByMoving(item, size);
    for (const [item, size] of sized) if (!isOwn(item)) this.settleBeside(item, size);
    return this.placed;
  }

  /**
   * What a place costs; what is dearer than enough is not looked at further.
   * @param {Named} item
   * @param {Choice} choice
   * @param {number} enough
   */
  costOf(item, choice, enough) {
    const { box, line, point } = choice;
    const { frame, taken, controls, isRivalled, strays } = this.ground;
    let cost = isInside(box, frame) ? 0 : OUTSIDE;
    if (cost > enough) return cost;
    cost += taken.clash(box, enough) + controls.clash(box, enough);
    if (cost > enough) return cost;
    if ((line || item.name === "town") && isRivalled(box, item.mark, point, line ? APART : 0)) cost += WRONG;
    if (!line) return cost + strays(item, choice);
    cost += LED;
    for (const speck of specks(line)) {
      if (cost > enough) break;
      cost += taken.clash(speck, enough);
    }
    return cost;
  }

  /**
   * @param {Named} item
   * @param {Iterable<Choice>} options
   * @param {number} bearable
   */
  cheapest(item, options, bearable) {
    /** @type {(Choice & { cost: number }) | null} */
    let best = null;
    for (const choice of options) {
      const cost = this.costOf(item, choice, Math.min(bearable, best === null ? Infinity : best.cost));
      if (best === null || cost < best.cost - STRAYED / 2) best = { ...choice, cost };
      if (cost === 0 || (choice.line && cost <= LED)) break;
    }
    return best;
  }

  /**
   * @param {Named} item
   * @param {Choice | null} best
   */
  put(item, best) {
    if (!best) return;
    this.placed.set(item, best);
    for (const box of boxesOf(best)) this.ground.taken.add(box);
  }

  /** @param {Named} item */
  lift(item) {
    for (const box of boxesOf(/** @type {Choice} */ (this.placed.get(item)))) this.ground.taken.remove(box);
    this.placed.delete(item);
  }

  /**
   * @param {Named} item
   * @param {[number, number]} size
   */
  settleBeside(item, size) {
    const bearable = this.ground.isChosen(item) ? Infinity : BEARABLE;
    const best = this.cheapest(item, this.ground.besides(item, size), bearable);
    const isShown = best !== null && this.ground.fits(item, size[0]) && best.cost <= bearable;
    this.put(item, isShown ? best : null);
    return isShown;
  }

  /**
   * @param {Named} item
   * @param {[number, number]} size
   */
  led(item, size) {
    return bearably(this.cheapest(item, this.ground.farther(item, size), BEARABLE));
  }

  /**
   * @param {Named} item
   * @param {[number, number]} size
   */
  settleLed(item, size) {
    const best = this.led(item, size);
    this.put(item, best);
    return best !== null;
  }

  /**
   * The names that stand in some boxes; where there are more than so many, one more than that.
   * @param {Box[]} inside
   * @param {number} most
   */
  inTheWay(inside, most) {
    const found = [];
    for (const [other, best] of this.placed) {
      if (found.length > most) break;
      if (boxesOf(best).some((box) => inside.some((each) => overlap(box, each) > 0))) found.push(other);
    }
    return found;
  }

  /** Finds another place for a name. @param {Named} item */
  elsewhere(item) {
    const size = this.sizes.get(item);
    if (size)
      this.put(item, bearably(this.cheapest(item, this.ground.besides(item, size), BEARABLE)) || this.led(item, size));
    return this.placed.has(item);
  }

  /**
   * Stands where one or two other names do, if they find other places.
   * @param {Named} item
   * @param {[number, number]} size
   */
  settleByMoving(item, size) {
    const { marks, isChosen } = this.ground;
    const most = marks > MANY ? 1 : 2;
    const led = marks > CROWD ? [] : this.ground.farther(item, size);
    for (const choice of [...this.ground.besides(item, size), ...led]) {
      const others = this.inTheWay(boxesOf(choice), most);
      if (others.length === 0 || others.length > most || others.some(isChosen)) continue;
      if (this.moves === 0) return;
      this.moves -= 1;
      if (this.swap(item, choice, others)) return;
    }
  }

  /**
   * Puts a name where others stand and those elsewhere, or all back.
   * @param {Named} item
   * @param {Choice} choice
   * @param {Named[]} others
   */
  swap(item, choice, others) {
    const before = others.map((other) => this.placed.get(other) ?? null);
    for (const other of others) this.lift(other);
    if (this.costOf(item, choice, BEARABLE) <= BEARABLE) {
      this.put(item, choice);
      if (others.every((other) => this.elsewhere(other))) return true;
      for (const each of [item, ...others]) if (this.placed.has(each)) this.lift(each);
    }
    others.forEach((other, index) => {
      this.put(other, before[index]);
    });
    return false;
  }
}
