"""What a map must show: the one choice of extent, for the screen and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from geo.mapped.asked import Box
from geo.mapped.bounds import bounds_of, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.mapped.record import EvidenceMap, Mark

Framing = Literal["marks", "countries"]
_AROUND = 360.0  # degrees
_STRETCHED = 4.0  # times the frame of the sure marks that unsure ones may make it
FRAMINGS: tuple[Framing, ...] = get_args(Framing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What has to lie inside the frame; a box where the reader asked for one, and nothing else."""

    discs: tuple[tuple[float, float, float], ...] = ()  # lon, lat in WGS 84 degrees; km, 0: a point
    areas: tuple[str, ...] = ()  # ids; of each its body, without islands far from it
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
        countries named.
    """
    if shown.asked.extent is not None:
        return Seen(box=shown.asked.extent)
    marks = _trusted(shown.marks)
    discs = tuple((m.lon, m.lat, m.km) for m in marks if not m.areas)
    areas = [area for mark in marks for area in mark.areas]
    if framing == "countries" or not shown.marks:
        places = [*(mark.place for mark in shown.marks), *shown.outlines]
        areas += [f"country:{place.country}" for place in places if place.country]
    return Seen(discs=discs, areas=tuple(dict.fromkeys(areas)))


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


def box_of(seen: Seen, body: Callable[[str], Box | None]) -> Box | None:
    """
    Return the smallest box round all that must be seen.

    Parameters
    ----------
    seen : Seen
        What a map must show.
    body : callable
        The bounds of an area's body by its id, WGS 84 degrees; None for one without a boundary.

    Returns
    -------
    tuple of float or None
        West, south, east, north; west is greater than east across the date line. None for nothing.
    """
    if seen.box is not None:
        return seen.box
    around = bounds_of(seen.discs)
    bodies = [found for area in seen.areas if (found := body(area)) is not None]
    return join([*([around] if around else []), *bodies])
