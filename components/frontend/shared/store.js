/** @import { Store } from "./types.js" */

/**
 * What the page keeps while it is open, for every script and for the map's frame.
 * @param {Window} page
 * @returns {Store}
 */
export function openStore(page = window) {
  page.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null };
  return page.datelineKept;
}
