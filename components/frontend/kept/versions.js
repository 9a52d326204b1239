/** @import { Store } from "../shared/types.js" */
const VERSIONS = 2; // the one on screen, and the one that is leaving it

/**
 * Takes the list of a version's parts, and lets go of what only older versions had: when a list comes, since
 * parts may come before the list that names them.
 * @param {Store} store
 * @param {string} version
 * @param {Record<string, string>} parts digests by name
 */
export function takeList(store, version, parts) {
  const { held, lists } = keeping(store);
  lists.delete(version); // one that comes back is the newest again
  lists.set(version, parts);
  for (const old of [...lists.keys()].slice(0, -VERSIONS)) {
    lists.delete(old);
    store.versions.delete(old);
  }
  const used = new Set([...lists.values()].flatMap((each) => Object.values(each)));
  for (const digest of held.keys()) if (!used.has(digest)) held.delete(digest);
}

/**
 * Puts together the versions whose parts are all here, for whoever waits; the panel's script before its words.
 * @param {Store} store
 */
export function complete(store) {
  const { versions } = store;
  const { held, lists } = keeping(store);
  for (const [version, parts] of lists) {
    const digests = Object.values(parts);
    if (versions.has(version) || !digests.every((digest) => held.has(digest))) continue;
    versions.set(version, Object.fromEntries(Object.entries(parts).map(([name, digest]) => [name, held.get(digest)])));
  }
  if (!store.panel) return; // scripts.js calls this again
  for (const name of ["panel", ...versions.keys()]) {
    const now = store.waiting.filter(([wanted]) => wanted === name);
    store.waiting = store.waiting.filter(([wanted]) => wanted !== name);
    for (const [, use] of now) use(versions.get(name));
  }
}

/** @param {Store} store */
function keeping(store) {
  store.held ??= new Map(); // parts by their digests
  store.lists ??= new Map(); // by version: the digest of each part by its name
  return { held: store.held, lists: store.lists };
}
