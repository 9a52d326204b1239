// Puts together what does not change while one version of an article is on screen, of parts that are each sent when
// they are others (part.js), and keeps it in the browser.
const VERSIONS = 2; // the one on screen, and the one that is leaving it

export default function ({ data }) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.held ??= new Map(); // parts by their digests
  store.lists ??= new Map(); // by version: the digest of each part by its name
  store.lists.delete(data.version); // one that comes back is the newest again
  store.lists.set(data.version, data.parts);
  letGo(store);
  store.complete = () => complete(store);
  store.complete();
}

// Lets go of what only older versions had; when a list comes, since parts may come before the list that names them.
function letGo({ held, lists, versions }) {
  for (const old of [...lists.keys()].slice(0, -VERSIONS)) {
    lists.delete(old);
    versions.delete(old);
  }
  const used = new Set([...lists.values()].flatMap((parts) => Object.values(parts)));
  for (const digest of held.keys()) if (!used.has(digest)) held.delete(digest);
}

// Puts together the versions whose parts are all here, for whoever waits; the panel's script before its words.
function complete(store) {
  const { held, lists, versions } = store;
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
