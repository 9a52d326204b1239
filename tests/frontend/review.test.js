import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf } from "../../components/frontend/shared/keys.js";

test("a press means its letter or digit, in either case", () => {
  for (const key of "abcxyz0123456789") {
    assert.equal(keyOf({ key, code: "" }), key.toUpperCase());
    assert.equal(keyOf({ key: key.toUpperCase(), code: "" }), key.toUpperCase());
  }
});

test("a keyboard of other letters is read by where its keys are", () => {
  assert.equal(keyOf({ key: "т", code: "KeyN" }), "N");
  assert.equal(keyOf({ key: "Т", code: "KeyN" }), "N");
  assert.equal(keyOf({ key: "ش", code: "KeyA" }), "A");
  assert.equal(keyOf({ key: "&", code: "Digit1" }), "1");
  assert.equal(keyOf({ key: "١", code: "Numpad1" }), "1");
});

test("a key with a name is that key, and a sign is never taken for a letter", () => {
  for (const key of ["Enter", "Escape", "Tab", "ArrowDown"]) assert.equal(keyOf({ key, code: "KeyA" }), key);
  assert.equal(keyOf({ key: "+", code: "NumpadAdd" }), "NumpadAdd");
  assert.equal(keyOf({ key: ";", code: "Semicolon" }), "Semicolon");
});
