// Which spots of a crowded map are put together: what a sign may cover, and that nothing is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxRound, overlap } from "../../components/frontend/map/boxes.js";
import { DOT } from "../../components/frontend/map/candidates.js";
import { CROWDED, clustered, counted, crowding, signBox } from "../../components/frontend/map/clusters.js";
import { each } from "./making.js";

/** @param {() => number} next @param {number} count */
const spots = (next, count) =>
  Array.from({ length: count }, (_, index) => ({
    mark: `m${index}`,
    x: next() * 1200,
    y: next() * 900,
    inside: next() < 0.1 ? null : `p${Math.floor(next() * 4)}`,
  }));

test("every spot is in one sign or by itself, and under no sign", () => {
  each(60, (next) => {
    const all = spots(next, 2 + Math.floor(next() * 500));
    const signs = clustered(all);
    const held = signs.flatMap(({ marks }) => marks);
    assert.equal(new Set(held).size, held.length);
    for (const { marks } of signs) assert.ok(marks.length > 1);
    const alone = all.filter(({ mark }) => !held.includes(mark));
    for (const spot of alone) {
      for (const sign of signs) assert.equal(overlap(signBox(sign), boxRound(spot, DOT)), 0);
    }
  });
});

test("no two signs touch", () => {
  each(60, (next) => {
    const signs = clustered(spots(next, 600));
    for (const [index, one] of signs.entries()) {
      for (const other of signs.slice(index + 1)) assert.equal(overlap(signBox(one), signBox(other)), 0);
    }
  });
});

test("a sign of one province names it, one of several none", () => {
  each(60, (next) => {
    const all = spots(next, 300);
    const inside = new Map(all.map((spot) => [spot.mark, spot.inside]));
    for (const sign of clustered(all)) {
      const provinces = new Set(sign.marks.map((mark) => inside.get(mark)));
      assert.equal(sign.inside, provinces.size === 1 ? [...provinces][0] : null);
    }
  });
});

test("the same world is put together the same way wherever one looks", () => {
  each(20, (next) => {
    const all = spots(next, 200);
    const moved = all.map((spot) => ({ ...spot, x: spot.x + 96 * 7, y: spot.y - 96 * 3 }));
    assert.deepEqual(
      clustered(moved).map(({ marks }) => marks),
      clustered(all).map(({ marks }) => marks),
    );
  });
});

test("towns far apart stay by themselves", () => {
  const far = [0, 1, 2].map((index) => ({ mark: `m${index}`, x: 200 * index, y: 40, inside: "p" }));
  assert.deepEqual(clustered(far), []);
  assert.equal(clustered([...far, { mark: "near", x: 12, y: 44, inside: "p" }]).length, 1);
});

test("a map with few spots puts none together, however many areas it has", () => {
  const of = (/** @type {string} */ shape, /** @type {number} */ count) => Array(count).fill({ shape });
  assert.equal(crowding([...of("point", CROWDED), ...of("area", 900), ...of("line", 900)]).length, 0);
  assert.equal(crowding([...of("point", CROWDED), ...of("near", 1), ...of("area", 5)]).length, CROWDED + 1);
});

test("a sign says how many places it stands for, and how many a filter keeps", () => {
  assert.deepEqual([counted(37, 37), counted(37, 12), counted(37, 0)], ["37 places", "12 of 37 places", "37 left out"]);
});
