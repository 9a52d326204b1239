import assert from "node:assert/strict";
import { test } from "node:test";
import { circle } from "../../components/frontend/map/circle.js";
import { arc, edges, enters, nearAll, plain, rungs, turning, within } from "../../components/frontend/map/globe.js";
import { boxOf } from "../../components/frontend/map/sight.js";
import { each } from "./making.js";

const RADIANS = Math.PI / 180;

/** Kilometres between two points of a sphere. @param {number[]} a lat, lon @param {number[]} b */
function apart(a, b) {
  const [lat1, lat2] = [a[0] * RADIANS, b[0] * RADIANS];
  const sine =
    Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(((b[1] - a[1]) * RADIANS) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(sine)));
}

test("each corner of a circle is as far from its middle as was asked", () => {
  each(200, (next) => {
    const [lon, lat, km] = [next() * 360 - 180, next() * 160 - 80, 1 + next() * 500];
    if ((90 - Math.abs(lat)) * 111.7 < km) return;
    for (const corner of circle(lon, lat, km)) {
      assert.ok(Math.abs(apart([lat, lon], corner) / km - 1) < 0.008, `${lat} ${km}`); // a sphere is no ellipsoid
    }
  });
});

test("a degree is as long as on the ellipsoid of WGS 84", () => {
  const north = (/** @type {number} */ lat, /** @type {number} */ km) => circle(0, lat, km)[0][0] - lat;
  assert.ok(Math.abs(north(0, 110.574) - 1) < 2e-4);
  assert.ok(Math.abs(north(60, 111.412) - 1) < 2e-4);
  assert.ok(Math.abs(circle(0, 0, 111.32)[24][1] - 1) < 2e-4, "east along the equator");
});

test("a circle that holds a pole goes round the world and ends at the map's edge", () => {
  each(50, (next) => {
    const [lon, lat, sign] = [next() * 360 - 180, 88 + next(), next() < 0.5 ? 1 : -1];
    const band = circle(lon, sign * lat, 400);
    const longitudes = band.map((corner) => corner[1]);
    assert.ok(Math.abs(Math.max(...longitudes) - Math.min(...longitudes) - 360) < 1e-9);
    assert.deepEqual(
      band.slice(-2).map((corner) => corner[0]),
      [sign * 85.05, sign * 85.05],
    );
  });
});

test("a longitude is the same place in the turn that the map shows, inside its bounds where it can be", () => {
  each(300, (next) => {
    const west = next() * 360 - 180;
    const east = west + 10 + next() * 300;
    const near = turning([west, -50, east, 50]);
    const lon = next() * 1080 - 540;
    const turned = near(lon);
    assert.ok(
      Math.abs(plain(turned) - plain(lon)) < 1e-6 || Math.abs(Math.abs(plain(turned) - plain(lon)) - 360) < 1e-6,
    );
    const inside = [-720, -360, 0, 360, 720].some((turn) => lon + turn >= west && lon + turn <= east);
    if (inside) assert.ok(turned >= west - 1e-6 && turned <= east + 1e-6);
    const away = (/** @type {number} */ at) => Math.max(west - at, at - east, 0);
    for (const turn of [-360, 360]) assert.ok(away(turned) <= away(turned + turn) + 1e-6, "no turn is nearer");
  });
});

test("a geometry is turned as one", () => {
  const near = turning([170, -20, 200, 20]); // round the date line
  const turned = nearAll(
    {
      type: "Polygon",
      coordinates: [
        [
          [-175, 0],
          [-170, 0],
          [-170, 5],
          [-175, 0],
        ],
      ],
    },
    near,
  );
  assert.deepEqual(turned.coordinates, [
    [
      [185, 0],
      [190, 0],
      [190, 5],
      [185, 0],
    ],
  ]);
  const same = { type: "Point", coordinates: [180, 1] };
  assert.equal(nearAll(same, near), same);
});

test("a great circle goes the shortest way, in pieces at the map's edge", () => {
  each(100, (next) => {
    /** @type {[number, number][]} */
    const [from, to] = [
      [next() * 358 - 179, next() * 160 - 80],
      [next() * 358 - 179, next() * 160 - 80],
    ];
    const lines = arc(from, to, plain);
    const points = lines.flat();
    assert.ok(apart(points[0], [from[1], from[0]]) < 1e-3);
    assert.ok(apart(points[points.length - 1], [to[1], to[0]]) < 1e-3);
    const long = points.slice(1).reduce((sum, point, index) => sum + apart(points[index], point), 0);
    assert.ok(Math.abs(long - apart([from[1], from[0]], [to[1], to[0]])) < 1e-3);
    for (const line of lines) {
      for (const [index, point] of line.slice(1).entries()) assert.ok(Math.abs(point[1] - line[index][1]) <= 180);
    }
  });
  assert.deepEqual(arc([0, 0], [0, 0], plain), [[]]);
});

test("a point is in a polygon but not in its hole, and in either of two", () => {
  const ring = (/** @type {number} */ a, /** @type {number} */ b) => [
    [a, a],
    [b, a],
    [b, b],
    [a, b],
    [a, a],
  ];
  const holed = { type: "Polygon", coordinates: [ring(0, 10), ring(4, 6)] };
  assert.ok(within(holed, 2, 2));
  assert.ok(!within(holed, 5, 5));
  assert.ok(!within(holed, 11, 5));
  const two = { type: "MultiPolygon", coordinates: [[ring(0, 1)], [ring(5, 6)]] };
  assert.ok(within(two, 5.5, 5.5) && within(two, 0.5, 0.5) && !within(two, 3, 3));
});

test("a line enters a box by any corner, of any of its parts", () => {
  assert.ok(
    enters(
      {
        type: "LineString",
        coordinates: [
          [0, 0],
          [5, 5],
        ],
      },
      [4, 4, 6, 6],
    ),
  );
  assert.ok(
    !enters(
      {
        type: "LineString",
        coordinates: [
          [0, 4.5],
          [9, 5],
        ],
      },
      [4, 4, 6, 6],
    ),
  );
  const parts = [{ coordinates: [[0, 0]] }, { coordinates: [[[5, 5]]] }];
  assert.ok(enters({ type: "GeometryCollection", geometries: parts }, [4, 4, 6, 6]));
});

test("corners are latitude first, rungs inside the bounds", () => {
  assert.deepEqual(edges([1, 2, 3, 4]), [
    [2, 1],
    [4, 3],
  ]);
  for (const [lon, lat] of rungs(180, [170, -20, 190, 30])) assert.ok(lon === 180 && lat > -20 && lat < 30);
});

test("what the map shows is told in plain degrees, all round where it is the whole globe", () => {
  const view = (/** @type {number[]} */ [west, south, east, north]) =>
    /** @type {any} */ ({ getWest: () => west, getSouth: () => south, getEast: () => east, getNorth: () => north });
  assert.deepEqual(boxOf(view([170, -20, 190, 20])), [170, -20, -170, 20]);
  assert.deepEqual(boxOf(view([-200, -20, 200, 20])), [-180, -20, 180, 20]);
  assert.deepEqual(boxOf(view([1.123456, 0, 2, 3])), [1.1235, 0, 2, 3]);
});
