// What the tests of the page's scripts draw at random, the same each time.

/**
 * Numbers from 0 to 1 (mulberry32).
 * @param {number} seed
 */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Calls with a fresh source of numbers for each of some seeds.
 * @param {number} times
 * @param {(next: () => number, seed: number) => void} claim
 */
export function each(times, claim) {
  for (let seed = 1; seed <= times; seed += 1) claim(random(seed), seed);
}

/**
 * @param {() => number} next
 * @param {number} width of the frame
 * @param {number} height
 * @returns {import("../../components/frontend/map/types.js").Box}
 */
export function aBox(next, width, height) {
  const [left, top] = [next() * width, next() * height];
  return [left, top, left + 4 + next() * 120, top + 4 + next() * 40];
}
