import assert from "node:assert/strict";
import { test } from "node:test";
import { pointed } from "../../components/frontend/pin/pointed.js";

const BOX = { left: 10, top: 20, width: 640, height: 240 };
const at = (/** @type {number} */ clientX, /** @type {number} */ clientY) => ({ clientX, clientY });

test("the corners of a map are its bounds", () => {
  assert.equal(pointed("40 30 50 36", BOX, at(10, 20)), "36.00, 40.00");
  assert.equal(pointed("40 30 50 36", BOX, at(650, 260)), "30.00, 50.00");
  assert.equal(pointed("40 30 50 36", BOX, at(330, 140)), "33.00, 45.00");
});

test("a point has as many digits as a pixel is worth", () => {
  assert.equal(pointed("44 33 45.8 34.12", BOX, at(330, 140)), "33.56, 44.90");
  assert.equal(pointed("-180 -90 180 90", BOX, at(330, 140)), "0, 0");
  assert.equal(pointed("44 33 44.00001 33.00001", BOX, at(650, 20)), "33.00001, 44.00001");
});

test("a map over the date line or a pole leads to no place outside the globe", () => {
  assert.equal(pointed("170 -20 190 -10", BOX, at(650, 20)), "-10.0, -170.0");
  assert.equal(pointed("-190 -20 -170 -10", BOX, at(10, 260)), "-20.0, 170.0");
  assert.equal(pointed("0 80 40 95", BOX, at(10, 20)), "90.0, 0.0");
});
