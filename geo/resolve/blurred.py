"""Places whose point is known only to some kilometres, or not at all: never drawn as a point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.precision import precision_of
from geo.types import Around, Kind, Precision, Resolution, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.types import Place

_CELLS = 5.0  # to a degree: what lies in the same or the next one is some 30 km away at most
_FINE = frozenset({Kind.TOWN, Kind.SITE, Kind.DISTRICT})
_FINE_KM = 50.0  # radius up to which a ring is "near"


def as_known(resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """
    Give names no finer a place than the gazetteer knows.

    Parameters
    ----------
    resolutions : sequence of Resolution
        One for each toponym.
    gazetteer : Gazetteer
        Which says how far a place's point may be off.

    Returns
    -------
    tuple of Resolution
        The same; a place whose point may be off by some kilometres has a ring of that radius, class
        P2, beyond 50 km P5. Words that point beside such a place point at a ring that is as much
        wider. A place that a list alone has is within its district; of several of one name in a
        division, within the division, unless the article names that district or a town by it.
    """
    named = _Named(resolutions, gazetteer)
    return tuple(_as_known(each, gazetteer, named) for each in resolutions)


class _Named:
    """What an article names that has a point of its own, by where it lies."""

    def __init__(self, resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> None:
        places = {r.place.id: r.place for r in resolutions if r.place is not None}
        finer = [p for p in places.values() if p.kind in _FINE and not gazetteer.holder(p)]
        self._cells = {_cell(place) for place in finer}

    def beside(self, district: Place) -> bool:
        """Return whether a place within some 30 km of a district's point is named, or it itself."""
        column, row = _cell(district)
        return any((column + x, row + y) in self._cells for x in (-1, 0, 1) for y in (-1, 0, 1))


def _cell(place: Place) -> tuple[int, int]:
    return round(place.lon * _CELLS), round(place.lat * _CELLS)


def _as_known(resolution: Resolution, gazetteer: Gazetteer, named: _Named) -> Resolution:
    place = resolution.place
    if place is None or resolution.within or resolution.toponym.use is not Use.LITERAL:
        return resolution
    district = gazetteer.holder(place)
    if district is not None:
        holder = district
        if _has_rival(resolution, gazetteer) and place.admin1 and not named.beside(district):
            holder = gazetteer.place(place.admin1)
        return _within(resolution, place, holder)
    km = gazetteer.blur_km(place)
    return _ringed(resolution, place, km) if km else resolution


def _has_rival(resolution: Resolution, gazetteer: Gazetteer) -> bool:
    """Return whether another place that a list alone has shares name and division."""
    first, *others = (candidate.place for candidate in resolution.candidates)
    return any(p.admin1 == first.admin1 and gazetteer.holder(p) is not None for p in others)


def _within(resolution: Resolution, place: Place, holder: Place) -> Resolution:
    """Return the answer that a place lies somewhere in another, whatever words stand beside it."""
    reasons = (
        *resolution.reasons,
        f"an official list has {place.name} in {holder.name}, and no point for it",
    )
    first = replace(resolution.candidates[0], place=holder, reasons=reasons, form="")
    return replace(
        resolution,
        candidates=(first, *(c for c in resolution.candidates[1:] if c.place.id != holder.id)),
        precision=precision_of(holder),
        reasons=reasons,
        around=None,
        within=resolution.toponym.surface,
    )


def _ringed(resolution: Resolution, place: Place, km: float) -> Resolution:
    around = resolution.around
    if around is None:
        words = resolution.toponym.surface
        around = Around(lon=place.lon, lat=place.lat, radius_km=km, words=words)
    else:
        around = replace(around, radius_km=around.radius_km + km, nominal=False)
    near = Precision.P2 if resolution.precision is Precision.P1 else resolution.precision
    return replace(
        resolution,
        around=around,
        precision=near if around.radius_km <= _FINE_KM else Precision.P5,
        reasons=(*resolution.reasons, f"the gazetteer knows {place.name} to within {km:g} km"),
    )
