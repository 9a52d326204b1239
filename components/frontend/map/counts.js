// How many excerpts a mark has, as words and as a class of colour.
/** @import { Drawn, Mark, Scene } from "./types.js" */

const NOTHING = [0, 0, 0]; // names, excerpts and held of a mark that the filter leaves out

/** @param {number[][]} rows @returns {Map<number, number[]>} */
export const byNumber = (rows) => new Map(rows.map(([number, ...rest]) => [number, rest]));

/**
 * The colour class of a count, the same as on paper, never rescaled.
 * @param {{ from: number }[]} steps
 * @param {number} count
 */
export const level = (steps, count) => steps.filter((step) => step.from <= count).length;

/** @param {number} count */
export const excerpts = (count) => (count === 1 ? "1 excerpt" : `${count} excerpts`);

/**
 * @param {Map<number, number[]>} rows
 * @param {{ data: { number: number } }} mark
 */
export const rowOf = (rows, { data }) => rows.get(data.number) || NOTHING;

/** How many excerpts a mark holds, whatever place is chosen. @param {Scene} scene @param {Drawn} mark */
export function countOf({ drawn }, mark) {
  const [names, , held] = rowOf(drawn, mark);
  return names ? held : 0;
}

/**
 * What is said of a mark: how it is placed, whether that is sure, and how much is said on it.
 * @param {Pick<Mark, "note" | "data">} mark
 * @param {number} count
 * @param {boolean} isFiltered
 */
export function saying({ note, data }, count, isFiltered) {
  const doubt = data.sure ? "" : `unsure, score ${data.score.toFixed(2)}, `;
  const kept = count || !isFiltered ? excerpts(count) : "named, nothing kept by the filter";
  return `${note ? `${note}, ` : ""}${doubt}${kept}`;
}
