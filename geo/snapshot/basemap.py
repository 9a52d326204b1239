"""The ground under the marks: water, land, borders, divisions, graticule, neighbours' names."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from shapely.geometry import LineString, MultiLineString, box

from geo.boundaries import lakes, project, rivers
from geo.snapshot.fonts import Style, clean
from geo.snapshot.page import HEIGHT, WIDTH, Box, Page, measure_line
from geo.snapshot.projection import Bounds, Frame, carry, globe, pieces, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.boundaries import Area, Boundaries, Dispute
    from geo.snapshot.labels import Room

WATER, LAND, FOCUS = "#dde8ee", "#eeebe2", "#ffffff"
_BORDER, _DIVISION, _EDGE = "#a9a391", "#c6bfab", "#3f464e"
CHOSEN = "#4a2f0b"
_STREAM = "#b9cdd8"  # a river, and the shore of a lake
_LAKE_MM2, _RIVER_MM = 1.5, 15.0  # on paper: smaller lakes and shorter rivers are left out
_GRID, _DATE_LINE = "#8fa3ad", "#6d7780"
_GRID_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_WORLD = 40_000.0  # metres in a millimetre: from here on, lines are thinner
_COARSE = 0.002  # degrees: detail above this is dropped before projecting, for speed
_FINE = 0.04  # mm: detail below this is not drawn
_THIN = "\u2009\u2009"  # letterspacing of country names
QUIET = Style(size=6.2, bold=True, colour="#6b685d")  # a neighbour's name
HOME = Style(size=6.8, bold=True, colour="#5d5748")  # a country that marks lie in
NAMED = Style(size=7.8, bold=True, colour="#26221a")  # a country that is named


@dataclass(frozen=True, slots=True)
class View:
    """What the map looks at."""

    frame: Frame
    bounds: Bounds  # degrees that cover the frame


@dataclass(frozen=True, slots=True)
class Ground(View):
    """The map opened on the sheet; shapes in metres of the projection."""

    axes: Axes


def lay(page: Page, frame: Frame, bounds: Bounds) -> Ground:
    """Open the map's axes: water, in metres, clipped at the frame."""
    b = frame.box
    axes = page.figure.add_axes(
        (b.x / WIDTH, 1 - b.bottom / HEIGHT, b.w / WIDTH, b.h / HEIGHT), facecolor=WATER
    )
    left, bottom, right, top = frame.metres
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(color=_EDGE, linewidth=0.6)
    return Ground(frame, bounds, axes)


def earth(ground: Ground) -> None:
    """Draw the whole Earth's water inside its outline, on white."""
    ground.axes.set_facecolor("#ffffff")
    paint(ground, globe(ground.frame.crs), fc=WATER, ec=_GRID, lw=0.5, zorder=0.5)


def outline(shape: BaseGeometry) -> Outline:
    """Return the path of an area or a line."""
    vertices, codes = [], []
    for ring in _rings(shape):
        points = np.asarray(ring.coords)[:, :2]
        vertices.append(points)
        code = np.full(len(points), Outline.LINETO, dtype=Outline.code_type)
        code[0] = Outline.MOVETO
        if ring.is_ring:
            code[-1] = Outline.CLOSEPOLY
        codes.append(code)
    if not vertices:
        return Outline(np.empty((0, 2)))
    return Outline(np.concatenate(vertices), np.concatenate(codes))


def _rings(shape: BaseGeometry) -> Iterator[LineString]:
    """Yield every ring and line of a shape."""
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon":
            part_ = shapely.geometry.polygon.orient(part)
            yield from (part_.exterior, *part_.interiors)
        elif part.geom_type in ("LineString", "LinearRing"):
            yield part
        elif hasattr(part, "geoms"):
            yield from _rings(part)


def shape_of(ground: View, geometry: BaseGeometry) -> BaseGeometry:
    """Return what the frame shows of an area, in metres, no finer than print."""
    coarse = ground.frame.scale * _FINE / 111_000 / 2  # degrees
    if coarse > _COARSE:
        geometry = shapely.simplify(geometry, coarse)
    shape = carry(geometry, ground.bounds, ground.frame.crs)
    left, bottom, right, top = ground.frame.metres
    pad = ground.frame.scale * 3
    shape = shapely.intersection(shape, box(left - pad, bottom - pad, right + pad, top + pad))
    return shapely.simplify(shape, ground.frame.scale * _FINE)


def paint(ground: Ground, shape: BaseGeometry, **look: Any) -> None:  # noqa: ANN401 - matplotlib's keywords
    """Draw a shape on the map."""
    if not shape.is_empty:
        ground.axes.add_artist(PathPatch(outline(shape), **{"joinstyle": "round", **look}))


def countries_seen(boundaries: Boundaries, bounds: Bounds) -> tuple[Area, ...]:
    """Return the countries within bounds whose east may pass 180 degrees, once each."""
    west, south, east, north = bounds
    found: dict[str, Area] = {}
    for shift in (-360.0, 0.0, 360.0):
        low, high = max(west + shift, -180.0), min(east + shift, 180.0)
        if low < high:
            for country in boundaries.countries_within((low, south, high, north)):
                found[country.id] = country
    return tuple(found[key] for key in sorted(found))


def lands(view: View, countries: Iterable[Area]) -> dict[str, BaseGeometry]:
    """Return what the map shows of each country, by id; countries it shows nothing of left out."""
    shapes = {country.id: shape_of(view, country.geometry) for country in countries}
    return {key: shape for key, shape in shapes.items() if not shape.is_empty}


def land(ground: Ground, shapes: Iterable[BaseGeometry]) -> None:
    """Draw countries as neighbours."""
    for shape in shapes:
        paint(ground, shape, fc=LAND, ec=_BORDER, lw=0.4, zorder=1)


def divisions(
    ground: Ground, boundaries: Boundaries, iso2: str
) -> Iterator[tuple[Area, BaseGeometry]]:
    """Draw a country's first-level divisions as white ground; yield each with what is seen."""
    for area in boundaries.divisions(iso2):
        shape = shape_of(ground, area.geometry)
        paint(ground, shape, fc=FOCUS, ec=_DIVISION, lw=0.35, zorder=2)
        if not shape.is_empty:
            yield area, shape


def waters(ground: Ground) -> int:
    """Draw lakes and main rivers quietly under the marks; return how many shapes were drawn."""
    mm = ground.frame.scale
    lake_km2, river_deg = _LAKE_MM2 * (mm / 1000) ** 2, _RIVER_MM * mm / 111_000
    drawn = 0
    for piece in pieces(ground.bounds, ground.frame.crs):
        for lake in lakes(piece.bounds, lake_km2):
            shape = shape_of(ground, lake)
            paint(ground, shape, fc=WATER, ec=_STREAM, lw=0.25, zorder=2.4)
            drawn += not shape.is_empty
        for stream in rivers(piece.bounds, river_deg):
            shape = shape_of(ground, stream)
            paint(ground, shape, fc="none", ec=_STREAM, lw=0.5, capstyle="round", zorder=2.5)
            drawn += not shape.is_empty
    return drawn


def country_line(ground: Ground, shape: BaseGeometry, iso2: str, *, named: bool) -> None:
    """Draw the border of a country in focus; heavier when the article names the country."""
    thin = 0.5 if ground.frame.scale > _WORLD else 1.0
    look = {"lw": 1.3 * thin, "gid": f"outline-{iso2}"} if named else {"lw": 0.7 * thin}
    paint(ground, shape, fc="none", ec=_EDGE, zorder=6, **look)


def selection(ground: Ground, boundaries: Boundaries, selected: str | None) -> None:
    """Outline the area selected on screen, whether or not its own name passes the filters."""
    if selected is not None and selected in boundaries:
        shape = shape_of(ground, boundaries.area(selected).geometry)
        paint(ground, shape, fc="none", ec=CHOSEN, lw=1.8, zorder=6.2)


def disputed_lines(ground: Ground, boundaries: Boundaries) -> tuple[Dispute, ...]:
    """Dash the borders that are not agreed; return those drawn."""
    drawn = []
    lines = {
        line.id: line
        for piece in pieces(ground.bounds, ground.frame.crs)
        for line in boundaries.disputed(piece.bounds)
    }
    for _, line in sorted(lines.items()):
        shape = shape_of(ground, line.geometry)
        if not shape.is_empty:
            drawn.append(line)
            paint(ground, shape, fc="none", ec="#ffffff", lw=1.1, zorder=6.5)
            paint(ground, shape, fc="none", ec=_EDGE, lw=0.8, ls=(0, (3, 2)), zorder=6.6)
    return tuple(drawn)


def graticule(page: Page, ground: Ground) -> float:
    """Draw meridians and parallels with their degrees outside the frame; return the step."""
    west, south, east, north = ground.bounds
    frame = ground.frame
    shown = max(frame.box.h, frame.box.w) * frame.scale / 111_000
    step = next((s for s in _GRID_STEPS if shown / s <= 7), _GRID_STEPS[-1])  # noqa: PLR2004
    edge, style = box(*frame.metres), Style(size=5.2, colour="#6d7780")
    taken: list[float] = []
    for lon in _ticks(west, east, step):
        line = LineString([(lon, lat) for lat in np.linspace(south, north, 90)])
        end = _grid_line(ground, line, edge, bottom=True)
        if end and all(abs(end[0] - x) > 9 for x in taken):  # noqa: PLR2004 - mm a label takes
            taken.append(end[0])
            words = side_of(lon, "EW")
            page.text(end[0], frame.box.bottom + 2.6, words, style, ha="center")
    for lat in _ticks(max(south, -85.0), min(north, 85.0), step):
        line = LineString([(lon, lat) for lon in np.linspace(west, east, 180)])
        end = _grid_line(ground, line, edge, bottom=False)
        if end:
            page.text(frame.box.x - 0.9, end[1] + 0.7, side_of(lat, "NS"), style, ha="right")
    return step


def date_line(ground: Ground) -> BaseGeometry:
    """Draw the meridian of 180 degrees where it is in sight; return it, in metres."""
    west, south, east, north = ground.bounds
    line = LineString([(180.0, lat) for lat in np.linspace(south, north, 90)])
    if not any(west < 180.0 + turn < east for turn in (-360.0, 0.0, 360.0)):
        return LineString()
    parts = _unbroken(project(line, ground.frame.crs.code), ground.frame.scale * 40)
    shape = MultiLineString(list(parts)).intersection(box(*ground.frame.metres))
    paint(ground, shape, fc="none", ec=_DATE_LINE, lw=0.6, ls=(0, (8, 3, 1.5, 3)), zorder=4.1)
    return shape


def _ticks(low: float, high: float, step: float) -> list[float]:
    """Return the round values between two."""
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _grid_line(
    ground: Ground, line: LineString, edge: BaseGeometry, *, bottom: bool
) -> tuple[float, float] | None:
    """Draw one line of the graticule; return where it leaves the bottom or the left, in mm."""
    frame = ground.frame
    shape = project(line, frame.crs.code)
    parts = [p for p in _unbroken(shape, frame.scale * 40) if p.intersects(edge)]
    if not parts:
        return None
    shape = MultiLineString(parts).intersection(edge)
    paint(ground, shape, fc="none", ec=_GRID, lw=0.3, alpha=0.7, zorder=4)
    for x, y in shapely.get_coordinates(shape):
        mm_x, mm_y = frame.mm(x, y)
        if abs(mm_y - frame.box.bottom if bottom else mm_x - frame.box.x) < 0.01:  # noqa: PLR2004 - mm
            return mm_x, mm_y
    return None


def _unbroken(line: LineString, limit: float) -> Iterator[LineString]:
    """Split a projected line where it jumps across the sheet."""
    points = shapely.get_coordinates(line)
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return
    steps = np.hypot(*np.diff(points, axis=0).T)
    for part in np.split(points, np.flatnonzero(steps > limit) + 1):
        if len(part) > 1:
            yield LineString(part)


def country_words(name: str) -> str:
    """Return the name of a country as it is set on the map: spaced capitals."""
    return _THIN.join(clean(name).upper())


def country_names(
    page: Page, view: View, shapes: dict[str, BaseGeometry], names: dict[str, str], room: Room
) -> None:
    """Write the names of neighbours where they fit inside what is seen of them."""
    for key, shape in sorted(shapes.items(), key=lambda item: -item[1].area):
        words = country_words(names.get(key, ""))
        w, h, depth = measure_line(words, QUIET)
        for x, y in inner(view.frame, shape):
            spot = Box(x - w / 2 - 1, y - h / 2 - 0.6, w + 2, h + 1.2)
            if room.free(spot) and shape.covers(on_ground(view.frame, spot)):
                room.taken.append(spot)
                page.text(x, y + h / 2 - depth, words, QUIET, ha="center", gid=f"country:{key}")
                break


def inner(frame: Frame, shape: BaseGeometry, across: int = 26) -> list[tuple[float, float]]:
    """Return points of a grid over the frame that lie in a shape, the roomiest first, in mm."""
    left, bottom, right, top = frame.metres
    xs, ys = np.meshgrid(
        np.linspace(left, right, across)[1:-1], np.linspace(bottom, top, across)[1:-1]
    )
    points = shapely.points(xs.ravel(), ys.ravel())
    shapely.prepare(shape)
    held = points[shapely.contains(shape, points)]
    far = shapely.distance(held, shape.boundary)
    order = np.argsort(-np.minimum(far, frame.scale * 9), kind="stable")
    return [frame.mm(p.x, p.y) for p in held[order]]


def on_ground(frame: Frame, spot: Box) -> BaseGeometry:
    """Return a box on the sheet as a shape in metres."""
    x = frame.left + (spot.x - frame.box.x) * frame.scale
    y = frame.top - (spot.y - frame.box.y) * frame.scale
    return box(x, y - spot.h * frame.scale, x + spot.w * frame.scale, y)
