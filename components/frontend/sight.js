// Hands the server what the map shows when a menu is opened, which may ask for it: told at every move of the
// map, it would come between a click and its answer.
export default function ({ setStateValue }) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.sight = (box) => { store.box = box; };
  store.tell = () => {
    if (store.box === store.told) return;
    store.told = store.box;
    setStateValue("box", store.box);
  };
}
