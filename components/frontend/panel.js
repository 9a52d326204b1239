// The evidence panel. Every word that comes from an article is set as text, never as markup.
const TABS = [["evidence", "Evidence"], ["article", "Article"], ["places", "Places"], ["unplaced", "Not on the map"]];
const VOICES = { direct: "Direct quotes", reported: "Reported speech", writer: "The writer" };
const WAIT_MS = 5000; // how long an answer older than the reader's last click is ignored
const ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"];
const OUTLINED = "country"; // the reason of a name that has no mark, but the outline of its country
const ROOM_FOR_A_RECEIPT = 420; // pixels of panel below which the article leaves it no room
const FRAMES_TO_CLOSE = 120; // that a dialog may take to let go of the page
const TOLD = ["place", "speaker", "speech"]; // choices whose outcome is said aloud
const KEPT = new WeakMap(); // the panel of each element

// Called by the page's small script (panel-start.js) with what Streamlit gives it.
function showPanel(store, { data, parentElement, setTriggerValue }) {
  let panel = KEPT.get(parentElement);
  if (!panel) {
    panel = new Panel(parentElement.querySelector(".panel"));
    KEPT.set(parentElement, panel);
    panel.store = store;
    store.escape = () => panel.stepBack(); // for the map's frame
    store.arrive = (address) => panel.arrive(address); // for Back and Forward
  }
  panel.articleId = data.article;
  panel.correctable = data.correctable;
  // All of the choice each time: when two come close together, the page may see only the last.
  panel.send = (more = {}) => setTriggerValue("event", { ...panel.choice, ...more, at: Date.now() });
  // The words are in the page already or come soon; only the last choice waits for them.
  const asked = { ...data.selection };
  panel.asking = asked;
  const use = (parts) => panel.asking === asked && panel.update(parts.panel, asked);
  if (store.versions.has(data.version)) use(store.versions.get(data.version));
  else store.waiting.push([data.version, use]);
}

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

const score = (value) => (value < 0.005 ? "under 0.01" : value.toFixed(2));
const odds = (value) => (value >= 0.995 ? "More than 99 in 100" : `About ${Math.round(100 * value)} in 100`);
const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
const counted = (n, noun) => (n ? count(n, noun) : `No ${noun}`);

class Panel {
  constructor(root) {
    this.root = root;
    this.tabs = root.querySelector(".tabs");
    this.body = root.querySelector(".body");
    this.bar = root.querySelector(".filter");
    this.said = root.querySelector(".said");
    this.choice = chosen({ tab: "evidence" });
    this.pending = null;
    this.why = false; // whether receipts are open
    this.asked = false; // whether the next one was asked for
    this.tops = {}; // of each tab: how far it was scrolled, and what it was about
    this.opener = null; // what the reader chose from, where the keyboard goes back to
    this.origin = null; // the excerpt that led into the article
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.stepBack();
    });
    this.tabs.addEventListener("keydown", (event) => this.walkTabs(event));
  }

  // ---- what comes from the page

  update(view, selection) {
    // Streamlit's scrolling box has nothing of its own to do for the keyboard.
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
    const fresh = !this.view || this.view.version !== view.version;
    const wanted = chosen(selection);
    if (fresh) {
      const same = this.view && articleOf(this.view) === articleOf(view); // decided otherwise
      this.adopt(view);
      // The tab that the reader opened meanwhile, of which the page has not heard yet, stays open.
      this.choice = same && this.pending ? { ...wanted, tab: this.choice.tab } : wanted;
      this.pending = null;
      if (!same) {
        this.tops = {};
        this.opener = this.origin = null;
      }
      this.draw();
      if (same) this.announce();
      document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
      return;
    }
    const now = JSON.stringify(wanted);
    if (this.pending) {
      const late = Date.now() - this.pending.at > WAIT_MS;
      if (now === this.pending.value || late) this.pending = null;
      if (!late) return;
    }
    if (now === JSON.stringify(this.choice)) return;
    const told = this.choice;
    this.choice = wanted;
    this.draw();
    if (TOLD.some((field) => wanted[field] !== told[field])) this.announce();
  }

  adopt(view) {
    this.view = view;
    this.place = new Map(view.places.map((place) => [place.id, place]));
    this.nameOf = new Map();
    for (const place of view.places) for (const index of place.names) this.nameOf.set(index, place);
    this.sentences = new Map(view.paragraphs.flatMap((p) => p.sentences.map((s) => [s.index, s])));
    const { rows, places, reasons } = view.receipts;
    this.receipts = rows.map((row) => ({
      ...row,
      readings: row.readings.map((reading) => ({ ...reading, ...places[reading.place], reasons: reading.reasons.map((number) => reasons[number]) })),
    }));
    this.told = new Map(); // how many excerpts name each place, whatever the filters
    for (const x of view.excerpts) for (const id of x.places) this.told.set(id, (this.told.get(id) || 0) + 1);
    this.children = new Map(); // places by what holds them most closely
    this.within = new Map(); // places by all that holds them
    const under = (map, id, place) => map.set(id, [...(map.get(id) || []), place]);
    for (const place of view.places) {
      if (place.inside) under(this.children, place.inside, place);
      for (const id of place.within) under(this.within, id, place);
    }
  }

  // ---- what goes to the page

  choose(change) {
    this.choice = { ...this.choice, ...change };
    this.pending = { value: JSON.stringify(this.choice), at: Date.now() };
    this.draw();
    this.send();
    if (TOLD.some((field) => field in change)) this.announce();
  }

  // Where Back or Forward has led: no new step, and perhaps another article.
  arrive(address) {
    const asked = new URLSearchParams(address);
    const said = (name) => asked.get(name) || null;
    const tab = TABS.some(([id]) => id === said("tab")) ? said("tab") : TABS[0][0];
    const article = said("article") || "sample";
    const there = chosen({ place: said("place"), speaker: said("speaker"), speech: said("speech"), tab });
    if (said("mode") || article !== this.articleId) return this.send({ arrive: address });
    this.choice = there;
    this.pending = { value: JSON.stringify(there), at: Date.now() };
    this.draw();
    this.send({ article });
    this.announce();
  }

  // What has the keyboard in the panel, by the key it has whenever it is drawn.
  held() {
    return this.root.getRootNode().activeElement?.dataset?.focus ?? null;
  }

  // A place, and the one of its names whose receipt is to be read.
  select(place, name, more = {}) {
    if (place !== null || name !== null) this.opener = this.held() ?? this.opener;
    this.choose({ place, name, rival: null, ...more });
  }

  toggle(index) {
    const id = this.nameOf.get(index)?.id ?? null;
    if (this.choice.name === index) this.select(null, null);
    else this.select(id, index);
  }

  // Escape undoes one step: the other choice on the map, the choice of a place, the way into the article.
  stepBack() {
    if (this.choice.rival) this.rival(null);
    else if (this.choice.place || this.choice.name !== null) this.select(null, null);
    else if (this.origin && this.choice.tab === "article") this.comeBack();
  }

  comeBack() {
    const { tab, place, name, key } = this.origin;
    this.origin = null;
    this.choose({ tab, place, name });
    this.body.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }

  // From the list of places: the excerpts at once, and the keyboard with them.
  read(id) {
    if (this.choice.place === id) return this.select(null, null);
    this.select(id, null, { tab: "evidence" });
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  // From the list of what is not drawn: its receipt.
  explain(index) {
    this.asked = true;
    this.select(this.nameOf.get(index)?.id ?? null, index, { tab: "evidence" });
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  rival(reading) {
    this.choose({ name: this.nameNow(), rival: reading ? reading.id : null });
    this.said.textContent = reading
      ? `${reading.label} is shown on the map, ${reading.away || "not chosen"}`
      : "The other choice is off the map";
  }

  // The name whose receipt is open: the one chosen, or the first of the place chosen.
  nameNow() {
    return this.choice.name ?? this.place.get(this.choice.place)?.names[0] ?? null;
  }

  open(tab) {
    if (tab !== this.choice.tab) this.choose({ tab });
  }

  announce() {
    const place = this.place.get(this.choice.place);
    const name = this.view.names[this.choice.name];
    const shown = this.kept(place).length;
    const by = this.filterWords();
    if (name && !place) this.said.textContent = `${name.name}: ${this.receipts[name.receipt].verdict}`;
    else if (place) this.said.textContent = `${counted(shown, "excerpt")} on ${place.name}${by && `, ${by}`}`;
    else this.said.textContent = by ? `${counted(shown, "excerpt")} of ${this.view.excerpts.length.toLocaleString("en")}, ${by}` : `All ${count(shown, "excerpt")}`;
  }

  // The filter in force in words, empty where there is none.
  filterWords() {
    const { speaker, speech } = this.choice;
    return [speech && VOICES[speech].toLowerCase(), speaker && `by ${speaker}`].filter(Boolean).join(" ");
  }

  // ---- which excerpts

  passes(excerpt) {
    const { speaker, speech } = this.choice;
    if (speech && excerpt.voice !== speech) return false;
    return !speaker || excerpt.speaker === speaker;
  }

  family(place) {
    return place ? new Set([place.id, ...(this.within.get(place.id) || []).map((inner) => inner.id)]) : null;
  }

  kept(place) {
    return this.view.excerpts.filter((x) => this.passes(x) && (!place || x.facets.includes(place.id)));
  }

  // How many excerpts are kept on each place or in it, counted in one pass.
  tally() {
    const found = new Map();
    for (const x of this.view.excerpts) {
      if (!this.passes(x)) continue;
      for (const id of x.facets) found.set(id, (found.get(id) || 0) + 1);
    }
    return found;
  }

  // ---- drawing

  draw() {
    const { tab } = this.choice;
    if (this.shown) this.tops[this.shown] = { top: this.body.scrollTop, subject: this.last };
    this.drawTabs();
    this.drawFilter();
    const subject = this.choice.place ?? this.choice.name;
    // Another subject on top of its excerpts starts with the excerpts in sight.
    if (tab === "evidence" && this.last !== subject) this.why = false;
    if (this.asked) this.why = true;
    this.asked = false;
    const content = { evidence: () => this.evidence(), article: () => this.article(), places: () => this.list(), unplaced: () => this.unplaced() }[tab]();
    const focus = this.held();
    const active = this.root.getRootNode().activeElement;
    const held = this.body.contains(active) || this.bar.contains(active);
    const below = this.last === subject ? this.body.querySelector(".strip")?.scrollTop : 0;
    this.body.replaceChildren(...content.flat(9).filter(Boolean));
    this.body.setAttribute("aria-labelledby", `dl-tab-${tab}`);
    const again = focus && this.body.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
    if (again) again.focus({ preventScroll: true });
    else if (held) this.catchFocus();
    const left = this.tops[tab];
    this.body.scrollTop = left && (tab !== "evidence" || left.subject === subject) ? left.top : 0;
    const strip = this.body.querySelector(".strip");
    if (strip) strip.scrollTop = below || 0;
    if (strip && again && this.last !== subject) this.uncover();
    this.shown = tab;
    this.last = subject;
  }

  // What had the keyboard is gone: it goes to where the choice was made, or to the top of what is shown.
  catchFocus() {
    const opener = this.opener && this.body.querySelector(`[data-focus="${CSS.escape(this.opener)}"]`);
    (opener || this.body.querySelector("h2[tabindex]") || this.body).focus({ preventScroll: true });
  }

  // A name just chosen is not left under the strip that tells of it.
  uncover() {
    const name = this.body.querySelector(".name[aria-pressed=true]");
    const strip = this.body.querySelector(".strip");
    if (!name || !strip) return;
    const hidden = name.getBoundingClientRect().bottom - strip.getBoundingClientRect().top;
    if (hidden > 0) this.body.scrollTop += hidden + 12;
  }

  drawTabs() {
    const drawn = this.view.places.filter((place) => place.drawn || place.group === "country").length;
    const sizes = { places: drawn, unplaced: this.view.unplaced.filter((row) => row.code !== OUTLINED).length };
    if (this.tabs.dataset.version !== this.view.version) {
      this.tabs.dataset.version = this.view.version;
      this.tabs.replaceChildren(
        ...TABS.map(([id, label]) =>
          el("button", { type: "button", role: "tab", id: `dl-tab-${id}`, "data-tab": id, onclick: () => this.open(id) },
            label, id in sizes && el("span", { class: "size" }, ` ${sizes[id]}`)),
        ),
      );
    }
    for (const button of this.tabs.children) {
      const on = button.dataset.tab === this.choice.tab;
      button.setAttribute("aria-selected", on);
      button.tabIndex = on ? 0 : -1;
    }
  }

  // A filter is told while it is on, whatever tab is open: what it keeps, of how many, and the way out.
  drawFilter() {
    const { speaker, speech } = this.choice;
    this.bar.hidden = !speaker && !speech;
    if (this.bar.hidden) return void this.bar.replaceChildren();
    const kept = this.kept(null).length;
    const pill = (words) => el("b", { class: "pill" }, el("bdi", {}, words));
    const all = count(this.view.excerpts.length, "excerpt");
    const told = kept ? `${kept.toLocaleString("en")} of ${all}; the rest is left out of the map, dotted` : `none of ${all}: nothing is left on the map`;
    this.bar.replaceChildren(
      el("span", { class: "told" }, speech && pill(VOICES[speech]), speaker && pill(speaker), ` ${told}`),
      this.clearing("clear-filter"));
  }

  clearing(key) {
    const both = this.choice.speaker && this.choice.speech;
    return el("button", { type: "button", class: "plain", "data-focus": key, onclick: () => this.clearFilter() }, both ? "Clear filters" : "Clear filter");
  }

  clearFilter() {
    this.choose({ speaker: null, speech: null });
    this.body.focus({ preventScroll: true });
  }

  walkTabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = TABS.findIndex(([id]) => id === this.choice.tab);
    const [next] = TABS[(at + step + TABS.length) % TABS.length];
    this.open(next);
    this.tabs.querySelector(`[data-tab="${next}"]`).focus();
  }

  // ---- evidence

  evidence() {
    if (!this.view.excerpts.length && this.choice.name === null) return [this.empty()];
    const place = this.place.get(this.choice.place);
    if (!place && this.choice.name !== null) return this.unplacedName(this.choice.name);
    return [this.chips(place), this.title(place), ...(place ? this.groupsOf(place) : this.listed(this.kept(null), null))];
  }

  empty() {
    const named = this.view.unplaced.length;
    return el("div", { class: "empty" },
      el("h2", {}, "No place could be put on the map"),
      el("p", {}, named
        ? "The article names places, but none could be placed. “Not on the map” lists each with its reason."
        : "No place names were found in this text. Dateline looks for names of countries, provinces, towns, rivers and the like, as news articles write them."),
      named ? el("button", { type: "button", class: "plain", onclick: () => this.open("unplaced") }, "See what was found") : null);
  }

  // A name that stands for nothing on the map: why, and the sentences that hold it.
  unplacedName(index) {
    const name = this.view.names[index];
    const alike = this.view.names.filter((other) => other.name === name.name && other.receipt === name.receipt);
    const held = [...new Map(alike.map((other) => [other.sentence, other])).values()];
    return [
      this.chips(name),
      el("header", { class: "title" },
        el("h2", { tabindex: -1, dir: "auto" }, name.name),
        el("p", {}, `Not on the map · named ${alike.length === 1 ? "once" : `${alike.length.toLocaleString("en")} times`}`),
        this.decision(index),
        this.receipt(index)),
      el("h3", {}, "Where it is named"),
      el("div", { class: "cards" }, held.map((other) =>
        el("article", { class: "card" },
          el("blockquote", { dir: "auto" }, this.sentences.get(other.sentence).parts.map((part) => this.piece(part, false))),
          el("div", { class: "foot" }, this.into(other, `name-${other.sentence}`))))),
    ];
  }

  chips(place) {
    const pick = (label, field, all, options) =>
      el("label", { class: "pick" },
        el("span", { class: "hidden" }, label),
        el("select", { class: this.choice[field] ? "on" : null, "data-focus": field, onchange: (event) => this.choose({ [field]: event.target.value || null }) },
          el("option", { value: "" }, all),
          options.map(([value, words]) => el("option", { value, selected: this.choice[field] === value }, words))));
    return el("div", { class: "chips" },
      place && el("button", { type: "button", class: "chip on", "data-focus": "clear", "aria-label": `Clear ${place.name}, show all excerpts`, onclick: () => this.select(null, null) }, el("bdi", {}, place.name), el("span", { "aria-hidden": "true" }, " ✕")),
      this.view.speakers.length ? pick("Speaker", "speaker", "Any speaker", this.view.speakers.map((name) => [name, name])) : null,
      pick("Kind of statement", "speech", "All statements", Object.entries(VOICES)));
  }

  title(place) {
    const shown = this.kept(place).length;
    if (!place) {
      return el("header", { class: "title" },
        el("h2", { tabindex: -1 }, this.filterWords() ? "Excerpts that the filter keeps" : "All excerpts"),
        shown > 0 && el("p", {}, `${count(shown, "excerpt")} in reading order. Choose a province or a town on the map, in Places or in the article to read what is said about it.`));
    }
    const inner = this.within.get(place.id) || [];
    const own = this.view.excerpts.filter((x) => this.passes(x) && x.places.includes(place.id)).length;
    const rest = shown - own;
    const bare = place.drawn || place.group === "country" ? "" : " · no mark of its own";
    const inside = `${count(inner.length, "place")} inside it`;
    const more = !inner.length ? "" : rest ? `, and ${rest.toLocaleString("en")} on ${inside}` : `, some on ${inside} too`;
    const held = own ? ` · ${count(own, "excerpt")}${more}` : rest ? ` · ${count(rest, "excerpt")}, all on ${inside}` : "";
    return el("header", { class: "title" },
      el("h2", { tabindex: -1, dir: "auto" }, place.name),
      el("p", {}, `${capital(place.where)}${held}${bare}`),
      this.decision(this.nameNow()),
      this.receipt(this.nameNow()));
  }

  // ---- why a name stands where it does

  receipt(index) {
    const receipt = this.receipts[this.view.names[index].receipt];
    const box = el("details", { class: "receipt", open: this.why },
      el("summary", { "data-focus": "why" }, "Why here?", el("span", { class: "gist" }, this.gist(receipt))),
      this.steps(index),
      el("p", { class: "verdict" }, `${capital(receipt.verdict)}.`, receipt.chosen && !receipt.analyst && ` ${odds(receipt.readings[0].score)} answers scored like this are right.`),
      receipt.readings.length ? el("ol", { class: "readings" }, receipt.readings.map((reading, rank) => this.reading(receipt, reading, rank))) : null,
      this.rest(receipt));
    box.querySelector("summary").addEventListener("click", () => {
      this.why = !box.open;
      setTimeout(() => this.uncover(), 0); // once it has opened
    });
    return box;
  }

  // The last word on a name, beside the engine's, and the ways to have it and to take it back.
  decision(index) {
    const { analyst } = this.receipts[this.view.names[index].receipt];
    const words = analyst ? "Decide anew" : "Wrong place?";
    const correct = el("button", { type: "button", class: "plain", "data-focus": "correct", "aria-label": `${words} ${this.view.names[index].name}`, onclick: () => this.correct(index) }, words);
    if (!analyst) return this.correctable ? el("p", { class: "decision" }, correct) : null;
    const undo = () => this.send({ name: index, undo: analyst.entry });
    return el("div", { class: "decision" },
      this.signed(analyst),
      el("p", { class: "engine" }, "Engine: ", el("bdi", {}, analyst.engine), analyst.score !== null && ` (score ${score(analyst.score)})`),
      this.correctable && el("p", { class: "ways" }, correct, el("button", { type: "button", class: "plain", "data-focus": "undo", onclick: undo }, "Undo this")));
  }

  signed({ who, when, why }) {
    return el("p", {}, el("b", { class: "badge" }, "analyst"), " ", el("bdi", {}, who), `, ${when}`, why && [": ", el("bdi", {}, why)]);
  }

  // Whose words an excerpt is by the analyst, beside the engine's answer, and the ways to say it.
  attribution(x) {
    if (x.quote === null || !(this.correctable || x.analyst)) return null;
    const words = x.analyst ? "Decide anew" : "Wrong speaker?";
    const key = `speaker-${x.id}`;
    const ask = el("button", { type: "button", class: "plain", "data-focus": key, "aria-label": `${words} ${x.said.who}`, onclick: () => this.askSpeaker(x, key) }, words);
    if (!x.analyst) return el("p", { class: "decision" }, ask);
    const undo = () => this.send({ unsay: x.analyst.entry });
    return el("div", { class: "decision" },
      this.signed(x.analyst),
      el("p", { class: "engine" }, "Engine: ", el("bdi", {}, x.analyst.engine)),
      this.correctable && el("p", { class: "ways" }, ask, el("button", { type: "button", class: "plain", "data-focus": `un${key}`, "aria-label": `Undo: ${x.said.who}`, onclick: undo }, "Undo this")));
  }

  // The words selected in the article, and the sentence that they begin in; none where nothing is.
  selected() {
    const root = this.root.getRootNode();
    const found = root.getSelection?.() ?? document.getSelection();
    const words = found?.toString().trim() ?? "";
    const node = found?.anchorNode;
    const home = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-sentence]");
    return words && home && this.body.contains(home) ? { missed: words, sentence: Number(home.dataset.sentence) } : { missed: "" };
  }

  askMissed() {
    this.opener = "missed";
    this.send(this.selected());
    this.waitForDialog();
  }

  askSpeaker(x, key) {
    this.opener = key;
    this.send({ quote: x.quote });
    this.waitForDialog();
  }

  correct(index) {
    this.opener = "correct";
    this.choice = { ...this.choice, name: index };
    this.send({ correct: true });
    this.waitForDialog();
  }

  // A dialog gives the keyboard back to nothing in here: it goes where the dialog was asked for.
  waitForDialog() {
    let open = false;
    const watch = new MutationObserver(() => {
      const now = document.querySelector("[data-testid=stDialog]") !== null;
      if (open && !now) {
        watch.disconnect();
        this.takeFocus(FRAMES_TO_CLOSE);
      }
      open = now;
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }

  // While a dialog goes, the rest of the page cannot have the keyboard yet, and may lose it once more.
  takeFocus(left) {
    const holder = document.activeElement;
    if (left === 0 || (holder !== document.body && holder !== this.root.getRootNode().host)) return;
    if (holder === document.body) this.catchFocus();
    requestAnimationFrame(() => this.takeFocus(left - 1));
  }

  gist(receipt) {
    const [first, second] = receipt.readings;
    if (receipt.analyst) return "decided by the analyst";
    if (!first) return "no reading found";
    if (!second) return `score ${score(first.score)}, no rival`;
    return `score ${score(first.score)}, ${score(receipt.margin)} ahead of the second choice`;
  }

  // Each mention was decided by its own words: step from one to the next.
  steps(index) {
    const names = this.place.get(this.choice.place)?.names;
    if (!names || names.length < 2) return null;
    const at = names.indexOf(index);
    // Not `disabled`: at an end the keyboard would fall off the button.
    const step = (by, words, sign) => {
      const next = names[at + by];
      return el("button", { type: "button", class: "step", "data-focus": `step${by}`, "aria-label": words, "aria-disabled": next === undefined, onclick: () => next !== undefined && this.stepTo(next) }, sign);
    };
    return el("p", { class: "steps" },
      step(-1, "The mention before", "‹"),
      el("span", {}, `Mention ${at + 1} of ${names.length}: “`, el("bdi", {}, this.view.names[index].name), `”, ¶${this.view.names[index].paragraph + 1}`),
      step(1, "The next mention", "›"));
  }

  stepTo(index) {
    this.select(this.choice.place, index);
    this.body.querySelector(".name[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
    this.uncover();
  }

  reading(receipt, reading, rank) {
    const answer = rank === 0 && receipt.chosen;
    const decided = answer && receipt.analyst; // its score is the analyst's word, no measure
    const role = decided ? "Analyst" : answer ? "Chosen" : `${ORDINALS[rank]} choice`;
    const shown = this.choice.rival === reading.id;
    const words = shown ? "Take it off the map" : "See it on the map";
    const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i", {}));
    meter.firstChild.style.width = `${(100 * reading.score).toFixed(1)}%`;
    return el("li", { class: answer ? "reading answer" : "reading" },
      el("p", { class: "head" }, el("span", { class: "role" }, role), el("b", {}, reading.name), !decided && el("span", { class: "score" }, score(reading.score))),
      decided ? null : meter,
      el("p", { class: "at" }, [capital(reading.where), reading.away && `${reading.away} from ${receipt.chosen ? "the chosen place" : "the first choice"}`, answer && reading.id].filter(Boolean).join(" · ")),
      reading.called && el("p", { class: "at", dir: "ltr" }, `${reading.called}.`),
      reading.reasons.length ? el("ul", {}, reading.reasons.map((reason) => el("li", {}, capital(reason)))) : null,
      answer ? null : el("button", { type: "button", class: `plain ghost${shown ? " shown" : ""}`, "data-focus": `rival-${reading.id}`, "aria-label": `${words}: ${role.toLowerCase()}, ${reading.label}`, onclick: () => this.rival(shown ? null : reading) }, words));
  }

  rest(receipt) {
    if (receipt.left) return el("p", { class: "rest" }, `And ${receipt.left.toLocaleString("en")} more, none above ${score(receipt.most).replace("under ", "")}.`);
    return receipt.readings.length === 1 ? el("p", { class: "rest" }, "No other place of that name was found.") : null;
  }

  groupsOf(place) {
    const inner = this.within.get(place.id) || [];
    const family = new Set(inner.map((p) => p.id));
    const kept = this.kept(place);
    const isInside = (x) => x.places.some((id) => family.has(id));
    const inside = kept.filter(isInside);
    const own = kept.filter((x) => !isInside(x));
    const said = new Set(inside.flatMap((x) => x.places));
    const named = inner.filter((p) => said.has(p.id)).map((p) => p.name);
    if (!kept.length) return this.listed(kept, place);
    return [
      inside.length && [el("h3", {}, "On places in ", el("bdi", {}, place.name), ": ", el("bdi", {}, named.join(", "))), this.cards(inside)],
      own.length && [inside.length && el("h3", {}, `On the ${place.kind} itself`), this.cards(own)],
    ];
  }

  // Cards, or in their stead why there are none and the way out.
  listed(excerpts, place) {
    if (excerpts.length) return [this.cards(excerpts)];
    const by = this.filterWords();
    if (!by) return [el("p", { class: "none" }, "No sentence of the article tells of it.")];
    const on = place ? ` on ${place.name}` : "";
    return [el("div", { class: "empty" }, el("p", {}, `The filter leaves nothing${on}: there is no excerpt in ${by}.`), this.clearing("clear-empty"))];
  }

  // One card for each sentence: where two voices share it, its words stand once, above both.
  cards(excerpts) {
    const groups = [];
    for (const x of excerpts) {
      const last = groups.at(-1);
      if (last && last[0].sentence === x.sentence && textOf(last[0]) === textOf(x)) last.push(x);
      else groups.push([x]);
    }
    return el("div", { class: "cards" }, groups.map((group) => this.card(group)));
  }

  card(group) {
    const [x] = group;
    const kinds = new Set(group.flatMap((each) => each.places).map((id) => this.place.get(id)?.group));
    const tone = kinds.has("point") ? "point" : kinds.has("area") ? "area" : "country";
    return el("article", { class: `card ${tone}` },
      el("blockquote", { dir: "auto" }, x.parts.map((part) => this.piece(part, false))),
      group.map((each) => this.voice(each, group.length > 1)),
      x.before || x.after
        ? el("details", { class: "context" }, el("summary", {}, "Around it"),
            el("p", { dir: "auto" }, x.before, x.before ? " " : "", el("b", {}, x.parts.map((part) => part.t).join("")), x.after ? " " : "", x.after))
        : null);
  }

  // Whose words name the places of an excerpt, and which those are where the sentence has another voice.
  voice(x, shared) {
    const names = shared && [...new Set(x.places.map((id) => this.place.get(id)?.name).filter(Boolean))].join(", ");
    return el("div", { class: "foot", "data-excerpt": x.id, "data-marks": x.marks.join(" "), "data-voice": x.voice },
      el("p", { class: "who" }, names && el("b", { class: "of" }, el("bdi", {}, names), ": "), el("strong", { dir: "auto" }, x.said.who), x.said.role ? el("span", { dir: "auto" }, ` ${x.said.role}`) : null),
      el("p", { class: "tags" }, [x.said.how, x.precision, x.role === "mentioned" ? null : x.role].filter(Boolean).map((tag) => el("span", { class: "tag" }, tag))),
      x.analyst ? null : this.attribution(x),
      this.copy(x),
      this.into(x, x.id),
      x.analyst ? this.attribution(x) : null);
  }

  copy(x) {
    const words = { ...x.said, text: x.parts.map((part) => part.t).join(""), paragraph: x.paragraph, ...this.view.cited };
    return el("button", { type: "button", class: "plain copy", "data-focus": `copy-${x.id}`, title: "Copy the excerpt with its citation", onclick: (event) => this.store.copyExcerpt(event.currentTarget, this.said, words) }, "Copy");
  }

  into(x, id) {
    return el("button", { type: "button", class: "into", "data-focus": `into-${id}`, onclick: () => this.show(x) }, `In the article ¶${x.paragraph + 1} →`);
  }

  show(x) {
    const { tab, place, name } = this.choice;
    this.origin = { tab, place, name, key: this.held() };
    this.choose({ tab: "article" });
    const target = this.body.querySelector(`[data-sentence="${x.sentence}"]`);
    if (!target) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    target.classList.add("found");
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  // ---- words with their marks

  piece(part, linked) {
    if (part.name === undefined) {
      return part.other && linked ? el("span", { class: "other", title: part.other }, part.t) : document.createTextNode(part.t);
    }
    const place = this.nameOf.get(part.name);
    const family = this.family(this.place.get(this.choice.place));
    const chosen = place ? family?.has(place.id) : this.sameName(part.name);
    const look = `name ${place ? place.group : "absent"}${chosen ? " chosen" : ""}`;
    if (!linked) return el("mark", { class: look }, part.t);
    const shown = place && (this.told.get(place.id) || 0);
    const words = place ? `${place.kind}, ${counted(shown, "excerpt").toLowerCase()}` : "not on the map";
    // No button: a browser sets one as a block of its own, which parts it from the comma after it.
    return el("span", {
      class: look, role: "button", tabindex: 0, "data-focus": `name-${part.name}`, "aria-label": `${part.t}, ${words}`, "aria-pressed": this.choice.name === part.name,
      onclick: () => this.toggle(part.name),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.toggle(part.name);
      },
    }, part.t);
  }

  sameName(index) {
    const now = this.view.names[this.choice.name];
    const other = this.view.names[index];
    return now && now.name === other.name && now.receipt === other.receipt;
  }

  article() {
    const index = this.nameNow();
    return [
      el("div", { class: "text", dir: "auto" }, this.view.paragraphs.map((p) =>
        el(p.head ? "h2" : "p", { "data-paragraph": p.number },
          el("span", { class: "pilcrow", "aria-hidden": "true" }, `¶${p.number + 1}`),
          p.sentences.map((s) => [el("span", { "data-sentence": s.index }, this.quoted(s.parts)), " "])))),
      this.correctable && el("p", { class: "missed" },
        // pressed without taking the selection away
        el("button", { type: "button", class: "plain", "data-focus": "missed", onmousedown: (event) => event.preventDefault(), onclick: () => this.askMissed() }, "A name was missed?"),
        " Select it in the text first, or write it."),
      index === null ? null : this.strip(index),
    ];
  }

  // Under the article: what the chosen name was read as, and why.
  strip(index) {
    const place = this.place.get(this.choice.place);
    const name = place || this.view.names[index];
    const tight = this.body.clientHeight < ROOM_FOR_A_RECEIPT;
    const said = place ? [tight ? "" : ` ${place.where}`, counted(this.kept(place).length, "excerpt").toLowerCase()].join(" · ") : " · not on the map";
    return el("aside", { class: "strip", "aria-label": `About ${name.name}` },
      el("p", { class: "about" }, el("strong", { dir: "auto" }, name.name), said),
      el("button", { type: "button", class: "close", "data-focus": "close", "aria-label": `Close ${name.name}`, onclick: () => this.select(null, null) }, "✕"),
      el("p", { class: "ways" },
        place && el("button", { type: "button", class: "plain", "data-focus": "read", onclick: () => this.open("evidence") }, "Read the excerpts →"),
        el("button", { type: "button", class: "plain", "data-focus": "next", onclick: () => this.nextMention() }, "Find it in the text ↓"),
        tight && el("button", { type: "button", class: "plain", "data-focus": "why", onclick: () => { this.asked = true; this.open("evidence"); } }, "Why here? →")),
      tight ? null : this.decision(index),
      tight ? null : this.receipt(index));
  }

  // The place's next mention below what is in sight, after the last one the first again.
  nextMention() {
    const names = [...this.body.querySelectorAll(".name.chosen")];
    const edge = this.body.querySelector(".strip").getBoundingClientRect().top;
    const next = names.find((name) => name.getBoundingClientRect().bottom > edge) || names[0];
    next?.scrollIntoView({ block: "center" });
  }

  quoted(parts) {
    const out = [];
    let box = null;
    let inside;
    for (const part of parts) {
      if (part.quote !== inside) {
        inside = part.quote;
        box = inside === undefined ? null : el("q", { class: "said-by", title: this.sayer(inside) });
        if (box) out.push(box);
      }
      (box || { append: (node) => out.push(node) }).append(this.piece(part, true));
    }
    return out;
  }

  sayer(index) {
    const found = this.view.quotes?.[index];
    return found || null;
  }

  // ---- places

  list() {
    const rows = [];
    const kept = this.tally();
    const shown = this.view.places.filter((p) => p.drawn || p.group === "country");
    const heads = [["area", "Provinces and other areas"], ["point", "Other places"], ["country", "Countries, shown as outlines"]];
    for (const [group, label] of heads) {
      const found = shown.filter((p) => p.group === group && !(p.inside && this.place.has(p.inside)));
      if (!found.length) continue;
      rows.push(el("li", { class: "head", role: "presentation" }, label));
      for (const place of found) this.nest(place, 0, kept, rows);
    }
    const options = rows.filter((row) => row.getAttribute("role") === "option");
    const current = options.find((row) => row.getAttribute("aria-selected") === "true") || options[0];
    if (current) current.tabIndex = 0;
    if (!options.length) return [this.empty()];
    return [
      el("p", { class: "hint" }, "Arrow keys move, Enter chooses, Escape clears: the same as clicking the map."),
      el("ul", { class: "places", role: "listbox", "aria-label": "Places named in the article", onkeydown: (event) => this.walk(event) }, rows),
    ];
  }

  // A place, and under it those that lie in it.
  nest(place, depth, kept, rows) {
    rows.push(this.row(place, depth, kept));
    for (const inner of this.children.get(place.id) || []) if (inner.drawn) this.nest(inner, depth + 1, kept, rows);
  }

  row(place, depth, kept) {
    const shown = kept.get(place.id) || 0;
    const said = shown ? count(shown, "excerpt") : this.filterWords() ? "left out by the filter" : "no excerpt";
    return el("li", {
      class: `place ${place.group}${place.ring ? " ring" : ""}`, role: "option", tabindex: -1, "data-focus": `row-${place.id}`, "data-depth": depth,
      "aria-selected": this.choice.place === place.id,
      onclick: () => this.read(place.id),
    }, el("span", { class: "sign", "aria-hidden": "true" }, place.number && String(place.number)), el("span", { class: "what" }, el("b", { dir: "auto" }, place.name), " ", el("small", {}, place.where, place.analyst && [" · ", el("span", { class: "badge" }, "analyst")])), " ", el("span", { class: "count" }, said));
  }

  walk(event) {
    const options = [...this.body.querySelectorAll("[role=option]")];
    const at = options.indexOf(this.root.getRootNode().activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (at >= 0) options[at].click();
    } else if (to !== undefined) {
      event.preventDefault();
      const next = options[Math.max(0, Math.min(options.length - 1, to))];
      for (const option of options) option.tabIndex = option === next ? 0 : -1;
      next.focus();
    }
  }

  // ---- what is not drawn

  unplaced() {
    const word = (row) => row.names.length
      ? el("button", { type: "button", class: "plain", "data-focus": `why-${row.names[0]}`, "aria-label": `${row.name}: why?`, onclick: () => this.explain(row.names[0]) }, row.name)
      : row.name;
    const table = (rows, caption) =>
      el("table", {}, el("caption", {}, caption),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Name"), el("th", { scope: "col" }, "Times"), el("th", { scope: "col" }, "Why"))),
        el("tbody", {}, rows.map((row) => el("tr", { "data-reason": row.code, "data-times": row.times }, el("th", { scope: "row", dir: "auto" }, word(row)), el("td", {}, row.times), el("td", {}, row.reason)))));
    const outlined = this.view.unplaced.filter((row) => row.code === OUTLINED);
    const missing = this.view.unplaced.filter((row) => row.code !== OUTLINED);
    return [
      missing.length ? table(missing, "Names of places without a mark of their own") : el("p", { class: "none" }, "Every place the article names is on the map."),
      outlined.length ? table(outlined, "On the map as an outline, without a mark") : null,
      this.view.peoples.length ? table(this.view.peoples, "Peoples and adjectives, never drawn") : null,
      this.view.others.length ? table(this.view.others, "Names judged not to be places") : null,
    ];
  }
}

// What the reader has chosen, always in the same order, so that two can be compared as text.
function chosen({ place = null, speaker = null, speech = null, tab = null, name = null, rival = null }) {
  return { place, speaker, speech, tab, name, rival };
}

function articleOf(view) {
  return view.version.split(":")[0];
}

function textOf(excerpt) {
  return excerpt.parts.map((part) => part.t).join("");
}

function capital(words) {
  return words ? words[0].toLocaleUpperCase("en") + words.slice(1) : words;
}
