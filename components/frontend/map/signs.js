/** @import { MapData } from "./types.js" */
import { crowding } from "./clusters.js";
import { enters } from "./globe.js";
import { MANY } from "./placing.js";

/** A sign's swatches, what it says, and the same in short where there is room under the map. @typedef {[string[], string, string?]} Sign */

/**
 * Which signs are on this map, and what each says.
 * @param {MapData} data
 * @param {boolean} hasWays
 * @returns {Sign[]}
 */
export function signs(data, hasWays) {
  return [...ofAreas(data), ...ofSpots(data), ...ofGround(data, hasWays)];
}

/** @param {MapData} data @returns {Sign[]} */
function ofAreas({ marks, steps }) {
  const classed = steps.map((step) => step.words).join(", ");
  /** @type {Sign[]} */
  const found = [];
  if (marks.some((mark) => mark.shape === "area")) {
    found.push([
      steps.map((_, index) => `q${index + 1}`),
      `excerpts on an area or in it: ${classed}`,
      `${classed} excerpts`,
    ]);
  }
  if (marks.some((mark) => mark.wide)) {
    found.push([
      ["q2 wide"],
      "region, hatched: the provinces or states it is made of; somewhere in it",
      "region, somewhere in it",
    ]);
  }
  if (marks.some((mark) => mark.line)) {
    found.push([["stream"], "river: its line; somewhere along it", "river, somewhere along it"]);
  }
  return found;
}

/** @param {MapData} data @returns {Sign[]} */
function ofSpots({ marks, nominal }) {
  const isSpot = (/** @type {{ shape: string }} */ { shape }) => shape !== "area" && shape !== "line";
  const classes = new Set(marks.filter(isSpot).map((mark) => mark.data.class));
  const unsure = marks.filter((mark) => !mark.data.sure).length;
  const usual = (/** @type {string} */ name) => {
    const km = nominal[name]?.map((each) => each.toLocaleString("en")).join(" or ");
    return km ? `; ${km} km where the text gives none` : "";
  };
  /** @type {[boolean, Sign][]} */
  const all = [
    [classes.has("P1"), [["dot"], "town or site, where it is; its number as in Places", "place"]],
    [classes.has("P1") && marks.length > MANY, [["dot bare"], "the same, its number covered by another: zoom in"]],
    [classes.has("P2"), [["ring"], `near a place: somewhere in the ring${usual("P2")}`, `near${usual("P2")}`]],
    [classes.has("P3"), [["ring soft"], `district without a boundary here${usual("P3")}`, `district${usual("P3")}`]],
    [
      classes.has("P5"),
      [
        ["ring soft"],
        `desert, region or river without a shape here: no agreed edge${usual("P5")}`,
        `no agreed edge${usual("P5")}`,
      ],
    ],
    [crowding(marks).length > 0, [["clusters"], "places put together: press for a closer view", "put together"]],
    [
      marks.some((mark) => mark.radius_km),
      [["sign"], "a ring too small at this scale: zoom in", "ring too small to draw"],
    ],
    [unsure > 0, [["unsure"], `unsure, score under one half: ${unsure} of ${marks.length}`, `${unsure} unsure`]],
  ];
  return all.filter(([isHere]) => isHere).map(([, sign]) => sign);
}

/** The legend names no line that the map does not open on. @param {MapData} data @param {boolean} hasWays @returns {Sign[]} */
function ofGround({ ground }, hasWays) {
  const disputes = ground.disputes.filter((_, index) => enters(ground.disputed[index], ground.bounds));
  /** @type {Sign[]} */
  const found = [];
  if (hasWays) found.push([["way-sign"], "other town, not named in the article"]);
  if (ground.divisions.length) found.push([["q0"], "province not named (not the same as quiet)", "not named"]);
  if (disputes.length) found.push([["dashed"], `not agreed: ${disputes.join(" · ")}`, "border not agreed"]);
  return found;
}
