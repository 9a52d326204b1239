/** @import { Scene } from "./types.js" */
import { element } from "./nodes.js";
import { signs } from "./signs.js";
import { background } from "./tiles.js";

/** @param {string[]} swatches @param {string} words */
function row(swatches, words) {
  const made = element("div", "row");
  const holder = element("span", "swatches");
  holder.setAttribute("aria-hidden", "true");
  for (const name of swatches) holder.appendChild(element("i", name));
  made.append(holder, element("span", "", words));
  return made;
}

/**
 * A strip under the map, so that nothing but buttons covers a mark; what has no room opens above it.
 * @param {Scene} scene
 */
export function addLegend(scene) {
  const { map, data, ways, rows } = scene;
  const strip = element("footer", "strip");
  const short = element("div", "short");
  const more = element("details", "more");
  more.appendChild(element("summary", "", "Legend"));
  const box = element("div", "card legend");
  rows.ghosted = row(["ghosted"], "another choice: not what the text is read as");
  rows.ghosted.hidden = !scene.ghost;
  rows.leftOut = row(["left-out"], "named, but nothing kept by the filter");
  rows.leftOut.hidden = true;
  for (const [swatches, words, brief] of signs(data, ways.length > 0)) {
    if (brief) short.appendChild(row(swatches, brief));
    box.appendChild(row(swatches, words));
  }
  short.append(rows.leftOut, rows.ghosted);
  box.append(element("p", "credit", data.credit), background(scene));
  more.appendChild(box);
  strip.append(short, more);
  document.body.appendChild(strip);
  const scale = window.L.control.scale({ position: "bottomright", imperial: false, maxWidth: 100 }).addTo(map);
  strip.insertBefore(/** @type {HTMLElement} */ (scale.getContainer()), more);
}
