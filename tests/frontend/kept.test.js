import assert from "node:assert/strict";
import { test } from "node:test";
import { complete, takeList } from "../../components/frontend/kept/versions.js";
import { openStore } from "../../components/frontend/shared/store.js";
import { each } from "./making.js";

/** @returns {any} */
const aStore = () => openStore(/** @type {any} */ ({}));

test("whatever order the parts come in, who waits gets the version once, all of it", () => {
  each(60, (next) => {
    const store = aStore();
    store.panel = () => {};
    store.held = new Map(); // as the first part makes it
    /** @type {any[]} */
    const got = [];
    store.waiting.push(["v1", (/** @type {any} */ parts) => got.push(parts)]);
    const steps = [
      () => takeList(store, "v1", { panel: "d1", map: "d2" }),
      () => store.held.set("d1", "words"),
      () => store.held.set("d2", "marks"),
    ];
    // The list comes before or after the parts; one that comes first lets go of nothing that it names.
    const order = next() < 0.5 ? steps : [steps[1], steps[2], steps[0]];
    for (const step of order) {
      step();
      complete(store);
    }
    complete(store);
    assert.deepEqual(got, [{ panel: "words", map: "marks" }]);
    assert.deepEqual(store.waiting, []);
  });
});

test("two versions are kept, the newest and the one that leaves, and no part of another", () => {
  const store = aStore();
  for (const n of [1, 2, 3]) {
    takeList(store, `v${n}`, { panel: `p${n}`, code: "same" });
    store.held.set(`p${n}`, n).set("same", 0);
    complete(store);
  }
  assert.deepEqual([...store.versions.keys()], ["v2", "v3"]);
  assert.deepEqual([...store.held.keys()].sort(), ["p2", "p3", "same"]);
  takeList(store, "v2", { panel: "p2", code: "same" }); // it comes back: the newest again
  takeList(store, "v4", { panel: "p4", code: "same" });
  assert.deepEqual([...store.versions.keys()], ["v2"]);
  assert.deepEqual([...store.held.keys()].sort(), ["p2", "same"]);
});

test("the panel's script comes before its words", () => {
  const store = aStore();
  /** @type {string[]} */
  const told = [];
  store.waiting.push(["v1", () => told.push("words")], ["panel", () => told.push("script")]);
  takeList(store, "v1", {});
  complete(store);
  assert.deepEqual(told, [], "nobody is called before the panel's script is there");
  store.panel = () => {};
  complete(store);
  assert.deepEqual(told, ["script", "words"]);
});

test("a page has one store, whoever opens it", () => {
  const page = /** @type {any} */ ({});
  assert.equal(openStore(page), openStore(page));
});
