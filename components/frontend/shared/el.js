/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute */
/** @typedef {Node | string | number | boolean | null | undefined | Child[]} Child */

/** @param {unknown} value */
const isNothing = (value) => value === null || value === undefined || value === false;

/**
 * A node of the document; words become text, never markup, and what is nothing is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice("on".length), value);
    else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (!isNothing(value)) node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of /** @type {Child[]} */ (children.flat(9))) {
    if (!isNothing(child) && child !== "") node.append(/** @type {Node | string} */ (child));
  }
  return node;
}

/**
 * Words that keep their own direction among others.
 * @param {Child} words
 */
export const bdi = (words) => el("bdi", {}, words);

/**
 * What a list that is not there stands for: where a node is to be filled, only nodes and words fill it.
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
export function filled(children) {
  return /** @type {(Node | string)[]} */ (children.flat(9).filter(Boolean));
}
