// Holds one part of what the page keeps, by its digest, for the list that names it (kept.js).
export default function ({ data }) {
  const words = new TextDecoder().decode(data);
  const end = words.indexOf("\n");
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  (store.held ??= new Map()).set(words.slice(0, end), JSON.parse(words.slice(end)));
  store.complete?.();
}
