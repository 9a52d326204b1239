// What the parts of the map share.
/** @import { MapData, Mark, Scene } from "./types.js" */
/** @import { Parts } from "../shared/types.js" */
import { turning } from "./globe.js";

/**
 * @param {L.Map} map
 * @param {Parts} parts
 * @returns {Scene}
 */
export function openScene(map, parts) {
  /** @type {MapData} */
  const data = { ...parts.map, ground: parts.ground };
  const areas = (/** @type {Mark[]} */ marks) => new Set(marks.map((mark) => mark.area));
  return {
    map,
    data,
    root: document.documentElement,
    calm: window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    near: turning(data.ground.bounds),
    painted: areas(data.marks.filter((mark) => !mark.somewhere)),
    filled: areas(data.marks),
    shapes: new Map([...data.ground.divisions, ...data.ground.shapes].map((body) => [body.id, body])),
    marks: new Map(),
    renderers: {},
    asked: { selected: null, drawn: null, told: { root: {}, marks: [] }, ghost: null },
    counted: new Map(),
    drawn: new Map(),
    chosen: window.L.layerGroup(),
    ghostLayer: window.L.layerGroup(),
    ghost: null,
    before: null,
    labels: [],
    crowd: null,
    leaders: window.L.polyline([]),
    ways: [],
    homeZoom: 0,
    dragged: false,
    touched: false,
    rows: { ghosted: null, leftOut: null },
    choose: () => {},
  };
}

/**
 * Where a mark is: an area's or a river's first anchor, else its point.
 * @param {Scene} scene
 * @param {{ area: string | null, line: string | null, lon: number, lat: number }} mark
 */
export function middle({ shapes, near }, mark) {
  const shape = shapes.get(mark.area || mark.line || "");
  const [lon, lat] = shape?.anchors.length ? shape.anchors[0] : [near(mark.lon), mark.lat];
  return window.L.latLng(lat, lon);
}

/**
 * The shape on the ground that is a mark's area or line.
 * @param {Scene} scene
 * @param {{ area: string | null, line: string | null }} mark
 */
export function bodyOf({ shapes }, { area, line }) {
  return shapes.get(area || line || "");
}
