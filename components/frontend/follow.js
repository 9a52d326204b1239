// Asks whether the case was changed in another tab or by another program. Nothing runs on the server for it:
// a run that nobody asked for could come between a click and its answer.
/** @import { Component } from "./shared/types.js" */
const LOOK_MS = 2000;
const RUNNING = "[data-test-script-state=running]"; // the page is being drawn: it may be about to show the change
/** What the page shows: the hash of the case's last entry, and where to ask for it. @type {{ head: string, at: string } | null} */
let known = null;
/** @type {Component["setTriggerValue"] | null} */
let tell = null;
let timer = 0;
let looking = false;

async function look() {
  if (looking || !known || document.hidden || document.querySelector(RUNNING)) return;
  looking = true;
  try {
    const answer = await fetch(new URL(known.at, document.baseURI), { cache: "no-store" });
    const head = answer.ok ? await answer.text() : "";
    if (head && head !== known.head && !document.querySelector(RUNNING)) tell?.("changed", head);
  } catch {
    // the server is gone for a moment: Streamlit tells the reader
  } finally {
    looking = false;
  }
}

/** @param {Component} component */
export default function follow({ data, setTriggerValue }) {
  known = data;
  tell = setTriggerValue;
  if (!timer) {
    timer = window.setInterval(look, LOOK_MS);
    document.addEventListener("visibilitychange", look);
  }
  return () => {
    clearInterval(timer);
    timer = 0;
    document.removeEventListener("visibilitychange", look);
  };
}
