"""What a place is drawn as: areas of the data, a line of the data, or nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.boundaries.courses import has_line
from geo.boundaries.unions import members
from geo.types import Kind

if TYPE_CHECKING:
    from geo.types import Resolution

_POLYGONS = frozenset({Kind.PROVINCE, Kind.DISTRICT, Kind.REGION, Kind.ISLAND, Kind.LAKE})
_COUNTRY = "country:"


def areas_of(resolution: Resolution) -> tuple[str, ...]:
    """
    Return the ids of the areas a name fills: none for a point, a line and a disc.

    A wide area fills those that it is a union of (`geo.boundaries.members`).
    """
    place = resolution.place
    if place is None or place.kind not in _POLYGONS or resolution.around is not None:
        return ()
    return (place.area,) if place.area is not None else members(place.id)


def line_of(resolution: Resolution) -> str | None:
    """Return the id of the line a name runs along, None where it has none."""
    place = resolution.place
    if place is None or place.kind is not Kind.RIVER or resolution.around is not None:
        return None
    return place.id if has_line(place.id) else None


def depth(areas: tuple[str, ...]) -> tuple[bool, int]:
    """
    Return what sorts areas so that one which holds another comes before it.

    A union that holds another has countries where the other has divisions, or more members.
    """
    return (not any(area.startswith(_COUNTRY) for area in areas), -len(areas))
