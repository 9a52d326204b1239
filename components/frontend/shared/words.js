/** @param {number} value between 0 and 1 */
export const score = (value) => (value < 0.005 ? "under 0.01" : value.toFixed(2));

/** @param {number} value */
export const odds = (value) => (value >= 0.995 ? "More than 99 in 100" : `About ${Math.round(100 * value)} in 100`);

/** @param {number} n */
export const number = (n) => n.toLocaleString("en");

/**
 * @param {number} n
 * @param {string} noun
 */
export const count = (n, noun) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;

/**
 * @param {number} n
 * @param {string} noun
 */
export const counted = (n, noun) => (n ? count(n, noun) : `No ${noun}`);

/** @param {string} words */
export const capital = (words) => (words ? words[0].toLocaleUpperCase("en") + words.slice(1) : words);
