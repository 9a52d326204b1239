(function (map, data) {
  "use strict";
  const L = window.L;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const root = document.documentElement;

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

  // ---- ground -----------------------------------------------------------
  const renderers = {};
  ["far", "ground", "areas", "edges", "chosen", "points", "ghost"].forEach((name, index) => {
    map.createPane(name).style.zIndex = 280 + index * 20;
    renderers[name] = L.svg({ pane: name, padding: 0.5 });
  });
  const labels_pane = map.createPane("labels");
  labels_pane.style.zIndex = 600;
  labels_pane.style.pointerEvents = "none";

  function layer(pane, name, geometries, more) {
    const style = {
      pane, renderer: renderers[pane], className: name, interactive: false, smoothFactor: 0.5,
    };
    return L.geoJSON(geometries.map(feature), { style, interactive: false, ...more });
  }

  layer("ground", "land", data.ground.land.filter((x) => !x.focus).map((x) => x.geometry)).addTo(map);
  const home_land = data.ground.land.filter((x) => x.focus).map((x) => x.geometry);
  layer("ground", "home-land", home_land).addTo(map);
  layer("ground", "division", data.ground.divisions.map((x) => x.geometry)).addTo(map);
  layer("edges", "outline", data.ground.outlines.map((x) => x.geometry)).addTo(map);
  layer("edges", "casing", data.ground.disputed).addTo(map);
  layer("edges", "disputed", data.ground.disputed).addTo(map);

  // ---- marks ------------------------------------------------------------
  const LEAST_RING = 12; // pixels of a ring's radius
  const CHOSEN_ROOM = 4; // pixels between a chosen point or ring and the line round it
  const shapes = new Map(data.ground.divisions.map((x) => [x.id, x]));
  const marks = new Map();
  let sent = 0;
  let last = { selected: null, counts: {}, told: { root: {}, marks: {} }, ghost: null };

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
    const shape = shapes.get(mark.area);
    const at = shape && shape.anchors.length ? shape.anchors[0] : [mark.lon, mark.lat];
    return L.latLng(at[1], at[0]);
  }

  function area(mark) {
    const made = L.GeoJSON.geometryToLayer(feature(shapes.get(mark.area).geometry), {});
    made.setStyle({ pane: "areas", renderer: renderers.areas, className: "mark area" });
    Object.assign(made.options, { pane: "areas", renderer: renderers.areas, className: "mark area" });
    return made;
  }

  function spot(mark) {
    const shared = { pane: "points", renderer: renderers.points };
    const at = [mark.lat, mark.lon];
    if (mark.shape === "point") {
      return L.circleMarker(at, { ...shared, radius: 7, className: "mark point" });
    }
    return L.circle(at, { ...shared, radius: mark.radius_km * 1000, className: "mark ring " + mark.shape });
  }

  // A ring is drawn true to scale, but never smaller than can be seen and clicked.
  function ring_metres(mark, more) {
    const pixel = 40075016.686 * Math.cos(mark.lat * Math.PI / 180) / (256 * 2 ** map.getZoom());
    return Math.max(mark.radius_km * 1000, LEAST_RING * pixel) + more * pixel;
  }

  function size_rings() {
    for (const mark of marks.values()) {
      if (!(mark.shape instanceof L.Circle)) continue;
      const metres = ring_metres(mark, 0);
      mark.shape.setRadius(metres);
      mark.shape.getElement()?.setAttribute("data-drawn", metres > mark.radius_km * 1000 ? "small" : "ring");
    }
    const mark = marks.get(last.selected);
    chosen.eachLayer((path) => { if (mark && path instanceof L.Circle) path.setRadius(ring_metres(mark, CHOSEN_ROOM)); });
  }

  // What an outside program may read of a mark, whatever is asked.
  function tell(mark, path) {
    const node = path.getElement();
    if (!node) return;
    for (const [name, value] of Object.entries(mark.data)) node.setAttribute("data-" + name, value);
    node.setAttribute("data-drawn", mark.data.figure);
  }

  for (const mark of data.marks) {
    const shape = mark.shape === "area" && shapes.has(mark.area) ? area(mark) : spot(mark);
    marks.set(mark.id, { ...mark, shape });
    shape.addTo(map);
    shape.on("click", (event) => choose(mark.id, event.latlng));
    reachable(mark, shape);
    tell(mark, shape);
    const tip = element("span", "", mark.name);
    tip.dir = "auto";
    shape.bindTooltip(tip, { sticky: true, direction: "top", className: "tip", opacity: 1 });
  }

  // ---- what changes: the choice and the counts ----------------------------
  let chosen = L.layerGroup().addTo(map);

  function level(count) {
    return Math.min(count, 4);
  }

  let ghosted = null; // the legend's row for another choice
  let filtered = null; // the legend's row for marks that the filter leaves empty

  function dress(mark) {
    const count = last.counts[mark.id] || 0;
    const path = mark.shape.getElement();
    if (!path) return;
    for (let step = 0; step <= 4; step += 1) path.classList.toggle("q" + step, level(count) === step);
    const pressed = last.selected === mark.id;
    path.setAttribute("aria-pressed", String(pressed));
    const told = last.told.marks[mark.id] || [];
    ["names", "excerpts", "held", "shown"].forEach((name, index) => path.setAttribute("data-" + name, told[index]));
    const said = (mark.note ? mark.note + ", " : "") + excerpts(count);
    path.setAttribute("aria-label", mark.name + ", " + mark.kind + ", " + said);
    const tip = mark.shape.getTooltip().getContent();
    tip.textContent = mark.name + ": " + said;
  }

  function highlight(mark, group) {
    if (mark.shape instanceof L.CircleMarker) {
      const options = { pane: "chosen", renderer: renderers.chosen, interactive: false, className: "chosen" };
      const at = mark.shape.getLatLng();
      (mark.shape instanceof L.Circle
        ? L.circle(at, { ...options, radius: ring_metres(mark, CHOSEN_ROOM) })
        : L.circleMarker(at, { ...options, radius: 7 + CHOSEN_ROOM })
      ).addTo(group);
      return;
    }
    layer("chosen", "chosen", [shapes.get(mark.area).geometry]).addTo(group);
  }

  function bring_into_view(mark) {
    const view = map.getBounds();
    const inside = mark.shape.getBounds
      ? view.intersects(mark.shape.getBounds()) && view.contains(middle(mark))
      : view.contains(mark.shape.getLatLng());
    if (inside) return;
    const whole = mark.shape.getBounds ? mark.shape.getBounds() : L.latLngBounds([middle(mark)]);
    map.fitBounds(whole, { maxZoom: map.getZoom(), padding: [30, 30], animate: !calm });
  }

  function show(state, group) {
    const moved = state.selected !== last.selected;
    last = state;
    chosen.clearLayers();
    chosen = group;
    chosen.clearLayers();
    marks.forEach(dress);
    for (const [name, value] of Object.entries(last.told.root)) root.setAttribute("data-" + name, value);
    if (filtered) filtered.hidden = [...marks.keys()].every((id) => last.counts[id]);
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
    ghost = wanted;
    ghost_layer.clearLayers();
    labels.splice(0, labels.length, ...labels.filter((item) => item.name !== "ghost"));
    if (ghosted) ghosted.hidden = !ghost;
    if (!ghost) return go_back();
    draw_ghost();
    return fit_ghost();
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
      const lon = Math.atan2(y, x) / turn;
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
    const options = { padding: small ? [40, 40] : [110, 80], maxZoom: map.getZoom() };
    map.setMaxBounds(null);
    map.setMinZoom(0);
    map.fitBounds(whole, { ...options, animate: !calm });
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
  const STRAYED = 0.2; // square pixels: less than any clash, enough to choose by
  const TRESPASS = 400; // a neighbour's name on the country that the article is about
  const ROOM_LEFT = 0.08; // of a label's own box that may be covered before it is left out
  const labels = [];
  let dragged = false; // whether the press now ending moved the map
  map.on("mousedown", () => { dragged = false; });
  map.on("dragstart", () => { dragged = true; });

  function label(words, name, anchors, mark, ground, group = map) {
    const inner = element("span", "label " + name, words);
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
      inner.addEventListener("click", (event) => {
        event.stopPropagation();
        if (!dragged) choose(mark, middle(marks.get(mark)));
      });
    }
    labels.push({ inner, marker, anchors, mark, name, words, ground });
  }

  for (const mark of data.marks) {
    const shape = shapes.get(mark.area);
    if (mark.shape === "area" && shape && shape.anchors.length) label(mark.name, "area", shape.anchors, mark.id, shape.geometry);
    else label(mark.name, "town", [[mark.lon, mark.lat]], mark.id, null);
  }
  const named = new Set(data.marks.map((mark) => mark.area));
  for (const shape of data.ground.divisions) {
    if (!named.has(shape.id) && shape.anchors.length) label(shape.name, "quiet", shape.anchors, null, shape.geometry);
  }
  for (const land of data.ground.land) {
    if (!land.focus && land.anchors.length) label(land.name, "neighbour", land.anchors, null, land.geometry);
  }
  const RANK = { ghost: 0, town: 1, area: 2, neighbour: 3, quiet: 4 };

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
  function crowd(boxes) {
    const cells = new Map();
    const over = (box, visit) => {
      for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x += 1) {
        for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y += 1) visit(x, y);
      }
    };
    const made = {
      add(box) {
        over(box, (x, y) => {
          const key = x + "," + y;
          if (cells.has(key)) cells.get(key).push(box);
          else cells.set(key, [box]);
        });
      },
      // What a box covers of the others, in square pixels; at least `enough` once it is more.
      clash(box, enough) {
        let sum = 0;
        over(box, (x, y) => {
          for (const other of cells.get(x + "," + y) || []) {
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

  // A name is better read where both its ends stand on its own ground.
  function strays(item, box) {
    if (!item.ground) return 0;
    const y = (box[1] + box[3]) / 2;
    const out = [box[0], box[2]]
      .map((x) => map.containerPointToLatLng([x, y]))
      .filter((at) => !within(item.ground, at.lng, at.lat));
    const taken = item.name === "neighbour" && out.some((at) => home_land.some((x) => within(x, at.lng, at.lat)));
    return taken ? TRESPASS : out.length * STRAYED;
  }

  function choices(item, width, height) {
    const beside = item.name === "town" || item.name === "ghost";
    const sides = beside ? SIDES : item.name === "area" ? NUDGES : [[0, 0]];
    const gap = beside ? 11 : 0;
    return sides.flatMap((side) => item.anchors.map((anchor) => {
      const at = L.latLng(anchor[1], anchor[0]);
      const point = map.latLngToContainerPoint(at);
      return { at, point, box: box_at(point, width, height, side, gap) };
    }));
  }

  // Unnamed ground is named only where it is wide enough to carry its name.
  function fits(item, width) {
    if (!item.ground || item.mark !== null) return true;
    item.bounds = item.bounds || L.geoJSON(feature(item.ground)).getBounds();
    const span = map.latLngToContainerPoint(item.bounds.getNorthEast()).x
      - map.latLngToContainerPoint(item.bounds.getSouthWest()).x;
    return item.name === "quiet"
      ? map.getZoom() > home_zoom + 0.4 && span > width * 1.3
      : span > width * 0.9;
  }

  function place_labels() {
    const size = map.getSize();
    const frame = [4, 4, size.x - 4, size.y - 4];
    const controls = crowd(panels());
    const dots = [];
    marks.forEach((mark) => {
      if (!mark.shape.getLatLng) return;
      const at = map.latLngToContainerPoint(mark.shape.getLatLng());
      dots.push([at.x - 9, at.y - 9, at.x + 9, at.y + 9]);
    });
    const taken = crowd(dots);
    const is_chosen = (item) => item.name === "ghost" || (item.mark !== null && item.mark === last.selected);
    const ordered = [...labels].sort((a, b) => rank(a) - rank(b));
    // All are dressed before any is measured: the page is laid out once and not for each.
    ordered.forEach((item) => item.inner.classList.toggle("is-chosen", is_chosen(item)));
    const sizes = ordered.map((item) => [item.inner.offsetWidth + 4, item.inner.offsetHeight]);
    for (const [index, item] of ordered.entries()) {
      const chosen_one = is_chosen(item);
      const [width, height] = sizes[index];
      const bearable = chosen_one ? Infinity : item.mark === null ? 2 * STRAYED : width * height * ROOM_LEFT;
      let best = null;
      for (const choice of choices(item, width, height)) {
        const inside = overlap(choice.box, frame) >= width * height - 1;
        const enough = Math.min(bearable, best === null ? Infinity : best.cost);
        const cost = taken.clash(choice.box, enough) + controls.clash(choice.box, enough) + (inside ? 0 : 500)
          + strays(item, choice.box);
        if (best === null || cost < best.cost - STRAYED / 2) best = { ...choice, cost };
        if (cost === 0) break;
      }
      const shown = best !== null && fits(item, width) && best.cost <= bearable;
      item.inner.style.visibility = shown ? "visible" : "hidden";
      if (!shown) continue;
      taken.add(best.box);
      item.marker.setLatLng(best.at);
      const x = (best.box[0] + best.box[2]) / 2 - best.point.x;
      const y = (best.box[1] + best.box[3]) / 2 - best.point.y;
      item.inner.style.transform = "translate(calc(-50% + " + x.toFixed(1) + "px), calc(-50% + " + y.toFixed(1) + "px))";
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
    map.fitBounds(edges(data.ground.bounds), {
      paddingTopLeft: small ? [12, 20] : [28, 40],
      paddingBottomRight: small ? [12, 14] : [28, 32],
      ...options,
    });
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

  function row(swatches, words) {
    const made = element("div", "row");
    const holder = element("span", "swatches");
    holder.setAttribute("aria-hidden", "true");
    for (const name of swatches) holder.appendChild(element("i", name));
    made.append(holder, element("span", "", words));
    return made;
  }

  function legend() {
    const box = element("details", "card legend");
    box.open = map.getSize().x >= 520 && map.getSize().y >= 560;
    box.appendChild(element("summary", "", "Places named in this article"));
    const kinds = new Set(data.marks.map((mark) => mark.shape));
    if (kinds.has("point")) box.appendChild(row(["dot"], "town or site, where it is"));
    if (kinds.has("near")) box.appendChild(row(["ring"], "near a place: somewhere in the ring"));
    if (kinds.has("fuzzy")) box.appendChild(row(["ring soft"], "river, desert, region: no agreed edge"));
    if (kinds.has("area")) {
      box.appendChild(row(["q1", "q2", "q3", "q4"], "province: 1, 2, 3, 4+ excerpts, on it or in it"));
    }
    if (data.ground.divisions.length) {
      box.appendChild(row(["q0"], "province not named (not the same as quiet)"));
    }
    if (data.ground.disputes.length) {
      box.appendChild(row(["dashed"], "not agreed: " + data.ground.disputes.join(" · ")));
    }
    ghosted = row(["ghosted"], "another choice: not what the text is read as");
    ghosted.hidden = !ghost;
    box.appendChild(ghosted);
    filtered = row(["left-out"], "named, but nothing kept by the filter");
    filtered.hidden = true;
    box.appendChild(filtered);
    box.appendChild(element("p", "credit", data.credit));
    box.appendChild(background());
    return box;
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
    const times = (item) => (item.times > 1 ? item.name + " (" + item.times + "×)" : item.name);
    const box = element("details", "card tray");
    box.open = map.getSize().x >= 520;
    const summary = element("summary", "", "Not on the map: " + data.listed.length);
    box.appendChild(summary);
    for (const item of data.listed.slice(0, 3)) {
      const line = element("p", "", times(item) + ": " + item.reason);
      line.dir = "auto";
      box.appendChild(line);
    }
    const rest = data.listed.length - 3;
    if (rest > 0) box.appendChild(element("p", "", "and " + rest + " more, in the list beside the map"));
    return box;
  }

  if (data.listed.length) control("topright", tray());
  control("bottomleft", legend());
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 90 }).addTo(map);

  // ---- start ----------------------------------------------------------------
  const container = map.getContainer();
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
    if (ghost) fit_ghost();
    size_rings();
    place_labels();
  }

  let touched = false;
  ["mousedown", "wheel", "keydown", "touchstart"].forEach((name) =>
    container.addEventListener(name, () => { touched = true; }, { passive: true, capture: true }));
  map.options.maxBoundsViscosity = 0.6;
  begin();
  map.on("zoomend", size_rings);
  map.on("zoomend moveend", place_labels);
  // Until the reader takes hold of the map, a new size means a new fit.
  const settle = () => (touched ? place_labels() : begin());
  map.on("resize", settle);
  document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.addEventListener("load", settle));
  window.dateline = { show };
})
