import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, remembered, stepped, USUAL, within } from "../../components/frontend/page/split.js";

const ROOMS = [680, 900, 1024, 1440, 2560];
const KEYS = ["ArrowLeft", "ArrowRight", "Home", "End"];

test("whatever is asked for, both keep what they need", () => {
  for (const room of ROOMS) {
    for (const share of [-1, 0, 0.01, 0.3, USUAL, 0.9, 1, 7]) {
      const given = within(share, room) * room;
      assert.ok(given >= 320 - 1e-6 && room - given >= 360 - 1e-6, `${share} of ${room}`);
    }
  }
});

test("a room too narrow for both gives the map what it needs", () => {
  assert.equal(within(0.1, 500) * 500, 320);
  assert.deepEqual(bounds(500), { least: 0.64, most: 0.64 });
});

test("keys move by sixteen pixels, and to either end", () => {
  assert.equal(Math.round(Number(stepped("ArrowLeft", 0.5, 1440)) * 1440), 704);
  assert.equal(Math.round(Number(stepped("ArrowRight", 0.5, 1440)) * 1440), 736);
  assert.equal(stepped("Home", 0.5, 1440), 320 / 1440);
  assert.equal(stepped("End", 0.5, 1440), 1080 / 1440);
  assert.equal(stepped("a", 0.5, 1440), null);
  assert.equal(stepped("toString", 0.5, 1440), null);
});

test("no key leads out of the bounds", () => {
  for (const room of ROOMS) {
    let share = USUAL;
    for (let i = 0; i < 400; i++) {
      share = /** @type {number} */ (stepped(KEYS[(i * i + room) % KEYS.length], share, room));
      assert.equal(share, within(share, room));
    }
  }
});

test("what was remembered and is no share is forgotten", () => {
  for (const words of [null, "", "0", "1", "-0.5", "2", "NaN", "wide", "1e9"]) assert.equal(remembered(words), null);
  assert.equal(remembered("0.42"), 0.42);
});
