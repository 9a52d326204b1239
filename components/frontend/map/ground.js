// Land, water, borders and what is not agreed, under every mark.
/** @import { Geometry } from "geojson" */
/** @import { Scene } from "./types.js" */
import { feature } from "./globe.js";
import { hint } from "./nodes.js";

const PANES = ["far", "ground", "areas", "edges", "chosen", "lines", "points", "leaders", "ghost"];
const QUIET = { ways: 310, labels: 600, numbers: 590 }; // above the ground and under every mark; above all

/** @param {Scene} scene */
export function makePanes({ map, renderers }) {
  PANES.forEach((pane, index) => {
    map.createPane(pane).style.zIndex = String(280 + index * 20);
    renderers[pane] = window.L.svg({ pane, padding: 0.5 });
  });
  for (const [pane, height] of Object.entries(QUIET)) {
    const { style } = map.createPane(pane);
    style.zIndex = String(height);
    style.pointerEvents = "none";
  }
}

/**
 * @param {Scene} scene
 * @param {string} pane
 * @param {string} className
 * @param {Geometry[]} geometries
 * @param {object} [more]
 * @returns {any}
 */
export function layer({ renderers }, pane, className, geometries, more) {
  const options = { interactive: false, ...more };
  const style = { pane, renderer: renderers[pane], className, smoothFactor: 0.5, ...options };
  return window.L.geoJSON(/** @type {any} */ (geometries.map(feature)), /** @type {any} */ ({ style, ...options }));
}

/** Whether the view crosses the date line. @param {Scene} scene */
export function isDated({ data }) {
  const [west, , east] = data.ground.bounds;
  return west < 180 && east > 180;
}

/** @param {Scene} scene */
export function drawGround(scene) {
  const { map, data, renderers } = scene;
  const { land, waters, outlines, disputed } = data.ground;
  const draw = (/** @type {[string, string, Geometry[]]} */ ...what) => layer(scene, ...what).addTo(map);
  const geometries = (/** @type {{ geometry: Geometry }[]} */ bodies) => bodies.map(({ geometry }) => geometry);
  draw("ground", "land", geometries(land.filter(({ focus }) => !focus)));
  draw("ground", "home-land", geometries(land.filter(({ focus }) => focus)));
  waters.forEach(({ lakes, rivers }, closer) => {
    draw("ground", `lake${closer ? " closer" : ""}`, [lakes]);
    draw("ground", `brook${closer ? " closer" : ""}`, [rivers]);
  });
  drawDivisions(scene);
  draw("edges", "outline", geometries(outlines));
  draw("edges", "casing", disputed);
  draw("edges", "disputed", disputed);
  if (isDated(scene)) {
    const look = { pane: "edges", renderer: renderers.edges, className: "dateline", interactive: false };
    window.L.polyline(
      [
        [-85, 180],
        [85, 180],
      ],
      look,
    ).addTo(map);
  }
}

/** @param {Scene} scene */
function drawDivisions(scene) {
  const { map, data, filled } = scene;
  for (const { id, name, geometry } of data.ground.divisions) {
    const isMark = filled.has(id);
    const made = layer(scene, "ground", "division", [geometry], { interactive: !isMark });
    made.addTo(map);
    if (isMark) continue;
    hint(made, name, ": not named");
    made.eachLayer((/** @type {L.Path} */ path) => {
      path.getElement()?.classList.replace("leaflet-interactive", "hinted"); // nothing to click
    });
  }
}
