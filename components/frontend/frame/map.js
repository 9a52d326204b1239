// Draws the map in its frame: our own ground, the article's marks, one event when a mark is clicked.
/** @import { Scene, State } from "../map/types.js" */
/** @import { Parts } from "../shared/types.js" */
import { listenForChoices, listenForKeys } from "../map/choosing.js";
import { prepare } from "../map/clustering.js";
import { addButtons, addCards } from "../map/controls.js";
import { fitGhost } from "../map/ghost.js";
import { drawGround, makePanes } from "../map/ground.js";
import { placeLabels } from "../map/labels.js";
import { addLegend } from "../map/legend.js";
import { drawMarks } from "../map/marks.js";
import { makeNames } from "../map/names.js";
import { element } from "../map/nodes.js";
import { openScene } from "../map/scene.js";
import { show } from "../map/show.js";
import { leaveView, takeUpView, tellSight } from "../map/sight.js";
import { followTheme } from "../map/theme.js";
import { bound, goHome } from "../map/view.js";
import { waysOf } from "../map/ways.js";

/**
 * @param {L.Map} map
 * @param {Parts} parts
 */
export default function draw(map, parts) {
  const scene = openScene(map, parts);
  scene.root.setAttribute("data-articles", scene.data.articles);
  followTheme(scene.root);
  listenForChoices(scene);
  listenForKeys();
  makePanes(scene);
  prepare(scene);
  drawGround(scene);
  drawMarks(scene);
  scene.chosen.addTo(map);
  scene.ghostLayer.addTo(map);
  makeNames(scene);
  scene.ways = waysOf(scene);
  addButtons(scene);
  addCards(scene);
  addLegend(scene);
  describe(map.getContainer());
  begin(scene);
  follow(scene);
  window.dateline = {
    show: (/** @type {State} */ state, /** @type {L.LayerGroup} */ group) => show(scene, state, group),
  };
}

/** What the frame is, for who cannot see it. @param {HTMLElement} container */
function describe(container) {
  const main = document.getElementById("parent");
  main?.setAttribute("role", "main");
  main?.setAttribute("aria-label", "Map"); // the page around has a main part too
  main?.append(element("h1", "hidden", "Map")); // last: the frame lays out its children by their order
  document.title = "Map of the places named";
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map of the places named; the list of places beside it does the same");
}

/** @param {Scene} scene */
function begin(scene) {
  const { map } = scene;
  map.invalidateSize(/** @type {any} */ ({ animate: false, pan: false }));
  map.setMaxBounds(/** @type {any} */ (null));
  goHome(scene, { animate: false });
  scene.homeZoom = map.getZoom();
  bound(scene);
  takeUpView(scene);
  if (scene.ghost) fitGhost(scene, scene.ghost);
  placeLabels(scene);
}

/** @param {Scene} scene */
function follow(scene) {
  const { map, root } = scene;
  const place = () => placeLabels(scene);
  for (const name of ["mousedown", "wheel", "keydown", "touchstart"]) {
    map.getContainer().addEventListener(
      name,
      () => {
        scene.touched = true;
      },
      { passive: true, capture: true },
    );
  }
  map.options.maxBoundsViscosity = 0.6;
  map.on("moveend zoomend", tellSight(scene));
  map.on("moveend", () => leaveView(scene));
  // Small lakes and short rivers wait until there is room for them.
  map.on("zoomend", () => root.classList.toggle("near", map.getZoom() >= scene.homeZoom + 1));
  map.on("moveend", place); // a zoom ends with one
  // Until the reader takes hold of the map, a new size means a new fit.
  const settle = () => (scene.touched ? place() : begin(scene));
  map.on("resize", settle);
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.addEventListener("load", settle);
  document.fonts.ready.then(place); // measured anew in the page's own letters
}
