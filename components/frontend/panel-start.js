// The panel's own script is kept by the page (scripts.js), so that no click sends it again.
export default function (component) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  if (store.panel) store.panel(store, component);
  else store.waiting.push(["panel", () => store.panel(store, component)]);
}
