"""Which place lies in which, or beside it, by what the gazetteer says of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geo.boundaries.distance import distance_km
from geo.boundaries.unions import members
from geo.types import Kind, Place

HOLDERS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.REGION})
SMALL = frozenset({Kind.TOWN, Kind.SITE, Kind.DISTRICT})  # what may lie beside something


def holds(holder: Place, held: Place) -> bool:
    """
    Return whether one place lies in another by what the gazetteer says of them.

    Parameters
    ----------
    holder : Place
        A country, a first-level division, or a region whose divisions or towns are known.
    held : Place
        Any place.

    Returns
    -------
    bool
        True when the second is in the first, and is not the first.
    """
    if holder.id == held.id:
        return False
    if holder.kind is Kind.COUNTRY:
        return holder.country == held.country and held.kind is not Kind.COUNTRY
    if holder.kind is Kind.PROVINCE:
        return held.kind is not Kind.PROVINCE and held.admin1 in {holder.id, holder.area}
    if holder.kind is Kind.REGION:
        own = held.area if held.kind is Kind.PROVINCE else held.admin1
        parts = {own, f"country:{held.country}"}
        return held.admin2 == holder.id or not parts.isdisjoint(_parts(holder.id))
    return False


@lru_cache(maxsize=256)
def _parts(region: str) -> frozenset[str]:
    """Return the divisions and countries that a region is made of, by id."""
    return frozenset(members(region))


def division_of(place: Place) -> str | None:
    """
    Return the id of the first-level division a place is, or lies in.

    Parameters
    ----------
    place : Place
        Any place.

    Returns
    -------
    str or None
        Such as "adm1:IQ.10"; None for countries and what spans several divisions.
    """
    return place.id if place.kind is Kind.PROVINCE else place.admin1


@dataclass(frozen=True, slots=True)
class Told:
    """Where the words put a name: in a place, or beside it."""

    holder: Place
    reach_km: float | None = None  # of a name that is told beside it

    def admits(self, place: Place) -> bool:
        """Return whether a place lies where the words say."""
        if self.reach_km is None:
            return holds(self.holder, place)
        return place.kind in SMALL and _apart_km(self.holder, place) <= self.reach_km

    def signs(self, place: Place) -> dict[str, float]:
        """Return what the words say for a place, or against it, as signs of `Weighing`."""
        if self.reach_km is None:
            return {} if self.admits(place) else {"elsewhere": 1.0}
        return {"beside": 1.0} if self.admits(place) else {}


def _apart_km(first: Place, second: Place) -> float:
    return distance_km(first.lon, first.lat, second.lon, second.lat)
