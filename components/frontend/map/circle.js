// Circles on the ground, WGS 84.
const EQUATOR = 6378.137; // kilometres
const SQUARED = 0.00669437999014; // the first eccentricity squared
const RADIANS = Math.PI / 180;
const CORNERS = 96;
const LAST_LAT = 85.05; // Web Mercator's end
const KM_A_DEGREE = 111.7; // near a pole

/**
 * The ellipsoid's radius in one direction (Euler's formula): within 0.1 % up to a thousand kilometres.
 * @param {number} lat radians
 * @param {number} turn radians from north
 */
function radiusTowards(lat, turn) {
  const flat = 1 - SQUARED * Math.sin(lat) ** 2;
  const meridian = (EQUATOR * (1 - SQUARED)) / flat ** 1.5;
  const prime = EQUATOR / Math.sqrt(flat);
  return 1 / (Math.cos(turn) ** 2 / meridian + Math.sin(turn) ** 2 / prime);
}

/**
 * The points at a distance from another, as [lat, lon] in degrees, lon running on past 180.
 * @param {number} lon
 * @param {number} lat
 * @param {number} km
 * @returns {[number, number][]}
 */
export function circle(lon, lat, km) {
  const north = lat * RADIANS;
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < CORNERS; i += 1) {
    const turn = (2 * Math.PI * i) / CORNERS;
    const angle = km / radiusTowards(north, turn);
    const sine = Math.sin(north) * Math.cos(angle) + Math.cos(north) * Math.sin(angle) * Math.cos(turn);
    const east = Math.atan2(
      Math.sin(turn) * Math.sin(angle) * Math.cos(north),
      Math.cos(angle) - Math.sin(north) * sine,
    );
    found.push([Math.asin(Math.max(-1, Math.min(1, sine))) / RADIANS, lon + east / RADIANS]);
  }
  return holdsPole(lat, km) ? roundThePole(found, lat) : found;
}

/**
 * @param {number} lat
 * @param {number} km
 */
function holdsPole(lat, km) {
  return (90 - Math.abs(lat)) * KM_A_DEGREE < km;
}

/**
 * A circle that holds a pole is a band: its edge from one side of the world to the other.
 * @param {[number, number][]} edge
 * @param {number} lat
 * @returns {[number, number][]}
 */
function roundThePole(edge, lat) {
  const sorted = [...edge].sort((a, b) => a[1] - b[1]);
  const end = lat > 0 ? LAST_LAT : -LAST_LAT;
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  const seam = (first[0] + last[0]) / 2;
  const west = (first[1] + last[1]) / 2 - 180;
  return [[seam, west], ...sorted, [seam, west + 360], [end, west + 360], [end, west]];
}
