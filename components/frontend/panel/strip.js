// The article above the strip that tells of a name.
/** @import { Panel } from "./panel.js" */
const AIR = 12; // pixels between a name and the strip

/** A name just chosen is not left under the strip. @param {Panel} panel */
export function uncover({ body }) {
  const name = body.querySelector(".name[aria-pressed=true]");
  const strip = body.querySelector(".strip");
  if (!name || !strip) return;
  const hidden = name.getBoundingClientRect().bottom - strip.getBoundingClientRect().top;
  if (hidden > 0) body.scrollTop += hidden + AIR;
}

/** The place's next mention below what is in sight, after the last one the first again. @param {Panel} panel */
export function nextMention({ body }) {
  const names = [...body.querySelectorAll(".name.chosen")];
  const edge = body.querySelector(".strip")?.getBoundingClientRect().top ?? 0;
  const next = names.find((name) => name.getBoundingClientRect().bottom > edge) || names[0];
  next?.scrollIntoView({ block: "center" });
}
