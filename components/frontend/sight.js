// Hands the server what the map shows while a menu is open, which may ask for it: told at every move of the
// map, it would come between a click and its answer.
/** @import { Component } from "./shared/types.js" */
import { openStore } from "./shared/store.js";

const MENU = "[data-testid=stPopoverBody]";

/** @param {Component} component */
export default function listenToMap({ setStateValue }) {
  const store = openStore();
  const tell = () => {
    if (store.box === store.told) return;
    store.told = store.box;
    setStateValue("box", store.box);
  };
  store.tell = tell;
  store.sight = (box) => {
    store.box = box;
    if (document.querySelector(MENU)) tell(); // opened before the map stood still
  };
}
