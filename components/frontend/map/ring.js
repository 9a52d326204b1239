/** @import { Scene } from "./types.js" */
import { circle } from "./circle.js";

const LEAST = 8; // pixels of a ring's radius: a smaller one is drawn as a sign of its own
const SIGN = 11; // pixels from the middle of a small ring's sign to its corners

/** @param {{ x: number, y: number }} middle @param {number} far */
const signAt = ({ x, y }, far) => `M${x} ${y - far}L${x + far} ${y}L${x} ${y + far}L${x - far} ${y}Z`;

/** @param {{ x: number, y: number }[]} line */
const closed = (line) => `M${line.map((at) => `${at.x.toFixed(1)} ${at.y.toFixed(1)}`).join("L")}Z`;

/** The kind of layer that a ring is; made once Leaflet is there. @type {any} */
let Ring = null;

/** @param {unknown} shape */
export const isRing = (shape) => Ring !== null && shape instanceof Ring;

/**
 * A circle on the ground at any latitude; a hollow square on its corner where that is too small to see.
 * @param {Scene} scene
 * @param {{ lon: number, lat: number, radius_km: number }} mark
 * @param {object} options `room` round a small one's sign; `told` where its look is to be read
 */
export function makeRing({ near }, mark, options) {
  Ring ??= window.L.CircleMarker.extend(/** @type {any} */ (METHODS));
  return new Ring([mark.lat, near(mark.lon)], circle(near(mark.lon), mark.lat, mark.radius_km), options);
}

/** @type {any} */
const METHODS = {
  /** @param {L.LatLngTuple} at @param {L.LatLngTuple[]} corners @param {any} options */
  initialize(at, corners, options) {
    /** @type {any} */ (window.L.CircleMarker.prototype).initialize.call(this, at, options);
    this._corners = corners;
    this._sign = SIGN + (options.room || 0);
  },
  getBounds() {
    return window.L.latLngBounds(this._corners);
  },
  _project() {
    const plain = /** @type {any} */ (window.L.CircleMarker.prototype);
    plain._project.call(this);
    const origin = this._map.getPixelOrigin(); // not Leaflet's whole pixels: they bend a small circle
    this._line = this._corners.map((/** @type {L.LatLngTuple} */ at) => this._map.project(at).subtract(origin));
    const box = window.L.bounds(this._line);
    const size = box.getSize();
    this.small = Math.max(size.x, size.y) / 2 < LEAST;
    this._radius = this._sign;
    if (this.small) this._updateBounds();
    else this._pxBounds = box;
  },
  _updatePath() {
    this._renderer._setPath(this, this.small ? signAt(this._point, this._sign) : closed(this._line));
    this._path.classList.toggle("small", this.small);
    if (this.options.told) this._path.setAttribute("data-drawn", this.small ? "small" : "ring");
  },
};
