"""The ground under the marks: which land, water, borders and towns, and how far the map reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.affinity import translate

from geo import Seen, box_of, course, join_boxes, lakes, rivers, towns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from components.views.map import MapView
    from geo import Area, Boundaries, Dispute

Bounds = tuple[float, float, float, float]  # west, south, east, north; WGS 84 degrees, unwrapped:
# west < east, and either may lie beyond 180 where the view crosses the date line

_WORLD: Bounds = (-170.0, -56.0, 180.0, 74.0)  # inhabited land, for a map without a mark
_ROOM = 0.12  # of the longer side of what a view holds, left round it
_NARROWEST = 0.02  # cosine of the latitude nearest a pole that a margin is stretched for
_MARGIN = 0.35  # of a far place's extent, left round it
_LEAST = 1.5  # degrees shown at least
_REACH = (1.3, 1.0)  # of the view's extent, drawn beyond its sides, and beyond top and bottom
_DETAIL = 1600  # the view is this many times its coarsest detail: finer than a screen
_ISLET = 6  # times the finest detail: a smaller island is a speck, and every speck is sent
_LAKES, _RIVERS = (14.0, 5.0), (70.0, 25.0)  # times the finest detail that a lake's side and a
# river's line measure at least: what is drawn at once, and what waits for a closer view
_KM = 111.2  # in a degree of latitude
_TOWNS = 120  # sent at the most: capitals, then the largest
_GRID = 13  # points a side tried as anchors of a label
_ANCHORS = 5  # places offered for each label
_LAT_LIMIT = 85.0  # Web Mercator's end
_HALF, _WHOLE = 180.0, 360.0
_TURNS = (-1, 0, 1)  # times round the globe that an unwrapped view can reach
_ANTARCTICA = "AQ"  # Web Mercator blows it up: drawn only where it is spoken of


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What must be in view: ids, codes and degrees, no names, so it can key a shared cache."""

    countries: tuple[str, ...]  # ISO 3166-1 alpha-2, whose divisions are drawn
    outlines: tuple[str, ...]  # of these, the ones outlined
    areas: tuple[str, ...]  # ids of the areas that are marks
    seen: Seen  # what the view must hold
    unions: tuple[tuple[str, tuple[str, ...]], ...] = ()  # ids of regions, and of what each fills
    lines: tuple[str, ...] = ()  # ids of the rivers that are marks


def extent(view: MapView) -> Extent:
    """Return what the map of `view` must show."""
    return Extent(
        countries=view.countries,
        outlines=view.outlines,
        areas=tuple(sorted({mark.area for mark in view.marks if mark.area and not mark.union})),
        unions=tuple(sorted({(m.area, m.union) for m in view.marks if m.area and m.union})),
        lines=tuple(sorted({mark.line for mark in view.marks if mark.line})),
        seen=view.seen,
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
        `bounds` and `limit` (west, south, east, north, unwrapped), and GeoJSON geometries in lon,
        lat degrees in the turn of the globe that `limit` shows: `land` with each country's id,
        name and label anchors, `divisions` with their id, name and anchors, `outlines` with their
        id; `disputed` lines and, in the same order, the places they are about (`disputes`);
        `waters`, the larger lakes and rivers before those for a closer view; and `towns`,
        capitals first, then the largest.

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    bounds = frame(asked, source)
    limit = reach(asked, source)
    fine = detail(bounds)
    lands = _lands(source, limit, asked.countries)
    bodies = _bodies(lands, limit, fine)
    disputes = _disputed(source, limit)
    return {
        "bounds": bounds,
        "limit": limit,
        "land": [
            {
                "id": land.id,
                "name": land.name,
                "focus": land.country in asked.countries,
                "anchors": anchors(turned(land.geometry, bounds), None),
                "geometry": bodies[land.id],
            }
            for land in lands
        ],
        "divisions": [_division(area, source, limit, fine) for area in _near(asked, source, limit)],
        "outlines": [
            {"id": body, "geometry": bodies[body]}
            for code in asked.outlines
            if (body := f"country:{code}") in bodies
        ],
        "disputed": [shape(line.geometry, limit, fine) for line in disputes],
        "disputes": [line.place for line in disputes],
        "waters": _waters(limit, fine),
        "towns": largest_towns(limit),
    }


def frame(asked: Extent, source: Boundaries) -> Bounds:
    """Return what the map opens on: what the sheet must show too, with a margin; else the world."""
    box = box_of(asked.seen, lambda area: _body(area, source), course)
    if box is None:
        return _WORLD
    west, south, east, north = box
    return _with_margin((west, south, east + _WHOLE if east < west else east, north))


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
    limit = widen(square(widen(view, (_MARGIN, _MARGIN))), _REACH)
    return plain(limit, source), limit


def plain(limit: Bounds, source: Boundaries) -> list[dict[str, Any]]:
    """Return the countries in a view as GeoJSON geometries, no finer than it shows."""
    fine = detail(limit)
    return list(_bodies(_lands(source, limit, ()), limit, fine).values())


def outlined(area: str, limit: Bounds, source: Boundaries) -> dict[str, Any]:
    """Return what a view shows of an area, as a GeoJSON geometry."""
    fine = detail(limit)
    return shape(source.outline(area, fine), limit, fine)


def inner(limit: Bounds, countries: Iterable[str], source: Boundaries) -> list[dict[str, Any]]:
    """Return the divisions of some countries that a view shows, as GeoJSON geometries."""
    return [
        outlined(area.id, limit, source)
        for code in sorted(countries)
        for area in source.divisions(code)
        if any(_meet(area.bounds, window) for window in windows(limit))
    ]


def _body(area: str, source: Boundaries) -> Bounds | None:
    """Return the narrowest box of an area's main parts; west > east across the date line."""
    return join_boxes(source.boxes(area)) if area in source else None


def _with_margin(held: Bounds) -> Bounds:
    """Return bounds with room round what they hold, and no closer than a town's surroundings."""
    west, south, east, north = held
    narrow = max(math.cos(math.radians((south + north) / 2)), _NARROWEST)
    wide, tall = (east - west) * narrow, north - south
    room = _ROOM * max(wide, tall)
    dx = max(room, (_LEAST - wide) / 2) / narrow
    dy = max(room, (_LEAST - tall) / 2)
    return _bounded(west - dx, south - dy, east + dx, north + dy)


def windows(view: Bounds) -> dict[Bounds, float]:
    """Return the parts of an unwrapped view between -180 and 180, and the turn of each."""
    west, south, east, north = view
    found: dict[Bounds, float] = {}
    for turn in (step * _WHOLE for step in _TURNS):
        low, high = max(west - turn, -_HALF), min(east - turn, _HALF)
        if low < high:
            found[(low, south, high, north)] = turn
    return found


def turned(geometry: BaseGeometry, view: Bounds) -> BaseGeometry:
    """Return what an unwrapped view shows of a geometry, in the view's own degrees and uncut."""
    parts = [
        translate(kept, turn)
        for window, turn in windows(view).items()
        if not (kept := shapely.clip_by_rect(geometry, *window)).is_empty
    ]
    if len(parts) == 1:
        return parts[0]
    return shapely.union_all(parts)  # the cut along 180 degrees is no coast


def nearest_turn(lon: float, view: Bounds) -> float:
    """Return a longitude in the turn of the globe that is nearest to a view's middle."""
    middle = (view[0] + view[2]) / 2
    return lon + _WHOLE * round((middle - lon) / _WHOLE)


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


def widen(bounds: Bounds, shares: tuple[float, float]) -> Bounds:
    """Return the bounds with shares of their extent added: at the sides, and at top and bottom."""
    west, south, east, north = bounds
    dx, dy = max(east - west, _LEAST) * shares[0], max(north - south, _LEAST) * shares[1]
    return _bounded(west - dx, south - dy, east + dx, north + dy)


def square(bounds: Bounds) -> Bounds:
    """Return the bounds grown to be as tall as wide on the ground, whatever the window's shape."""
    west, south, east, north = bounds
    narrow = math.cos(math.radians((south + north) / 2))
    side = max((east - west) * narrow, north - south)
    dx, dy = (side / narrow - (east - west)) / 2, (side - (north - south)) / 2
    return _bounded(west - dx, south - dy, east + dx, north + dy)


def _bounded(west: float, south: float, east: float, north: float) -> Bounds:
    """Return bounds that go once round the globe at most, up to Web Mercator's ends."""
    middle = (west + east) / 2
    if east - west > _WHOLE:
        west, east = middle - _HALF, middle + _HALF
    return (west, max(south, -_LAT_LIMIT), east, min(north, _LAT_LIMIT))


def shape(geometry: BaseGeometry, clip: Bounds | None, fine: float) -> dict[str, Any]:
    """Return a geometry as GeoJSON, clipped, its numbers rounded below `fine` degrees."""
    kept = geometry if clip is None else turned(geometry, clip)
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


def _lands(source: Boundaries, view: Bounds, spoken_of: tuple[str, ...]) -> list[Area]:
    """Return the countries in a view, once each; Antarctica only where it is spoken of."""
    found = {land.id: land for w in windows(view) for land in source.countries_within(w)}
    return [x for x in found.values() if x.country != _ANTARCTICA or x.country in spoken_of]


def _bodies(lands: Sequence[Area], limit: Bounds, fine: float) -> dict[str, dict[str, Any]]:
    """Return countries as GeoJSON by id, simplified together: neighbours share every border."""
    simple = shapely.coverage_simplify([land.geometry for land in lands], fine * 2)
    return {
        land.id: shape(without_islets(body, fine), limit, fine)
        for land, body in zip(lands, simple, strict=True)
    }


def _division(area: Area, source: Boundaries, limit: Bounds, fine: float) -> dict[str, Any]:
    """Return a division by its id, name, anchors and shape."""
    body = whole(source.outline(area.id, fine), limit)
    return {
        "id": area.id,
        "name": area.name,
        "anchors": anchors(body, None),
        "geometry": shape(body, None, fine),
    }


def whole(geometry: BaseGeometry, limit: Bounds) -> BaseGeometry:
    """Return a geometry uncut, in the turn of the globe that is nearest to the view."""
    if limit[0] >= -_HALF and limit[2] <= _HALF:
        return geometry
    middle = (limit[0] + limit[2]) / 2
    return turned(geometry, (middle - _HALF, -90.0, middle + _HALF, 90.0))


def _disputed(source: Boundaries, limit: Bounds) -> list[Dispute]:
    """Return the borders not agreed in a view, once each."""
    lines = [line for window in windows(limit) for line in source.disputed(window)]
    return list({line.id: line for line in lines}.values())


def _waters(limit: Bounds, fine: float) -> list[dict[str, Any]]:
    """Return lakes and rivers in a view: those drawn at once, then those for a closer view."""
    narrow = max(math.cos(math.radians((limit[1] + limit[3]) / 2)), _NARROWEST)
    km2 = [(side * fine * _KM) ** 2 * narrow for side in _LAKES]
    found = _tiers(lakes, km2, limit), _tiers(rivers, [x * fine for x in _RIVERS], limit)
    return [
        {"lakes": _water(still, limit, fine), "rivers": _water(running, limit, fine)}
        for still, running in zip(*found, strict=True)
    ]


def _tiers(
    find: Callable[[Bounds, float], tuple[BaseGeometry, ...]], least: Sequence[float], limit: Bounds
) -> list[list[BaseGeometry]]:
    """Return what measures the first of two sizes, and then what measures the second alone."""
    tiers: list[list[BaseGeometry]] = [[], []]
    for window in windows(limit):
        large, every = find(window, least[0]), find(window, least[1])
        tiers[0] += large
        tiers[1] += every[len(large) :]  # the largest come first
    return tiers


def _water(parts: Sequence[BaseGeometry], limit: Bounds, fine: float) -> dict[str, Any]:
    """Return lakes or rivers as one shape."""
    return shape(shapely.union_all(shapely.simplify(parts, fine)), limit, fine)


def largest_towns(limit: Bounds) -> list[dict[str, Any]]:
    """Return capitals and the largest towns in a view, in its own degrees."""
    found = {
        town.id: (town, turn)
        for window, turn in windows(limit).items()
        for town in towns(window, _TOWNS)
    }
    ordered = sorted(found.values(), key=lambda x: (not x[0].capital, -x[0].population, x[0].id))
    return [
        {"id": town.id, "name": town.name, "at": (round(town.lon + turn, 3), round(town.lat, 3))}
        for town, turn in ordered[:_TOWNS]
    ]


def _near(asked: Extent, source: Boundaries, limit: Bounds) -> list[Area]:
    """Return the divisions in reach of the countries concerned, and every area that is a mark."""
    found = {
        area.id: area
        for code in asked.countries
        for area in source.divisions(code)
        if any(_meet(area.bounds, window) for window in windows(limit))
    }
    for area_id in asked.areas:
        found.setdefault(area_id, source.area(area_id))
    return list(found.values())


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _rounded(value: Any, digits: int) -> Any:  # noqa: ANN401 - GeoJSON nests to any depth
    """Round every number in a GeoJSON mapping."""
    if isinstance(value, float):
        return round(value, digits)
    if isinstance(value, dict):
        return {key: _rounded(item, digits) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item, digits) for item in value]
    return value
