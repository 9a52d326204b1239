// Degrees and geometries on a globe that the map unrolls.
/** @import { Geometry } from "geojson" */
/** @import { Box, Point } from "./types.js" */
const RADIANS = Math.PI / 180;
const STEPS = 64; // of a great circle
const RUNGS = [0.06, 0.2, 0.35, 0.65, 0.8, 0.94]; // of the way from south to north

/** @param {Geometry} geometry */
export const feature = (geometry) => ({ type: /** @type {const} */ ("Feature"), properties: {}, geometry });

/**
 * A box's corners as Leaflet has them.
 * @param {Box} box
 * @returns {[Point, Point]}
 */
export const edges = ([west, south, east, north]) => [
  [south, west],
  [north, east],
];

/** @param {number} lon */
export const plain = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

/**
 * Degrees in the turn of the globe that the map shows: Samoa stands beside Fiji.
 * @param {Box} bounds
 */
export function turning([west, , east]) {
  return (/** @type {number} */ lon) => {
    const turned = west + ((((lon - west) % 360) + 360) % 360);
    return turned <= east || turned - east < west + 360 - turned ? turned : turned - 360;
  };
}

/**
 * @param {any} geometry
 * @param {(lon: number) => number} near
 */
export function nearAll(geometry, near) {
  const first = geometry.coordinates.flat(9)[0];
  const by = near(first) - first;
  /** @type {(part: any) => any} */
  const turn = (part) => (typeof part[0] === "number" ? [part[0] + by, part[1]] : part.map(turn));
  return by ? { ...geometry, coordinates: turn(geometry.coordinates) } : geometry;
}

/**
 * Points up a meridian, the lowest first.
 * @param {number} lon
 * @param {Box} bounds
 * @returns {Point[]}
 */
export function rungs(lon, [, south, , north]) {
  return RUNGS.map((share) => [lon, south + (north - south) * share]);
}

/**
 * Whether a polygon, or one of several, holds a point.
 * @param {any} geometry
 * @param {number} lng
 * @param {number} lat
 */
export function within(geometry, lng, lat) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let inside = false;
  for (const ring of polygons.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/**
 * Whether a line has a corner in a box.
 * @param {any} line
 * @param {Box} box
 */
export function enters(line, [west, south, east, north]) {
  /** @type {number[]} */
  const flat = (line.coordinates || line.geometries.map((/** @type {any} */ part) => part.coordinates)).flat(Infinity);
  return flat.some((lon, at) => {
    const lat = flat[at + 1];
    return at % 2 === 0 && lon >= west && lon <= east && lat >= south && lat <= north;
  });
}

/**
 * The great circle between two points, as [lat, lon], in pieces where it crosses the map's edge.
 * @param {Point} from
 * @param {Point} to
 * @param {(lon: number) => number} near
 */
export function arc(from, to, near) {
  const a = onSphere(from);
  const b = onSphere(to);
  const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  /** @type {Point[][]} */
  const lines = [[]];
  for (let i = 0; i <= STEPS && angle > 0; i += 1) {
    const p = Math.sin((1 - i / STEPS) * angle);
    const q = Math.sin((i / STEPS) * angle);
    const [x, y, z] = [0, 1, 2].map((k) => p * a[k] + q * b[k]);
    const lon = near(Math.atan2(y, x) / RADIANS);
    const previous = lines[lines.length - 1].at(-1);
    if (previous && Math.abs(previous[1] - lon) > 180) lines.push([]);
    lines[lines.length - 1].push([Math.atan2(z, Math.hypot(x, y)) / RADIANS, lon]);
  }
  return lines;
}

/** @param {Point} point */
function onSphere([lon, lat]) {
  const flat = Math.cos(lat * RADIANS);
  return [flat * Math.cos(lon * RADIANS), flat * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}
