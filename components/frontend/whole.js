// The list beside the map of a whole case. Every word that comes from an article is set as text, never as markup.
const PAUSE_MS = 350; // after the last key of a search before it is asked
const NARROW = 3; // pixels of the timeline that a pointer may slip in a click
const LISTS = [["country", "Any country"], ["publisher", "Any publisher"], ["voice", "All words"], ["speaker", "Any speaker"], ["class", "Any precision"], ["score", "Any score"], ["by", "Placed by anyone"]];
const KEPT = new WeakMap(); // the list of each element
const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });

export default function ({ data, parentElement, setTriggerValue }) {
  let list = KEPT.get(parentElement);
  if (!list) KEPT.set(parentElement, (list = new Whole(parentElement.querySelector(".whole"))));
  list.send = (event) => setTriggerValue("event", { ...event, at: Date.now() });
  store.arrive = (address) => list.send({ arrive: address }); // for Back and Forward
  store.escape = () => list.stepBack(); // for the map's frame
  list.update(data);
}

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  return node;
}

const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
const day = (iso) => new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

class Whole {
  constructor(root) {
    this.root = root;
    this.search = el("input", { type: "search", placeholder: "Search the excerpts", "aria-label": "Search the excerpts", "data-focus": "words", oninput: () => this.typed() });
    this.lists = new Map(LISTS.map(([key, any]) => [key, el("select", { "aria-label": any, "data-focus": key, onchange: (event) => this.filter({ [key]: event.target.value }) })]));
    const [country, publisher, ...others] = this.lists.values();
    this.others = el("div", { class: "row", id: "whole-more", hidden: true }, others);
    this.more = el("button", { type: "button", class: "plain", "aria-expanded": false, "aria-controls": "whole-more", onclick: () => this.unfold(this.others.hidden) }, "More filters");
    this.since = this.dated("since", "Published from");
    this.until = this.dated("until", "to");
    this.bars = el("div", { class: "bars", role: "img" });
    this.span = el("p", { class: "span" });
    this.form = el("form", { class: "ask", role: "search", onsubmit: (event) => { event.preventDefault(); this.ask(); } },
      el("div", { class: "row" }, this.search, country, publisher, this.more), this.others,
      el("div", { class: "when" }, this.bars, el("div", { class: "row dates" }, this.since, this.until, this.span)));
    this.bar = el("div", { class: "told", role: "group", "aria-label": "What is shown" });
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "What to read", onkeydown: (event) => this.walk(event) });
    this.body = el("div", { class: "body", role: "tabpanel", tabindex: -1 });
    this.said = el("p", { class: "said", role: "status", "aria-live": "polite" });
    root.append(this.form, this.bar, this.tabs, this.body, this.said);
    this.bars.addEventListener("pointerdown", (event) => this.brush(event));
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.target.matches("input, select")) this.stepBack();
    });
  }

  unfold(open) {
    this.others.hidden = !open;
    this.form.classList.toggle("open", open); // with little room, all but the search is folded
    this.more.setAttribute("aria-expanded", String(open));
    this.more.textContent = open ? "Fewer filters" : "More filters";
  }

  dated(key, words) {
    return el("label", {}, `${words} `, el("input", { type: "date", min: "0001-01-01", max: "9999-12-31", "data-focus": key, onchange: (event) => this.filter({ [key]: event.target.value }) }));
  }

  // ---- what the reader asks

  typed() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.ask(), PAUSE_MS);
  }

  ask() {
    clearTimeout(this.pause);
    if (this.search.value.trim() !== (this.view.chosen.words || "")) this.filter({ words: this.search.value.trim() });
  }

  filter(values) {
    this.send({ filter: values });
  }

  // One step back: the place, then nothing.
  stepBack() {
    if (this.view.place) this.send({ place: "" });
  }

  walk(event) {
    const tabs = [...this.tabs.children];
    const at = tabs.indexOf(this.root.getRootNode().activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    next.focus();
    next.click();
  }

  // Drags over the timeline choose the days under them.
  brush(event) {
    const { bars } = this.view.timeline;
    if (!bars.length || event.button !== 0) return;
    const box = this.bars.getBoundingClientRect();
    const at = (x) => Math.max(0, Math.min(bars.length - 1, Math.floor((bars.length * (x - box.left)) / box.width)));
    const from = event.clientX;
    const mark = el("i", { class: "brush" });
    this.bars.append(mark);
    this.bars.setPointerCapture(event.pointerId);
    const range = (x) => [at(Math.min(from, x)), at(Math.max(from, x))];
    const move = (moved) => {
      const [first, last] = range(moved.clientX);
      mark.style.left = `${(100 * first) / bars.length}%`;
      mark.style.width = `${(100 * (last - first + 1)) / bars.length}%`;
    };
    const done = (ended) => {
      this.bars.removeEventListener("pointermove", move);
      mark.remove();
      if (ended.type === "pointercancel") return;
      const [first, last] = range(Math.abs(ended.clientX - from) > NARROW ? ended.clientX : from);
      this.filter({ since: bars[first][0], until: bars[last][1] });
    };
    move(event);
    this.bars.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) this.bars.addEventListener(end, done, { once: true });
  }

  // ---- what comes from the page

  update(view) {
    document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
    const before = this.view;
    this.view = view;
    const focused = this.root.getRootNode().activeElement?.dataset.focus;
    this.fill(before);
    this.line();
    this.tell();
    this.tabs.replaceChildren(...view.tabs.map(([key, words, n]) => this.tab(key, words, n)));
    this.body.replaceChildren(...this.draw());
    if (focused && this.root.getRootNode().activeElement?.dataset.focus !== focused) {
      this.root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    if (before && listed(before) !== listed(view)) {
      this.body.scrollTop = 0;
      this.root.scrollTop = Math.min(this.root.scrollTop, this.tabs.offsetTop); // with little room, this is what scrolls
    }
    if (before && before.told !== view.told) this.said.textContent = view.told;
  }

  fill(before) {
    const { choices, chosen } = this.view;
    const now = this.root.getRootNode().activeElement;
    if (now !== this.search) this.search.value = chosen.words || "";
    for (const label of [this.since, this.until]) {
      const input = label.querySelector("input");
      if (now !== input) input.value = chosen[input.dataset.focus] || "";
    }
    const fresh = !before || JSON.stringify(before.choices) !== JSON.stringify(choices);
    for (const [key, any] of LISTS) {
      const list = this.lists.get(key);
      if (fresh) list.replaceChildren(...[["", any], ...choices[key]].map(([value, words]) => el("option", { value }, words)));
      list.value = chosen[key] || "";
      list.classList.toggle("on", Boolean(chosen[key]));
      list.hidden = !choices[key].length;
    }
    if (!before && LISTS.slice(2).some(([key]) => chosen[key])) this.unfold(true);
  }

  line() {
    const { bars, unit, undated } = this.view.timeline;
    const most = Math.max(1, ...bars.map(([, , every]) => every));
    this.bars.replaceChildren(...bars.map(([from, to, every, kept]) =>
      el("span", { title: `${from === to ? day(from) : `${day(from)} to ${day(to)}`}: ${count(kept, "excerpt")}${kept < every ? ` of ${every.toLocaleString("en")}` : ""}` },
        el("b", { style: `height:${every ? Math.max(4, (100 * every) / most) : 0}%` }), el("i", { style: `height:${kept ? Math.max(4, (100 * kept) / most) : 0}%` }))));
    this.bars.hidden = bars.length < 2;
    this.bars.setAttribute("aria-label", bars.length ? `Excerpts by ${unit}, from ${day(bars[0][0])} to ${day(bars.at(-1)[1])}. Drag to choose days, or give them below.` : "No article has a date.");
    this.since.hidden = this.until.hidden = !bars.length;
    const days = bars.length > 1 ? `${day(bars[0][0])} to ${day(bars.at(-1)[1])}, a bar a ${unit}` : "";
    this.span.textContent = [days, undated ? `${count(undated, "article")} without a date` : ""].filter(Boolean).join(" · ");
  }

  tell() {
    const { filters, told } = this.view;
    const pills = filters.map(({ key, words }) => el("button", { type: "button", class: "pill", "aria-label": `Take away: ${words}`, onclick: () => this.filter(Object.fromEntries(key.split(" ").map((each) => [each, ""]))) }, el("bdi", {}, words), " ✕"));
    const clear = filters.length || this.view.place ? el("button", { type: "button", class: "clear", onclick: () => this.send({ clear: true }) }, "Clear all") : null;
    this.bar.classList.toggle("on", filters.length > 0);
    this.bar.replaceChildren(...[...pills, clear, el("span", {}, told)].filter(Boolean));
  }

  tab(key, words, n) {
    const on = this.view.tab === key;
    return el("button", { type: "button", role: "tab", "aria-selected": on, tabindex: on ? 0 : -1, "data-focus": `tab-${key}`, onclick: () => this.send({ tab: key }) }, words, " ", el("small", {}, n.toLocaleString("en")));
  }

  draw() {
    const { tab, count: n } = this.view;
    const rows = n ? { evidence: () => this.cards(), article: () => this.articles(), places: () => this.places(), unplaced: () => this.unplaced() }[tab]() : this.empty();
    return [this.title(), n && this.order(), rows, this.pager()].filter(Boolean);
  }

  title() {
    const { place, tab } = this.view;
    if (!place || tab !== "evidence") return null;
    return el("div", { class: "title" },
      el("h2", { dir: "auto", lang: place.lang }, place.name),
      el("p", {}, `${place.where} · ${place.told} `, el("button", { type: "button", class: "plain", "data-focus": "leave", onclick: () => this.send({ place: "" }) }, "All places")));
  }

  order() {
    const { sorts, sort, first, rows, count: n } = this.view;
    if (!sorts.length) return null;
    const span = n > rows.length ? `${first.toLocaleString("en")} to ${(first + rows.length - 1).toLocaleString("en")} of ${n.toLocaleString("en")}` : "";
    return el("div", { class: "order" },
      el("select", { "aria-label": "Order", "data-focus": "sort", onchange: (event) => this.send({ sort: event.target.value }) }, sorts.map(([value, words]) => el("option", { value, selected: value === sort }, words))),
      el("span", {}, span));
  }

  pager() {
    const { page, last } = this.view;
    if (last < 2) return null;
    const step = (to, words) => el("button", { type: "button", class: "step", "data-focus": words, disabled: to < 1 || to > last, onclick: () => this.send({ page: to }) }, words);
    return el("nav", { class: "pages", "aria-label": "Pages of the list" }, step(page - 1, "Previous"), el("span", {}, `Page ${page.toLocaleString("en")} of ${last.toLocaleString("en")}`), step(page + 1, "Next"));
  }

  empty() {
    const filtered = this.view.filters.length || this.view.place;
    return el("div", { class: "empty" }, el("h2", {}, filtered ? "Nothing passes the filters" : "Nothing here"),
      filtered && el("p", {}, "Take one away above, or clear all of them."));
  }

  cards() {
    return el("ol", { class: "cards" }, this.view.rows.map((row) => el("li", { class: "card", "data-excerpt": row.id },
      el("blockquote", { dir: "auto" }, row.parts.map((part) => this.piece(part))),
      el("p", { class: "who" }, el("strong", { dir: "auto" }, row.who), row.role && [" ", el("span", { dir: "auto" }, row.role)], ` · ${[row.how, row.precision].filter(Boolean).join(" · ")}`),
      el("p", { class: "from" }, el("button", { type: "button", class: "plain", "data-focus": `open-${row.id}`, title: "Open the article", onclick: () => this.send({ open: row.article }) }, el("bdi", {}, row.title), " →"), row.of && el("span", { dir: "auto" }, row.of), this.copy(row)))));
  }

  copy(row) {
    const words = { ...row, text: row.parts.map(([each]) => each).join("") };
    return el("button", { type: "button", class: "plain copy", "data-focus": `copy-${row.id}`, title: "Copy the excerpt with its citation", onclick: (event) => store.copyExcerpt(event.currentTarget, this.said, words) }, "Copy");
  }

  piece([words, key, number]) {
    if (key === undefined) return words;
    if (!key) return el("span", { class: "name absent", title: number }, words);
    const chosen = this.view.place?.id === key;
    return el("button", { type: "button", class: `name${chosen ? " chosen" : ""}`, "aria-pressed": chosen, "aria-label": `${words}, place ${number}`, onclick: () => this.send({ place: key }) }, words);
  }

  articles() {
    return el("ol", { class: "rows" }, this.view.rows.map((row) => el("li", { class: `article${row.excerpts ? "" : " none"}` },
      el("button", { type: "button", class: "open", "data-focus": `article-${row.id}`, onclick: () => this.send({ open: row.id }) }, el("bdi", {}, row.title)),
      el("span", { class: "n" }, el("b", {}, row.excerpts.toLocaleString("en")), row.excerpts < row.every ? ` of ${row.every.toLocaleString("en")}` : ""),
      el("p", {}, row.of && el("span", { dir: "auto" }, row.of), row.alike > 0 && el("span", { class: "alike", title: row.same.join("\n") }, `the same story as ${count(row.alike, "other")}, counted as one source`),
        el("button", { type: "button", class: "plain", "data-focus": `only-${row.id}`, "aria-label": `Only this article: ${row.title}`, onclick: () => this.filter({ article: row.id }) }, "Only this")))));
  }

  places() {
    return el("ol", { class: "rows" }, this.view.rows.map((row) => el("li", { class: `place${this.view.place?.id === row.id ? " chosen" : ""}` },
      el("button", { type: "button", class: "open", "data-focus": `place-${row.id}`, "aria-pressed": this.view.place?.id === row.id, onclick: () => this.send({ place: row.id }) },
        el("span", { class: "sign" }, String(row.number)), " ", el("bdi", { lang: row.lang }, row.name)),
      el("span", { class: "n" }, el("b", {}, row.held.toLocaleString("en"))),
      el("p", {}, `${row.where} · ${count(row.sources, "source")}`))));
  }

  unplaced() {
    return el("ul", { class: "rows" }, this.view.rows.map((row) => el("li", {}, el("b", { dir: "auto" }, row.name), el("span", { class: "n" }, row.times > 1 ? `${row.times.toLocaleString("en")} times` : ""), el("p", {}, row.why))));
  }
}

// What a list is of: where it is another one, it is read from its top.
function listed({ tab, sort, page, filters, place }) {
  return JSON.stringify([tab, sort, page, filters, place?.id]);
}
