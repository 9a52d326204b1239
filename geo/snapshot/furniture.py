"""What makes a picture a map: north, scale, and where on Earth this is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from matplotlib.patches import Polygon, Rectangle
from shapely.geometry import box

from geo.snapshot.basemap import LAND, Ground, lay, paint, shape_of
from geo.snapshot.fonts import Style
from geo.snapshot.page import Box, Page
from geo.snapshot.projection import Crs, Frame, carry, choose, frame, local, seen

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.boundaries import Boundaries
    from geo.snapshot.labels import Room

_MARGIN = 3.0  # mm between furniture and the frame
_REGION_M = 1_600_000.0  # a map wider than this, in metres, is located on the whole world
_INSET_TIMES, _INSET_M = 3.2, 900_000.0  # an inset's width in maps, and its least in metres
_BAR = (20.0, 48.0)  # mm, shortest and longest
_INK = "#1c1c1c"


def corner(room: Room, size: tuple[float, float], busy: list[Box]) -> Box:
    """Return and take the corner of the map where least lies under a box of this size."""
    w, h = size
    inside = room.inside
    xs = (inside.x + _MARGIN, inside.right - _MARGIN - w)
    ys = (inside.y + _MARGIN, inside.bottom - _MARGIN - h)
    boxes = [Box(x, y, w, h) for y in ys for x in xs]
    best = min(
        boxes,
        key=lambda b: (
            sum(b.overlap(t) for t in room.taken) * 10 + sum(b.overlap(t) for t in busy),
            boxes.index(b),
        ),
    )
    room.taken.append(best)
    return best


def north_arrow(page: Page, spot: Box, bearing: float) -> None:
    """
    Draw an arrow to true north.

    Parameters
    ----------
    page : Page
        The sheet.
    spot : Box
        Where it goes.
    bearing : float
        Degrees clockwise from the sheet's up to true north, at the map's centre.
    """
    x, y = spot.x + spot.w / 2, spot.y + spot.h * 0.56
    turn = math.radians(bearing)
    up, side = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))

    def at(along: float, across: float) -> tuple[float, float]:
        return (
            x + up[0] * along + side[0] * across,
            y + up[1] * along + side[1] * across,
        )

    left, right = [at(6, 0), at(-4, -2.6), at(-2.4, 0)], [at(6, 0), at(-4, 2.6), at(-2.4, 0)]
    page.axes.add_patch(Polygon(left, fc=_INK, ec=_INK, lw=0.5, zorder=9, gid="north-arrow"))
    page.axes.add_patch(Polygon(right, fc="#ffffff", ec=_INK, lw=0.5, zorder=9))
    tip = at(8.2, 0)
    page.text(tip[0], tip[1] + 0.9, "N", Style(size=8, bold=True), ha="center")
    page.text(x, spot.bottom, "true north", Style(size=4.8, colour="#4c4c4c"), ha="center")


def scale_length(metres_per_mm: float) -> float:
    """
    Return the roundest length that makes a good scale bar, in metres.

    Parameters
    ----------
    metres_per_mm : float
        Metres of ground in a millimetre of the sheet.
    """
    most = _BAR[1] * metres_per_mm
    power = 10.0 ** math.floor(math.log10(most))
    return max(m * power for m in (1.0, 2.0, 4.0, 5.0) if m * power <= most)


def scale_bar(page: Page, room: Room, busy: list[Box], metres_per_mm: float) -> float:
    """Draw a scale bar of four parts, true at the map's centre; return its metres of ground."""
    length = scale_length(metres_per_mm)
    w = length / metres_per_mm
    spot = corner(room, (w + 10, 8.5), busy)
    x, y = spot.x + 3, spot.bottom - 3.2
    page.rectangle(spot, fc="#ffffff", ec="none", alpha=0.72, zorder=8)
    for part in range(4):
        fill = _INK if part % 2 == 0 else "#ffffff"
        bar = Rectangle((x + part * w / 4, y), w / 4, 1.2, fc=fill, ec=_INK, lw=0.5, zorder=9)
        bar.set_gid(f"scale-bar:{part}")
        page.axes.add_patch(bar)
    style = Style(size=5.8)
    unit, per = ("km", 1000.0) if length >= 1000 else ("m", 1.0)  # noqa: PLR2004 - metres in a km
    for share in (0.0, 0.5, 1.0):
        words = f"{length * share / per:g}" + (f" {unit}" if share == 1.0 else "")
        page.text(x + share * w, y - 1.0, words, style, ha="center")
    return length


def centre(bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the middle of bounds in degrees."""
    west, south, east, north = bounds
    return (west + east) / 2, (south + north) / 2


def locator(
    page: Page, spot: Box, ground: Ground, boundaries: Boundaries, focus: frozenset[str]
) -> None:
    """Draw the inset: the region, the countries in focus, and the map's own frame."""
    small = _inset_frame(ground, spot)
    bounds = seen(small, ground.bounds)
    inset = lay(page, small, bounds)
    inset.axes.set_zorder(12)
    for country in boundaries.countries_within(bounds):
        fill = "#d9a766" if country.id in focus else LAND
        paint(inset, shape_of(inset, country.geometry), fc=fill, ec="#b5af9e", lw=0.25)
    mapped = (
        carry(_edge(ground), (-180.0, -89.0, 180.0, 89.0), small.crs)
        if small.crs != ground.frame.crs
        else box(*ground.frame.metres)
    )
    paint(inset, mapped, fc="none", ec="#b3261e", lw=0.9, zorder=7)


def _inset_frame(ground: Ground, spot: Box) -> Frame:
    """Return a frame about four times as wide as the map, or the whole world."""
    left, bottom, right, top = ground.frame.metres
    if ground.frame.crs.wide or right - left > _REGION_M:
        crs = choose((-179.0, -60.0, 179.0, 75.0))
        world = _project_box((-179.9, -58.0, 179.9, 78.0), crs)
        return frame([world], crs, spot, 1.0)
    wide = max((right - left) * _INSET_TIMES, _INSET_M)
    scale = wide / spot.w
    x, y = (left + right) / 2, (bottom + top) / 2
    return Frame(ground.frame.crs, spot, x - wide / 2, y + spot.h * scale / 2, scale)


def _project_box(bounds: tuple[float, float, float, float], crs: Crs) -> BaseGeometry:
    """Return the projected outline of bounds in degrees."""
    from geo.boundaries import project  # noqa: PLC0415 - one use

    return project(shapely.segmentize(box(*bounds), 1.0), crs.epsg)


def _edge(ground: Ground) -> BaseGeometry:
    """Return the bounds of the map as a shape in degrees."""
    return box(*ground.bounds)


def true_north(ground: Ground) -> float:
    """Return degrees clockwise from the sheet's up to true north at the map's centre."""
    return local(*middle(ground), ground.frame.crs).bearing()


def ground_per_mm(ground: Ground) -> float:
    """Return metres of ground in a millimetre of the sheet, at the map's centre."""
    return ground.frame.scale * local(*middle(ground), ground.frame.crs).ground()


def middle(ground: Ground) -> tuple[float, float]:
    """Return the position at the middle of the frame, in degrees."""
    lon, lat = centre(ground.bounds)
    frame_ = ground.frame
    goal = frame_.box.centre
    for _ in range(30):  # a few steps of Newton's method
        x, y = frame_.place(lon, lat)
        dx, dy = (goal[0] - x) * frame_.scale, (y - goal[1]) * frame_.scale
        if math.hypot(dx, dy) < 1.0:
            break
        here = local(lon, lat, frame_.crs)
        (a, c), (b, d) = here.east, here.north
        det = a * d - b * c
        east, north = (d * dx - b * dy) / det, (a * dy - c * dx) / det
        lat = max(min(lat + math.degrees(north / 6_371_000), 88.0), -88.0)
        lon += math.degrees(east / 6_371_000 / max(math.cos(math.radians(lat)), 0.05))
    return lon, lat
