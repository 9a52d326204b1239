// Leaves the panel's script, the pop-overs' and that of copying with the page: they stay whatever is decided.
export default function () {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.panel ??= showPanel;
  if (!store.tended) tendPopovers(store);
  if (!store.tended) tendCopying(store);
  store.tended = true;
  store.complete?.();
}
