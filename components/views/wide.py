"""Shapes of marks that no one division gives: unions without their inner borders, and rivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from components.views import ground
from geo import river

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from components.views.ground import Bounds, Extent
    from geo import Boundaries

_COUNTRY = "country:"
_VAST = 0.7  # of what the map opens on: an area that fills more of it is hatched alone
_LEAST_ROOM = 0.15  # of an area that its own name keeps to, others named inside it left out
_SPECK = 8.0  # times the finest detail: narrower gaps between divisions are no hole
_ANCHORS = 9  # places offered for a name along a line, in view and again along the whole of it


def draw(asked: Extent, source: Boundaries) -> list[dict[str, Any]]:
    """
    Gather the shapes, simplified to what a screen can show.

    Parameters
    ----------
    asked
        What must be in view.
    source
        The boundaries.

    Returns
    -------
    list of dict
        Of each union and each river its `id`, `anchors` of a label and `geometry` (GeoJSON) in
        lon, lat degrees, in the turn of the globe that the map shows; and of a union whether it is
        `vast`: fills most of what the map opens on.

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    view = ground.frame(asked, source)
    limit = ground.reach(asked, source)
    fine = ground.detail(view)
    return [*_unions(asked, source, view, limit, fine), *_rivers(asked, view, limit, fine)]


def _unions(
    asked: Extent, source: Boundaries, view: Bounds, limit: Bounds, fine: float
) -> Iterator[dict[str, Any]]:
    for key, areas in asked.unions:
        whole = ground.whole(_union(areas, source, fine), limit)
        named = [source.outline(area, fine) for area in asked.areas]
        room = shapely.difference(whole, shapely.union_all(named))
        bare = room if room.area >= _LEAST_ROOM * whole.area else whole
        frame = shapely.box(*view)
        yield {
            "id": key,
            "anchors": [*ground.anchors(bare, view), *ground.anchors(bare, None)],
            "vast": bool(shapely.intersection(whole, frame).area >= _VAST * frame.area),
            "geometry": ground.shape(whole, None, fine),
        }


def _union(areas: tuple[str, ...], source: Boundaries, fine: float) -> BaseGeometry:
    """Return areas as one shape, its outer border as their neighbours have it."""
    if any(area.startswith(_COUNTRY) for area in areas):
        parts = shapely.coverage_simplify([source.area(area).geometry for area in areas], fine)
    else:
        parts = [source.outline(area, fine) for area in areas]
    return _without_gaps(shapely.union_all(parts), fine)


def _without_gaps(shape: BaseGeometry, fine: float) -> BaseGeometry:
    """Return a shape without the slits that borders leave which do not quite meet."""
    least = (_SPECK * fine) ** 2
    parts = []
    for part in shapely.get_parts(shape):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area >= least]
        parts.append(shapely.Polygon(part.exterior, holes))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _rivers(asked: Extent, view: Bounds, limit: Bounds, fine: float) -> Iterator[dict[str, Any]]:
    for key in asked.lines:
        line = river(key)
        if line is None:
            continue
        whole = ground.whole(shapely.simplify(line, fine), limit)
        yield {
            "id": key,
            "anchors": [*_along(shapely.clip_by_rect(whole, *view)), *_along(whole)],
            "geometry": ground.shape(whole, None, fine),
        }


def _along(line: BaseGeometry) -> list[tuple[float, float]]:
    """Return points along the longest part of a line, those near its middle first."""
    if line.is_empty:
        return []
    main = max(shapely.get_parts(line), key=lambda part: part.length)
    shares = (np.arange(_ANCHORS) + 0.5) / _ANCHORS
    points = shapely.line_interpolate_point(main, shares, normalized=True)
    order = np.argsort(np.abs(shares - 0.5), kind="stable")
    return [(round(points[i].x, 3), round(points[i].y, 3)) for i in order]
