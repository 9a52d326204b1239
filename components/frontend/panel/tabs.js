/** @import { Panel } from "./panel.js" */
import { el } from "../shared/el.js";
import { TABS } from "./choice.js";
import { isOutlined, isShown } from "./lookup.js";

/** @param {Panel} panel */
export function drawTabs(panel) {
  const { tabs, choice } = panel;
  const { version } = panel.lookup.view;
  if (tabs.dataset.version !== version) {
    tabs.dataset.version = version;
    tabs.replaceChildren(...made(panel));
  }
  for (const button of /** @type {HTMLCollectionOf<HTMLElement>} */ (tabs.children)) {
    const isOpen = button.dataset.tab === choice.tab;
    button.setAttribute("aria-selected", String(isOpen));
    button.tabIndex = isOpen ? 0 : -1;
  }
}

/** @param {Panel} panel */
function made(panel) {
  const { places, unplaced } = panel.lookup.view;
  /** @type {Record<string, number>} */
  const sizes = { places: places.filter(isShown).length, unplaced: unplaced.filter((row) => !isOutlined(row)).length };
  return TABS.map(([id, label]) =>
    el(
      "button",
      { type: "button", role: "tab", id: `dl-tab-${id}`, "data-tab": id, onclick: () => panel.open(id) },
      label,
      id in sizes && el("span", { class: "size" }, ` ${sizes[id]}`),
    ),
  );
}

/** @param {Panel} panel @param {KeyboardEvent} event */
export function walkTabs(panel, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = TABS.findIndex(([id]) => id === panel.choice.tab);
  const [next] = TABS[(at + step + TABS.length) % TABS.length];
  panel.open(next);
  /** @type {HTMLElement | null} */
  const button = panel.tabs.querySelector(`[data-tab="${next}"]`);
  button?.focus();
}
