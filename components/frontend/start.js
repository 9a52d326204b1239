(function (map, version) {
  "use strict";
  // The page holds what stays for a version of an article (kept.js): the frame takes it from there.
  let last = null;
  window.dateline = { show: (...asked) => { last = asked; } };
  const store = (window.parent.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });
  // The page's letters, as its own style sheets name them: the browser has the files already.
  const letters = () => [...window.parent.document.styleSheets].flatMap((sheet) => {
    const from = sheet.href || window.parent.document.baseURI;
    return [...sheet.cssRules].filter((rule) => rule.type === CSSRule.FONT_FACE_RULE && rule.cssText.includes("Source Sans"))
      .map((rule) => rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, from)}")`));
  }).join("\n");
  const begin = (parts) => {
    const look = document.createElement("style");
    look.textContent = letters() + parts.look;
    document.head.appendChild(look);
    // Our own script, as text: streamlit-folium gives the frame no other way to load one.
    new Function("return " + parts.code)()(map, parts);
    if (last) window.dateline.show(...last);
  };
  if (store.versions.has(version)) begin(store.versions.get(version));
  else store.waiting.push([version, begin]);
})
