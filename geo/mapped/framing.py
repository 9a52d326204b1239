"""What a map must show: the one choice of extent, for the screen and for paper."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from geo.mapped.asked import Box
from geo.mapped.bounds import bounds_of, join

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.mapped.record import EvidenceMap, Mark

Point = tuple[float, float]  # lon, lat in WGS 84 degrees
Framing = Literal["marks", "countries"]
_AROUND = 360.0  # degrees
_STRETCHED = 4.0  # times the frame of the sure marks that unsure ones may make it
_WIDENED = 4.0  # times the frame of the other marks that a wide area may make it
_ROOM = 6.0  # degrees added to that frame before it is multiplied
FRAMINGS: tuple[Framing, ...] = get_args(Framing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What has to lie inside the frame; a box where the reader asked for one, and nothing else."""

    discs: tuple[tuple[float, float, float], ...] = ()  # lon, lat in WGS 84 degrees; km, 0: a point
    areas: tuple[str, ...] = ()  # ids; of each its body, without islands far from it
    wide: tuple[tuple[str, ...], ...] = ()  # of each the areas it is a union of
    lines: tuple[str, ...] = ()  # ids of rivers
    box: Box | None = None


def to_see(shown: EvidenceMap, framing: Framing = "marks") -> Seen:
    """
    Choose what a map must show.

    Parameters
    ----------
    shown : EvidenceMap
        The map, as asked; a filter moves no frame, since what it hides is still drawn.
    framing : {"marks", "countries"}
        The marks alone, or the whole countries they lie in and those that are named.

    Returns
    -------
    Seen
        The box asked for; else the marks, of which unsure ones stretch no frame to several times
        what the others need (they are listed beside the map); else, where there are none, the
        countries named. `fitted` says what of wide areas and of lines that is.
    """
    if shown.asked.extent is not None:
        return Seen(box=shown.asked.extent)
    marks = _trusted(shown.marks)
    areas = [area for mark in marks if not mark.wide for area in mark.areas]
    if framing == "countries" or not shown.marks:
        places = [*(mark.place for mark in shown.marks), *shown.outlines]
        areas += [f"country:{place.country}" for place in places if place.country]
    return Seen(
        discs=tuple((m.lon, m.lat, m.km) for m in marks if m.wide or not (m.areas or m.line)),
        areas=tuple(dict.fromkeys(areas)),
        wide=tuple(dict.fromkeys(m.areas for m in marks if m.wide)),
        lines=tuple(dict.fromkeys(m.line for m in marks if m.line)),
    )


def _trusted(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks; without the unsure ones where these alone would make the map a far one."""
    sure = tuple(mark for mark in marks if mark.sure)
    spans = [_span(bounds_of([(m.lon, m.lat, m.km) for m in group])) for group in (marks, sure)]
    return sure if sure and spans[0] > _STRETCHED * (spans[1] + 1.0) else marks


def _span(box: Box | None) -> float:
    """Return the longer side of a box, in degrees."""
    if box is None:
        return 0.0
    west, south, east, north = box
    return max((east - west) % _AROUND, north - south)


def box_of(
    seen: Seen,
    body: Callable[[str], Box | None],
    course: Callable[[str], Sequence[Point]] = lambda _: (),
) -> Box | None:
    """
    Return the smallest box round all that must be seen.

    Parameters
    ----------
    seen : Seen
        What a map must show.
    body : callable
        The bounds of an area's body by its id, WGS 84 degrees; None for one without a boundary.
    course : callable
        The points of a river's line by its id, lon and lat in WGS 84 degrees.

    Returns
    -------
    tuple of float or None
        West, south, east, north; west is greater than east across the date line. None for nothing.
    """
    return seen.box or _around(fitted(seen, body, course), body)


def fitted(
    seen: Seen, body: Callable[[str], Box | None], course: Callable[[str], Sequence[Point]]
) -> Seen:
    """
    Say what of wide areas and of lines must be seen, by the marks beside them.

    Parameters
    ----------
    seen, body, course
        As `box_of` takes them.

    Returns
    -------
    Seen
        The same in points and areas alone. Of a river, the point nearest to the other marks, or
        nothing where it runs between them; the whole of it where there are none. Of a wide area,
        the whole, unless that alone would make the map a far one: then its point, and as much
        of it as lies round the others.
    """
    if seen.box is not None:
        return seen
    core = Seen(discs=seen.discs, areas=seen.areas)
    near = [spot for line in seen.lines for spot in _nearest(course(line), _around(core, body))]
    core = replace(core, discs=(*core.discs, *((lon, lat, 0.0) for lon, lat in near)))
    most = _WIDENED * (_span(_around(core, body)) + _ROOM)
    alone = len(core.discs) == len(seen.wide) == 1 and not core.areas
    areas = list(core.areas)
    for union in seen.wide:
        whole = replace(core, areas=(*core.areas, *union))
        if alone or _span(_around(whole, body)) <= most:
            areas += union
    return replace(core, areas=tuple(dict.fromkeys(areas)))


def _around(seen: Seen, body: Callable[[str], Box | None]) -> Box | None:
    """Return the box round points and areas."""
    around = bounds_of(seen.discs)
    bodies = [found for area in seen.areas if (found := body(area)) is not None]
    return join([*([around] if around else []), *bodies])


def _nearest(course: Sequence[Point], box: Box | None) -> list[Point]:
    """Return the point of a line nearest to a box, none where one lies in it; all without one."""
    if box is None or not course:
        return list(course)
    far = [(_away(point, box), point) for point in course]
    least, point = min(far)
    return [point] if least else []


def _away(point: Point, box: Box) -> float:
    """Return the distance of a point from a box, in degrees of a flat map; 0 inside."""
    west, south, east, north = box
    lon, lat = point
    across = (lon - west) % _AROUND
    wide = (east - west) % _AROUND
    off = 0.0 if across <= wide else min(across - wide, _AROUND - across)
    high = max(south - lat, lat - north, 0.0)
    return math.hypot(off * math.cos(math.radians(lat)), high)
