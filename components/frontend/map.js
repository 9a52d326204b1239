(function (map, parts) {
  "use strict";
  const L = window.L;
  const data = { ...parts.map, ground: parts.ground };
  const [WEST, , EAST] = data.ground.bounds; // unwrapped: EAST may lie beyond 180
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const root = document.documentElement;
  root.setAttribute("data-articles", data.articles);

  function element(tag, name, words) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (words !== undefined) made.textContent = words;
    return made;
  }

  function feature(geometry) {
    return { type: "Feature", properties: {}, geometry };
  }

  function edges(box) {
    return [[box[1], box[0]], [box[3], box[2]]];
  }

  // Degrees in the turn of the globe that the map shows: Samoa stands beside Fiji.
  function near(lon) {
    const turned = WEST + ((((lon - WEST) % 360) + 360) % 360);
    return turned <= EAST || turned - EAST < WEST + 360 - turned ? turned : turned - 360;
  }

  function near_all(geometry) {
    const first = geometry.coordinates.flat(9);
    const by = near(first[0]) - first[0];
    const turn = (part) => (typeof part[0] === "number" ? [part[0] + by, part[1]] : part.map(turn));
    return by ? { ...geometry, coordinates: turn(geometry.coordinates) } : geometry;
  }

  // The page around decides on light or dark; the frame follows it.
  function follow_theme() {
    let page = null;
    try {
      page = window.parent.document.querySelector(".stApp");
    } catch (refused) {
      page = null;
    }
    const paint = page ? window.parent.getComputedStyle(page).backgroundColor : "";
    const parts = (paint.match(/[\d.]+/g) || []).map(Number);
    const dark = parts.length >= 3
      ? parts[0] + parts[1] + parts[2] < 380
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "dark" : "light";
  }
  follow_theme();
  window.addEventListener("message", () => requestAnimationFrame(follow_theme));

  const painted = new Set(data.marks.filter((mark) => !mark.somewhere).map((mark) => mark.area)); // each once
  const filled = new Set(data.marks.map((mark) => mark.area)); // ids of the areas that are marks

  // Words of ours about a name of any script: the name keeps its direction, the line has ours.
  function about(tag, name, words) {
    const made = element(tag);
    made.dir = "ltr";
    made.append(element("bdi", "", name), words);
    return made;
  }

  function hint(shape, name, words) {
    const tip = about("span", name, words);
    shape.bindTooltip(tip, { sticky: true, direction: "top", className: "tip", opacity: 1 });
    return tip;
  }

  // ---- ground -----------------------------------------------------------
  const renderers = {};
  ["far", "ground", "areas", "edges", "chosen", "lines", "points", "leaders", "ghost"].forEach((name, index) => {
    map.createPane(name).style.zIndex = 280 + index * 20;
    renderers[name] = L.svg({ pane: name, padding: 0.5 });
  });
  const ways_pane = map.createPane("ways"); // above the ground, under every mark
  ways_pane.style.zIndex = 310;
  ways_pane.style.pointerEvents = "none";
  const labels_pane = map.createPane("labels");
  labels_pane.style.zIndex = 600;
  labels_pane.style.pointerEvents = "none";
  const numbers_pane = map.createPane("numbers");
  numbers_pane.style.zIndex = 590;
  numbers_pane.style.pointerEvents = "none";

  function layer(pane, name, geometries, more) {
    const options = { interactive: false, ...more };
    const style = { pane, renderer: renderers[pane], className: name, smoothFactor: 0.5, ...options };
    return L.geoJSON(geometries.map(feature), { style, ...options });
  }

  layer("ground", "land", data.ground.land.filter((x) => !x.focus).map((x) => x.geometry)).addTo(map);
  const home_land = data.ground.land.filter((x) => x.focus).map((x) => x.geometry);
  layer("ground", "home-land", home_land).addTo(map);
  data.ground.waters.forEach((water, closer) => {
    for (const [name, shape] of [["lake", water.lakes], ["brook", water.rivers]]) {
      layer("ground", name + (closer ? " closer" : ""), [shape]).addTo(map);
    }
  });
  for (const division of data.ground.divisions) {
    const made = layer("ground", "division", [division.geometry], { interactive: !filled.has(division.id) });
    made.addTo(map);
    if (filled.has(division.id)) continue;
    hint(made, division.name, ": not named");
    made.eachLayer((path) => path.getElement()?.classList.replace("leaflet-interactive", "hinted")); // nothing to click
  }
  layer("edges", "outline", data.ground.outlines.map((x) => x.geometry)).addTo(map);
  layer("edges", "casing", data.ground.disputed).addTo(map);
  layer("edges", "disputed", data.ground.disputed).addTo(map);

  const dated = WEST < 180 && EAST > 180;
  if (dated) {
    L.polyline([[-85, 180], [85, 180]], { pane: "edges", renderer: renderers.edges, className: "dateline", interactive: false }).addTo(map);
  }

  // ---- marks ------------------------------------------------------------
  const LEAST_RING = 8; // pixels of a ring's radius: a smaller one is drawn as a sign of its own
  const DOT = 10; // pixels of a point's radius, its number on it
  const BARE = 5; // pixels of a point's radius whose number is covered
  const COVERED = 60; // square pixels of one disc that another may cover
  const SIGN = 11; // pixels from the middle of a small ring's sign to its corners
  const BANK = 5; // pixels between a river and its name
  const OFF = 16; // pixels between the middle of a country and a name beside it
  const CHOSEN_ROOM = 4; // pixels between a chosen point or sign and the line round it
  const shapes = new Map([...data.ground.divisions, ...data.ground.shapes].map((x) => [x.id, x]));
  const marks = new Map();
  let sent = 0;
  let last = { selected: null, drawn: null, told: { root: {}, marks: [] }, ghost: null };

  // A circle on the ground at any latitude; a hollow square on its corner where that is too small to see.
  const Ring = L.CircleMarker.extend({
    initialize(mark, options) {
      L.CircleMarker.prototype.initialize.call(this, [mark.lat, near(mark.lon)], options);
      this._corners = circle(near(mark.lon), mark.lat, mark.radius_km);
      this._sign = SIGN + (options.room || 0);
    },
    getBounds() { return L.latLngBounds(this._corners); },
    _project() {
      L.CircleMarker.prototype._project.call(this);
      const origin = this._map.getPixelOrigin(); // not Leaflet's whole pixels: they bend a small circle
      this._line = this._corners.map((at) => this._map.project(at).subtract(origin));
      const box = L.bounds(this._line), size = box.getSize();
      this.small = Math.max(size.x, size.y) / 2 < LEAST_RING;
      this._radius = this._sign;
      if (this.small) this._updateBounds();
      else this._pxBounds = box;
    },
    _updatePath() {
      const { x, y } = this._point, far = this._sign;
      const sign = `M${x} ${y - far}L${x + far} ${y}L${x} ${y + far}L${x - far} ${y}Z`;
      const ring = "M" + this._line.map((at) => at.x.toFixed(1) + " " + at.y.toFixed(1)).join("L") + "Z";
      this._renderer._setPath(this, this.small ? sign : ring);
      this._path.classList.toggle("small", this.small);
      if (this.options.told) this._path.setAttribute("data-drawn", this.small ? "small" : "ring");
    },
  });

  // A click leaves at once; the component's own message, a quarter of a second
  // later, says the same and is dropped as no change.
  function choose(id, latlng) {
    const globals = window.__GLOBAL_DATA__;
    if (!globals || !window.Streamlit) return;
    sent += 1;
    const drawing = { type: "Feature", properties: { id, sent }, geometry: null };
    const answer = { last_object_clicked: latlng, last_active_drawing: drawing };
    marks.get(id).shape.toGeoJSON = () => drawing;
    globals.last_object_clicked = latlng;
    globals.last_active_drawing = drawing;
    globals.previous_data = answer;
    show({ ...last, selected: last.selected === id ? null : id, ghost: null }, chosen);
    window.Streamlit.setComponentValue(answer);
  }

  function excerpts(count) {
    return count === 1 ? "1 excerpt" : count + " excerpts";
  }

  // Escape closes what is open here, else undoes the last choice, as it does beside the map.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[open]");
    if (!open) return void window.parent.datelineKept?.escape?.();
    open.open = false;
    open.querySelector("summary").focus();
  });

  function reachable(mark, path) {
    const node = path.getElement();
    if (!node) return;
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(mark.id, middle(mark));
    });
  }

  function middle(mark) {
    const shape = shapes.get(mark.area || mark.line);
    const at = shape && shape.anchors.length ? shape.anchors[0] : [near(mark.lon), mark.lat];
    return L.latLng(at[1], at[0]);
  }

  function area(mark) {
    const made = L.GeoJSON.geometryToLayer(feature(shapes.get(mark.area).geometry), {});
    const wide = shapes.get(mark.area).vast ? " wide vast" : mark.wide ? " wide" : "";
    const className = "mark area" + wide + (mark.somewhere && painted.has(mark.area) ? " shared" : "");
    made.setStyle({ pane: "areas", renderer: renderers.areas, className });
    Object.assign(made.options, { pane: "areas", renderer: renderers.areas, className });
    return made;
  }

  // A river: what is clicked is a broad path without a colour, and next to it what is seen of it.
  function course(mark) {
    const made = L.GeoJSON.geometryToLayer(feature(shapes.get(mark.line).geometry), {});
    const shared = { pane: "lines", renderer: renderers.lines, smoothFactor: 0.5 };
    Object.assign(made.options, { ...shared, className: "mark course" });
    made.on("add", () => {
      for (const className of ["bank", "stream"]) L.polyline(made.getLatLngs(), { ...shared, className, interactive: false }).addTo(map);
    });
    return made;
  }

  // The hatch of a wide area, a pattern for each class of colour.
  function hatch() {
    const name = "http://www.w3.org/2000/svg";
    const patterns = document.createElementNS(name, "defs");
    const node = (tag, sides, parts = []) => {
      const made = document.createElementNS(name, tag);
      for (const [key, value] of Object.entries(sides)) made.setAttribute(key, value);
      made.append(...parts);
      return made;
    };
    const stripe = (name, width) => node("rect", { class: name, width, height: 8 });
    const pattern = (id, parts) => node("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" }, parts);
    for (let step = 1; step <= data.steps.length; step += 1) {
      patterns.append(
        pattern("wide-q" + step, [stripe("q" + step, 8), stripe("stripe", 1.6)]),
        pattern("vast-q" + step, [stripe("q" + step, 2.6)]), // the ground is seen between
      );
    }
    return patterns;
  }

  function shape_of(mark) {
    if (mark.shape === "area" && shapes.has(mark.area)) return area(mark);
    return mark.shape === "line" && shapes.has(mark.line) ? course(mark) : spot(mark);
  }

  function spot(mark) {
    const shared = { pane: "points", renderer: renderers.points };
    if (mark.shape === "point") {
      return L.circleMarker([mark.lat, near(mark.lon)], { ...shared, radius: DOT, className: "mark point" });
    }
    return new Ring(mark, { ...shared, told: true, className: "mark ring " + mark.shape });
  }

  // What an outside program may read of a mark, whatever is asked.
  function tell(mark, path) {
    const node = path.getElement();
    if (!node) return;
    for (const [name, value] of Object.entries(mark.data)) node.setAttribute("data-" + name, value);
    if (mark.shape !== "near" && mark.shape !== "fuzzy") node.setAttribute("data-drawn", mark.data.figure);
    node.classList.toggle("unsure", !mark.data.sure);
  }

  for (const mark of data.marks) {
    const shape = shape_of(mark);
    marks.set(mark.id, { ...mark, shape });
    shape.addTo(map);
    shape.on("click", (event) => choose(mark.id, event.latlng));
    reachable(mark, shape);
    tell(mark, shape);
    hint(shape, mark.name, "");
  }
  if (data.marks.some((mark) => mark.wide)) renderers.areas._container.prepend(hatch());

  // ---- what changes: the choice and the counts ----------------------------
  let chosen = L.layerGroup().addTo(map);

  // The colour class of a count, the same as on paper, never rescaled.
  function level(count) {
    return data.steps.filter((step) => step.from <= count).length;
  }

  const NOTHING = [0, 0, 0]; // names, excerpts and held of a mark that the filter leaves out
  let counted = new Map(); // the same of each mark by its number, as asked
  let drawn = new Map(); // as filtered, whatever place is chosen
  const by_number = (rows) => new Map(rows.map(([number, ...rest]) => [number, rest]));

  function count_of(mark) {
    const [names, , held] = drawn.get(mark.data.number) || NOTHING;
    return names ? held : 0;
  }

  let ghosted = null; // the legend's row for another choice
  let filtered = null; // the legend's row for marks that the filter leaves empty

  function dress(mark) {
    const count = count_of(mark);
    const path = mark.shape.getElement();
    if (!path) return;
    for (let step = 0; step <= data.steps.length; step += 1) path.classList.toggle("q" + step, level(count) === step);
    const pressed = last.selected === mark.id;
    path.setAttribute("aria-pressed", String(pressed));
    const told = counted.get(mark.data.number) || NOTHING;
    ["names", "excerpts", "held"].forEach((name, index) => path.setAttribute("data-" + name, told[index]));
    path.setAttribute("data-shown", told[0] ? 1 : 0);
    const doubt = mark.data.sure ? "" : "unsure, score " + mark.data.score.toFixed(2) + ", ";
    const kept = count || !last.told.root.hidden ? excerpts(count) : "named, nothing kept by the filter";
    const said = (mark.note ? mark.note + ", " : "") + doubt + kept;
    mark.disc?.classList.toggle("left-out", !count);
    path.setAttribute("aria-label", mark.name + ", " + mark.kind + ", " + said);
    const tip = mark.shape.getTooltip().getContent();
    tip.lastChild.data = ": " + said;
  }

  function highlight(mark, group) {
    if (mark.shape instanceof L.CircleMarker) {
      const options = { pane: "chosen", renderer: renderers.chosen, interactive: false, className: "chosen" };
      (mark.shape instanceof Ring
        ? new Ring(mark, { ...options, room: CHOSEN_ROOM })
        : L.circleMarker(mark.shape.getLatLng(), { ...options, radius: DOT + CHOSEN_ROOM })
      ).addTo(group);
      return;
    }
    layer("chosen", mark.line ? "chosen river" : "chosen", [shapes.get(mark.area || mark.line).geometry]).addTo(group);
  }

  const SEEN = 20; // pixels of the longer side of an area or ring that is seen for what it is
  const LARGE = 90; // of one that was smaller, once it is chosen

  // An area or a ring too small to see is zoomed to: else choosing it would show nothing.
  function zoom_to(mark) {
    if (!mark.shape.getBounds || mark.line) return false;
    const whole = mark.shape.getBounds();
    const corners = [whole.getNorthEast(), whole.getSouthWest()].map((at) => map.latLngToContainerPoint(at));
    const size = Math.max(corners[0].x - corners[1].x, corners[1].y - corners[0].y);
    if (size >= SEEN) return false;
    map.setView(whole.getCenter(), Math.min(map.getMaxZoom(), map.getZoom() + Math.log2(LARGE / size)), { animate: !calm });
    return true;
  }

  function bring_into_view(mark) {
    if (zoom_to(mark)) return;
    const view = map.getBounds();
    const along = mark.line && shapes.get(mark.line).anchors.some((at) => view.contains([at[1], at[0]]));
    if (along) return;
    const inside = mark.shape.getBounds
      ? view.intersects(mark.shape.getBounds()) && view.contains(middle(mark))
      : view.contains(mark.shape.getLatLng());
    if (inside) return;
    const whole = mark.shape.getBounds ? mark.shape.getBounds() : L.latLngBounds([middle(mark)]);
    fit(whole, [30, 30], { maxZoom: map.getZoom(), animate: !calm });
  }

  // A frame that is not laid out yet, or hidden, has no size; what does not fit in it gives no view.
  function fit(whole, padding, options) {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const room = size.x > 2 * padding[0] && size.y > 2 * padding[1];
    map.fitBounds(whole, { ...options, padding: room ? padding : [0, 0] });
  }

  function show(state, group) {
    const moved = state.selected !== last.selected;
    last = state;
    counted = by_number(state.told.marks);
    drawn = state.drawn ? by_number(state.drawn) : counted;
    chosen.clearLayers();
    chosen = group;
    chosen.clearLayers();
    marks.forEach(dress);
    for (const [name, value] of Object.entries(last.told.root)) root.setAttribute("data-" + name, value);
    if (filtered) filtered.hidden = [...marks.values()].every(count_of);
    const mark = marks.get(state.selected);
    if (mark) highlight(mark, chosen);
    const country = data.ground.outlines.find((x) => x.id + "@P6" === state.selected);
    if (country) layer("chosen", "chosen", [country.geometry]).addTo(chosen);
    const held = show_ghost(state.ghost);
    if (mark && moved && !held) bring_into_view(mark);
    place_labels();
  }

  // ---- another choice: where a reading that lost would have put the name --------
  const ghost_layer = L.layerGroup().addTo(map);
  let ghost = null;
  let before = null; // the view to go back to, where showing it moved the map

  // Returns whether it moved the map.
  function show_ghost(wanted) {
    const key = (x) => (x ? x.id + x.note : "");
    if (key(wanted) === key(ghost)) return false;
    ghost = wanted && turned_ghost(wanted);
    ghost_layer.clearLayers();
    labels.splice(0, labels.length, ...labels.filter((item) => item.name !== "ghost"));
    if (ghosted) ghosted.hidden = !ghost;
    if (!ghost) return go_back();
    draw_ghost();
    return fit_ghost();
  }

  function turned_ghost(wanted) {
    const turn = (at) => at && [near(at[0]), at[1]];
    const geometry = wanted.geometry && near_all(wanted.geometry);
    return { ...wanted, at: turn(wanted.at), origin: turn(wanted.origin), geometry };
  }

  function draw_ghost() {
    if (ghost.land) layer("far", "far-land", ghost.land).addTo(ghost_layer);
    const at = L.latLng(ghost.at[1], ghost.at[0]);
    const look = { pane: "ghost", renderer: renderers.ghost, interactive: false };
    if (ghost.origin) {
      for (const line of arc(ghost.origin, ghost.at)) {
        L.polyline(line, { ...look, className: "tie", smoothFactor: 0 }).addTo(ghost_layer);
      }
    }
    if (ghost.geometry) layer("ghost", "ghost", [ghost.geometry]).addTo(ghost_layer);
    else L.circleMarker(at, { ...look, radius: 9, className: "ghost" }).addTo(ghost_layer);
    label(ghost.label, "ghost", [ghost.at], null, null, ghost_layer);
    if (ghost.note) labels[labels.length - 1].inner.appendChild(element("small", "", ghost.note));
  }

  // The great circle between two points (lon, lat), in pieces where it crosses the map's edge.
  function arc(from, to) {
    const turn = Math.PI / 180;
    const point = ([lon, lat]) => [
      Math.cos(lat * turn) * Math.cos(lon * turn), Math.cos(lat * turn) * Math.sin(lon * turn), Math.sin(lat * turn),
    ];
    const a = point(from), b = point(to);
    const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
    const lines = [[]];
    for (let i = 0; i <= 64 && angle > 0; i += 1) {
      const p = Math.sin((1 - i / 64) * angle), q = Math.sin((i / 64) * angle);
      const [x, y, z] = [0, 1, 2].map((k) => p * a[k] + q * b[k]);
      const lon = near(Math.atan2(y, x) / turn);
      const previous = lines[lines.length - 1].at(-1);
      if (previous && Math.abs(previous[1] - lon) > 180) lines.push([]);
      lines[lines.length - 1].push([Math.atan2(z, Math.hypot(x, y)) / turn, lon]);
    }
    return lines;
  }

  function fit_ghost() {
    const both = L.latLngBounds([ghost.at, ghost.origin || ghost.at].map((p) => [p[1], p[0]]));
    const view = map.getBounds();
    const whole = ghost.geometry ? both.extend(L.geoJSON(feature(ghost.geometry)).getBounds()) : both;
    if (view.contains(both) && view.intersects(whole)) return false;
    before = before || { center: map.getCenter(), zoom: map.getZoom() };
    const small = map.getSize().x < 520;
    const zoom = map.getZoom();
    map.setMaxBounds(null);
    map.setMinZoom(0);
    fit(whole, small ? [40, 40] : [110, 80], { maxZoom: zoom, animate: !calm });
    if (ghost.limit) map.setMaxBounds(edges(ghost.limit));
    return true;
  }

  function go_back() {
    if (!before) return false;
    const { center, zoom } = before;
    before = null;
    map.setMaxBounds(null);
    map.setView(center, zoom, { animate: false });
    bound();
    return true;
  }

  // ---- labels -------------------------------------------------------------
  // First come, first served, in a fixed order: what is chosen, towns, areas,
  // then neighbours; a label that finds no room is left out, the chosen one's never is.
  const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
  const NUDGES = [[0, 0], [0, 0.9], [0, -0.9], [-0.7, 0], [0.7, 0]];
  const BANKS = [[1, 0], [-1, 0], [0, -1], [0, 1], [0, 0]];
  const ABOUT = [[0, 0], ...SIDES]; // a country whose marks cover it, as islands' do, is named beside them
  const STRAYED = 0.2; // square pixels: less than any clash, enough to choose by
  const TRESPASS = 400; // a country's name on another country
  const AIR = 2; // pixels left free on both sides of a name
  const WRONG = 2000; // a name nearer to another's mark than to its own
  const MANY = 30; // marks from which names are set smaller
  const CROWD = 85; // and smaller still
  const FAR = [14, 24, 38, 56, 78, 106, 140]; // pixels from a mark to a name that a line joins
  const SPOKES = [32, 16]; // directions in which such a name is tried; among many
  const SPECK = 4; // pixels between the points at which such a line is looked at
  const APART = 14; // pixels from such a name to another's mark, which it would seem to name
  const LED = 0.3; // square pixels: dearer than any place beside the mark, cheaper than no name
  const MOVES = 400; // of one name to let another stand, at the most, each time names are placed
  const LINES_AT_MOST = 300; // marks on a map whose names may have a line
  const labels = [];
  const leaders = L.polyline([], { pane: "leaders", renderer: renderers.leaders, className: "leader", interactive: false, smoothFactor: 0 }).addTo(map);
  let dragged = false; // whether the press now ending moved the map
  map.on("mousedown", () => { dragged = false; });
  map.on("dragstart", () => { dragged = true; });

  function label(words, name, anchors, mark, ground, group = map) {
    const inner = element("span", "label " + name);
    inner.appendChild(element("span", "", words));
    inner.dir = "auto";
    const holder = element("div");
    holder.appendChild(inner);
    const icon = L.divIcon({ html: holder, className: "holder", iconSize: [0, 0] });
    const marker = L.marker(L.latLng(anchors[0][1], anchors[0][0]), {
      icon, pane: "labels", interactive: false, keyboard: false,
    }).addTo(group);
    inner.setAttribute("aria-hidden", "true");
    if (mark !== null) {
      inner.dataset.label = mark;
      if (name !== "town") inner.prepend(element("small", "", marks.get(mark).data.number + " "));
      inner.addEventListener("click", (event) => {
        event.stopPropagation();
        if (!dragged) choose(mark, middle(marks.get(mark)));
      });
    }
    labels.push({ inner, marker, anchors, mark, name, words, ground });
  }

  // The number stands on its place, the same as in Places and on paper.
  function number(mark) {
    const disc = element("span", "number " + mark.shape, String(mark.data.number));
    disc.setAttribute("aria-hidden", "true");
    const holder = element("div");
    holder.appendChild(disc);
    const icon = L.divIcon({ html: holder, className: "holder", iconSize: [0, 0] });
    L.marker(middle(mark), { icon, pane: "numbers", interactive: false, keyboard: false }).addTo(map);
    disc.classList.toggle("unsure", !mark.data.sure);
    disc.classList.toggle("long", mark.data.number > 99);
    marks.get(mark.id).disc = disc;
  }

  for (const mark of data.marks) {
    const shape = shapes.get(mark.area || mark.line);
    const words = mark.name + (mark.data.sure ? "" : "?");
    if (mark.somewhere && mark.shape === "area" && shape) continue; // a row under its area, no name of its own
    if (mark.shape === "area" && shape && shape.anchors.length) label(words, "area", shape.anchors, mark.id, shape.geometry);
    else if (mark.shape === "line" && shape) label(words, "river", shape.anchors, mark.id, null);
    else {
      number(mark);
      label(words, "town", [[near(mark.lon), mark.lat]], mark.id, null);
    }
  }
  root.classList.toggle("dense", data.marks.length > MANY);
  root.classList.toggle("crowded", data.marks.length > CROWD);
  const named = new Set(data.marks.map((mark) => mark.name)); // a province of the same name is left to the pointer
  for (const shape of data.ground.divisions) {
    if (!filled.has(shape.id) && !named.has(shape.name) && shape.anchors.length) label(shape.name, "quiet", shape.anchors, null, shape.geometry);
  }
  const outlined = new Set(data.ground.outlines.map((x) => x.id));
  for (const land of data.ground.land) {
    if (!land.anchors.length) continue;
    if (land.focus) label(land.name, outlined.has(land.id) ? "country" : "home", land.anchors, null, land.geometry);
    else label(land.name, "neighbour", land.anchors, null, land.geometry);
  }
  if (dated) label("180°, nominal date line", "meridian", rungs(180), null, null);
  const RANK = { ghost: 0, area: 1, town: 2, river: 2, country: 3, home: 4, neighbour: 5, meridian: 6, quiet: 7 };

  // Points up a meridian, the lowest first.
  function rungs(lon) {
    const [, south, , north] = data.ground.bounds;
    return [0.06, 0.2, 0.35, 0.65, 0.8, 0.94].map((share) => [lon, south + (north - south) * share]);
  }

  function rank(item) {
    return item.mark !== null && item.mark === last.selected ? 0 : RANK[item.name];
  }

  function box_at(point, width, height, side, gap) {
    const x = point.x + side[0] * (gap + width / 2);
    const y = point.y + side[1] * (gap + height / 2) * (side[0] ? 0.6 : 1);
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }

  function overlap(a, b) {
    const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
    const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    return width > 0 && height > 0 ? width * height : 0;
  }

  // Boxes by the cells of a grid that they lie in: a box is compared with those about it alone.
  const CELL = 64; // pixels
  const cell_of = (x, y) => x * 4096 + y; // two cells far away may share one: no harm, each box is looked at
  function crowd(boxes) {
    const cells = new Map();
    const over = (box, visit) => {
      const right = Math.floor(box[2] / CELL), low = Math.floor(box[3] / CELL);
      for (let x = Math.floor(box[0] / CELL); x <= right; x += 1) {
        for (let y = Math.floor(box[1] / CELL); y <= low; y += 1) visit(x, y);
      }
    };
    const made = {
      add(box) {
        over(box, (x, y) => {
          const key = cell_of(x, y);
          if (cells.has(key)) cells.get(key).push(box);
          else cells.set(key, [box]);
        });
      },
      remove(box) {
        over(box, (x, y) => {
          const held = cells.get(cell_of(x, y));
          const at = held.findIndex((other) => other.every((side, index) => side === box[index]));
          if (at >= 0) held.splice(at, 1);
        });
      },
      // What a box covers of the others, in square pixels; at least `enough` once it is more.
      clash(box, enough) {
        let sum = 0;
        over(box, (x, y) => {
          for (const other of cells.get(cell_of(x, y)) || []) {
            if (sum > enough) return;
            // Counted in one cell alone: the one that holds the first corner of what is shared.
            const first = Math.floor(Math.max(box[0], other[0]) / CELL) === x
              && Math.floor(Math.max(box[1], other[1]) / CELL) === y;
            if (first) sum += overlap(box, other);
          }
        });
        return sum;
      },
    };
    boxes.forEach(made.add);
    return made;
  }

  function panels() {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((node) => {
      const box = node.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
  }

  function within(geometry, lng, lat) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let inside = false;
    for (const ring of polygons.flat()) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [xi, yi] = ring[i], [xj, yj] = ring[j];
        if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
    return inside;
  }

  const lands = data.ground.land.map(({ geometry }) => ({ geometry, box: L.geoJSON(feature(geometry)).getBounds() }))
    .filter(({ box }) => box.isValid()); // what the frame leaves of a country may be nothing

  // The ground on which a name would seem to name something else.
  function alien(item, { box, point }) {
    if (item.name === "neighbour") return lands.filter((land) => home_land.includes(land.geometry));
    const upon = overlap(box, [point.x - 1, point.y - 1, point.x + 1, point.y + 1]) > 0;
    return upon || !["country", "home"].includes(item.name) ? [] : lands.filter((land) => land.geometry !== item.ground);
  }

  // A name is better read where both its ends stand on its own ground.
  function strays(item, choice) {
    if (!item.ground) return 0;
    const [x0, y0, x1, y1] = choice.box;
    const outside = (shares) => shares
      .map((share) => map.containerPointToLatLng([x0 + (x1 - x0) * share, (y0 + y1) / 2]))
      .filter((at) => !within(item.ground, at.lng, at.lat));
    const others = alien(item, choice);
    const on = (at) => others.some((land) => land.box.contains(at) && within(land.geometry, at.lng, at.lat));
    return others.length && outside([0, 0.25, 0.5, 0.75, 1]).some(on) ? TRESPASS : outside([0, 1]).length * STRAYED;
  }

  // How far a point or a ring's number reaches from its middle; a ghost has no mark.
  function reach(mark) {
    return mark?.disc?.classList.contains("covered") && !(mark.shape instanceof Ring) ? BARE + 1 : DOT;
  }

  function choices(item, width, height) {
    const beside = item.name === "town" || item.name === "ghost";
    const sides = beside ? SIDES : { area: NUDGES, river: BANKS, country: ABOUT, home: ABOUT }[item.name] || [[0, 0]];
    const gap = beside ? reach(marks.get(item.mark)) + 2 : { river: BANK, country: OFF, home: OFF }[item.name] || 0;
    return sides.flatMap((side) => item.anchors.map((anchor) => {
      const at = L.latLng(anchor[1], anchor[0]);
      const point = map.latLngToContainerPoint(at);
      return { at, point, box: box_at(point, width, height, side, gap) };
    }));
  }

  // Where a name stands that has no room beside its mark, the nearest first, and the line that joins it.
  function* farther(item, width, height) {
    // Clear of its own box's corners; from a dot that is covered, over whatever covers it.
    const out = item.name === "town" ? DOT * 1.5 : 0, covered = out && reach(marks.get(item.mark)) < DOT;
    const spokes = SPOKES[Number(marks.size > MANY)];
    const starts = item.anchors.map(([lon, lat]) => L.latLng(lat, lon));
    for (const [far, at] of FAR.flatMap((each) => starts.map((start) => [each, start]))) {
      const point = map.latLngToContainerPoint(at);
      for (let spoke = 0; spoke < spokes; spoke += 1) {
        const east = Math.cos((2 * Math.PI * spoke) / spokes), south = Math.sin((2 * Math.PI * spoke) / spokes);
        const x = point.x + east * (DOT + far), y = point.y + south * (DOT + far);
        const left = east > 0.3 ? x : east < -0.3 ? x - width : x - width / 2;
        const top = south > 0.7 ? y : south < -0.7 ? y - height : y - height / 2;
        const end = [Math.min(Math.max(point.x, left + AIR), left + width - AIR), Math.min(Math.max(point.y, top), top + height)];
        const long = Math.hypot(end[0] - point.x, end[1] - point.y);
        if (long <= out) continue;
        const start = [point.x + ((end[0] - point.x) * out) / long, point.y + ((end[1] - point.y) * out) / long];
        const drawn = covered ? [[point.x, point.y], end] : [start, end];
        yield { at, point, box: [left, top, left + width, top + height], line: [start, end], drawn };
      }
    }
  }

  // A line as small boxes, for what else stands on the map.
  function specks([from, to]) {
    const count = Math.max(1, Math.floor(Math.hypot(to[0] - from[0], to[1] - from[1]) / SPECK));
    return Array.from({ length: count }, (_, step) => {
      const [x, y] = [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * step) / count);
      return [x - 1, y - 1, x + 1, y + 1];
    });
  }

  // Unnamed ground is named only where it is wide enough to carry its name.
  function fits(item, width) {
    if (!item.ground || item.mark !== null || item.name === "country") return true;
    item.bounds = item.bounds || L.geoJSON(feature(item.ground)).getBounds();
    const span = map.latLngToContainerPoint(item.bounds.getNorthEast()).x
      - map.latLngToContainerPoint(item.bounds.getSouthWest()).x;
    return span > width * (item.name === "quiet" ? 1.3 : 0.9);
  }

  // Marks with a spot of their own, by the cells of a grid: do any stand nearer to a name than its own, or
  // than so many pixels?
  function rivals(spots) {
    const cells = new Map();
    for (const spot of spots) {
      const key = cell_of(Math.floor(spot.x / CELL), Math.floor(spot.y / CELL));
      if (cells.has(key)) cells.get(key).push(spot);
      else cells.set(key, [spot]);
    }
    const away = (box, at) => Math.hypot(
      Math.max(box[0] - at.x, 0, at.x - box[2]), Math.max(box[1] - at.y, 0, at.y - box[3]));
    return (wide, mark, at, least = 0) => {
      const box = [wide[0] + AIR, wide[1], wide[2] - AIR, wide[3]]; // the words alone
      const own = least || away(box, at);
      for (let x = Math.floor((box[0] - own) / CELL); x <= Math.floor((box[2] + own) / CELL); x += 1) {
        for (let y = Math.floor((box[1] - own) / CELL); y <= Math.floor((box[3] + own) / CELL); y += 1) {
          const found = cells.get(cell_of(x, y)) || [];
          if (found.some((spot) => spot.mark !== mark && away(box, spot) <= own)) return true;
        }
      }
      return false;
    };
  }

  // A number that another's disc would cover waits for a closer view; its mark is a bare dot until then.
  function give_numbers(spots) {
    const discs = crowd([]);
    const first = (spot) => (spot.mark === last.selected ? 0 : marks.get(spot.mark).data.number);
    for (const { x, y, mark } of [...spots].sort((a, b) => first(a) - first(b))) {
      const { shape, disc } = marks.get(mark);
      const box = [x - DOT, y - DOT, x + DOT, y + DOT];
      const covered = discs.clash(box, COVERED) > COVERED;
      disc.classList.toggle("covered", covered);
      if (!covered) discs.add(box);
      const radius = covered ? BARE : DOT;
      if (shape instanceof Ring || shape.getRadius() === radius) continue;
      shape.setRadius(radius);
      if (covered) shape.bringToBack();
    }
  }

  function place_labels() {
    const size = map.getSize();
    const frame = [4, 4, size.x - 4, size.y - 4];
    const controls = crowd(panels());
    const spots = [...marks.values()].filter((mark) => mark.shape.getLatLng).map((mark) => {
      const { x, y } = map.latLngToContainerPoint(mark.shape.getLatLng());
      return { x, y, mark: mark.id };
    });
    give_numbers(spots);
    const taken = crowd(spots.map(({ x, y, mark }) => {
      const far = reach(marks.get(mark));
      return [x - far, y - far, x + far, y + far];
    }));
    const is_rivalled = rivals(spots);
    const is_chosen = (item) => item.name === "ghost" || (item.mark !== null && item.mark === last.selected);
    const ordered = [...labels].sort((a, b) => rank(a) - rank(b));
    // All are dressed before any is measured: the page is laid out once and not for each.
    ordered.forEach((item) => item.inner.classList.toggle("is-chosen", is_chosen(item)));
    const sizes = ordered.map((item) => [item.inner.offsetWidth + 2 * AIR, item.inner.offsetHeight]);
    const lines = [];
    const cost_of = (item, choice, enough) => {
      const { box, line, point } = choice;
      const inside = overlap(box, frame) >= (box[2] - box[0]) * (box[3] - box[1]) - 1;
      let cost = inside ? 0 : 500;
      if (cost > enough) return cost; // what is dearer than the best is not looked at further
      cost += taken.clash(box, enough) + controls.clash(box, enough);
      if (cost > enough) return cost;
      if ((line || item.name === "town") && is_rivalled(box, item.mark, point, line ? APART : 0)) cost += WRONG;
      if (!line) return cost + strays(item, choice);
      cost += LED;
      for (const speck of specks(line)) {
        if (cost > enough) break;
        cost += taken.clash(speck, enough);
      }
      return cost;
    };
    const cheapest = (item, options, bearable) => {
      let best = null;
      for (const choice of options) {
        const cost = cost_of(item, choice, Math.min(bearable, best === null ? Infinity : best.cost));
        if (best === null || cost < best.cost - STRAYED / 2) best = { ...choice, cost };
        if (cost === 0 || (choice.line && cost <= LED)) break;
      }
      return best;
    };
    const placed = new Map();
    const boxes_of = (best) => (best.boxes ??= [best.box, ...(best.line ? specks(best.line) : [])]);
    const put = (item, best) => {
      if (!best) return;
      placed.set(item, best);
      boxes_of(best).forEach(taken.add);
    };
    const lift = (item) => {
      boxes_of(placed.get(item)).forEach(taken.remove);
      placed.delete(item);
    };
    const settle_beside = ([item, [width, height]]) => {
      const bearable = is_chosen(item) ? Infinity : 2 * STRAYED;
      const best = cheapest(item, choices(item, width, height), bearable);
      const shown = best !== null && fits(item, width) && best.cost <= bearable;
      put(item, shown ? best : null);
      return shown;
    };
    const bearably = (best) => (best && best.cost <= 2 * STRAYED ? best : null);
    const led = ([item, [width, height]]) => bearably(cheapest(item, farther(item, width, height), 2 * STRAYED));
    const settle_led = (each) => {
      const best = marks.size <= LINES_AT_MOST ? led(each) : null;
      put(each[0], best);
      return best !== null;
    };
    const in_the_way = (inside, most) => {
      const found = [];
      for (const [other, best] of placed) {
        if (found.length > most) break;
        if (boxes_of(best).some((box) => inside.some((each) => overlap(box, each) > 0))) found.push(other);
      }
      return found;
    };
    const elsewhere = (item) => {
      const size = own_sizes.get(item);
      put(item, bearably(cheapest(item, choices(item, ...size), 2 * STRAYED)) || led([item, size]));
      return placed.has(item);
    };
    // Stands where one or two other names do, if they find other places.
    let moves = MOVES;
    const settle_by_moving = ([item, [width, height]]) => {
      const most = marks.size > MANY ? 1 : 2;
      const led_too = marks.size > CROWD ? [] : farther(item, width, height);
      for (const choice of [...choices(item, width, height), ...led_too]) {
        const others = in_the_way(boxes_of(choice), most);
        if (others.length === 0 || others.length > most || others.some(is_chosen)) continue;
        if (moves === 0) return;
        moves -= 1;
        const before = others.map((other) => placed.get(other));
        others.forEach(lift);
        if (cost_of(item, choice, 2 * STRAYED) <= 2 * STRAYED) {
          put(item, choice);
          if (others.every(elsewhere)) return;
          [item, ...others].filter((each) => placed.has(each)).forEach(lift);
        }
        others.forEach((other, index) => put(other, before[index]));
      }
    };
    // Names of marks beside them, then those that need a line, then the names of the ground.
    const sized = ordered.map((item, index) => [item, sizes[index]]);
    const own = ([item]) => item.mark !== null || item.name === "ghost";
    const own_sizes = new Map(sized.filter(own));
    const left = sized.filter(own).filter((each) => !settle_beside(each)).filter((each) => !settle_led(each));
    if (marks.size <= LINES_AT_MOST) left.forEach(settle_by_moving);
    sized.filter((each) => !own(each)).forEach(settle_beside);
    for (const item of ordered) {
      const best = placed.get(item);
      item.inner.style.visibility = best ? "visible" : "hidden";
      item.inner.classList.toggle("led", Boolean(best?.line));
      if (!best) continue;
      if (best.line) lines.push(best.drawn.map((end) => map.containerPointToLatLng(end)));
      item.marker.setLatLng(best.at);
      const x = (best.box[0] + best.box[2]) / 2 - best.point.x;
      const y = (best.box[1] + best.box[3]) / 2 - best.point.y;
      item.inner.style.transform = shifted(x, y);
    }
    leaders.setLatLngs(lines);
    const wide = crowd(wide_boxes());
    place_ways(taken, (box) => {
      const [x0, y0, x1, y1] = box, y = (y0 + y1) / 2;
      return overlap(box, frame) < (x1 - x0) * (y1 - y0) - 1
        || [taken, controls, wide].some((boxes) => boxes.clash(box, 0) > 0)
        || [x0, x1].map((x) => map.containerPointToLatLng([x, y])).some((at) => is_filled(at.lng, at.lat));
    });
  }

  function shifted(x, y) {
    return "translate(calc(-50% + " + x.toFixed(1) + "px), calc(-50% + " + y.toFixed(1) + "px))";
  }

  // ---- towns to find one's way by: none that the article speaks of, none that touches a mark ----
  const WAY_ROOM = 40000; // square pixels of the map for each
  const WAY_APART = 60; // pixels between two
  const WAYS_TRIED = 3; // times as many are tried
  const WAY_BOX = 5; // pixels from the middle of a town's sign to what may stand beside it
  const spoken = new Set(data.spoken);
  const ways = data.ground.towns.filter((town) => !spoken.has(town.id))
    .map((town) => ({ ...town, latlng: L.latLng(town.at[1], town.at[0]), node: null }));

  function way_node(town) {
    const inner = element("span", "way");
    inner.append(element("i"), element("span", "", town.name));
    inner.setAttribute("aria-hidden", "true");
    const holder = element("div");
    holder.appendChild(inner);
    const icon = L.divIcon({ html: holder, className: "holder", iconSize: [0, 0] });
    L.marker(town.latlng, { icon, pane: "ways", interactive: false, keyboard: false }).addTo(map);
    return inner;
  }

  // Whether a mark's area lies under a point, at any zoom.
  function is_filled(lng, lat) {
    return [...filled].some((id) => shapes.has(id) && within(shapes.get(id).geometry, lng, lat));
  }

  // Rings, and rivers that are marks.
  function wide_boxes() {
    const at = (point) => map.layerPointToContainerPoint(point);
    const streams = [...marks.values()].filter((mark) => mark.line && mark.shape._parts).flatMap(({ shape }) =>
      shape._parts.flatMap((part) => part.slice(1).flatMap((end, index) => {
        const [from, to] = [at(part[index]), at(end)];
        return specks([[from.x, from.y], [to.x, to.y]]);
      })));
    return streams.concat(ring_boxes());
  }

  function ring_boxes() {
    return [...marks.values()].filter(({ shape }) => shape instanceof Ring).map(({ shape }) => {
      const [a, b] = [shape._pxBounds.min, shape._pxBounds.max].map((at) => map.layerPointToContainerPoint(at));
      return [a.x, a.y, b.x, b.y];
    });
  }

  // Into the room that marks and names leave, first come, first served; none has the name of ground that is named.
  function place_ways(taken, barred) {
    const size = map.getSize(), view = map.getBounds();
    let room = Math.floor((size.x * size.y) / WAY_ROOM);
    const said = new Set(labels.filter((item) => item.inner.style.visibility === "visible").map((item) => item.words));
    for (const town of ways) if (town.node) town.node.style.visibility = "hidden";
    const inside = ways.filter((town) => view.contains(town.latlng) && !said.has(town.name)).slice(0, WAYS_TRIED * room);
    const fresh = inside.filter((town) => !town.node);
    for (const town of fresh) town.node = way_node(town);
    for (const town of fresh) town.size = [town.node.lastChild.offsetWidth, town.node.lastChild.offsetHeight];
    const put = [];
    for (const town of inside) {
      if (room === 0) return;
      const point = map.latLngToContainerPoint(town.latlng);
      if (put.some((other) => other.distanceTo(point) < WAY_APART)) continue; // a suburb of a larger one
      const own = [point.x - WAY_BOX, point.y - WAY_BOX, point.x + WAY_BOX, point.y + WAY_BOX];
      town.filled ??= is_filled(town.latlng.lng, town.latlng.lat);
      if (town.filled || barred(own)) continue;
      const box = SIDES.map((side) => box_at(point, ...town.size, side, WAY_BOX)).find((each) => !barred(each));
      if (!box) continue;
      taken.add(own);
      taken.add(box);
      put.push(point);
      room -= 1;
      town.node.style.visibility = "visible";
      const [x, y] = [(box[0] + box[2]) / 2 - point.x, (box[1] + box[3]) / 2 - point.y];
      town.node.lastChild.style.transform = shifted(x, y);
    }
  }

  // ---- controls -------------------------------------------------------------
  function control(position, node) {
    const made = L.control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(node);
      L.DomEvent.disableScrollPropagation(node);
      return node;
    };
    made.addTo(map);
    return made;
  }

  function go_home(options) {
    const size = map.getSize();
    const small = size.x < 520 || size.y < 480;
    fit(edges(data.ground.bounds), small ? [2, 2] : [8, 8], options);
  }

  L.control.zoom({ position: "topleft", zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(map);
  const home = element("a", "leaflet-control-home");
  home.href = "#";
  home.title = "Whole view";
  home.setAttribute("role", "button");
  home.setAttribute("aria-label", "Whole view");
  home.appendChild(element("span", "", "⌂"));
  home.addEventListener("click", (event) => {
    event.preventDefault();
    go_home({ animate: !calm });
  });
  map.getContainer().querySelector(".leaflet-control-zoom").appendChild(home);

  const STRETCH = 0.35; // of the frame's longer side: what most marks fill at the most where a few stretch it
  const FEW = 0.25; // of the marks

  // Most of the marks, where a few far from them make the frame three times as wide; else null.
  function gathered() {
    const flat = (at) => map.project(at, 0);
    const spots = data.marks.map((mark) => {
      const { shape } = marks.get(mark.id), at = flat(middle(mark));
      const whole = shape.getBounds?.();
      return { mark, at, box: whole ? L.bounds(flat(whole.getNorthWest()), flat(whole.getSouthEast())) : L.bounds(at, at) };
    });
    const side = (held) => {
      const { x, y } = held.reduce((all, { box }) => all.extend(box), L.bounds([])).getSize();
      return Math.max(x, y);
    };
    const middling = (held, axis) => held.map(({ at }) => at[axis]).sort((a, b) => a - b)[Math.floor(held.length / 2)];
    const most = Math.max(1, Math.floor(FEW * spots.length));
    let held = spots;
    while (held.length > 3 && spots.length - held.length < most) {
      const centre = L.point(middling(held, "x"), middling(held, "y"));
      const far = held.reduce((a, b) => (centre.distanceTo(b.at) > centre.distanceTo(a.at) ? b : a));
      held = held.filter((spot) => spot !== far);
      if (side(held) <= STRETCH * side(spots)) return held.map(({ mark }) => mark);
    }
    return null;
  }

  function offer(held) {
    const without = data.marks.filter((mark) => !held.includes(mark));
    const made = element("button", "nearer");
    made.type = "button";
    if (without.length === 1) made.append("Closer, without ", element("bdi", "", without[0].name));
    else made.append("Closer, without " + without.length + " far places");
    const box = L.latLngBounds(held.map(middle));
    for (const { id } of held) {
      const { shape } = marks.get(id);
      if (shape.getBounds) box.extend(shape.getBounds());
    }
    made.addEventListener("click", () => fit(box, [30, 30], { animate: !calm }));
    return made;
  }

  function row(swatches, words) {
    const made = element("div", "row");
    const holder = element("span", "swatches");
    holder.setAttribute("aria-hidden", "true");
    for (const name of swatches) holder.appendChild(element("i", name));
    made.append(holder, element("span", "", words));
    return made;
  }

  // Which signs are on this map, and what each says.
  function signs() {
    const is_spot = (mark) => mark.shape !== "area" && mark.shape !== "line";
    const classes = new Set(data.marks.filter(is_spot).map((mark) => mark.data.class));
    const has_area = data.marks.some((mark) => mark.shape === "area");
    const unsure = data.marks.filter((mark) => !mark.data.sure).length;
    const nominal = (name) => {
      const found = data.nominal[name];
      return found ? "; " + found.map((km) => km.toLocaleString("en")).join(" or ") + " km where the text gives none" : "";
    };
    const rings = data.marks.some((mark) => mark.radius_km);
    const classed = data.steps.map((step) => step.words).join(", ");
    const disputes = data.ground.disputes.filter((_, index) => opens(data.ground.disputed[index]));
    return [
      has_area && [data.steps.map((_, index) => "q" + (index + 1)), "excerpts on an area or in it: " + classed, classed + " excerpts"],
      data.marks.some((mark) => mark.wide) && [["q2 wide"], "region, hatched: the provinces or states it is made of; somewhere in it", "region, somewhere in it"],
      data.marks.some((mark) => mark.line) && [["stream"], "river: its line; somewhere along it", "river, somewhere along it"],
      classes.has("P1") && [["dot"], "town or site, where it is; its number as in Places", "place"],
      classes.has("P1") && data.marks.length > MANY && [["dot bare"], "the same, its number covered by another: zoom in"],
      classes.has("P2") && [["ring"], "near a place: somewhere in the ring" + nominal("P2"), "near" + nominal("P2")],
      classes.has("P3") && [["ring soft"], "district without a boundary here" + nominal("P3"), "district" + nominal("P3")],
      classes.has("P5") && [["ring soft"], "desert, region or river without a shape here: no agreed edge" + nominal("P5"), "no agreed edge" + nominal("P5")],
      rings && [["sign"], "a ring too small at this scale: zoom in", "ring too small to draw"],
      unsure && [["unsure"], "unsure, score under one half: " + unsure + " of " + data.marks.length, unsure + " unsure"],
      ways.length && [["way-sign"], "other town, not named in the article"],
      data.ground.divisions.length && [["q0"], "province not named (not the same as quiet)", "not named"],
      disputes.length && [["dashed"], "not agreed: " + disputes.join(" · "), "border not agreed"],
    ].filter(Boolean);
  }

  // Whether a line runs through what the map first shows: the legend names no line beyond it.
  function opens(line) {
    const [west, south, east, north] = data.ground.bounds;
    const inside = ([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north;
    const coordinates = line.coordinates || line.geometries.map((part) => part.coordinates);
    return coordinates.flat(Infinity).some((_, index, flat) => index % 2 === 0 && inside([flat[index], flat[index + 1]]));
  }

  // A strip under the map, so that nothing but buttons covers a mark; what has no room opens above it.
  function legend() {
    const strip = element("footer", "strip");
    const short = element("div", "short");
    const more = element("details", "more");
    more.appendChild(element("summary", "", "Legend"));
    const box = element("div", "card legend");
    ghosted = row(["ghosted"], "another choice: not what the text is read as");
    ghosted.hidden = !ghost;
    filtered = row(["left-out"], "named, but nothing kept by the filter");
    filtered.hidden = true;
    for (const [swatches, words, brief] of signs()) {
      if (brief) short.appendChild(row(swatches, brief));
      box.appendChild(row(swatches, words));
    }
    short.append(filtered, ghosted);
    box.append(element("p", "credit", data.credit), background());
    more.appendChild(box);
    strip.append(short, more);
    document.body.appendChild(strip);
    const scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 100 }).addTo(map);
    strip.insertBefore(scale.getContainer(), more);
  }

  // Online tiles are asked for only while the reader keeps the box ticked.
  function background() {
    const choice = element("label", "tiles");
    const tick = element("input");
    tick.type = "checkbox";
    const owed = "© OpenStreetMap contributors";
    const credit = element("span", "credit", owed);
    credit.setAttribute("role", "status");
    credit.hidden = true;
    choice.append(tick, element("span", "", "Online tiles (asks openstreetmap.org)"), credit);
    let tiles = null;
    tick.addEventListener("change", () => {
      if (!tiles) {
        tiles = L.tileLayer(data.tiles, { maxZoom: 19, referrerPolicy: "origin" });
        tiles.on("tileload", () => { credit.textContent = owed; });
        tiles.on("tileerror", () => { credit.textContent = "The tiles cannot be reached."; });
      }
      if (tick.checked) tiles.addTo(map);
      else tiles.remove();
      credit.hidden = !tick.checked;
      root.classList.toggle("with-tiles", tick.checked);
    });
    return choice;
  }

  function tray() {
    const box = element("details", "card tray");
    const summary = element("summary", "", "Not on the map: " + missing.length);
    box.appendChild(summary);
    for (const item of missing.slice(0, 3)) {
      box.appendChild(about("p", item.name, (item.times > 1 ? " (" + item.times + "×): " : ": ") + item.reason));
    }
    const rest = missing.length - 3;
    if (rest > 0) box.appendChild(element("p", "", "and " + rest + " more, in the list beside the map"));
    return box;
  }

  const missing = data.listed.filter((item) => !item.outlined); // a country's outline is on the map
  if (missing.length) control("topright", tray());
  const held = gathered();
  if (held) control("topleft", offer(held));
  legend();

  // ---- start ----------------------------------------------------------------
  const container = map.getContainer();
  const heading = element("h1", "hidden", "Map");
  const main = document.getElementById("parent");
  main.setAttribute("role", "main");
  main.setAttribute("aria-label", "Map"); // the page around has a main part too
  main.append(heading); // last: the frame lays out its children by their order
  document.title = "Map of the places named";
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map of the places named; the list of places beside it does the same");
  let home_zoom = 0;

  // No further out than the ground reaches.
  function bound() {
    const filled = map.getBoundsZoom(edges(data.ground.limit), true);
    map.setMinZoom(Math.min(home_zoom, Math.max(home_zoom - 1, filled)));
    map.setMaxBounds(edges(data.ground.limit));
  }

  function begin() {
    map.invalidateSize({ animate: false, pan: false });
    map.setMaxBounds(null);
    go_home({ animate: false });
    home_zoom = map.getZoom();
    bound();
    const left = window.parent.datelineKept?.left;
    if (left?.articles === data.articles) map.setView(left.center, left.zoom, { animate: false });
    if (ghost) fit_ghost();
    place_labels();
  }

  // The view that the reader made is there again where the same article comes decided otherwise.
  function leave() {
    const store = window.parent.datelineKept;
    if (touched && store && !ghost) store.left = { articles: data.articles, center: map.getCenter(), zoom: map.getZoom() };
  }

  // What the map shows goes to the page once it stands still: the sheet can be asked for the same.
  const STILL_MS = 300;
  let standing = 0;
  function tell_sight() {
    clearTimeout(standing);
    standing = setTimeout(() => {
      const view = map.getBounds();
      const plain = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
      const round = view.getEast() - view.getWest() >= 360;
      const box = [round ? -180 : plain(view.getWest()), view.getSouth(), round ? 180 : plain(view.getEast()), view.getNorth()];
      window.parent.datelineKept?.sight?.(box.map((side) => Number(side.toFixed(4))));
    }, STILL_MS);
  }

  // Small lakes and short rivers wait until there is room for them.
  function come_closer() {
    root.classList.toggle("near", map.getZoom() >= home_zoom + 1);
  }

  let touched = false;
  ["mousedown", "wheel", "keydown", "touchstart"].forEach((name) =>
    container.addEventListener(name, () => { touched = true; }, { passive: true, capture: true }));
  map.options.maxBoundsViscosity = 0.6;
  begin();
  map.on("moveend zoomend", tell_sight);
  map.on("moveend", leave);
  map.on("zoomend", come_closer);
  map.on("moveend", place_labels); // a zoom ends with one
  // Until the reader takes hold of the map, a new size means a new fit.
  const settle = () => (touched ? place_labels() : begin());
  map.on("resize", settle);
  document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.addEventListener("load", settle));
  document.fonts.ready.then(place_labels); // measured anew in the page's own letters
  window.dateline = { show };
})
