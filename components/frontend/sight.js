// Hands the server what the map shows while a menu is open, which may ask for it: told at every move of the
// map, it would come between a click and its answer.
const MENU = "[data-testid=stPopoverBody]";

export default function ({ setStateValue }) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.tell = () => {
    if (store.box === store.told) return;
    store.told = store.box;
    setStateValue("box", store.box);
  };
  store.sight = (box) => {
    store.box = box;
    if (document.querySelector(MENU)) store.tell(); // opened before the map stood still
  };
}
