(function (map, version) {
  "use strict";
  // The page holds what stays for a version of an article (kept.js): the frame takes it from there.
  let last = null;
  window.dateline = { show: (...asked) => { last = asked; } };
  const store = (window.parent.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  const begin = (parts) => {
    const look = document.createElement("style");
    look.textContent = parts.look;
    document.head.appendChild(look);
    // Our own script, as text: streamlit-folium gives the frame no other way to load one.
    new Function("return " + parts.code)()(map, parts);
    if (last) window.dateline.show(...last);
  };
  if (store.versions.has(version)) begin(store.versions.get(version));
  else store.waiting.push([version, begin]);
})
