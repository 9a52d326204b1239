// Leaves the panel's script, the pop-overs' and that of copying with the page: they stay whatever is decided.
import { tendCopying } from "./page/copying.js";
import { tendPopovers } from "./page/popovers.js";
import { showPanel } from "./panel/show.js";
import { openStore } from "./shared/store.js";

export default function keepScripts() {
  const store = openStore();
  store.panel ??= showPanel;
  if (!store.tended) {
    tendPopovers(store);
    tendCopying(store);
  }
  store.tended = true;
  store.complete?.();
}
