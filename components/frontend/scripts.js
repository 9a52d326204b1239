// Leaves the panel's script and the pop-overs' with the page: they stay whatever is decided.
export default function () {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.panel ??= showPanel;
  if (!store.tended) tendPopovers(store);
  store.tended = true;
  store.complete?.();
}
