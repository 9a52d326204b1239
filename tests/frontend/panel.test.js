import assert from "node:assert/strict";
import { test } from "node:test";
import { cited } from "../../components/frontend/page/citation.js";
import { bySentence } from "../../components/frontend/panel/cards.js";
import { askedBy, chosen, filterWords, isOther, isTold } from "../../components/frontend/panel/choice.js";
import { Lookup, textOf } from "../../components/frontend/panel/lookup.js";
import { gist } from "../../components/frontend/panel/receipt.js";
import { capital, count, counted, odds, score } from "../../components/frontend/shared/words.js";
import { each } from "./making.js";

const VOICES = ["direct", "reported", "writer"];

/**
 * A view of some places in one another and excerpts on them.
 * @param {() => number} next
 * @returns {any}
 */
function aView(next) {
  const pick = (/** @type {any[]} */ from) => from[Math.floor(next() * from.length)];
  const places = Array.from({ length: 6 }, (_, i) => ({
    id: `p${i}`,
    name: `Place ${i}`,
    names: [2 * i, 2 * i + 1],
    drawn: next() < 0.7,
    group: pick(["area", "point", "country"]),
    inside: i > 2 ? `p${i - 3}` : null,
    within: i > 2 ? [`p${i - 3}`] : [],
  }));
  const excerpts = Array.from({ length: 20 }, (_, i) => {
    const place = pick(places);
    return {
      id: `x${i}`,
      sentence: Math.floor(i / 2),
      parts: [{ t: `Sentence ${Math.floor(i / 2)}.` }],
      places: [place.id],
      facets: [place.id, ...place.within],
      voice: pick(VOICES),
      speaker: pick([null, "A", "B"]),
    };
  });
  const names = Array.from({ length: 12 }, (_, i) => ({
    name: `Name ${i % 5}`,
    receipt: i % 2,
    sentence: 0,
    paragraph: 0,
  }));
  const reading = { place: 0, score: 0.5, reasons: [1, 0] };
  return {
    version: "article:engine:head",
    paragraphs: [],
    places,
    excerpts,
    names,
    receipts: {
      rows: [{ readings: [reading] }, { readings: [] }],
      places: [{ id: "p0", name: "Place 0" }],
      reasons: ["a", "b"],
    },
  };
}

test("a filter keeps just the excerpts that pass each of its facets", () => {
  each(40, (next) => {
    const view = aView(next);
    const lookup = new Lookup(view);
    for (const speech of [null, ...VOICES]) {
      for (const speaker of [null, "A", "B", "nobody"]) {
        const choice = chosen({ speaker, speech: /** @type {any} */ (speech) });
        for (const place of [null, ...view.places]) {
          const expected = view.excerpts.filter(
            (/** @type {any} */ x) =>
              (!speech || x.voice === speech) &&
              (!speaker || x.speaker === speaker) &&
              (!place || x.facets.includes(place.id)),
          );
          assert.deepEqual(lookup.kept(choice, place), expected);
          if (place) assert.equal(lookup.tally(choice).get(place.id) ?? 0, expected.length);
        }
      }
    }
  });
});

test("what is looked up of an article is what was sent", () => {
  each(10, (next) => {
    const view = aView(next);
    const lookup = new Lookup(view);
    assert.equal(lookup.article, "article");
    for (const place of view.places) {
      for (const index of place.names) assert.equal(lookup.nameOf.get(index), place);
      const inner = view.places.filter((/** @type {any} */ each) => each.within.includes(place.id));
      assert.deepEqual(lookup.inside(place), inner);
      assert.deepEqual(
        [...lookup.family(place)],
        [place, ...inner].map(({ id }) => id),
      );
    }
    const [{ readings }] = lookup.receipts;
    assert.deepEqual(readings[0].reasons, ["b", "a"]);
    assert.equal(readings[0].name, "Place 0");
    assert.ok(lookup.isAlike(0, 10) && !lookup.isAlike(0, 1) && !lookup.isAlike(0, 5));
  });
});

test("a sentence that two voices share is one card, and nothing is lost", () => {
  each(30, (next) => {
    const { excerpts } = aView(next);
    const groups = bySentence(excerpts);
    assert.deepEqual(groups.flat(), excerpts);
    for (const group of groups) assert.equal(new Set(group.map(textOf)).size, 1);
    assert.equal(groups.length, 10);
  });
  const apart = [
    { sentence: 1, parts: [{ t: "a" }] },
    { sentence: 1, parts: [{ t: "b" }] },
  ];
  assert.equal(bySentence(apart).length, 2, "the words beside it are others");
});

test("an address is read as the page writes it", () => {
  const { article, choice, isElsewhere } = askedBy(
    "?article=a1&place=adm1%3AIQ.10%40P4&speaker=A+B&tab=places&speech=direct",
  );
  assert.equal(article, "a1");
  assert.equal(isElsewhere, false);
  assert.deepEqual(choice, chosen({ place: "adm1:IQ.10@P4", speaker: "A B", speech: "direct", tab: "places" }));
  assert.equal(askedBy("").article, "sample");
  assert.equal(askedBy("?tab=nowhere").choice.tab, "evidence");
  assert.ok(askedBy("?mode=review").isElsewhere);
});

test("two choices are the same text just where they are the same", () => {
  const [a, b] = [chosen({ tab: "places", place: "p" }), chosen({ place: "p", tab: "places", name: null })];
  assert.equal(JSON.stringify(a), JSON.stringify(b));
  assert.ok(!isOther(a, { ...a, tab: "article", name: 3 }));
  for (const change of [{ place: "q" }, { speaker: "s" }, { speech: /** @type {const} */ ("direct") }]) {
    assert.ok(isOther(a, { ...a, ...change }) && isTold(change));
  }
  assert.ok(!isTold({ tab: "article" }));
});

test("the filter in force is said in words", () => {
  assert.equal(filterWords(chosen({})), "");
  assert.equal(filterWords(chosen({ speech: "direct" })), "direct quotes");
  assert.equal(filterWords(chosen({ speech: "writer", speaker: "Ada" })), "the writer by Ada");
});

test("an excerpt is copied with whose words it is and where it was published", () => {
  const excerpt = {
    text: " Two fled. ",
    who: "Ada",
    role: "a nurse",
    how: "quoted",
    work: "Wire, 2 May 2021",
    url: "https://x.example/a",
    paragraph: 3,
  };
  assert.equal(
    cited(excerpt),
    "Two fled.\n— Ada, a nurse (quoted); Wire, 2 May 2021, paragraph 4, https://x.example/a",
  );
  assert.equal(
    cited({ text: "A.", who: "Ada", role: "", how: "", work: null, url: null, paragraph: 0 }),
    "A.\n— Ada; paragraph 1",
  );
});

test("scores and counts are said as they are", () => {
  assert.deepEqual([0, 0.0049, 0.005, 0.5, 1].map(score), ["under 0.01", "under 0.01", "0.01", "0.50", "1.00"]);
  assert.deepEqual([0.5, 0.994, 0.995].map(odds), ["About 50 in 100", "About 99 in 100", "More than 99 in 100"]);
  assert.deepEqual(
    [0, 1, 2, 1234].map((n) => counted(n, "excerpt")),
    ["No excerpt", "1 excerpt", "2 excerpts", "1,234 excerpts"],
  );
  assert.equal(count(0, "place"), "0 places");
  assert.deepEqual(["", "état", "ok"].map(capital), ["", "État", "Ok"]);
});

test("a receipt's gist names the runner-up where there is one", () => {
  const told = (/** @type {any} */ some) => gist({ readings: [], analyst: null, margin: 0.25, ...some });
  assert.equal(told({}), "no reading found");
  assert.equal(told({ readings: [{ score: 0.9 }] }), "score 0.90, no rival");
  assert.equal(told({ readings: [{ score: 0.9 }, { score: 0.65 }] }), "score 0.90, 0.25 ahead of the second choice");
  assert.equal(told({ analyst: {} }), "decided by the analyst");
  assert.equal(told({ analyst: { place: "hidden in the whole case" } }), "hidden in the whole case");
});
