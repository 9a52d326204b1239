// Whether a name stands on the ground that it names.
/** @import { Choice, Name, Scene } from "./types.js" */
import { overlap } from "./boxes.js";
import { feature, within } from "./globe.js";
import { STRAYED } from "./placing.js";

const TRESPASS = 400; // a country's name on another country
const ALONG = [0, 0.25, 0.5, 0.75, 1]; // of a name, where what is under it is looked at
const WIDE = { quiet: 1.3, other: 0.9 }; // of a name's width, that the ground has which carries it

/**
 * How far a name strays from its own ground: better read where both its ends stand on it.
 * @param {Scene} scene
 * @returns {(item: Name, choice: Choice) => number}
 */
export function straying({ map, data }) {
  const lands = data.ground.land
    .map(({ geometry, focus }) => ({
      geometry,
      focus,
      box: window.L.geoJSON(/** @type {any} */ (feature(geometry))).getBounds(),
    }))
    .filter(({ box }) => box.isValid()); // what the frame leaves of a country may be nothing

  // The ground on which a name would seem to name something else.
  const alien = (/** @type {Name} */ item, /** @type {Choice} */ { box, point }) => {
    if (item.name === "neighbour") return lands.filter((land) => land.focus);
    const isUpon = overlap(box, [point.x - 1, point.y - 1, point.x + 1, point.y + 1]) > 0;
    return isUpon || !["country", "home"].includes(item.name)
      ? []
      : lands.filter((land) => land.geometry !== item.ground);
  };

  return (item, choice) => {
    if (!item.ground) return 0;
    const [x0, y0, x1, y1] = choice.box;
    const outside = (/** @type {number[]} */ shares) =>
      shares
        .map((share) => map.containerPointToLatLng([x0 + (x1 - x0) * share, (y0 + y1) / 2]))
        .filter((at) => !within(item.ground, at.lng, at.lat));
    const others = alien(item, choice);
    const isOn = (/** @type {L.LatLng} */ at) =>
      others.some((land) => land.box.contains(at) && within(land.geometry, at.lng, at.lat));
    return others.length && outside(ALONG).some(isOn) ? TRESPASS : outside([0, 1]).length * STRAYED;
  };
}

/**
 * Unnamed ground is named only where it is wide enough to carry its name.
 * @param {Scene} scene
 * @param {Name} item
 * @param {number} width
 */
export function fits({ map }, item, width) {
  if (!item.ground || item.mark !== null || item.name === "country") return true;
  item.bounds ??= window.L.geoJSON(/** @type {any} */ (feature(item.ground))).getBounds();
  const [east, west] = [item.bounds.getNorthEast(), item.bounds.getSouthWest()].map(
    (at) => map.latLngToContainerPoint(at).x,
  );
  return east - west > width * (item.name === "quiet" ? WIDE.quiet : WIDE.other);
}

/** Whether a mark's area lies under a point, at any zoom. @param {Scene} scene @param {L.LatLng} at */
export function isFilled({ filled, shapes }, { lng, lat }) {
  return [...filled].some((id) => {
    const body = shapes.get(id ?? "");
    return body && within(body.geometry, lng, lat);
  });
}
