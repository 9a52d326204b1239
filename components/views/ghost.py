"""The second choice on the map: where a reading that lost would have put the name."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components.views import ground
from components.views.words import apart_km, kilometres, told_apart
from geo import Kind

if TYPE_CHECKING:
    from components.views.ground import Extent
    from geo import Area, Boundaries, Parse, Place

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_POLYGONS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COUNTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """A reading that is not the answer; positions are lon, lat in WGS 84 degrees."""

    id: str  # the Place's id
    label: str  # "second choice: Paris, Texas"
    note: str  # "7,932 km from Paris, France"; "" where it is the first reading
    at: tuple[float, float]
    origin: tuple[float, float] | None  # the reading it lost to, None where it is the first
    area: str | None  # id of its polygon, where it has one


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What each name could have meant, kept packed: only the one that is asked for is opened."""

    names: tuple[int, ...]  # by index of a resolution, which of `packed`
    packed: tuple[bytes, ...]  # whether it is placed, and the places best first; pickled

    def of(self, name: int) -> tuple[bool, tuple[Place, ...]]:
        """Return whether a name is placed, and every place it could mean, best first."""
        placed, places = pickle.loads(self.packed[self.names[name]])  # noqa: S301 - from `pack`
        return placed, places


def pack(parse: Parse) -> Readings:
    """Gather the readings of every name, the same ones once."""
    numbers: dict[bytes, int] = {}
    names = []
    for resolution in parse.resolutions:
        places = tuple(candidate.place for candidate in resolution.candidates)
        words = pickle.dumps((resolution.place is not None, places))
        names.append(numbers.setdefault(words, len(numbers)))
    return Readings(names=tuple(names), packed=tuple(numbers))


def build(readings: Readings, name: int | None, rival: str | None) -> Ghost | None:
    """
    Return what to draw for a rival, or None where there is nothing to draw.

    Parameters
    ----------
    readings
        One article's.
    name
        Index of the resolution whose receipt is open.
    rival
        Id of the candidate to show.

    Returns
    -------
    Ghost or None
        None for an unknown name or place, and for the answer itself.
    """
    if name is None or rival is None or not 0 <= name < len(readings.names):
        return None
    placed, found = readings.of(name)
    rank = next((i for i, place in enumerate(found) if place.id == rival), None)
    if rank is None or (rank == 0 and placed):
        return None
    place, first = found[rank], found[0]
    ordinal = f"{_ORDINALS[rank]} choice" if rank < len(_ORDINALS) else "another choice"
    return Ghost(
        id=place.id,
        label=f"{ordinal}: {told_apart(place, first)}",
        note=f"{kilometres(apart_km(first, place))} from {told_apart(first, place)}"
        if rank
        else "",
        at=(place.lon, place.lat),
        origin=(first.lon, first.lat) if rank else None,
        area=area_of(place),
    )


def area_of(place: Place) -> str | None:
    """Return the id of the polygon that a place is drawn as, where it is one."""
    return place.area if place.kind in _POLYGONS else None


def draw(ghost: Ghost, asked: Extent, source: Boundaries) -> dict[str, Any]:
    """
    Gather a ghost's shapes, and the land it needs where the article's own ground ends.

    Parameters
    ----------
    ghost
        What to show.
    asked
        What the article's own map must show.
    source
        The boundaries.

    Returns
    -------
    dict
        The ghost's fields; `geometry`, GeoJSON or None; `land`, GeoJSON geometries, and `limit`
        (west, south, east, north), both None where the ground already reaches it.

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    points = [ghost.at] if ghost.origin is None else [ghost.at, ghost.origin]
    opened = ground.frame(asked, source)
    spots = [(ground.nearest_turn(lon, opened), lat) for lon, lat in points]
    boxes = [(lon, lat, lon, lat) for lon, lat in spots]
    polygon = source.area(ghost.area) if ghost.area and ghost.area in source else None
    view = ground.around_all([*boxes, polygon.bounds] if polygon else boxes)
    beyond = not ground.holds(ground.reach(asked, source), view)
    land, limit = ground.far(view, source) if beyond else (None, None)
    return {
        "id": ghost.id,
        "label": ghost.label,
        "note": ghost.note,
        "at": ghost.at,
        "origin": ghost.origin,
        "geometry": _outline(polygon, source) if polygon else None,
        "land": land,
        "limit": limit,
    }


def _outline(polygon: Area, source: Boundaries) -> dict[str, Any]:
    fine = ground.detail(polygon.bounds)
    return ground.shape(ground.without_islets(source.outline(polygon.id, fine), fine), None, fine)
