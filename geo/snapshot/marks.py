"""The marks: areas filled by count, points, rings, soft edges, and their numbers and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.patheffects import Stroke
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.boundaries import project
from geo.boundaries.distance import destination
from geo.mapped import Mark
from geo.snapshot.basemap import Ground, on_ground, paint, shape_of
from geo.snapshot.fonts import Style
from geo.snapshot.labels import around, beside
from geo.snapshot.page import Box, Page, measure_line, shorten
from geo.types import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.boundaries import Area, Boundaries
    from geo.snapshot.labels import Room

RAMP = ("#fbe6bd", "#f2c06d", "#dd8f35", "#b35c12")  # light to dark orange: survives greyscale
HATCH = ("", "....", "////", "xxxx")
LEFT_OUT: Any = {  # named, and kept out by the filter: neither filled nor like what is not named
    "fc": "#f4f1ea",
    "ec": "#8b8577",
    "lw": 0.6,
    "ls": (0, (1, 1.5)),
    "hatch": "...",
    "hatchcolor": "#c9c2b2",
    "hatch_linewidth": 0.3,
}
AREA_INK, POINT_INK = "#4a2f0b", "#1b4b7a"
_HATCH_INK = ("#000000", "#d89c3e", "#b96f1c", "#8c430a")
_RADIUS = 1.95  # mm of a numbered disc
_RING_AT_LEAST = 3.4  # mm, so that a ring clears its disc
_CORNERS = 96  # of a circle on the ground
_NAME_AT_MOST = 34.0  # mm
_LABELS_AT_MOST = 90
_ASIDE_AT_MOST = 400  # marks whose disc and name look for room: a page has no more of it


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the sheet: its anchor in mm, and its shape in metres where it is an area."""

    mark: Mark
    x: float
    y: float
    shape: BaseGeometry | None

    def gid(self, part: str) -> str:
        """Return the id of a part of the mark in the file: "mark-3", "label-3"."""
        return f"{part}-{self.mark.number}"


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings drawn: the widest radius of a class in km, and who is drawn too large."""

    km: dict[Precision, float]
    small: frozenset[int]  # numbers of marks whose own radius is too small to be drawn


@dataclass(frozen=True, slots=True)
class Label:
    """A mark's name as written on the map: its box in mm, and its words, cut or not."""

    box: Box
    words: str


Labels = dict[int, Label]  # by the mark's number


def area_of(mark: Mark, boundaries: Boundaries) -> Area | None:
    """Return the area a mark fills; None for points, rings, and areas without a boundary."""
    known = (area for area in mark.areas if area in boundaries)
    return next((boundaries.area(area) for area in known), None)


def spots(ground: Ground, boundaries: Boundaries, marks: tuple[Mark, ...]) -> list[Spot]:
    """Find where each mark falls."""
    found = []
    for mark in marks:
        shape = None
        area = area_of(mark, boundaries)
        if area is not None:
            shape = shape_of(ground, area.geometry)
        if shape is not None and not shape.is_empty:
            # A hundredth of the frame is close enough for a label's anchor.
            tolerance = ground.frame.scale * ground.frame.box.w / 200
            inner = shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance), 0)
            x, y = ground.frame.mm(inner.x, inner.y)
        else:
            shape = None
            x, y = ground.frame.place(mark.lon, mark.lat)
        found.append(Spot(mark, x, y, shape))
    return found


def shade(count: int) -> int:
    """Return the class of a count of excerpts: 0 to 3 for 1, 2, 3, and 4 or more."""
    return max(0, min(count, len(RAMP)) - 1)


def areas(ground: Ground, found: list[Spot]) -> None:
    """Fill the areas: colour and pattern by count, no edge where the edge is not known."""
    for spot in found:
        if spot.shape is None:
            continue
        if not spot.mark.shown:
            paint(ground, spot.shape, **LEFT_OUT, zorder=3, gid=spot.gid("mark"))
            continue
        index = shade(spot.mark.held)
        fuzzy = spot.mark.precision is Precision.P5
        paint(
            ground,
            spot.shape,
            fc=RAMP[index],
            ec="none" if fuzzy else "#7d6a48",
            hatch="\\\\\\" if fuzzy else HATCH[index] or None,
            hatchcolor=_HATCH_INK[index] if not fuzzy else "#ffffff",
            hatch_linewidth=0.35,
            lw=0.5,
            alpha=0.6 if fuzzy else 1.0,
            zorder=3,
            gid=spot.gid("mark"),
        )


def rings(ground: Ground, found: list[Spot]) -> Rings:
    """Draw rings and soft areas: circles on the ground, projected; return what was drawn."""
    least = _RING_AT_LEAST * ground.frame.scale / 1000
    drawn: dict[Precision, float] = {}
    small: set[int] = set()
    for spot in found:
        if spot.shape is not None or not spot.mark.km:
            continue
        radius = max(spot.mark.km, least)
        if radius > spot.mark.km:
            small.add(spot.mark.number)
        drawn[spot.mark.precision] = max(radius, drawn.get(spot.mark.precision, 0.0))
        looks = _ring_looks(spot.mark.precision) if spot.mark.shown else [(1.0, LEFT_OUT)]
        for index, (share, look) in enumerate(looks):
            gid = None if index else spot.gid("mark")
            paint(ground, _circle(ground, spot.mark, radius * share), zorder=5, gid=gid, **look)
    return Rings(drawn, frozenset(small))


def _circle(ground: Ground, mark: Mark, km: float) -> BaseGeometry:
    """Return the points at a distance from a mark, in metres of the projection."""
    turns = (360.0 * step / _CORNERS for step in range(_CORNERS))
    ring = LineString([destination(mark.lon, mark.lat, turn, km) for turn in turns])
    return Polygon(project(ring, ground.frame.crs.code).coords)


def _ring_looks(precision: Precision) -> list[tuple[float, dict[str, Any]]]:
    """Return the circles of a class: share of the radius, and look."""
    if precision is Precision.P2:
        return [(1.0, {"fc": "#1b4b7a22", "ec": POINT_INK, "lw": 0.9})]
    if precision is Precision.P3:
        look = {"fc": "none", "ec": AREA_INK, "lw": 0.8, "ls": (0, (4, 2)), "hatch": "////"}
        return [(1.0, {**look, "hatchcolor": "#b96f1c", "hatch_linewidth": 0.35})]
    soft = {"fc": "#b35c12", "ec": "none", "alpha": 0.045}
    return [(1.0 - step / 12, soft) for step in range(10)]


def ink(mark: Mark) -> str:
    """Return the colour of a mark's disc and name: blue for points, brown for areas."""
    return POINT_INK if mark.precision in (Precision.P1, Precision.P2) else AREA_INK


def number(page: Page, ground: Ground, found: list[Spot], room: Room) -> Labels:
    """
    Write the number and the name of each mark.

    Returns
    -------
    dict of int to Label
        The names that found room, by number; the numbers are drawn all the same.
    """
    points = [s for s in found if s.shape is None]
    filled = [s for s in found if s.shape is not None]
    placed = [(spot, _disc(page, spot, room)) for spot in points[:_ASIDE_AT_MOST]]
    made = {s.mark.number: _area(page, ground, s, room) for s in filled[:_ASIDE_AT_MOST]}
    for spot in (*points[_ASIDE_AT_MOST:], *filled[_ASIDE_AT_MOST:]):
        _put_disc(page, spot, spot.x, spot.y)
    made |= {s.mark.number: _name(page, s, at, room) for s, at in placed[:_LABELS_AT_MOST]}
    return {number: label for number, label in made.items() if label is not None}


def _disc(page: Page, spot: Spot, room: Room) -> tuple[float, float]:
    """Draw a point's disc on its place, or aside with a leader where that is taken."""
    size = 2 * _RADIUS if spot.mark.shown else 1.8
    at = room.first(around(spot.x, spot.y, size, size))
    x, y = at.centre if at else (spot.x, spot.y)
    if (x, y) != (spot.x, spot.y):
        _leader(page, spot, x, y)
    _put_disc(page, spot, x, y)
    return x, y


def _put_disc(page: Page, spot: Spot, x: float, y: float) -> None:
    """Draw a mark's disc with its number, where it is shown; and a point's own sign."""
    if spot.mark.shown:
        page.disc(x, y, spot.mark.number, ink(spot.mark), gid=spot.gid("disc"))
    if not spot.mark.km and spot.shape is None:
        _dot(page, spot)


def _dot(page: Page, spot: Spot) -> None:
    """Draw a point's own sign on its place: filled, or hollow where it is left out."""
    if spot.mark.shown:
        radius, look = 0.55, {"fc": ink(spot.mark), "ec": "none", "zorder": 8}
    else:
        radius, look = 0.9, {"fc": "#ffffff", "ec": "#8b8577", "lw": 0.8, "zorder": 9}
    page.axes.add_patch(Circle((spot.x, spot.y), radius, gid=spot.gid("mark"), **look))


def _leader(page: Page, spot: Spot, x: float, y: float) -> None:
    """Draw a thin line from a displaced label to its place."""
    line = Line2D([spot.x, x], [spot.y, y], lw=0.6, color=ink(spot.mark), zorder=8)
    line.set_gid(spot.gid("leader"))
    page.axes.add_line(line)
    page.axes.add_patch(Circle((spot.x, spot.y), 0.55, fc=ink(spot.mark), ec="none", zorder=8))


def _style(mark: Mark) -> Style:
    """Return the look of a mark's name."""
    return Style(size=7.6, bold=True, colour=ink(mark) if mark.shown else "#8b8577")


def _name(page: Page, spot: Spot, at: tuple[float, float], room: Room) -> Label | None:
    """Write a point's name beside its disc; None where there was no room."""
    style = _style(spot.mark)
    words = shorten(spot.mark.name, style, _NAME_AT_MOST)
    w, h, depth = measure_line(words, style)
    box = room.first(_near(at, w + 0.6, h + 0.4))
    if box is None:
        return None
    return _written(page, spot, box.centre[0], box.bottom - depth - 0.2, words)


def _near(at: tuple[float, float], w: float, h: float) -> Iterator[Box]:
    """Yield boxes close enough to a disc to be read as its name."""
    for index, box in enumerate(beside(*at, w, h, _RADIUS + 0.5)):
        if index >= 8 + 2 * 16:  # two rings beyond the eight sides
            return
        yield box


def _holds(ground: Ground, spot: Spot, spot_box: Box) -> bool:
    """Return whether a box on the sheet lies on a mark's area."""
    return spot.shape is not None and bool(spot.shape.covers(on_ground(ground.frame, spot_box)))


def _inside_first(ground: Ground, spot: Spot, boxes: Iterable[Box]) -> list[Box]:
    """Order boxes: wholly on the area, then with their middle on it, then the rest."""

    def rank(box: Box) -> int:
        if _holds(ground, spot, box):
            return 0
        if not _holds(ground, spot, Box(*box.centre, 0.1, 0.1)):
            return 10
        shape = on_ground(ground.frame, box)
        return 1 + int(8 * (1 - shape.intersection(spot.shape).area / shape.area))

    return sorted(boxes, key=rank)


def _area(page: Page, ground: Ground, spot: Spot, room: Room) -> Label | None:
    """Write an area's name above its disc, inside the area where it fits."""
    style = _style(spot.mark)
    words = shorten(spot.mark.name, style, _NAME_AT_MOST)
    w, h, depth = measure_line(words, style)
    disc = 2 * _RADIUS + 0.4 if spot.mark.shown else 0.0
    tall = h + disc + 0.4
    wide = max(w, disc) + 0.6
    box = room.first(_inside_first(ground, spot, around(spot.x, spot.y, wide, tall)))
    if box is None:
        if spot.mark.shown:
            _disc(page, spot, room)
        return None
    x = box.centre[0]
    if not _holds(ground, spot, Box(*box.centre, 0.1, 0.1)):
        _leader(page, spot, x, box.bottom - disc / 2)
    label = _written(page, spot, x, box.y + h - depth + 0.2, words)
    if spot.mark.shown:
        at = box.bottom - _RADIUS - 0.2
        page.disc(x, at, spot.mark.number, ink(spot.mark), gid=spot.gid("disc"))
    return label


def _written(page: Page, spot: Spot, x: float, y: float, words: str) -> Label:
    """Write a centred name over a white halo, the name itself staying text in the file."""
    style = _style(spot.mark)
    under = page.text(x, y, words, style, ha="center", gid=spot.gid("halo"), zorder=9.4)
    under.set_path_effects([Stroke(linewidth=1.8, foreground="#ffffff", alpha=0.85)])
    page.text(x, y, words, style, ha="center", gid=spot.gid("label"), zorder=9.5)
    w, h, depth = measure_line(words, style)
    return Label(Box(x - w / 2, y + depth - h, w, h), words)
