// Holds one part of what the page keeps, by its digest, for the list that names it (kept.js).
/** @import { Component } from "./shared/types.js" */
import { openStore } from "./shared/store.js";

/** @param {Component} component */
export default function keepPart({ data }) {
  const words = new TextDecoder().decode(data);
  const end = words.indexOf("\n");
  const store = openStore();
  store.held ??= new Map();
  store.held.set(words.slice(0, end), JSON.parse(words.slice(end)));
  store.complete?.();
}
