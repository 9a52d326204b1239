// Nodes of the frame's document.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [name] its class
 * @param {string} [words]
 */
export function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
}

/**
 * Words of ours about a name of any script: the name keeps its direction, the line has ours.
 * @param {"span" | "p"} tag
 * @param {string} name
 * @param {string} words
 */
export function about(tag, name, words) {
  const made = element(tag);
  made.dir = "ltr";
  made.append(element("bdi", "", name), words);
  return made;
}

/**
 * @param {any} shape
 * @param {string} name
 * @param {string} words
 */
export function hint(shape, name, words) {
  const tip = about("span", name, words);
  shape.bindTooltip(tip, { sticky: true, direction: "top", className: "tip", opacity: 1 });
}

/** What holds a node on the map, no bigger than a point. @param {Node} inner */
export function pin(inner) {
  const holder = element("div");
  holder.appendChild(inner);
  return window.L.divIcon({ html: holder, className: "holder", iconSize: [0, 0] });
}

/**
 * Moves a node from the middle of its point.
 * @param {number} x
 * @param {number} y
 */
export const shifted = (x, y) => `translate(calc(-50% + ${x.toFixed(1)}px), calc(-50% + ${y.toFixed(1)}px))`;
