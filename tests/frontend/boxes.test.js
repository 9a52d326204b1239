import assert from "node:assert/strict";
import { test } from "node:test";
import { away, boxAt, Crowd, isInside, overlap, rivals, specks } from "../../components/frontend/map/boxes.js";
import { aBox, each } from "./making.js";

test("two boxes share the same, whichever is asked, and no more than either has", () => {
  each(200, (next) => {
    const [a, b] = [aBox(next, 300, 200), aBox(next, 300, 200)];
    const area = (a[2] - a[0]) * (a[3] - a[1]);
    assert.equal(overlap(a, b), overlap(b, a));
    assert.ok(overlap(a, b) <= area + 1e-9);
    assert.ok(Math.abs(overlap(a, a) - area) < 1e-9);
  });
});

test("a crowd counts of a box what it shares with each, once", () => {
  each(60, (next, seed) => {
    const boxes = Array.from({ length: 40 }, () => aBox(next, 900, 600));
    const crowd = new Crowd(boxes);
    const asked = aBox(next, 900, 600);
    const sum = boxes.reduce((all, box) => all + overlap(asked, box), 0);
    assert.ok(Math.abs(crowd.clash(asked, Infinity) - sum) < 1e-6, `seed ${seed}`);
    const enough = sum / 2;
    const told = crowd.clash(asked, enough);
    assert.ok(sum === 0 ? told === 0 : told > enough && told <= sum + 1e-6, `seed ${seed}`);
  });
});

test("what is taken out of a crowd is no longer in the way, and all else is", () => {
  each(40, (next) => {
    const boxes = Array.from({ length: 20 }, () => aBox(next, 500, 400));
    const crowd = new Crowd(boxes);
    const gone = boxes.splice(Math.floor(next() * boxes.length), 1)[0];
    crowd.remove([...gone]);
    for (const box of [gone, ...boxes]) {
      const sum = boxes.reduce((all, other) => all + overlap(box, other), 0);
      assert.ok(Math.abs(crowd.clash(box, Infinity) - sum) < 1e-6);
    }
  });
});

test("a name beside a point never covers it, on any side", () => {
  for (const side of [
    [1, 0],
    [-1, 0],
    [0, -1],
    [0, 1],
  ]) {
    const box = boxAt({ x: 100, y: 80 }, 60, 14, side, 12);
    assert.ok(away(box, { x: 100, y: 80 }) >= 12 - 1e-9, String(side));
    assert.ok(Math.abs(box[2] - box[0] - 60) < 1e-9 && Math.abs(box[3] - box[1] - 14) < 1e-9);
  }
});

test("a box is inside a frame only where none of it is beyond", () => {
  assert.ok(isInside([10, 10, 50, 20], [4, 4, 100, 100]));
  assert.ok(!isInside([-10, 10, 50, 20], [4, 4, 100, 100]));
  assert.ok(!isInside([10, 95, 50, 105], [4, 4, 100, 100]));
});

test("a line's specks lie on it, four pixels from one to the next", () => {
  each(50, (next) => {
    /** @type {[number, number][]} */
    const line = [
      [next() * 300, next() * 300],
      [next() * 300, next() * 300],
    ];
    const [[x0, y0], [x1, y1]] = line;
    const long = Math.hypot(x1 - x0, y1 - y0);
    const found = specks(line);
    assert.equal(found.length, Math.max(1, Math.floor(long / 4)));
    for (const box of found) {
      const [x, y] = [(box[0] + box[2]) / 2 - x0, (box[1] + box[3]) / 2 - y0];
      assert.ok(Math.abs(x * (y1 - y0) - y * (x1 - x0)) < 1e-6 * long * long + 1e-6);
    }
  });
});

test("a name has a rival just where another mark is as near to it as its own", () => {
  each(80, (next, seed) => {
    const spots = Array.from({ length: 30 }, (_, i) => ({ x: next() * 800, y: next() * 600, mark: `m${i}` }));
    const isRivalled = rivals(spots);
    const box = aBox(next, 800, 600);
    const [own, ...others] = spots;
    const words = /** @type {typeof box} */ ([box[0] + 2, box[1], box[2] - 2, box[3]]);
    for (const least of [0, 14]) {
      const far = least || away(words, own);
      const expected = others.some((spot) => away(words, spot) <= far);
      assert.equal(isRivalled(box, own.mark, own, least), expected, `seed ${seed}`);
    }
  });
});
