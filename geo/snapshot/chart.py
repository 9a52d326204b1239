"""The map itself: what must be seen, the ground, the marks and their furniture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geo.boundaries import Area, Dispute, project
from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.snapshot import basemap, furniture, marks
from geo.snapshot.basemap import Ground
from geo.snapshot.labels import Room
from geo.snapshot.marks import Labels, Rings, Spot
from geo.snapshot.page import Box, Page
from geo.snapshot.projection import Bounds, Frame, body, carry, choose, frame, globe, seen, union

if TYPE_CHECKING:
    from geo.boundaries import Boundaries
    from geo.mapped import Mark
    from geo.snapshot.content import Sheet

_LEAST = 90_000.0  # metres the shorter side of a map shows at the least
_WHOLE = 0.3  # countries are shown whole when the marks span this share of them
_GLOBE = 18_000_000.0  # metres: a map this wide needs no inset to say where it is
_WORLD: Bounds = (-170.0, -56.0, 179.0, 75.0)
_INSET = (36.0, 27.0)  # mm
_ARROW = (10.0, 18.0)  # mm


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn map and what its legend and footer must say."""

    ground: Ground
    spots: tuple[Spot, ...]
    rings: Rings
    outlined: bool  # a country named as a whole is outlined
    disputed: tuple[Dispute, ...]  # the lines drawn dashed
    labels: Labels  # names of marks that found room
    north: float  # degrees clockwise from the sheet's up to true north, at the centre
    bar: float  # metres of ground that the scale bar stands for

    @property
    def left_out(self) -> int:
        """Names of marks that found no room."""
        return len(self.spots) - len(self.labels)


@dataclass(frozen=True, slots=True)
class _Lands:
    """The countries in the frame: all, what is seen of each, and those in focus."""

    countries: tuple[Area, ...]
    shapes: dict[str, BaseGeometry]
    focus: frozenset[str]  # ids


_KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)  # of a great circle on the mean sphere
_POLAR = 0.05  # cosine below which a disc is no wider in degrees


def draw_chart(page: Page, area: Box, sheet: Sheet, boundaries: Boundaries) -> Chart:
    """
    Draw the map of a sheet.

    Parameters
    ----------
    page : Page
        The sheet of paper.
    area : Box
        Where on it the map goes.
    sheet : Sheet
        The marks, and the countries named as such.
    boundaries : Boundaries
        Countries and divisions, WGS 84 degrees.

    Returns
    -------
    Chart
        What was drawn.
    """
    bounds, whole = extent(sheet, boundaries)
    fit = _fit(area, sheet, boundaries, bounds, whole=whole)
    ground = basemap.lay(page, fit, seen(fit))
    if fit.crs.globe:
        basemap.earth(ground)
    named = {p.country for p in sheet.countries}
    lands = _land(ground, boundaries, sheet, named)
    basemap.waters(ground)
    spots = marks.spots(ground, boundaries, sheet.marks)
    marks.areas(ground, spots)
    basemap.selection(ground, boundaries, sheet.selected)
    rings = marks.rings(ground, spots)
    disputed = basemap.disputed_lines(ground, boundaries)
    basemap.graticule(page, ground)
    room, busy = Room(area), [_busy(fit, s) for s in spots]
    if fit.scale * area.w < _GLOBE:
        inset = furniture.corner(room, _INSET, busy)
        furniture.locator(page, inset, ground, boundaries, lands.focus)
    north = furniture.true_north(ground)
    furniture.north_arrow(page, furniture.corner(room, _ARROW, busy), north)
    bar = furniture.scale_bar(page, room, busy, furniture.ground_per_mm(ground), wide=fit.crs.wide)
    labels = marks.number(page, ground, spots, room)
    names = {c.id: c.name for c in lands.countries}
    basemap.country_names(page, ground, lands.shapes, names, room)
    outlined = any(c.id in lands.focus for c in _countries(boundaries, named))
    return Chart(ground, tuple(spots), rings, outlined, disputed, labels, north, bar)


def _land(ground: Ground, boundaries: Boundaries, sheet: Sheet, named: set[str]) -> _Lands:
    """Draw the countries; those of the marks, or named, in white with their divisions."""
    countries = basemap.countries_seen(boundaries, ground.bounds)
    shapes = basemap.land(ground, countries)
    isos = {m.place.country for m in sheet.marks if m.place.country} | named
    focus = {c.id: iso for iso in sorted(isos) for c in _countries(boundaries, {iso})}
    for key, iso in focus.items():
        if key in shapes:
            basemap.divisions(ground, boundaries, iso)
            basemap.country_line(ground, shapes[key], named=iso in named)
    return _Lands(countries, shapes, frozenset(focus) & frozenset(shapes))


def _countries(boundaries: Boundaries, isos: set[str]) -> list[Area]:
    """Return the countries of these codes that have a boundary."""
    return [boundaries.country(iso) for iso in sorted(isos) if f"country:{iso}" in boundaries]


def extent(sheet: Sheet, boundaries: Boundaries) -> tuple[Bounds, bool]:
    """
    Return the bounds of what must be seen, and whether countries are shown whole.

    Parameters
    ----------
    sheet : Sheet
        The marks, and the countries named as such.
    boundaries : Boundaries
        Countries and divisions.

    Returns
    -------
    tuple
        West, south, east, north in WGS 84 degrees; and True when the countries of
        the marks are to be seen from end to end.
    """
    bodies = [body(c.geometry) for c in _countries(boundaries, _homes(sheet))]
    if not sheet.marks:
        return (union(bodies), True) if bodies else (_WORLD, False)
    spread = union([_bounds(mark, boundaries) for mark in sheet.marks])
    if bodies and _span(spread) >= _WHOLE * _span(union(bodies)):
        return union([spread, *bodies]), True
    return spread, False


def _homes(sheet: Sheet) -> set[str]:
    """Return the codes of the countries of the marks, or failing marks those named."""
    places = [m.place for m in sheet.marks] or list(sheet.countries)
    return {place.country for place in places if place.country}


def _bounds(mark: Mark, boundaries: Boundaries) -> Bounds:
    """Return the bounds of one mark in degrees."""
    area = marks.area_of(mark, boundaries)
    if area:
        return body(area.geometry)
    lon, lat = mark.lon, mark.lat
    high = mark.km / _KM_PER_DEGREE
    wide = high / max(_POLAR, math.cos(math.radians(lat)))
    return lon - wide, max(-90.0, lat - high), lon + wide, min(90.0, lat + high)


def _span(bounds: Bounds) -> float:
    """Return the diagonal of bounds, in degrees."""
    return math.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1])


def _fit(area: Box, sheet: Sheet, boundaries: Boundaries, bounds: Bounds, *, whole: bool) -> Frame:
    """Choose the projection and the frame that show all that must be seen."""
    crs = choose(bounds)
    if crs.globe:
        return frame([globe(crs)], crs, area, _LEAST)
    shapes = [
        carry(box(*_bounds(m, boundaries)).buffer(0.01), _padded(bounds), crs) for m in sheet.marks
    ]
    if whole:
        homes = _countries(boundaries, _homes(sheet))
        shapes += [carry(c.geometry, bounds, crs) for c in homes]
    shapes = [s for s in shapes if not s.is_empty] or [carry(box(*bounds), bounds, crs)]
    return frame(
        [s for s in shapes if not s.is_empty] or [_middle(bounds, crs.code)], crs, area, _LEAST
    )


def _padded(bounds: Bounds) -> Bounds:
    """Return bounds a little wider, so that a point on an edge is not lost."""
    west, south, east, north = bounds
    return (west - 0.1, south - 0.1, east + 0.1, north + 0.1)


def _middle(bounds: Bounds, code: int | str) -> BaseGeometry:
    """Return the projected middle of bounds."""
    return project(Point((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2), code)


def _busy(frame: Frame, spot: Spot) -> Box:
    """Return the box of a mark on the sheet."""
    if spot.shape is None:
        return Box(spot.x - 5, spot.y - 5, 10, 10)
    left, bottom, right, top = spot.shape.bounds
    x, y = frame.mm(left, top)
    far_x, far_y = frame.mm(right, bottom)
    return Box(x, y, far_x - x, far_y - y)
