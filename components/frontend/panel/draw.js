// Draws the tab that is open, and keeps the place that was read and the keyboard.
/** @import { Panel } from "./panel.js" */
/** @import { Tab } from "./types.js" */
import { filled } from "../shared/el.js";
import { activeIn, catchFocus, focusOn, held } from "../shared/focus.js";
import { article } from "./article.js";
import { evidence } from "./evidence.js";
import { drawFilter } from "./filter.js";
import { places } from "./places.js";
import { uncover } from "./strip.js";
import { drawTabs } from "./tabs.js";
import { unplaced } from "./unplaced.js";

const CONTENT = { evidence, article, places, unplaced };

/** @param {Panel} panel */
export function draw(panel) {
  const { body, choice } = panel;
  const tab = /** @type {Tab} */ (choice.tab);
  if (panel.shown) panel.tops[panel.shown] = { top: body.scrollTop, subject: panel.last };
  drawTabs(panel);
  drawFilter(panel);
  const subject = choice.place ?? choice.name;
  const isSame = panel.last === subject;
  // Another subject on top of its excerpts starts with the excerpts in sight.
  if (tab === "evidence" && !isSame) panel.why = false;
  if (panel.asked) panel.why = true;
  panel.asked = false;
  const content = filled(CONTENT[tab](panel));
  const below = isSame ? body.querySelector(".strip")?.scrollTop : 0;
  const isFocused = replace(panel, content);
  body.setAttribute("aria-labelledby", `dl-tab-${tab}`);
  const left = panel.tops[tab];
  body.scrollTop = left && (tab !== "evidence" || left.subject === subject) ? left.top : 0;
  const strip = body.querySelector(".strip");
  if (strip) strip.scrollTop = below || 0;
  if (strip && isFocused && !isSame) uncover(panel);
  panel.shown = tab;
  panel.last = subject;
}

/**
 * Fills the panel; returns whether what had the keyboard is there again and has it.
 * @param {Panel} panel
 * @param {(Node | string)[]} content
 */
function replace(panel, content) {
  const { body, bar } = panel;
  const key = held(panel);
  const active = activeIn(panel);
  const wasInside = body.contains(active) || bar.contains(active);
  body.replaceChildren(...content);
  const again = focusOn(panel, key || null);
  if (!again && wasInside) catchFocus(panel);
  return again !== null;
}
