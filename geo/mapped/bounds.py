"""The smallest box round some points and rings on the globe."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.types import MAX_LAT, MAX_LON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.mapped.asked import Box

_KM_A_DEGREE = math.radians(1) * EARTH_RADIUS_KM
_AROUND = 2 * MAX_LON


def bounds_of(discs: Sequence[tuple[float, float, float]]) -> Box | None:
    """
    Return the smallest box that holds every disc.

    Parameters
    ----------
    discs : sequence of (float, float, float)
        Middle (lon, lat in WGS 84 degrees) and radius in kilometres, 0 for a point.

    Returns
    -------
    tuple of float or None
        West, south, east, north; west is greater than east where the box crosses the date line,
        which it does where the other way round the globe is longer. None for no discs.
    """
    if not discs:
        return None
    return _joined([_box(*disc) for disc in discs])


def join(boxes: Sequence[Box]) -> Box | None:
    """Return the smallest box that holds every box; None for none. West > east crosses 180."""
    if not boxes:
        return None
    return _joined([(w, s, e if w <= e else e + _AROUND, n) for w, s, e, n in boxes])


def _joined(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds boxes whose sides may lie beyond 180 degrees."""
    south = min(box[1] for box in boxes)
    north = max(box[3] for box in boxes)
    west, east = _arc([(box[0], box[2]) for box in boxes])
    return (west, south, east, north)


def _box(lon: float, lat: float, km: float) -> tuple[float, float, float, float]:
    """Return a disc's sides; west and east may lie beyond 180 degrees."""
    dy = km / _KM_A_DEGREE
    south, north = lat - dy, lat + dy
    if south <= -MAX_LAT or north >= MAX_LAT:  # it holds a pole, and so every meridian
        return (-MAX_LON, max(south, -MAX_LAT), MAX_LON, min(north, MAX_LAT))
    # The meridians that touch a circle: sin(dx) = sin(radius) / cos(lat).
    ratio = math.sin(math.radians(dy)) / math.cos(math.radians(lat))
    dx = math.degrees(math.asin(min(1.0, ratio)))
    return (lon - dx, south, lon + dx, north)


def _arc(sides: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the shortest arc of longitude that holds every (west, east)."""
    if any(east - west >= _AROUND for west, east in sides):
        return (-MAX_LON, MAX_LON)
    arcs = sorted((_wrapped(west), east - west) for west, east in sides)
    first = arcs[0][0]
    round_again = max(west + width for west, width in arcs) - _AROUND  # an arc past 180 may go on
    reach, widest, arc = max(first + arcs[0][1], round_again), -1.0, (first, first)
    for west, width in [*arcs[1:], (first + _AROUND, 0.0)]:
        if west - reach > widest:  # the widest gap is what the arc leaves out
            widest, arc = west - reach, (west if west < first + _AROUND else first, reach)
        reach = max(reach, west + width)
    return (-MAX_LON, MAX_LON) if widest <= 0 else (arc[0], _wrapped(arc[1]))


def _wrapped(lon: float) -> float:
    """Return a longitude between -180 and 180, an end kept as it is."""
    if -MAX_LON <= lon <= MAX_LON:
        return lon
    return (lon + MAX_LON) % _AROUND - MAX_LON
