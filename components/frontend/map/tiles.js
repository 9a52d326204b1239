/** @import { Scene } from "./types.js" */
import { element } from "./nodes.js";

const OWED = "© OpenStreetMap contributors";

/** Online tiles are asked for only while the reader keeps the box ticked. @param {Scene} scene */
export function background({ map, data, root }) {
  const choice = element("label", "tiles");
  const tick = element("input");
  tick.type = "checkbox";
  const credit = element("span", "credit", OWED);
  credit.setAttribute("role", "status");
  credit.hidden = true;
  choice.append(tick, element("span", "", "Online tiles (asks openstreetmap.org)"), credit);
  /** @type {L.TileLayer | null} */
  let tiles = null;
  tick.addEventListener("change", () => {
    tiles ??= layerOf(data.tiles, credit);
    if (tick.checked) tiles.addTo(map);
    else tiles.remove();
    credit.hidden = !tick.checked;
    root.classList.toggle("with-tiles", tick.checked);
  });
  return choice;
}

/** @param {string} address @param {HTMLElement} credit */
function layerOf(address, credit) {
  const tiles = window.L.tileLayer(address, { maxZoom: 19, referrerPolicy: "origin" });
  tiles.on("tileload", () => {
    credit.textContent = OWED;
  });
  tiles.on("tileerror", () => {
    credit.textContent = "The tiles cannot be reached.";
  });
  return tiles;
}
