// Keeps in the browser what does not change while one version of an article is on screen.
const VERSIONS = 2; // the one on screen, and the one that is leaving it

export default function ({ data }) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  const words = new TextDecoder().decode(data);
  const end = words.indexOf("\n");
  const version = words.slice(0, end);
  store.panel ??= showPanel;
  if (!store.tended) tendPopovers(store);
  store.tended = true;
  if (!store.versions.has(version)) {
    store.versions.set(version, JSON.parse(words.slice(end)));
    for (const old of [...store.versions.keys()].slice(0, -VERSIONS)) store.versions.delete(old);
  }
  // Whoever came first and waited; the panel's script before its words.
  for (const name of ["panel", version]) {
    const now = store.waiting.filter(([wanted]) => wanted === name);
    store.waiting = store.waiting.filter(([wanted]) => wanted !== name);
    for (const [, use] of now) use(store.versions.get(version));
  }
}
