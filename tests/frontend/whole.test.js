import assert from "node:assert/strict";
import { test } from "node:test";
import { barAt, day, heightOf, saying } from "../../components/frontend/whole/days.js";
import { each } from "./making.js";

test("a pointer is over the bar that it is over, and over the first or last beyond them", () => {
  each(200, (next) => {
    const bars = 1 + Math.floor(next() * 40);
    const box = { left: next() * 300, width: 50 + next() * 500 };
    const at = Math.floor(next() * bars);
    const x = box.left + (box.width * (at + 0.5)) / bars;
    assert.equal(barAt(x, box, bars), at);
    assert.equal(barAt(box.left - 1, box, bars), 0);
    assert.equal(barAt(box.left + box.width + 1, box, bars), bars - 1);
  });
});

test("what is not nothing is seen, and the most fills the line", () => {
  assert.equal(heightOf(0, 50), 0);
  assert.equal(heightOf(1, 5000), 4);
  assert.equal(heightOf(50, 50), 100);
  each(50, (next) => {
    const [a, b] = [Math.floor(next() * 100), Math.floor(next() * 100)].sort((x, y) => x - y);
    assert.ok(heightOf(a, 100) <= heightOf(b, 100));
  });
});

test("a bar says its days and what the filter keeps of it", () => {
  assert.equal(day("2021-03-02"), "2 Mar 2021");
  assert.equal(saying(["2021-03-02", "2021-03-02", 1, 1]), "2 Mar 2021: 1 excerpt");
  assert.equal(saying(["2021-03-01", "2021-03-07", 1200, 3]), "1 Mar 2021 to 7 Mar 2021: 3 excerpts of 1,200");
});
