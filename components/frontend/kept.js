// Puts together what does not change while one version of an article is on screen, of parts that are each sent when
// they are others (part.js), and keeps it in the browser.
/** @import { Component } from "./shared/types.js" */
import { complete, takeList } from "./kept/versions.js";
import { openStore } from "./shared/store.js";

/** @param {Component} component */
export default function keep({ data }) {
  const store = openStore();
  takeList(store, data.version, data.parts);
  store.complete = () => complete(store);
  store.complete();
}
