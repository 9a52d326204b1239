import assert from "node:assert/strict";
import { test } from "node:test";
import { asks } from "../../components/frontend/page/keys.js";

/** @param {string} keys pressed one after the other; what the last of them asks for */
function pressed(keys) {
  /** @type {ReturnType<typeof asks>} */
  let now = { held: null };
  for (const key of keys) now = asks(now.held, { key, code: "" });
  return now;
}

test("g and a letter lead to a mode, in either case", () => {
  for (const [keys, mode] of [
    ["gr", "read"],
    ["gv", "review"],
    ["GP", "publish"],
    ["ggp", "publish"],
    ["xgr", "read"],
  ]) {
    assert.equal(pressed(keys).mode, mode, keys);
  }
});

test("a letter alone, or after another, leads nowhere", () => {
  for (const keys of ["r", "p", "gx", "gxr", "grp", "g", "rg"]) assert.equal(pressed(keys).mode, undefined, keys);
});

test("a keyboard of other letters leads there too", () => {
  const { held } = asks(null, { key: "п", code: "KeyG" });
  assert.equal(asks(held, { key: "к", code: "KeyR" }).mode, "read");
});

test("the list is asked for by its sign, whatever came before", () => {
  assert.equal(pressed("?").list, true);
  assert.equal(pressed("g?").list, true);
  assert.equal(pressed("g?r").mode, undefined);
});
