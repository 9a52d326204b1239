import assert from "node:assert/strict";
import { test } from "node:test";
import { away, boxRound, Crowd, isInside, overlap, rivals, specks } from "../../components/frontend/map/boxes.js";
import { besides, DOT, farther } from "../../components/frontend/map/candidates.js";
import { Placing } from "../../components/frontend/map/placing.js";
import { each } from "./making.js";

/** @import { Box } from "../../components/frontend/map/types.js" */

const WIDTH = 900;
const HEIGHT = 640;
/** @type {Box} */
const FRAME = [4, 4, WIDTH - 4, HEIGHT - 4];

/**
 * Places the names of towns at random spots of a map.
 * @param {() => number} next
 * @param {number} marks
 * @param {string | null} chosen
 * @param {typeof Placing} Kind
 */
function placed(next, marks, chosen = null, Kind = Placing) {
  const spots = Array.from({ length: marks }, (_, i) => ({
    x: 20 + next() * 860,
    y: 20 + next() * 600,
    mark: `m${i}`,
  }));
  const items = spots.map((spot) => ({ name: "town", mark: spot.mark, spot }));
  /** @type {(item: any) => import("../../components/frontend/map/candidates.js").Named} */
  const named = ({ name, spot }) => ({ name, anchors: [{ at: spot, point: spot }], reach: DOT });
  /** @type {Placing<(typeof items)[number]>} */
  const placing = new Kind({
    frame: FRAME,
    taken: new Crowd(spots.map((spot) => boxRound(spot, DOT))),
    controls: new Crowd([[0, 0, 40, 90]]),
    isRivalled: rivals(spots),
    strays: () => 0,
    besides: (item, size) => besides(named(item), size),
    farther: (item, size) => farther(named(item), size, marks > 30),
    isChosen: (item) => item.mark === chosen,
    fits: () => true,
    marks,
  });
  const found = placing.place(items.map((item) => [item, [30 + next() * 80, 14]]));
  return { spots, items, found };
}

/** @extends {Placing<any>} */
class Still extends Placing {
  /** @override */
  settleByMoving() {}
}

test("no two names overlap, none lies on a mark or a button, and none is cut by the frame", () => {
  each(25, (next, seed) => {
    const { spots, found } = placed(next, 3 + Math.floor(next() * 60));
    const boxes = [...found.values()].map(({ box }) => box);
    assert.ok(boxes.length > 0);
    boxes.forEach((box, index) => {
      assert.ok(isInside(box, FRAME), `seed ${seed}`);
      assert.equal(overlap(box, [0, 0, 40, 90]), 0, `seed ${seed}`);
      for (const other of boxes.slice(index + 1)) assert.ok(overlap(box, other) <= 0.4, `seed ${seed}`);
      for (const spot of spots) assert.ok(overlap(box, boxRound(spot, DOT)) <= 0.4, `seed ${seed}`);
    });
  });
});

test("a name beside its mark is nearer to it than to any other, one with a line is near to none", () => {
  each(25, (next, seed) => {
    const { spots, found } = placed(next, 3 + Math.floor(next() * 60));
    for (const [{ mark, spot }, { box, line }] of found) {
      const words = /** @type {Box} */ ([box[0] + 2, box[1], box[2] - 2, box[3]]);
      const least = Math.min(...spots.filter((other) => other.mark !== mark).map((other) => away(words, other)));
      assert.ok(line ? least > 14 : least > away(words, spot), `seed ${seed}`);
    }
  });
});

test("a line crosses no other name", () => {
  each(25, (next, seed) => {
    const { found } = placed(next, 40);
    for (const [item, { line }] of found) {
      for (const [other, { box }] of line ? found : []) {
        if (other === item) continue;
        const crossed = specks(line ?? []).reduce((sum, speck) => sum + overlap(speck, box), 0);
        assert.ok(crossed <= 0.4, `seed ${seed}`);
      }
    }
  });
});

test("a few names far from one another all find room, at the first place tried", () => {
  each(20, (next) => {
    const { found } = placed(next, 1);
    assert.equal(found.size, 1);
    for (const { line } of found.values()) assert.equal(line, undefined);
  });
});

test("names make room for another where they can stand elsewhere, and none is lost by it", () => {
  let more = 0;
  each(20, (next, seed) => {
    const moving = placed(next, 45).found.size;
    each(seed, (again, at) => {
      if (at < seed) return;
      const still = placed(again, 45, null, Still).found.size;
      assert.ok(moving >= still, `seed ${seed}`);
      more += moving - still;
    });
  });
  assert.ok(more > 0, "on no map of these did a name move");
});

test("a name with a line may be nearer to another's mark than to its own, but not by its side", () => {
  const own = { x: 100, y: 100, mark: "own" };
  /** @type {(y: number) => number} */
  const cost = (y) => {
    const spots = [own, { x: 200, y, mark: "other" }];
    const placing = new Placing({
      frame: FRAME,
      taken: new Crowd(spots.map((spot) => boxRound(spot, DOT))),
      controls: new Crowd(),
      isRivalled: rivals(spots),
      strays: () => 0,
      besides: () => [],
      farther: () => [],
      isChosen: () => false,
      fits: () => true,
      marks: 2,
    });
    /** @type {import("../../components/frontend/map/types.js").Choice} */
    const choice = {
      at: own,
      point: own,
      box: [208, 93, 268, 107],
      line: [
        [115, 100],
        [210, 100],
      ],
    };
    return placing.costOf({ name: "town", mark: "own" }, choice, Infinity);
  };
  assert.ok(cost(70) < 0.4);
  assert.ok(cost(86) > 1000);
});

test("the chosen one's name is never left out, however close the marks stand", () => {
  each(20, (next, seed) => {
    const { items, found } = placed(next, 250, "m0");
    assert.ok(found.has(items[0]), `seed ${seed}`);
    assert.ok(found.size < items.length, "with so many some have no room");
  });
});

test("the same map gives the same places", () => {
  each(5, (_, seed) => {
    /** @type {string[]} */
    const told = [];
    each(seed, (next, at) => {
      if (at === seed) told.push(JSON.stringify([...placed(next, 40).found.values()].map(({ box }) => box)));
    });
    each(seed, (next, at) => {
      if (at === seed) told.push(JSON.stringify([...placed(next, 40).found.values()].map(({ box }) => box)));
    });
    assert.equal(told[0], told[1]);
  });
});

test("a name with a line begins clear of its mark and ends at its own words", () => {
  const point = { x: 300, y: 300 };
  const named = { name: "town", anchors: [{ at: point, point }], reach: DOT };
  const all = [...farther(named, [60, 14], false)];
  assert.ok(all.length > 100);
  for (const { box, line } of all) {
    const [start, end] = line ?? [];
    assert.ok(Math.hypot(start[0] - point.x, start[1] - point.y) >= DOT);
    assert.ok(end[0] >= box[0] && end[0] <= box[2] && end[1] >= box[1] && end[1] <= box[3]);
    assert.equal(overlap(box, boxRound(point, DOT)), 0);
  }
  const lengths = all.map(({ line }) => Math.hypot((line ?? [])[1][0] - point.x, (line ?? [])[1][1] - point.y));
  assert.ok(lengths[0] < lengths[lengths.length - 1], "the nearest first");
});
