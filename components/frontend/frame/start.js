// The frame's beginning: the page holds what stays for a version of an article (kept.js), and the frame takes it.
/** @import { Parts } from "../shared/types.js" */
import { openStore } from "../shared/store.js";

const LETTERS = "Source Sans";

/**
 * @param {L.Map} map
 * @param {string} version
 */
export default function start(map, version) {
  /** @type {any[] | null} */
  let last = null;
  window.dateline = {
    show: (...asked) => {
      last = asked;
    },
  };
  const store = openStore(window.parent);
  const begin = (/** @type {Parts} */ parts) => {
    const look = document.createElement("style");
    look.textContent = letters(window.parent.document) + parts.look;
    document.head.appendChild(look);
    // Our own script, as text: streamlit-folium gives the frame no other way to load one.
    new Function(`return ${parts.code}`)()(map, parts);
    if (last) window.dateline.show(...last);
  };
  const parts = store.versions.get(version);
  if (parts) begin(parts);
  else store.waiting.push([version, begin]);
}

/** The page's letters, as its own style sheets name them: the browser has the files already. @param {Document} page */
function letters(page) {
  return [...page.styleSheets].flatMap((sheet) => fontsOf(sheet, sheet.href || page.baseURI)).join("\n");
}

/** @param {CSSStyleSheet} sheet @param {string} from */
function fontsOf(sheet, from) {
  return [...sheet.cssRules]
    .filter((rule) => rule.type === CSSRule.FONT_FACE_RULE && rule.cssText.includes(LETTERS))
    .map((rule) => rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, from)}")`));
}
