"""Names of one article that the gazetteer has no place for, by the country they seem to lie in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.types import Kind, Status, Use

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.types import Parse, Place, Resolution

_MOST_NAMES = 500  # of one country that are told
_LONGEST = 60  # code points of a name that is told
_HALF = 0.5  # of an article's places that lie in the country it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Names in one country that the gazetteer lacks."""

    country: str  # ISO 3166-1 alpha-2
    name: str  # the country's
    names: tuple[str, ...]  # as written, once each, in reading order


def lacking(parse: Parse) -> tuple[Lacking, ...]:
    """
    Return the names that the gazetteer has no place for, by country, the most names first.

    Parameters
    ----------
    parse : Parse
        One article's.

    Returns
    -------
    tuple of Lacking
        A name that words tie to a larger place lies in that place's country. One that is not
        found at all lies where the other names of its sentence lie, if that is one country; else
        where half of the article's places or more lie; else it is told of no country.
    """
    called = _countries(parse)
    leading = _leading(parse)
    beside = _beside(parse)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for resolution in parse.resolutions:
        if not _is_lacking(resolution):
            continue
        near = beside.get(resolution.toponym.sentence, frozenset())
        place = resolution.place
        country = place.country if place else next(iter(near)) if len(near) == 1 else leading
        if country in called:
            surface = " ".join(resolution.toponym.surface.split())[:_LONGEST]
            found[country].setdefault(surface.casefold(), surface)
    made = [
        Lacking(country=code, name=called[code], names=tuple(names.values())[:_MOST_NAMES])
        for code, names in found.items()
    ]
    return tuple(sorted(made, key=lambda each: (-len(each.names), each.country)))


def _is_lacking(resolution: Resolution) -> bool:
    if resolution.toponym.use is Use.DEMONYM:
        return False
    return resolution.within is not None or resolution.status is Status.UNKNOWN


def _countries(parse: Parse) -> Mapping[str, str]:
    """Return the names of the countries that the article's places lie in, by code."""
    found: dict[str, str] = {}
    for place in _places(parse):
        name = place.name if place.kind is Kind.COUNTRY else next(iter(place.admin), "")
        if name:
            found.setdefault(place.country, name)
    return found


def _leading(parse: Parse) -> str:
    """Return the country of half of an article's places or more, "" where none has so many."""
    counted = Counter(place.country for place in _places(parse))
    for country, times in counted.most_common(1):
        if times >= _HALF * counted.total():
            return country
    return ""


def _beside(parse: Parse) -> Mapping[int, frozenset[str]]:
    """Return the countries that the places of each sentence lie in."""
    found: dict[int, set[str]] = defaultdict(set)
    for resolution in parse.resolutions:
        place = resolution.place
        if place is not None and place.country:
            found[resolution.toponym.sentence].add(place.country)
    return {sentence: frozenset(countries) for sentence, countries in found.items()}


def _places(parse: Parse) -> list[Place]:
    """Return the places of an article that lie in one country, one for each name."""
    every = (resolution.place for resolution in parse.resolutions)
    return [place for place in every if place is not None and place.country]
