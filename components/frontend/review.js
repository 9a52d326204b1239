// The review: one question at a time, answered by keys. Every word that comes from an article is set as text, never as markup.
const WAIT_MS = 5000; // after which an answer that nothing came of may be given again
const FRAMES_TO_CLOSE = 120; // that a dialog may take to let go of the page
const DIALOG = "[data-testid=stDialog]";
const OTHERWISE = [["S", "Something else…", true], ["P", "A point…", "point"], ["W", "Within…", "within"], ["R", "A rule…", "rule"]];
const NO_PLACE = [["N", "Not a place", "not-a-place"], ["D", "Undecided", "undecided"]];
const KEPT = new WeakMap(); // the review of each element
const store = (window.datelineKept ??= { versions: new Map(), waiting: [], sight: null, panel: null });

export default function ({ data, parentElement, setTriggerValue }) {
  let review = KEPT.get(parentElement);
  if (!review) KEPT.set(parentElement, (review = new Review(parentElement.querySelector(".review"))));
  review.listen((event) => setTriggerValue("event", event));
  review.update(data);
  return () => review.leave();
}

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  return node;
}

const bdi = (words) => el("bdi", {}, words);
const score = (value) => (value < 0.005 ? "under 0.01" : value.toFixed(2));

class Review {
  constructor(root) {
    this.root = root;
    this.said = el("p", { class: "said", role: "status" });
    this.body = el("div", { class: "all" });
    root.append(this.said, this.body);
    this.pressed = (event) => this.press(event);
    this.arrived = (address) => this.tell({ arrive: address, at: Date.now() });
    this.waiting = null; // when the event was sent that nothing came of yet
  }

  listen(send) {
    this.tell = send;
    store.arrive = this.arrived; // for Back and Forward
    document.addEventListener("keydown", this.pressed);
    document.documentElement.dataset.dateline = "shown"; // takes away what stood here while loading
    document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
  }

  leave() {
    document.removeEventListener("keydown", this.pressed);
    if (store.arrive === this.arrived) store.arrive = null;
  }

  send(event) {
    const now = Date.now();
    if (this.waiting !== null && now - this.waiting < WAIT_MS) return;
    this.waiting = now;
    this.root.setAttribute("aria-busy", "true");
    this.tell({ ...event, at: now });
  }

  ask(event) {
    const { question, entry } = this.view;
    if (question) this.send({ key: question.key, entry, ...event });
  }

  answer(key) {
    this.ask({ answer: key, why: this.body.querySelector("input")?.value ?? "" });
  }

  // ---- keys

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(DIALOG)) return;
    const at = event.composedPath()[0];
    if (at.matches?.("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape" || event.key === "Enter") this.stop(event, () => this.home());
      return;
    }
    if (event.key === "Enter" && at.matches?.("button, a[href], summary")) return; // presses what has the keyboard
    const button = this.body.querySelector(`button[aria-keyshortcuts="${CSS.escape(keyOf(event))}"]`);
    if (event.repeat || !button) return;
    this.stop(event, () => button.click());
  }

  // A dialog gives the keyboard back to nothing in here.
  correct(way) {
    this.ask({ else: way });
    this.waiting = null; // the whole page is drawn for it, and no answer comes here
    this.root.removeAttribute("aria-busy");
    let open = false;
    const watch = new MutationObserver(() => {
      const now = document.querySelector(DIALOG) !== null;
      if (open && !now) {
        watch.disconnect();
        this.comeHome(FRAMES_TO_CLOSE);
      }
      open = now;
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }

  // While it goes, the rest of the page cannot have the keyboard yet.
  comeHome(left) {
    if (document.activeElement !== document.body || left === 0) return;
    this.home();
    requestAnimationFrame(() => this.comeHome(left - 1));
  }

  stop(event, act) {
    event.preventDefault();
    act();
  }

  home() {
    this.body.querySelector("h2")?.focus({ preventScroll: true });
  }

  // ---- what is shown

  update(view) {
    const old = this.view;
    const key = (each) => JSON.stringify([each?.article, each?.question?.key, each?.last, each?.notes]);
    const fresh = key(old) !== key(view);
    if (fresh || view.echo === this.waiting) {
      this.waiting = null;
      this.root.removeAttribute("aria-busy");
    }
    this.view = view;
    if (!fresh && JSON.stringify(old?.progress) === JSON.stringify(view.progress)) return;
    this.draw();
    if (old) this.announce(old);
    if (document.querySelector(DIALOG)) return;
    this.home();
    this.root.scrollTop = 0;
  }

  // What was done; the next question is read as the keyboard comes to its heading.
  announce(old) {
    const { last, notes } = this.view;
    if (notes.length) this.said.textContent = notes.join(" ");
    else if (last && last.entry > (old.last?.entry ?? 0)) this.said.textContent = `${last.name}: ${last.said}.`;
    else if (old.last && last?.entry !== old.last.entry) this.said.textContent = `${old.last.name}: taken back.`;
    else if (this.view.progress.later > old.progress.later) this.said.textContent = `${old.question.name}: left for later.`;
  }

  draw() {
    const { question, notes } = this.view;
    this.body.replaceChildren(
      this.bar(),
      notes.length ? el("p", { class: "refused", role: "alert" }, notes.join(" ")) : "",
      question ? this.question(question) : this.end(),
      this.foot(question),
    );
  }

  button(key, words, act, attributes = {}) {
    return el("button", { type: "button", "aria-keyshortcuts": key, onclick: act, ...attributes }, words, " ", el("kbd", {}, key === "Escape" ? "Esc" : key));
  }

  bar() {
    const { answered, total, later, left, under } = this.view.progress;
    const at = Math.min(answered + 1, total);
    return el("div", { class: "bar" },
      el("p", { class: "count" }, el("b", {}, this.view.question ? `${at} of ${total}` : `${answered} of ${total}`)),
      el("progress", { max: Math.max(total, 1), value: answered, "aria-label": `${answered} of ${total} answered` }),
      el("p", { class: "left" }, [left, under, later ? `${later} left for later` : ""].filter(Boolean).join(" · ")),
      this.button("Escape", this.view.whole ? "Back to the map" : "Back to the article", () => this.send({ leave: true }), { class: "quiet" }));
  }

  question(question) {
    const { asks, name, answers } = question;
    return el("div", { class: "columns" },
      el("div", { class: "asked" },
        this.from(question),
        question.before && el("p", { class: "beside", dir: "auto" }, question.before),
        el("blockquote", { dir: "auto" }, marked(question.sentence)),
        question.after && el("p", { class: "beside", dir: "auto" }, question.after),
        el("h2", { tabindex: "-1", "data-question": question.key }, asks[0], bdi(name), asks[1]),
        answers.length ? el("ol", {}, answers.map((each, at) => el("li", {}, this.choice(each, at + 1)))) : el("p", { class: "none" }, "The gazetteer offers no place for this name."),
        el("div", { class: "ways" },
          NO_PLACE.map(([key, words, said]) => this.button(key, words, () => this.answer(said))),
          OTHERWISE.map(([key, words, way]) => this.button(key, words, () => this.correct(way))),
          this.button("L", "Later", () => this.ask({ later: true })))),
      el("aside", { "aria-label": "What hangs on it" },
        el("h3", {}, "An answer holds for ", question.covers),
        el("p", {}, question.hangs),
        question.mentions.length > 0 && el("ul", {}, question.mentions.map((each) => el("li", { dir: "auto" },
          el("span", {}, marked(each.words)), each.paragraph && el("small", { dir: "ltr" }, `¶${each.paragraph}`))))));
  }

  from({ paragraph }) {
    const { title, source } = this.view;
    return el("p", { class: "from" }, el("b", {}, bdi(title)), source && [" · ", bdi(source)], ` · ¶${paragraph}`);
  }

  choice(answer, number) {
    return el("button", { type: "button", class: answer.engine ? "choice engine" : "choice", "aria-keyshortcuts": String(number), onclick: () => this.answer(answer.key) },
      el("kbd", {}, String(number)),
      el("span", { class: "what" },
        el("span", { class: "place" }, el("b", {}, bdi(answer.name)), " ", answer.where),
        el("span", { class: "why" }, [answer.away, answer.called, answer.why].filter(Boolean).join("; ")),
        answer.engine && el("span", { class: "why" }, `The engine’s answer: ${answer.odds}`)),
      el("span", { class: "score" }, "score ", el("b", {}, score(answer.score)), answer.engine && el("span", {}, "engine’s answer")));
  }

  end() {
    const { next, progress, whole } = this.view;
    const title = whole ? this.view.case : this.view.title;
    const words = progress.total ? `Every name of this ${whole ? "case" : "article"} is answered` : "This article asks nothing";
    return el("div", { class: "columns" }, el("div", { class: "asked" },
      el("p", { class: "from" }, el("b", {}, bdi(title))),
      el("h2", { tabindex: "-1" }, words),
      next
        ? el("p", {}, this.button("Enter", ["Next article: ", bdi(next.title)], () => this.send({ open: next.article }), { class: "accept" }))
        : el("p", {}, whole ? "What comes in later is asked about then." : "No other article of the case has a name that nobody decided.")));
  }

  foot(question) {
    const { last } = this.view;
    return el("div", { class: "foot" },
      question?.accepts && this.button("Enter", ["Accept ", bdi(question.answers[0]?.name ?? question.name)], () => this.answer("accept"), { class: "accept" }),
      last && this.button("U", ["Undo “", bdi(last.name), ": ", bdi(last.said), "”"], () => this.send({ undo: last.entry })),
      question && el("label", {}, el("span", {}, "Reason, for the log"), el("input", { type: "text", maxlength: 500, autocomplete: "off" }),
        this.button("Y", "", () => this.body.querySelector("input").focus(), { class: "key", "aria-label": "Write a reason, key Y", tabindex: "-1" })));
  }
}

// The key that a press means, whatever letters the keyboard writes.
function keyOf(event) {
  if (/^[a-z0-9]$/i.test(event.key)) return event.key.toUpperCase();
  return event.key.length > 1 ? event.key : event.code.replace(/^(Key|Digit|Numpad)(?=.$)/, "");
}

function marked([before, name, after]) {
  return [before, el("mark", {}, name), after];
}
