// The tab of what is not drawn.
/** @import { Panel } from "./panel.js" */
/** @import { Row } from "./types.js" */
import { el } from "../shared/el.js";
import { isOutlined } from "./lookup.js";

/** @param {Panel} panel */
export function unplaced(panel) {
  const { view } = panel.lookup;
  const outlined = view.unplaced.filter(isOutlined);
  const missing = view.unplaced.filter((row) => !isOutlined(row));
  return [
    table(panel, missing, "Names of places without a mark of their own") ||
      el("p", { class: "none" }, "Every place the article names is on the map."),
    table(panel, outlined, "On the map as an outline, without a mark"),
    table(panel, view.peoples, "Peoples and adjectives, never drawn"),
    table(panel, view.others, "Names judged not to be places"),
  ];
}

/** @param {Panel} panel @param {Row[]} rows @param {string} caption */
function table(panel, rows, caption) {
  if (!rows.length) return null;
  const head = ["Name", "Times", "Why"].map((words) => el("th", { scope: "col" }, words));
  const body = rows.map((row) =>
    el(
      "tr",
      { "data-reason": row.code, "data-times": row.times },
      el("th", { scope: "row", dir: "auto" }, word(panel, row)),
      el("td", {}, row.times),
      el("td", {}, row.reason),
    ),
  );
  return el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
}

/** @param {Panel} panel @param {Row} row */
function word(panel, { name, names: [index] }) {
  if (index === undefined) return name;
  const look = { class: "plain", "data-focus": `why-${index}`, "aria-label": `${name}: why?` };
  return el("button", { type: "button", ...look, onclick: () => panel.explain(index) }, name);
}
