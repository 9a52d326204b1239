// The evidence panel. Every word that comes from an article is set as text, never as markup.
const TABS = [["evidence", "Evidence"], ["article", "Article"], ["places", "Places"], ["unplaced", "Not on the map"]];
const VOICES = { direct: "direct quote", reported: "reported, not verbatim", writer: "the writer’s words" };
const WAIT_MS = 5000; // how long an answer older than the reader's last click is ignored
const KEPT = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let panel = KEPT.get(parentElement);
  if (!panel) {
    panel = new Panel(parentElement.querySelector(".panel"));
    KEPT.set(parentElement, panel);
  }
  panel.send = (type, value) => setTriggerValue("event", { type, value, at: Date.now() });
  panel.update(data.view, data.selection);
}

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

class Panel {
  constructor(root) {
    this.root = root;
    this.tabs = root.querySelector(".tabs");
    this.body = root.querySelector(".body");
    this.said = root.querySelector(".said");
    this.choice = { place: null, speaker: null, speech: null, tab: "evidence" };
    this.pending = null;
    this.tops = {};
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.choice.place) this.choose({ place: null }, "clear");
    });
    this.tabs.addEventListener("keydown", (event) => this.walkTabs(event));
  }

  // ---- what comes from the page

  update(view, selection) {
    const fresh = !this.view || this.view.version !== view.version;
    const wanted = { place: selection.place, speaker: selection.speaker, speech: selection.speech, tab: selection.tab };
    if (fresh) {
      this.adopt(view);
      this.pending = null;
      this.choice = wanted;
      this.tops = {};
      this.draw();
      return;
    }
    const now = JSON.stringify(wanted);
    if (this.pending) {
      const late = Date.now() - this.pending.at > WAIT_MS;
      if (now === this.pending.value || late) this.pending = null;
      if (!late) return;
    }
    if (now === JSON.stringify(this.choice)) return;
    const moved = wanted.place !== this.choice.place;
    this.choice = wanted;
    this.draw();
    if (moved) this.announce();
  }

  adopt(view) {
    this.view = view;
    this.place = new Map(view.places.map((place) => [place.id, place]));
    this.nameOf = new Map();
    for (const place of view.places) for (const index of place.names) this.nameOf.set(index, place);
    this.within = new Map();
    for (const place of view.places) {
      if (!place.inside) continue;
      if (!this.within.has(place.inside)) this.within.set(place.inside, []);
      this.within.get(place.inside).push(place);
    }
  }

  // ---- what goes to the page

  choose(change, type, value) {
    this.choice = { ...this.choice, ...change };
    this.pending = { value: JSON.stringify(this.choice), at: Date.now() };
    this.draw();
    this.send(type, value ?? "");
    if ("place" in change) this.announce();
  }

  toggle(id) {
    if (this.choice.place === id) this.choose({ place: null }, "select", "");
    else this.choose({ place: id }, "select", id);
  }

  // From the list of places: the excerpts at once, and the keyboard with them.
  read(id) {
    if (this.choice.place === id) return this.toggle(id);
    this.choose({ place: id, tab: "evidence" }, "read", id);
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  open(tab) {
    if (tab !== this.choice.tab) this.choose({ tab }, "tab", tab);
  }

  announce() {
    const place = this.place.get(this.choice.place);
    const shown = this.kept(place).length;
    this.said.textContent = place ? `${count(shown, "excerpt")} on ${place.name}` : `All ${count(shown, "excerpt")}`;
  }

  // ---- which excerpts

  passes(excerpt) {
    const { speaker, speech } = this.choice;
    if (speech && excerpt.voice !== speech) return false;
    return !speaker || (excerpt.speaker && excerpt.speaker.name === speaker);
  }

  family(place) {
    return place ? new Set([place.id, ...(this.within.get(place.id) || []).map((inner) => inner.id)]) : null;
  }

  kept(place) {
    const family = this.family(place);
    return this.view.excerpts.filter((x) => this.passes(x) && (!family || x.places.some((id) => family.has(id))));
  }

  // ---- drawing

  draw() {
    const { tab } = this.choice;
    if (this.shown) this.tops[this.shown] = this.body.scrollTop;
    this.drawTabs();
    const content = { evidence: () => this.evidence(), article: () => this.article(), places: () => this.list(), unplaced: () => this.unplaced() }[tab]();
    const focus = this.root.getRootNode().activeElement?.dataset?.focus;
    this.body.replaceChildren(...content.flat(9).filter(Boolean));
    this.body.setAttribute("aria-labelledby", `dl-tab-${tab}`);
    const again = focus && this.body.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
    if (again) again.focus({ preventScroll: true });
    const stay = tab === this.shown && !(tab === "evidence" && this.last !== this.choice.place);
    this.body.scrollTop = stay || tab !== "evidence" ? this.tops[tab] || 0 : 0;
    this.shown = tab;
    this.last = this.choice.place;
  }

  drawTabs() {
    const drawn = this.view.places.filter((place) => place.drawn || place.group === "country").length;
    const sizes = { places: drawn, unplaced: this.view.unplaced.length };
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
    if (!this.view.excerpts.length) return [this.empty()];
    const place = this.place.get(this.choice.place);
    return [this.chips(place), this.title(place), ...(place ? this.groupsOf(place) : [this.cards(this.kept(null))])];
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

  chips(place) {
    const pick = (label, field, type, all, options) =>
      el("label", { class: "pick" },
        el("span", { class: "hidden" }, label),
        el("select", { "data-focus": type, onchange: (event) => this.choose({ [field]: event.target.value || null }, type, event.target.value) },
          el("option", { value: "" }, all),
          options.map(([value, words]) => el("option", { value, selected: this.choice[field] === value }, words))));
    return el("div", { class: "chips" },
      place && el("button", { type: "button", class: "chip on", "data-focus": "clear", "aria-label": `Clear ${place.name}, show all excerpts`, onclick: () => this.choose({ place: null }, "select", "") }, place.name, el("span", { "aria-hidden": "true" }, " ✕")),
      this.view.speakers.length ? pick("Speaker", "speaker", "speaker", "Any speaker", this.view.speakers.map((name) => [name, name])) : null,
      pick("Kind of statement", "speech", "speech", "All statements", Object.entries({ direct: "Direct quotes", reported: "Reported speech", writer: "The writer" })));
  }

  title(place) {
    const shown = this.kept(place).length;
    if (!place) {
      return el("header", { class: "title" },
        el("h2", {}, "All excerpts"),
        el("p", {}, `${count(shown, "excerpt")} in reading order. Choose a province or a town on the map, in Places or in the article to read what is said about it.`));
    }
    const inner = this.within.get(place.id) || [];
    const own = this.view.excerpts.filter((x) => this.passes(x) && x.places.includes(place.id)).length;
    const rest = shown - own;
    const more = inner.length ? `, and ${rest.toLocaleString("en")} on ${count(inner.length, "place")} inside it` : "";
    return el("header", { class: "title" },
      el("h2", { tabindex: -1 }, place.name),
      el("p", {}, `${capital(place.where)} · ${count(own, "excerpt")}${more}`),
      this.receipt(place));
  }

  receipt(place) {
    const { reasons, runners, score, gazetteer } = place.receipt;
    return el("details", { class: "receipt" },
      el("summary", {}, "Why here?"),
      el("p", {}, `Read as ${gazetteer}. Score ${score.toFixed(2)}.`),
      el("ul", {}, reasons.map((reason) => el("li", {}, capital(reason)))),
      runners.length
        ? [el("p", {}, "It could also have been:"),
           el("ul", {}, runners.map((r) => el("li", {}, `${r.name}, ${r.where} (${r.score.toFixed(2)})`)))]
        : el("p", {}, "No other place of that name was found."));
  }

  groupsOf(place) {
    const inner = this.within.get(place.id) || [];
    const family = new Set(inner.map((p) => p.id));
    const kept = this.kept(place);
    const inside = kept.filter((x) => x.places.some((id) => family.has(id)));
    const own = kept.filter((x) => !inside.includes(x));
    const named = inner.filter((p) => inside.some((x) => x.places.includes(p.id))).map((p) => p.name);
    if (!kept.length) return [el("p", { class: "none" }, "No excerpt on it passes these filters.")];
    return [
      inside.length && [el("h3", {}, `On places in ${place.name}: ${named.join(", ")}`), this.cards(inside)],
      own.length && [inside.length && el("h3", {}, `On the ${place.kind} itself`), this.cards(own)],
    ];
  }

  cards(excerpts) {
    if (!excerpts.length) return el("p", { class: "none" }, "No excerpt passes these filters.");
    return el("div", { class: "cards" }, excerpts.map((x) => this.card(x)));
  }

  card(x) {
    const kinds = new Set(x.places.map((id) => this.place.get(id)?.group));
    const tone = kinds.has("point") ? "point" : kinds.has("area") ? "area" : "country";
    const who = x.speaker;
    const named = who ? [who.title, who.name].filter(Boolean).join(" ") : x.voice === "writer" ? "The article" : "Speaker not named";
    return el("article", { class: `card ${tone}`, "data-excerpt": x.id },
      el("blockquote", { dir: "auto" }, x.parts.map((part) => this.piece(part, false))),
      el("div", { class: "foot" },
        el("p", { class: "who" }, el("strong", {}, named), who && who.role ? el("span", {}, ` ${who.role}`) : null),
        el("p", { class: "tags" }, [VOICES[x.voice], x.precision, x.role === "mentioned" ? null : x.role].filter(Boolean).map((tag) => el("span", { class: "tag" }, tag))),
        el("button", { type: "button", class: "into", "data-focus": `into-${x.id}`, onclick: () => this.show(x) }, `In the article ¶${x.paragraph + 1} →`)),
      x.before || x.after
        ? el("details", { class: "context" }, el("summary", {}, "Around it"),
            el("p", { dir: "auto" }, x.before, x.before ? " " : "", el("b", {}, x.parts.map((part) => part.t).join("")), x.after ? " " : "", x.after))
        : null);
  }

  show(x) {
    this.choose({ tab: "article" }, "tab", "article");
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
    const place = this.nameOf.get(part.name);
    if (part.name !== undefined && place) {
      const chosen = this.family(this.place.get(this.choice.place))?.has(place.id);
      const look = `name ${place.group}${chosen ? " chosen" : ""}`;
      if (!linked) return el("mark", { class: look }, part.t);
      const shown = this.view.excerpts.filter((x) => x.places.includes(place.id)).length;
      return el("button", { type: "button", class: look, "data-focus": `name-${part.name}`, "aria-label": `${part.t}, ${place.kind}, ${count(shown, "excerpt")}`, "aria-pressed": this.choice.place === place.id, onclick: () => this.toggle(place.id) }, part.t);
    }
    if (part.name !== undefined) return el("span", { class: "other", title: "not drawn: see Not on the map" }, part.t);
    if (part.other && linked) return el("span", { class: "other", title: part.other }, part.t);
    return document.createTextNode(part.t);
  }

  article() {
    const place = this.place.get(this.choice.place);
    return [
      el("div", { class: "text", dir: "auto" }, this.view.paragraphs.map((p) =>
        el(p.head ? "h2" : "p", { "data-paragraph": p.number },
          el("span", { class: "pilcrow", "aria-hidden": "true" }, `¶${p.number + 1}`),
          p.sentences.map((s) => [el("span", { "data-sentence": s.index }, this.quoted(s.parts)), " "])))),
      place && el("p", { class: "strip" },
        el("strong", {}, place.name), ` ${place.where} · ${count(this.kept(place).length, "excerpt")} `,
        el("button", { type: "button", class: "plain", onclick: () => this.open("evidence") }, "Read the excerpts →")),
    ];
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
    const shown = this.view.places.filter((p) => p.drawn || p.group === "country");
    const heads = [["area", "Provinces and districts"], ["point", "Other places"], ["country", "Countries, shown as outlines"]];
    for (const [group, label] of heads) {
      const found = shown.filter((p) => p.group === group && !(p.inside && this.place.has(p.inside)));
      if (!found.length) continue;
      rows.push(el("li", { class: "head", role: "presentation" }, label));
      for (const place of found) {
        rows.push(this.row(place, 0));
        for (const inner of this.within.get(place.id) || []) if (inner.drawn) rows.push(this.row(inner, 1));
      }
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

  row(place, depth) {
    const shown = this.kept(place).length;
    return el("li", {
      class: `place ${place.group}`, role: "option", tabindex: -1, "data-focus": `row-${place.id}`, "data-depth": depth,
      "aria-selected": this.choice.place === place.id, "aria-label": `${place.name}, ${place.where}, ${count(shown, "excerpt")}`,
      onclick: () => this.read(place.id),
    }, el("span", { class: "sign", "aria-hidden": "true" }), el("span", { class: "what" }, el("b", {}, place.name), el("small", {}, place.where)), el("span", { class: "count" }, count(shown, "excerpt")));
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
    const table = (rows, caption) =>
      el("table", {}, el("caption", {}, caption),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Name"), el("th", { scope: "col" }, "Times"), el("th", { scope: "col" }, "Why"))),
        el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row", dir: "auto" }, row.name), el("td", {}, row.times), el("td", {}, row.reason)))));
    return [
      this.view.unplaced.length ? table(this.view.unplaced, "Names of places without a mark of their own") : el("p", { class: "none" }, "Every place the article names is on the map."),
      this.view.peoples.length ? table(this.view.peoples, "Peoples and adjectives, never drawn") : null,
      this.view.others.length ? table(this.view.others, "Names judged not to be places") : null,
    ];
  }
}

function capital(words) {
  return words ? words[0].toLocaleUpperCase("en") + words.slice(1) : words;
}
