// How the width under the header is shared by the map and what stands beside it.
export const USUAL = 0.58; // the map's share until the reader takes another
const MAP = 320; // pixels that the map keeps, and the style sheet says too
const BESIDE = 360; // pixels that what is beside it keeps
const STEP = 16; // pixels a press of an arrow

/** The least and the most of the width that the map can have. @param {number} room pixels */
export const bounds = (room) => ({ least: MAP / room, most: Math.max(MAP, room - BESIDE) / room });

/**
 * A share that leaves room for both.
 * @param {number} share
 * @param {number} room pixels
 */
export function within(share, room) {
  const { least, most } = bounds(room);
  return Math.min(Math.max(share, least), most);
}

/**
 * The share that a key asks for; null where it asks for none.
 * @param {string} key
 * @param {number} share
 * @param {number} room pixels
 */
export function stepped(key, share, room) {
  const { least, most } = bounds(room);
  /** @type {Record<string, number>} */
  const asked = {
    ArrowLeft: share - STEP / room,
    ArrowRight: share + STEP / room,
    Home: least,
    End: most,
  };
  return Object.hasOwn(asked, key) ? within(asked[key], room) : null;
}

/** The share that was remembered; null for what is none. @param {string | null} words */
export function remembered(words) {
  const share = Number(words);
  return share > 0 && share < 1 ? share : null;
}
