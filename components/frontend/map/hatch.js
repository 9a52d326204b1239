const SVG = "http://www.w3.org/2000/svg";
const SIDE = 8; // pixels of a pattern

/**
 * @param {string} tag
 * @param {Record<string, string | number>} sides
 * @param {Node[]} parts
 */
function node(tag, sides, parts = []) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(sides)) made.setAttribute(key, String(value));
  made.append(...parts);
  return made;
}

/** @param {string} name @param {number} width */
const stripe = (name, width) => node("rect", { class: name, width, height: SIDE });

/** @param {string} id @param {Node[]} parts */
const pattern = (id, parts) =>
  node(
    "pattern",
    { id, width: SIDE, height: SIDE, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" },
    parts,
  );

/**
 * The hatch of a wide area, a pattern for each class of colour.
 * @param {number} classes
 */
export function hatch(classes) {
  const patterns = document.createElementNS(SVG, "defs");
  for (let step = 1; step <= classes; step += 1) {
    patterns.append(
      pattern(`wide-q${step}`, [stripe(`q${step}`, SIDE), stripe("stripe", 1.6)]),
      pattern(`vast-q${step}`, [stripe(`q${step}`, 2.6)]), // the ground is seen between
    );
  }
  return patterns;
}
