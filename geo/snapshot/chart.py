"""The map itself: what must be seen, the ground, the marks, their names and their furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.boundaries import Area, Dispute, circle, course, project
from geo.mapped import fitted
from geo.mapped.bounds import join
from geo.snapshot import basemap, furniture, index, marks, quiet
from geo.snapshot.basemap import Ground, View
from geo.snapshot.labels import Fixed, Room
from geo.snapshot.layout import Layout, Scene, arrange, mm_box, spot_mm
from geo.snapshot.page import Box, Page
from geo.snapshot.projection import choose, frame, seen
from geo.snapshot.spots import Spot, spots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.boundaries import Boundaries
    from geo.mapped import Box as Bounds
    from geo.mapped import Seen
    from geo.snapshot.content import Sheet

_LEAST = 60_000.0  # metres the shorter side of a map shows at the least
_ALONE = 150_000.0  # and of one that shows a single place
_GLOBE = 18_000_000.0  # metres: a map this wide needs no inset to say where it is
_WORLD = ((-160.0, -50.0), (172.0, -50.0), (-160.0, 72.0), (172.0, 72.0))  # lon, lat of its corners
_INSET = (34.0, 26.0)  # mm
_ARROW = (9.0, 17.0)  # mm
_COARSE = 0.05  # degrees: detail of a body that moves no frame
_CORNERS = 24  # of a ring, to fit the frame to it
_LEAST_TALL = 88.0  # mm of a map that a long list stands under
_SHRUNK = 1.15  # names without room on the smaller map, for each on the larger
_TRIES = 3  # heights of the map tried, for the list to fit


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn map and what its legend and footer must say."""

    ground: Ground
    spots: tuple[Spot, ...]
    outlined: bool  # a country named as a whole is outlined
    disputed: tuple[Dispute, ...]  # the lines drawn dashed
    layout: Layout
    listed: tuple[int, ...]  # numbers with a row in the list under the map
    north: float  # degrees clockwise from the sheet's up to true north, at the centre
    bar: float  # metres of ground that the scale bar stands for
    towns: int  # that the article does not name, for the reader to find the way by

    @property
    def left_out(self) -> int:
        """Marks that have neither a name on the map nor a row under it."""
        named = {*self.layout.labels, *self.listed}
        return sum(spot.mark.shown and spot.mark.number not in named for spot in self.spots)


@dataclass(frozen=True, slots=True)
class _Lands:
    """The countries in the frame: all, what is seen of each, and those in focus."""

    countries: tuple[Area, ...]
    shapes: dict[str, BaseGeometry]
    focus: dict[str, str]  # codes of those in focus, by id
    named: frozenset[str]  # codes of those named


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes, before anything is drawn."""

    view: View
    spots: tuple[Spot, ...]
    lands: _Lands
    room: Room
    inset: Box | None
    arrow: Box
    bar: Box
    layout: Layout

    @property
    def unnamed(self) -> tuple[Spot, ...]:
        """The marks shown whose name found no room."""
        named = self.layout.labels
        return tuple(s for s in self.spots if s.mark.shown and s.mark.number not in named)


def draw_chart(page: Page, area: Box, sheet: Sheet, boundaries: Boundaries) -> Chart:
    """
    Draw the map of a sheet.

    Parameters
    ----------
    page : Page
        The sheet of paper.
    area : Box
        Where on it the map goes, and under it the list of names that found no room on it.
    sheet : Sheet
        The marks, the countries named as such, and what must be seen.
    boundaries : Boundaries
        Countries and divisions, WGS 84 degrees.

    Returns
    -------
    Chart
        What was drawn.
    """
    plan = _plan(area, sheet, boundaries)
    ground = basemap.lay(page, plan.view.frame, plan.view.bounds)
    if plan.view.frame.crs.globe:
        basemap.earth(ground)
    unnamed = _draw_land(ground, boundaries, plan, sheet.spoken)
    basemap.waters(ground)
    marks.areas(ground, plan.spots)
    basemap.selection(ground, boundaries, sheet.selected)
    marks.chosen(ground, plan.spots, sheet.selected)
    marks.rings(ground, plan.spots)
    marks.lines(ground, plan.spots)
    disputed = basemap.disputed_lines(ground, boundaries)
    basemap.graticule(page, ground)
    dated = basemap.date_line(ground)
    if plan.inset is not None:
        furniture.locator(page, plan.inset, ground, boundaries, frozenset(plan.lands.focus))
    north = furniture.true_north(ground)
    furniture.north_arrow(page, plan.arrow, north)
    per_mm = furniture.ground_per_mm(ground)
    bar = furniture.scale_bar(page, plan.bar, per_mm, wide=ground.frame.crs.wide)
    marks.put(page, plan.spots, plan.layout)
    _neighbours(page, plan)
    free = _free(plan)
    quiet.name_date_line(page, ground, free, dated)
    said = sheet.spoken | quiet.put_divisions(page, ground, free, unnamed)
    towns = quiet.put_towns(page, ground, free, said)
    listed = _list(page, area, plan)
    outlined = any(iso in plan.lands.named for iso in plan.lands.focus.values())
    return Chart(ground, plan.spots, outlined, disputed, plan.layout, listed, north, bar, towns)


def _plan(area: Box, sheet: Sheet, boundaries: Boundaries) -> _Plan:
    """Choose the frame, and a height that leaves room for the list that it makes needful."""
    points = must_see(sheet.seen, boundaries)
    tall = area.h
    for _ in range(_TRIES):
        plan = _planned(Box(area.x, area.y, area.w, tall), points, sheet, boundaries)
        free = area.bottom - plan.view.frame.box.bottom
        need = index.height(len(plan.unnamed))
        if need <= free or tall <= _LEAST_TALL:
            break
        more = round(len(plan.unnamed) * _SHRUNK) + 5
        tall = max(_LEAST_TALL, min(tall - 1.0, area.h - index.height(more)))
    return plan


def _planned(area: Box, points: NDArray[np.float64], sheet: Sheet, boundaries: Boundaries) -> _Plan:
    crs = choose(points)
    metres = shapely.get_coordinates(project(shapely.multipoints(points), crs.code))
    alone = bool(np.ptp(metres, axis=0).max() < 1.0)
    fit = frame(metres, crs, area, _ALONE if alone else _LEAST)
    view = View(fit, seen(fit))
    lands = _lands(view, boundaries, sheet)
    found = spots(view, boundaries, sheet.marks)
    room = Room(fit.box)
    busy, wide = _busy(view, found)
    inset = None
    if fit.scale * fit.box.w < _GLOBE:
        inset = furniture.corner(room, _INSET, busy, wide)
    arrow = furniture.corner(room, _ARROW, busy, wide)
    size = furniture.bar_size(furniture.ground_per_mm(view), wide=crs.wide)
    bar = furniture.corner(room, size, busy, wide)
    names = {c.id: c.name for c in lands.countries if c.id in lands.focus}
    named = {key: name for key, name in names.items() if lands.focus[key] in lands.named}
    scene = Scene(view, found, lands.shapes, named, names, tuple(room.taken))
    return _Plan(view, found, lands, room, inset, arrow, bar, arrange(scene))


def _lands(view: View, boundaries: Boundaries, sheet: Sheet) -> _Lands:
    """Find the countries that are seen; in focus are those of the marks, or named."""
    countries = basemap.countries_seen(boundaries, view.bounds)
    shapes = basemap.lands(view, countries)
    named = frozenset(p.country for p in sheet.countries if p.country)
    isos = {m.place.country for m in sheet.marks if m.place.country} | named
    focus = {f"country:{iso}": iso for iso in sorted(isos) if f"country:{iso}" in shapes}
    return _Lands(countries, shapes, focus, named)


def _draw_land(
    ground: Ground, boundaries: Boundaries, plan: _Plan, spoken: frozenset[str]
) -> dict[str, tuple[str, BaseGeometry]]:
    """Draw the countries, those in focus white; return name and shape of divisions not named."""
    lands = plan.lands
    marked = {area for spot in plan.spots for area in spot.mark.areas}
    unnamed = {}
    basemap.land(ground, lands.shapes.values())
    for key, iso in lands.focus.items():
        for area, shape in basemap.divisions(ground, boundaries, iso):
            if area.id not in marked and area.name.casefold() not in spoken:
                unnamed[area.id] = (area.name, shape)
        basemap.country_line(ground, lands.shapes[key], iso, named=iso in lands.named)
    return unnamed


def _free(plan: _Plan) -> quiet.Free:
    """Return the room that marks, names and furniture leave."""
    shapes = [shape for spot in plan.spots for shape in (spot.shape, spot.ring, spot.line)]
    marked = [spot_mm(plan.view, shape) for shape in shapes if shape is not None]
    boxes = [mm_box(box) for box in plan.room.taken]
    fixed = [*plan.layout.signs(plan.spots), *boxes, *marked]
    return quiet.Free(Fixed(plan.room.inside.grown(-0.8), fixed))


def _neighbours(page: Page, plan: _Plan) -> None:
    """Name the other countries where there is room."""
    layout, room = plan.layout, plan.room
    room.taken += [label.box for label in (*layout.labels.values(), *layout.countries.values())]
    room.taken += [
        Box(s.x - s.radius, s.y - s.radius, 2 * s.radius, 2 * s.radius)
        for s in layout.discs.values()
    ]
    filled = shapely.union_all([s.shape for s in plan.spots if s.shape is not None])
    shapes = {
        k: s for k, land in plan.lands.shapes.items()
        if k not in plan.lands.focus and not (s := shapely.difference(land, filled)).is_empty
    }  # fmt: skip
    names = {c.id: c.name for c in plan.lands.countries}
    basemap.country_names(page, plan.view, shapes, names, room)


def _list(page: Page, area: Box, plan: _Plan) -> tuple[int, ...]:
    """List under the map what has no name on it, or every mark where there is room for all."""
    box = plan.view.frame.box
    below = Box(box.x, box.bottom, box.w, area.bottom - box.bottom + 2.0)
    shown = tuple(s for s in plan.spots if s.mark.shown)
    every = 0 < len(shown) <= index.holds(below.h, len(shown))
    rows = shown if every else plan.unnamed
    count = index.draw(page, rows, below, every=every)
    return tuple(s.mark.number for s in rows[:count])


def must_see(what: Seen, boundaries: Boundaries) -> NDArray[np.float64]:
    """
    Return the positions that the frame must hold.

    Parameters
    ----------
    what : Seen
        Points and rings, areas and lines by id, or a box.
    boundaries : Boundaries
        Countries and divisions.

    Returns
    -------
    array of float, shape (n, 2)
        Longitude and latitude in WGS 84 degrees; the corners of the world where nothing is asked.
    """
    if what.box is not None:
        west, south, east, north = what.box
        east = east + 360.0 if east < west else east
        xs = np.linspace(west, east, 9)
        return np.array([(x, y) for x in xs for y in (south, north)])
    held = fitted(what, lambda area: _body(area, boundaries), course)
    found = [np.array([(lon, lat)]) for lon, lat, _ in held.discs]
    found += [circle(lon, lat, km, _CORNERS) for lon, lat, km in held.discs if km]
    for area in held.areas:
        if area in boundaries:
            outline = shapely.simplify(boundaries.area(area).body, _COARSE)
            found.append(shapely.get_coordinates(outline))
    return np.concatenate(found) if found else np.array(_WORLD)


def _body(area: str, boundaries: Boundaries) -> Bounds | None:
    return join(boundaries.boxes(area)) if area in boundaries else None


def _busy(view: View, found: Sequence[Spot]) -> tuple[list[Box], list[Box]]:
    """Return the boxes of numbers, and of the areas and rings that furniture better leaves free."""
    spots = [at for s in found for at in (s.along or [(s.x, s.y)])]
    points = [Box(x - 3, y - 3, 6, 6) for x, y in spots]
    shapes = [s.shape if s.shape is not None else s.ring for s in found]
    wide = []
    for shape in shapes:
        if shape is not None:
            left, top, right, bottom = spot_mm(view, shape).bounds
            wide.append(Box(left, top, right - left, bottom - top))
    return points, wide
