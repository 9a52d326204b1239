"""Toponym to the places it might mean, with what each brings by itself."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.gazetteer import fold, strip_affix
from geo.types import Kind, Place, Use

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer, Match
    from geo.resolve.words import Words
    from geo.types import Toponym

_MOST = 80  # candidates weighed for one name
_SEAT = "PPLA"
_OF_KIND = {
    Kind.COUNTRY: "country",
    Kind.PROVINCE: "province",
    Kind.CONTINENT: "continent",
    Kind.DISTRICT: "district",
    Kind.SITE: "site",
    Kind.TOWN: "",
}
_LONGEST_AFFIX = 3  # words: "local government area"
_WORDED = frozenset({Kind.RIVER, Kind.DISTRICT})
_SEATED = frozenset({Kind.TOWN, Kind.DISTRICT, Kind.PROVINCE})  # "Town of Groton"
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.CONTINENT})
_NEAR = math.cos(60.0 / EARTH_RADIUS_KM)  # cosine of 60 km on the mean sphere
_POINT = (0.0, 0.0, 1.0)
_BYNAME = re.compile(  # "Newcastle upon Tyne", "Santiago de los Caballeros", "Frankfurt am Main"
    r"(\w{4,}) (?:upon|on|under|am|an der|sur|sous|de|del|de la|de los|de las|do|da|dos|pri|nad) "
)


@dataclass(frozen=True, slots=True)
class Option:
    """One place a toponym might mean; `point` is its unit vector on the sphere."""

    place: Place
    how: str  # "exact", "folded", "tolerant"
    own: tuple[tuple[str, float], ...]  # features that no other name changes
    point: tuple[float, float, float] = field(default=_POINT)
    note: str = ""  # what a reader is told first of it


def find_options(
    toponym: Toponym, gazetteer: Gazetteer, words: Words, beside: str = ""
) -> tuple[Option, ...]:
    """
    Find the places a toponym might mean.

    Parameters
    ----------
    toponym : Toponym
        The name.
    gazetteer : Gazetteer
        Where it is looked up.
    words : Words
        Short forms and words of kind.
    beside : str, optional
        The word that makes it a site or a natural feature: "airport", "river".

    Returns
    -------
    tuple of Option
        The weightiest first; empty when the name is unknown.
    """
    surface = toponym.surface
    if toponym.use is Use.DEMONYM:
        place = gazetteer.demonym(surface)
        return () if place is None else (make_option(place, "exact", surface),)
    own = gazetteer.lookup(surface, limit=_MOST)
    spelt_out = not (surface.isupper() or "." in surface)
    if surface in words.short and not (spelt_out and _has_area(own)):
        name, country = words.short[surface]
        found = tuple(
            m
            for m in gazetteer.lookup(name)
            if m.place.country == country and m.place.kind in {Kind.COUNTRY, Kind.PROVINCE}
        )
        if found:
            return tuple(make_option(m.place, "exact", m.place.name) for m in found)
    found = (*own, *_without_affix(surface, gazetteer, words))
    every = (
        *_ranked(found, surface),
        *_divisions(found, surface, gazetteer, words),
        *_features(found, f"{surface} {beside}", gazetteer, beside),
    )
    return tuple(
        replace(o, own=(*o.own, ("capital", 1.0))) if o.place.id in words.capitals else o
        for o in every
    )


def _divisions(
    found: tuple[Match, ...], surface: str, gazetteer: Gazetteer, words: Words
) -> tuple[Option, ...]:
    """Return second-level divisions of the name, with its word of kind and without."""
    called = _parted(surface, words)
    names = (surface,) if called is None else (surface, called[0])
    known = {match.place.id for match in found}
    every = {m.place.id: m.place for name in names for m in gazetteer.divisions(name)}
    return tuple(make_option(p, "exact", surface) for i, p in every.items() if i not in known)


def _features(
    found: tuple[Match, ...], whole: str, gazetteer: Gazetteer, beside: str
) -> tuple[Option, ...]:
    """Return what a name means with its word of kind: "Aleppo airport", "Juba river"."""
    if not beside:
        return ()
    known = {match.place.id for match in found}
    every = (m.place for m in gazetteer.lookup(whole, alike=False))
    return tuple(
        make_option(p, "exact", whole)
        for p in every
        if p.kind not in _SEATED | _AREAS and p.id not in known
    )


def _parted(surface: str, words: Words) -> tuple[str, Kind] | None:
    """Return a name without its word of kind, and the kind: "Diyala", province."""
    parts = surface.split(" ")
    for size in range(min(_LONGEST_AFFIX, len(parts) - 1), 0, -1):
        said = words.affixes.get((" ".join(parts[-size:]).lower(), "after"))
        if said is not None:
            return " ".join(parts[:-size]), said
    first, _, tail = surface.partition(" ")
    of = words.affixes.get((first.lower(), "of"))
    if tail.startswith("of ") and of in _SEATED:
        return tail[3:], of
    before = words.affixes.get((first.lower(), "before"))
    return (tail, before) if tail and before is not None else None


def _has_area(matches: tuple[Match, ...]) -> bool:
    """Return whether the gazetteer itself has a country, division or region of the name."""
    areas = {Kind.COUNTRY, Kind.PROVINCE, Kind.REGION}
    return any(m.how == "exact" and m.place.kind in areas for m in matches)


def _without_affix(surface: str, gazetteer: Gazetteer, words: Words) -> tuple[Match, ...]:
    """Look up "Diyala" for "Diyala Governorate", keeping places of the kind said if any are."""
    parted = _parted(surface, words)
    return () if parted is None else _of_kind(gazetteer.lookup(parted[0]), parted[1])


def _of_kind(matches: tuple[Match, ...], kind: Kind) -> tuple[Match, ...]:
    return tuple(m for m in matches if m.place.kind is kind) or matches


def _ranked(matches: tuple[Match, ...], surface: str) -> tuple[Option, ...]:
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.place.id, match)
    if any(m.how != "tolerant" for m in first.values()):
        first = {i: m for i, m in first.items() if m.how != "tolerant"}
    ordered = sorted(first.values(), key=lambda m: (-_weight(m.place), m.place.id))
    options = [make_option(m.place, m.how, surface) for m in ordered[:_MOST]]
    divisions = [o for o in options if o.place.kind is Kind.PROVINCE]
    countries = {o.place.country for o in options if o.place.kind is Kind.COUNTRY}
    return tuple(_with_namesake(option, divisions, countries) for option in options)


def _with_namesake(option: Option, divisions: list[Option], countries: set[str]) -> Option:
    """Mark a town that lies in, or by the middle of, a division or country of its name."""
    if option.place.kind is not Kind.TOWN:
        return option
    if option.place.country in countries:
        return replace(option, own=(*option.own, ("in its namesake", 1.0)))
    named = [
        d
        for d in divisions
        if option.place.admin1 == d.place.id
        or sum(a * b for a, b in zip(option.point, d.point, strict=True)) > _NEAR
    ]
    if not named:
        return option
    own = dict(option.own) | {"namesake": 1.0}
    if any(_is_spelling(option.place, d) for d in named):
        own["own name"] = 1.0
    return replace(option, own=tuple(own.items()))


def _is_spelling(town: Place, division: Option) -> bool:
    """Return whether a town has its division's name in another spelling: Hamāh, in Hama."""
    if "own name" not in dict(division.own):
        return False
    first, second = (fold(p.name).split() for p in (town, division.place))
    return len(first) == len(second) and [w[0] for w in first] == [w[0] for w in second]


def _own_names(place: Place) -> tuple[str, ...]:
    """Return a place's usual name, folded; also without a river's or district's word, or byname."""
    name = fold(place.name)
    if place.kind in _WORDED:
        return (name, strip_affix(name)[0])
    short = _BYNAME.match(name) if place.kind is Kind.TOWN else None
    return (name,) if short is None else (name, short[1])


def _weight(place: Place) -> float:
    return place.population + (1e10 if _OF_KIND.get(place.kind) else 0)


def make_option(place: Place, how: str, surface: str) -> Option:
    """
    Make an option of a place.

    Parameters
    ----------
    place : Place
        The place.
    how : str
        How the name was matched: "exact", "folded", "tolerant".
    surface : str
        The name as written.

    Returns
    -------
    Option
        With the signs that the place brings by itself.
    """
    is_area = place.kind in _AREAS
    features = {
        "area people" if is_area else "people": math.log10(place.population + 1),
        "seat": float(place.feature == _SEAT),
        "in the news": float(place.source == "supplement"),
        "own name": float(fold(surface) in _own_names(place)),
        "folded": float(how == "folded"),
        "tolerant": float(how == "tolerant"),
    }
    kind = _OF_KIND.get(place.kind, "wide")
    if kind:
        features[kind] = 1.0
    lon, lat = math.radians(place.lon), math.radians(place.lat)
    point = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
    return Option(place, how, tuple((k, v) for k, v in features.items() if v), point)
