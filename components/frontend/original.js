// Shows a page as it came: a PDF's as a picture, that of the web in a frame where nothing runs: it has no
// scripts, and the frame allows none.
/** @import { Component } from "./shared/types.js" */
const LOOKS = `body { margin: 16px; font: 16px/1.5 Georgia, serif; color: #1d2328; background: #fff; overflow-wrap: anywhere; }
  mark { padding: 1px 0; background: #ffe48c; color: inherit; }`;

/** @param {Component} component */
export default function showOriginal({ data, parentElement }) {
  parentElement.querySelector(".original")?.replaceChildren(data.png ? picture(data) : frame(data));
}

/** @param {{ png: string, told: string }} page */
function picture({ png, told }) {
  return Object.assign(document.createElement("img"), { src: `data:image/png;base64,${png}`, alt: told });
}

/** @param {{ html: string, told: string }} page */
function frame({ html, told }) {
  const made = document.createElement("iframe");
  made.setAttribute("sandbox", "allow-same-origin");
  made.title = told;
  made.onload = () => made.contentDocument?.querySelector("mark")?.scrollIntoView({ block: "center" });
  made.srcdoc = `<!doctype html><meta charset="utf-8"><style>${LOOKS}</style>${html}`;
  return made;
}
