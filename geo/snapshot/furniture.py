"""What makes a picture a map: north, scale, and where on Earth this is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from matplotlib.patches import Polygon, Rectangle
from shapely.geometry import MultiPolygon, Point, box

from geo.boundaries import distance_km, project
from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.snapshot.basemap import LAND, WATER, Ground, View, countries_seen, lay, paint, shape_of
from geo.snapshot.fonts import Style
from geo.snapshot.page import Box, Page
from geo.snapshot.projection import Frame, azimuthal, local, middle, seen

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.boundaries import Boundaries
    from geo.snapshot.labels import Room

_MARGIN = 2.6  # mm between furniture and the frame
_STOPS = 8  # places along a side that are tried, where no corner is free
_OFF_CORNER = 12.0  # cost of standing in no corner, as of a square millimetre and more of a number
_REGION_M = 1_600_000.0  # a map wider than this, in metres, is located on the whole world
_INSET_TIMES, _INSET_M = 3.2, 1_800_000.0  # an inset's width in maps, and its least in metres
_HALF_GLOBE_M = EARTH_RADIUS_KM * 1000 * 2**0.5  # radius of a hemisphere in an equal-area disc
_FAR_KM = 13_500.0
_BAR = (20.0, 48.0)  # mm, shortest and longest
_INK = "#1c1c1c"


def corner(room: Room, size: tuple[float, float], busy: list[Box], wide: list[Box]) -> Box:
    """
    Return and take the spot along the map's edge where least lies under a box of this size.

    Parameters
    ----------
    room : Room
        The map and what is taken of it.
    size : tuple of float
        Width and height, mm.
    busy, wide : list of Box
        What is not to be covered: numbers and places; and areas, which may be where they must.
    """
    w, h = size
    inside = room.inside
    left, right = inside.x + _MARGIN, inside.right - _MARGIN - w
    top, bottom = inside.y + _MARGIN, inside.bottom - _MARGIN - h
    corners = [(x, y) for y in (top, bottom) for x in (left, right)]
    steps = [step / _STOPS for step in range(1, _STOPS)]
    sides = [(left + (right - left) * share, y) for y in (top, bottom) for share in steps]
    sides += [(x, top + (bottom - top) * share) for x in (left, right) for share in steps]
    boxes = [Box(x, y, w, h) for x, y in corners + sides]

    def cost(at: int) -> tuple[float, int]:
        box = boxes[at]
        taken = sum(box.overlap(other) for other in room.taken)
        hidden = sum(box.overlap(other) for other in busy)
        areas = sum(box.overlap(other) for other in wide)
        aside = 0.0 if at < len(corners) else _OFF_CORNER
        return 100.0 * taken + 10.0 * hidden + 0.1 * areas + aside, at

    best = boxes[min(range(len(boxes)), key=cost)]
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
    page.axes.add_artist(Polygon(left, fc=_INK, ec=_INK, lw=0.5, zorder=9, gid="north-arrow"))
    page.axes.add_artist(Polygon(right, fc="#ffffff", ec=_INK, lw=0.5, zorder=9))
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


def bar_size(metres_per_mm: float, *, wide: bool) -> tuple[float, float]:
    """Return the width and height in mm that the scale bar takes."""
    return scale_length(metres_per_mm) / metres_per_mm + 10, 10.5 if wide else 8.5


def scale_bar(page: Page, spot: Box, metres_per_mm: float, *, wide: bool) -> float:
    """Draw a scale bar of four parts, true at the map's centre; return its metres of ground."""
    length = scale_length(metres_per_mm)
    w = length / metres_per_mm
    x, y = spot.x + 3, spot.bottom - (5.2 if wide else 3.2)
    if wide:
        small = Style(size=4.8, colour="#4c4c4c")
        page.text(x, spot.bottom - 1.2, "true at the middle of the map only", small)
    page.rectangle(spot, fc="#ffffff", ec="none", alpha=0.72, zorder=8)
    for part in range(4):
        fill = _INK if part % 2 == 0 else "#ffffff"
        bar = Rectangle((x + part * w / 4, y), w / 4, 1.2, fc=fill, ec=_INK, lw=0.5, zorder=9)
        bar.set_gid(f"scale-bar:{part}")
        page.axes.add_artist(bar)
    style = Style(size=5.8)
    unit, per = ("km", 1000.0) if length >= 1000 else ("m", 1.0)  # noqa: PLR2004 - metres in a km
    for share in (0.0, 0.5, 1.0):
        words = f"{length * share / per:g}" + (f" {unit}" if share == 1.0 else "")
        page.text(x + share * w, y - 1.0, words, style, ha="center")
    return length


def locator(
    page: Page, spot: Box, ground: Ground, boundaries: Boundaries, focus: frozenset[str]
) -> None:
    """Draw the inset: the region, the countries in focus, and the map's own frame."""
    small = _inset_frame(ground, spot)
    inset = lay(page, small, seen(small))
    inset.axes.set_zorder(12)
    disc = Point(0.0, 0.0).buffer(_HALF_GLOBE_M, 64) if small.crs.wide else None
    if disc is not None:
        inset.axes.set_facecolor("#ffffff")
        paint(inset, disc, fc=WATER, ec="#8fa3ad", lw=0.4, zorder=0.5)
    for country in countries_seen(boundaries, inset.bounds):
        fill = "#d9a766" if country.id in focus else LAND
        geometry = country.geometry if disc is None else _near(country.geometry, inset)
        shape = shape_of(inset, geometry)
        shape = shape if disc is None else shapely.intersection(shapely.make_valid(shape), disc)
        paint(inset, shape, fc=fill, ec="#b5af9e", lw=0.25)
    paint(inset, _mapped(ground, inset), fc="none", ec="#b3261e", lw=0.9, zorder=7)


def _near(geometry: BaseGeometry, inset: Ground) -> BaseGeometry:
    """Return the parts that are not about the far side of the globe, where shapes turn over."""
    lon, lat = middle(inset.frame)
    parts = [
        part
        for part in getattr(geometry, "geoms", [geometry])
        if distance_km(lon, lat, *shapely.get_coordinates(part.representative_point())[0]) < _FAR_KM
    ]
    return MultiPolygon(parts)


def _inset_frame(ground: Ground, spot: Box) -> Frame:
    """Return a frame some times as wide as the map, or half the globe about its middle."""
    left, bottom, right, top = ground.frame.metres
    wide = max((right - left) * _INSET_TIMES, _INSET_M)
    crs = ground.frame.crs
    if not crs.wide and right - left <= _REGION_M:
        scale = wide / spot.w
        x, y = (left + right) / 2, (bottom + top) / 2
        return Frame(crs, spot, x - wide / 2, y + spot.h * scale / 2, scale)
    scale = 2 * _HALF_GLOBE_M * 1.06 / spot.h
    crs = azimuthal(*middle(ground.frame))
    return Frame(crs, spot, -spot.w * scale / 2, spot.h * scale / 2, scale)


def _mapped(ground: Ground, inset: Ground) -> BaseGeometry:
    """Return the map's own frame in the projection of the inset."""
    edge = shapely.segmentize(box(*ground.frame.metres), ground.frame.scale * 5)
    if inset.frame.crs == ground.frame.crs:
        return edge
    degrees = project(edge, ground.frame.crs.code, inverse=True)
    return project(degrees, inset.frame.crs.code)


def true_north(ground: View) -> float:
    """Return degrees clockwise from the sheet's up to true north at the map's centre."""
    return local(*middle(ground.frame), ground.frame.crs).bearing()


def ground_per_mm(ground: View) -> float:
    """Return metres of ground in a millimetre of the sheet, at the map's centre."""
    return ground.frame.scale * local(*middle(ground.frame), ground.frame.crs).ground()
