// What the map shows goes to the page: the sheet can be asked for the same, and the view comes again.
/** @import { Box, Scene } from "./types.js" */
import { plain } from "./globe.js";

const STILL_MS = 300;

/** The box of a view, in plain degrees; all the way round where it shows the whole globe. @param {L.LatLngBounds} view @returns {Box} */
export function boxOf(view) {
  const isRound = view.getEast() - view.getWest() >= 360;
  const box = [
    isRound ? -180 : plain(view.getWest()),
    view.getSouth(),
    isRound ? 180 : plain(view.getEast()),
    view.getNorth(),
  ];
  return /** @type {Box} */ (box.map((side) => Number(side.toFixed(4))));
}

/** Tells once the map stands still. @param {Scene} scene */
export function tellSight({ map }) {
  let standing = 0;
  return () => {
    clearTimeout(standing);
    standing = window.setTimeout(() => window.parent.datelineKept?.sight?.(boxOf(map.getBounds())), STILL_MS);
  };
}

/** The view that the reader made is there again where the same article comes decided otherwise. @param {Scene} scene */
export function leaveView({ map, data, touched, ghost }) {
  const store = window.parent.datelineKept;
  if (touched && store && !ghost)
    store.left = { articles: data.articles, center: map.getCenter(), zoom: map.getZoom() };
}

/** @param {Scene} scene */
export function takeUpView({ map, data }) {
  const left = window.parent.datelineKept?.left;
  if (left?.articles === data.articles) map.setView(left.center, left.zoom, { animate: false });
}
