import assert from "node:assert/strict";
import { test } from "node:test";
import { byNumber, excerpts, level, rowOf, saying } from "../../components/frontend/map/counts.js";
import { gathered } from "../../components/frontend/map/gathered.js";
import { signs } from "../../components/frontend/map/signs.js";
import { each } from "./making.js";

/** @import { Box } from "../../components/frontend/map/types.js" */

const STEPS = [
  { from: 1, words: "1" },
  { from: 2, words: "2–4" },
  { from: 5, words: "5+" },
];

test("a count's class of colour never falls as the count grows", () => {
  const found = Array.from({ length: 20 }, (_, count) => level(STEPS, count));
  assert.deepEqual(found.slice(0, 6), [0, 1, 2, 2, 2, 3]);
  assert.deepEqual(
    found,
    [...found].sort((a, b) => a - b),
  );
});

test("a mark is told what is said on it, and that it is unsure", () => {
  const mark = { note: "", data: { class: "P1", number: 3, sure: true, score: 0.9, figure: "dot" } };
  assert.equal(saying(mark, 1, false), "1 excerpt");
  assert.equal(saying(mark, 0, false), "0 excerpts");
  assert.equal(saying(mark, 0, true), "named, nothing kept by the filter");
  const unsure = { note: "20 km north of it", data: { ...mark.data, sure: false, score: 0.456 } };
  assert.equal(saying(unsure, 2, true), "20 km north of it, unsure, score 0.46, 2 excerpts");
  assert.equal(excerpts(7), "7 excerpts");
});

test("a mark that the filter leaves out has none of anything", () => {
  const rows = byNumber([[1, 4, 3, 2]]);
  assert.deepEqual(rowOf(rows, { data: { number: 1 } }), [4, 3, 2]);
  assert.deepEqual(rowOf(rows, { data: { number: 2 } }), [0, 0, 0]);
});

/** @param {number} x @param {number} y */
const spot = (x, y) => ({ x, y, box: /** @type {Box} */ ([x, y, x, y]) });

test("a closer view is offered only where few marks stretch the map, and holds most of them", () => {
  each(60, (next) => {
    const near = Array.from({ length: 12 }, () => spot(100 + next() * 10, 100 + next() * 10));
    const far = [spot(220 + next() * 10, 60), spot(20, 200)];
    assert.equal(gathered(near), null);
    const held = gathered([...near, ...far]);
    assert.deepEqual(new Set(held), new Set(near));
    const many = Array.from({ length: 12 }, () => spot(300 + next() * 10, 300 + next() * 10));
    assert.equal(gathered([...near, ...many]), null, "two crowds: neither is few");
  });
  assert.equal(gathered([spot(0, 0), spot(1, 1), spot(90, 90)]), null, "three are never parted");
});

/** @param {object} more @returns {any} */
const mark = (more) => ({
  shape: "point",
  wide: false,
  line: null,
  radius_km: 0,
  ...more,
  data: { class: "P1", sure: true },
});

/** @param {object} more @returns {any} */
const data = (more) => ({
  marks: [],
  steps: STEPS,
  nominal: {},
  ...more,
  ground: { bounds: [0, 0, 10, 10], divisions: [], disputes: [], disputed: [] },
});

test("the legend has a row for what is on the map, and none for what is not", () => {
  const said = (/** @type {any} */ view, ways = false) => signs(view, ways).map(([swatches]) => swatches.join(" "));
  assert.deepEqual(said(data({})), []);
  assert.deepEqual(said(data({ marks: [mark({})] }), true), ["dot", "way-sign"]);
  assert.deepEqual(said(data({ marks: [mark({ shape: "area" })] })), ["q1 q2 q3"]);
  assert.deepEqual(said(data({ marks: Array(31).fill(mark({})) })), ["dot", "dot bare"]);
  const ring = { ...mark({ shape: "near", radius_km: 5 }), data: { class: "P2", sure: false } };
  const [[, long, short], , [, unsure]] = signs(data({ marks: [ring], nominal: { P2: [5, 1200] } }), false);
  assert.equal(long, "near a place: somewhere in the ring; 5 or 1,200 km where the text gives none");
  assert.equal(short, "near; 5 or 1,200 km where the text gives none");
  assert.equal(unsure, "unsure, score under one half: 1 of 1");
});

test("the legend names no line that the map does not open on", () => {
  const view = data({});
  view.ground.disputes = ["Here", "There"];
  view.ground.disputed = [
    {
      type: "LineString",
      coordinates: [
        [1, 1],
        [2, 2],
      ],
    },
    {
      type: "LineString",
      coordinates: [
        [50, 50],
        [60, 60],
      ],
    },
  ];
  assert.deepEqual(signs(view, false), [[["dashed"], "not agreed: Here", "border not agreed"]]);
});
