"""The ground under the marks: which land, borders and divisions, and how far the map reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from components.views.map import MapView, Mark
    from geo import Area, Boundaries

Bounds = tuple[float, float, float, float]  # west, south, east, north; WGS 84 degrees

_WORLD: Bounds = (-170.0, -56.0, 180.0, 74.0)
_WIDEST = 18.0  # degrees: a wider country is not shown whole for one town in it
_MARGIN = 0.35  # of the marks' extent, left round them when the country is too wide
_LEAST = 1.5  # degrees shown at least
_REACH = 1.0  # of the view's extent, drawn beyond each edge so that panning meets land
_DETAIL = 1600  # the view is this many times its coarsest detail: finer than a screen
_ISLET = 6  # times the finest detail: a smaller island is a speck, and every speck is sent
_GRID = 13  # points a side tried as anchors of a label
_ANCHORS = 5  # places offered for each label
_LAT_LIMIT = 85.0  # Web Mercator's end
_KM_A_DEGREE = 111.2  # of latitude, on a sphere of the mean radius
_NARROWEST = 0.05  # cosine of the latitude nearest a pole that a ring is stretched for


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What must be in view: ids, codes and degrees, no names, so it can key a shared cache."""

    countries: tuple[str, ...]  # ISO 3166-1 alpha-2, whose divisions are drawn
    outlines: tuple[str, ...]  # of these, the ones outlined
    areas: tuple[str, ...]  # ids of the areas that are marks
    points: tuple[tuple[float, float], ...]  # lon, lat of the marks that are not


def extent(view: MapView) -> Extent:
    """Return what the map of `view` must show."""
    spots = [mark for mark in view.marks if not mark.area]
    return Extent(
        countries=view.countries,
        outlines=view.outlines,
        areas=tuple(sorted({mark.area for mark in view.marks if mark.area})),
        points=tuple(sorted({point for mark in spots for point in _corners(mark)})),
    )


def draw(asked: Extent, source: Boundaries) -> dict[str, Any]:
    """
    Gather the ground's shapes, simplified to what a screen can show.

    Parameters
    ----------
    asked
        What must be in view.
    source
        The boundaries.

    Returns
    -------
    dict
        `bounds` and `limit` (west, south, east, north), and GeoJSON geometries in lon, lat
        degrees: `land` with each country's name and label anchors, `divisions` with their id,
        name and anchors, `outlines` with their id; `disputed` lines and, in the same order,
        the places they are about (`disputes`).

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    bounds = frame(asked, source)
    limit = reach(asked, source)
    fine = detail(bounds)
    lands = source.countries_within(limit)
    bodies = _bodies(lands, limit, fine)
    return {
        "bounds": bounds,
        "limit": limit,
        "land": [
            {
                "name": land.name,
                "focus": land.country in asked.countries,
                "anchors": anchors(land.geometry, bounds),
                "geometry": bodies[land.id],
            }
            for land in lands
        ],
        "divisions": [
            {
                "id": division.id,
                "name": division.name,
                "anchors": anchors(division.geometry, None),
                "geometry": shape(source.outline(division.id, fine), None, fine),
            }
            for division in _divisions(asked, source, limit)
        ],
        "outlines": [
            {"id": body, "geometry": bodies[body]}
            for code in asked.outlines
            if (body := f"country:{code}") in bodies
        ],
        "disputed": [shape(line.geometry, limit, fine) for line in source.disputed(limit)],
        "disputes": [line.place for line in source.disputed(limit)],
    }


def reach(asked: Extent, source: Boundaries) -> Bounds:
    """Return how far the ground is drawn."""
    return widen(square(frame(asked, source)), _REACH)


def far(view: Bounds, source: Boundaries) -> tuple[list[dict[str, Any]], Bounds]:
    """
    Return plain land beyond an article's own ground.

    Parameters
    ----------
    view
        What must be in view.
    source
        The boundaries.

    Returns
    -------
    tuple
        GeoJSON geometries, coarser than the article's own ground, and how far they reach.
    """
    limit = widen(square(widen(view, _MARGIN)), _REACH)
    fine = detail(limit)
    return list(_bodies(source.countries_within(limit), limit, fine).values()), limit


def around_all(boxes: Sequence[Bounds]) -> Bounds:
    """Return the bounds that hold every box; there must be one."""
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return (min(wests), min(souths), max(easts), max(norths))


def holds(outer: Bounds, inner: Bounds) -> bool:
    """Return whether `outer` holds all of `inner`."""
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def detail(bounds: Bounds) -> float:
    """Return the finest detail worth drawing, in degrees: a power of two, so that views share."""
    wide = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    return float(2.0 ** math.floor(math.log2(wide / _DETAIL)))


def frame(asked: Extent, source: Boundaries) -> Bounds:
    """
    Return what the map opens on.

    The countries concerned, where they fit a readable view; else the marks
    with a margin; the world when nothing is placed.
    """
    areas = [source.area(area).bounds for area in asked.areas]
    points = [(lon, lat, lon, lat) for lon, lat in asked.points]
    marks = _union([*areas, *points])
    bodies = [source.country(c).bounds for c in asked.countries if f"country:{c}" in source]
    whole = _union(bodies if marks is None else [*bodies, marks])
    if whole is None or not bodies:
        return _WORLD if marks is None else widen(marks, _MARGIN)
    if marks is None or max(whole[2] - whole[0], whole[3] - whole[1]) <= _WIDEST:
        return whole
    return widen(marks, _MARGIN)


def widen(bounds: Bounds, share: float) -> Bounds:
    """Return the bounds with `share` of their extent added on every side, within the world."""
    west, south, east, north = bounds
    dx, dy = (max(high - low, _LEAST) * share for low, high in ((west, east), (south, north)))
    return (
        max(west - dx, -180.0),
        max(south - dy, -_LAT_LIMIT),
        min(east + dx, 180.0),
        min(north + dy, _LAT_LIMIT),
    )


def square(bounds: Bounds) -> Bounds:
    """Return the bounds grown to be as tall as wide on the ground, whatever the window's shape."""
    west, south, east, north = bounds
    narrow = math.cos(math.radians((south + north) / 2))
    side = max((east - west) * narrow, north - south)
    dx, dy = (side / narrow - (east - west)) / 2, (side - (north - south)) / 2
    return (
        max(west - dx, -180.0),
        max(south - dy, -_LAT_LIMIT),
        min(east + dx, 180.0),
        min(north + dy, _LAT_LIMIT),
    )


def shape(geometry: BaseGeometry, clip: Bounds | None, fine: float) -> dict[str, Any]:
    """Return a geometry as GeoJSON, clipped, its numbers rounded below `fine` degrees."""
    kept = geometry if clip is None else shapely.clip_by_rect(geometry, *clip)
    digits = max(0, math.ceil(-math.log10(fine)))
    plain: dict[str, Any] = _rounded(shapely.geometry.mapping(kept), digits)
    return plain


def without_islets(geometry: BaseGeometry, fine: float) -> BaseGeometry:
    """Return a country without the parts too small to see, and whole where all are small."""
    parts = shapely.get_parts(geometry)
    seen = parts[shapely.area(parts) >= (_ISLET * fine) ** 2]
    return shapely.multipolygons(seen) if 0 < len(seen) < len(parts) else geometry


def anchors(geometry: BaseGeometry, clip: Bounds | None) -> list[tuple[float, float]]:
    """Return up to five points well inside a shape, the roomiest first, as lon, lat."""
    kept = geometry if clip is None else shapely.clip_by_rect(geometry, *clip)
    if kept.is_empty:
        return []
    west, south, east, north = kept.bounds
    xs, ys = np.meshgrid(
        np.linspace(west, east, _GRID + 2)[1:-1], np.linspace(south, north, _GRID + 2)[1:-1]
    )
    points = shapely.points(xs.ravel(), ys.ravel())
    shapely.prepare(kept)
    inside = points[shapely.contains_properly(kept, points)]
    if not inside.size:
        middle = kept.representative_point()
        return [(round(middle.x, 3), round(middle.y, 3))]
    room = shapely.distance(kept.boundary, inside)
    ordered = inside[np.lexsort((shapely.get_x(inside), -shapely.get_y(inside), -room.round(6)))]
    apart = max(east - west, north - south) / _ANCHORS
    chosen = [ordered[0]]
    for point in ordered[1:]:
        if len(chosen) == _ANCHORS:
            break
        if min(shapely.distance(point, chosen)) >= apart:
            chosen.append(point)
    return [(round(point.x, 3), round(point.y, 3)) for point in chosen]


def _bodies(lands: Sequence[Area], limit: Bounds, fine: float) -> dict[str, dict[str, Any]]:
    """Return countries as GeoJSON by id, simplified together: neighbours share every border."""
    simple = shapely.coverage_simplify([land.geometry for land in lands], fine * 2)
    return {
        land.id: shape(without_islets(body, fine), limit, fine)
        for land, body in zip(lands, simple, strict=True)
    }


def _divisions(asked: Extent, source: Boundaries, limit: Bounds) -> list[Area]:
    """Return the divisions in reach of the countries concerned, and every area that is a mark."""
    west, south, east, north = limit
    found = {
        area.id: area
        for code in asked.countries
        for area in source.divisions(code)
        if area.bounds[0] <= east
        and area.bounds[2] >= west
        and area.bounds[1] <= north
        and area.bounds[3] >= south
    }
    for area_id in asked.areas:
        found.setdefault(area_id, source.area(area_id))
    return list(found.values())


def _corners(mark: Mark) -> list[tuple[float, float]]:
    """Return the corners of a ring's box, or a point itself, as lon, lat."""
    dy = mark.radius_km / _KM_A_DEGREE
    dx = dy / max(math.cos(math.radians(mark.lat)), _NARROWEST)
    return [
        (round(min(max(lon, -180.0), 180.0), 4), round(min(max(lat, -_LAT_LIMIT), _LAT_LIMIT), 4))
        for lon, lat in dict.fromkeys(
            (mark.lon + x, mark.lat + y) for x, y in ((-dx, -dy), (dx, dy))
        )
    ]


def _union(boxes: Sequence[Bounds]) -> Bounds | None:
    """Return the bounds that hold every box, or None for none."""
    return around_all(boxes) if boxes else None


def _rounded(value: Any, digits: int) -> Any:  # noqa: ANN401 - GeoJSON nests to any depth
    """Round every number in a GeoJSON mapping."""
    if isinstance(value, float):
        return round(value, digits)
    if isinstance(value, dict):
        return {key: _rounded(item, digits) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item, digits) for item in value]
    return value
