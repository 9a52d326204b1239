// Hands the server what the map shows once it stands still, outside the page's own runs.
export default function ({ setStateValue }) {
  const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  store.sight = (box) => setStateValue("box", box);
}
