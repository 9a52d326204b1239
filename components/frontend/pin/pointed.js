const MOST_DIGITS = 5; // after the point: a metre

/**
 * Where on Earth was clicked, in as many digits as a pixel is worth: latitude, longitude, WGS 84 degrees.
 * @param {string} bounds west, south, east and north of the map, degrees
 * @param {{ left: number, top: number, width: number, height: number }} box where it is on screen
 * @param {{ clientX: number, clientY: number }} at
 */
export function pointed(bounds, box, { clientX, clientY }) {
  const [west, south, east, north] = bounds.split(" ").map(Number);
  const lon = west + ((clientX - box.left) / box.width) * (east - west);
  const lat = north - ((clientY - box.top) / box.height) * (north - south);
  const digits = Math.round(-Math.log10((north - south) / box.height));
  const told = (/** @type {number} */ value) => value.toFixed(Math.min(Math.max(digits, 0), MOST_DIGITS));
  return `${told(Math.min(Math.max(lat, -90), 90))}, ${told(within(lon))}`;
}

/** @param {number} lon of whatever turn of the globe */
const within = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
