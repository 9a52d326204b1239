"""The gazetteer: the shipped places, and over them whatever the user installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, Literal

from geo.errors import DataError
from geo.gazetteer.affixes import strip_affix
from geo.gazetteer.alike import MIN_NAME, MIN_SKELETON
from geo.gazetteer.embedded import (
    DIVISION,
    FORMAT,
    LISTED,
    ROW,
    SEPARATOR,
    UNPOINTED,
    Embedded,
)
from geo.gazetteer.folding import fold, skeleton
from geo.gazetteer.home import installed
from geo.gazetteer.inflection import as_written, dictionary_forms, is_latin
from geo.gazetteer.layer import Layer
from geo.gazetteer.nearest import FINENESS
from geo.settings import data_folder
from geo.types import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geo.gazetteer.home import Installed

__all__ = [
    "DIVISION", "FINENESS", "FORMAT", "LISTED", "ROW", "SEPARATOR", "UNPOINTED", "Gazetteer", "How",
    "Match",
]  # fmt: skip

How = Literal["exact", "folded", "tolerant"]
_ORDER = {kind: number for number, kind in enumerate(Kind)}
_POINTLESS = frozenset({LISTED, UNPOINTED})
_SAME_DEGREES = 0.09  # of latitude, 10 km: GeoNames gives many villages to the minute alone
_ANY: frozenset[Kind] = frozenset()
BLURRED = "supplement"  # the one source whose points may be coarse
_LANDS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.REGION})
_POINTS = frozenset(
    {Kind.TOWN, Kind.SITE}
)  # what has a point of its own, and no extent to speak of
_ANSWERS_KEPT = 16_384  # look-ups remembered: several stages ask for the same names
_MOST_NAMESAKES = 50  # places of one name looked through for one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place a name may mean, and how the name was matched."""

    place: Place
    how: How  # the same name; the same without an affix or case ending; alike in consonants


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place, and how far it lies from a point."""

    place: Place
    km: float


class Gazetteer:
    """
    Names to places, over files mapped into memory.

    A place that is in several gazetteers is found once, as the first of them gives it: the
    shipped one, then the installed ones in order of name. It is told by its id; or by its name
    and kind when two gazetteers put them within 10 km of each other.

    Use `Gazetteer.open`.
    """

    def __init__(self, folder: Path, layers: tuple[Installed, ...] = ()) -> None:
        self._embedded = Embedded(folder)
        self._sources: list[Embedded | Layer] = [self._embedded]
        for layer in layers:
            self._sources.append(Layer(layer.folder, _Finder(tuple(self._sources))))
        self._find = _Finder(tuple(self._sources))
        self._answers: dict[tuple[str, int, bool], tuple[Match, ...]] = {}
        self._largest_first = sorted(self._sources, key=len, reverse=True)
        self.id = "+".join(source.id for source in self._sources)

    @classmethod
    def open(cls, folder: Path | None = None, *, layered: bool = True) -> Gazetteer:
        """
        Open the gazetteer; the same one is opened once, and again when a layer is installed.

        Parameters
        ----------
        folder : Path, optional
            The data folder; the shipped one when None.
        layered : bool, optional
            Whether to add what the user installed.

        Raises
        ------
        DataError
            When a file is missing or cannot be mapped; the message names it.
        """
        return _open(folder or data_folder(), installed() if layered else ())

    def __len__(self) -> int:
        """Return the number of places; one in several gazetteers counts in each."""
        return sum(len(source) for source in self._sources)

    @property
    def names(self) -> int:
        """Return the number of distinct folded names; one in several gazetteers counts in each."""
        return sum(source.names for source in self._sources)

    @property
    def layers(self) -> tuple[tuple[str, int, int], ...]:
        """Return id, places and names of each gazetteer, in the order they are asked."""
        return tuple((source.id, len(source), source.names) for source in self._sources)

    def knows(self, name: str) -> bool:
        """Return whether some place has exactly this name, up to case, accents and punctuation."""
        key = fold(name)
        for source in self._largest_first:  # noqa: SIM110 - any() would cost a third more
            if source.knows(key):
                return True
        return False

    def lookup(self, name: str, *, limit: int = 50, alike: bool = True) -> tuple[Match, ...]:
        """
        Return the places a name may mean, the surest match and the most populous first.

        Parameters
        ----------
        name : str
            As written in the text.
        limit : int, optional
            The most matches returned.
        alike : bool, optional
            Whether names that are only alike may answer.

        Returns
        -------
        tuple of Match
            Exact matches; those of the name without an affix ("Diyala Governorate"); when there
            are neither, those of a Cyrillic name in the nominative, else those alike through
            transliteration.
        """
        asked = (name, limit, alike)
        known = self._answers.get(asked)
        if known is None:
            if len(self._answers) >= _ANSWERS_KEPT:
                self._answers.clear()
            known = self._answers[asked] = self._answer(name, limit=limit, alike=alike)
        return known

    def _answer(self, name: str, *, limit: int, alike: bool) -> tuple[Match, ...]:
        key = fold(name)
        if not key:
            return ()
        found: dict[str, Match] = {}
        for place in self._ranked(key, _ANY, limit):
            found.setdefault(place.id, Match(place=place, how="exact"))
        bare, kinds = strip_affix(key)
        part = kinds and key.endswith(bare) and any(m.place.kind in _LANDS for m in found.values())
        if kinds and not part:  # "Northern Ireland" is no part of Ireland that lacks a name
            for place in self._ranked(bare, kinds, limit):
                found.setdefault(place.id, Match(place=place, how="folded"))
        if not found:
            for place in self._inflected(key, limit):
                found.setdefault(place.id, Match(place=place, how="folded"))
        if not found and alike:
            for place in self._tolerant(bare if kinds else key, kinds, limit):
                found.setdefault(place.id, Match(place=place, how="tolerant"))
        return tuple(found.values())[:limit]

    def divisions(self, name: str) -> tuple[Match, ...]:
        """
        Return the second-level divisions that a name means where a word says that it is one.

        Parameters
        ----------
        name : str
            As written, without the word: "Butaleja" of "Butaleja district".

        Returns
        -------
        tuple of Match
            In order of GeoNames' number. `lookup` passes them over, since nearly each shares its
            name with a town that the bare name means.
        """
        places = self._embedded.divisions(fold(name))
        return tuple(Match(place=place, how="exact") for place in places)

    def nearest(self, lon: float, lat: float, *, limit: int = 8) -> tuple[Near, ...]:
        """
        Return the towns and sites nearest to a point.

        Parameters
        ----------
        lon, lat : float
            WGS 84 degrees.
        limit : int, optional
            The most returned, the nearest first.

        Returns
        -------
        tuple of Near
            Without those of which only a district or a coarse point is known.
        """
        found: list[Near] = []
        for source in self._sources:
            near = source.nearest((lon, lat), _POINTS, limit)
            fresh = [(km, p) for km, p in near if not any(_same(p, n.place) for n in found)]
            found += [Near(place=place, km=km) for km, place in fresh]
        return tuple(sorted(found, key=lambda near: near.km)[:limit])

    def place(self, place_id: str) -> Place:
        """
        Return the place of an id.

        Raises
        ------
        DataError
            When there is none.
        """
        place = self._find(place_id)
        if place is None:
            msg = f"the gazetteer has no place {place_id!r}; run `dateline check`"
            raise DataError(msg)
        return place

    def holder(self, place: Place) -> Place | None:
        """
        Return what a place of which no more is known lies in: its district, a district's division.

        Parameters
        ----------
        place : Place
            As this gazetteer gave it; its point is the holder's.

        Returns
        -------
        Place or None
            None for a place with a point of its own.
        """
        holder = {LISTED: place.admin2, UNPOINTED: place.admin1}.get(place.source)
        return None if holder is None else self._find(holder)

    def blur_km(self, place: Place) -> float:
        """
        Return by how many kilometres a place's point may be off.

        Parameters
        ----------
        place : Place
            As this gazetteer gave it.

        Returns
        -------
        float
            The radius of a ring that holds it; 0 where its point is the place's own.
        """
        return self._embedded.blur_km(place.id) if place.source == BLURRED else 0.0

    def demonym(self, word: str) -> Place | None:
        """Return the country whose people or adjective `word` is: "Iraqi", "Iraqis"."""
        return self._embedded.demonym(fold(word))

    def form(self, surface: str, place: Place) -> str:
        """
        Return a place's name in the letters of a text that is not in Latin ones.

        Parameters
        ----------
        surface : str
            How the text writes it, in any case: "Києва".
        place : Place
            What it means.

        Returns
        -------
        str
            The name in the nominative, where some gazetteer has it so: "Київ"; "" for Latin
            letters, whose names `Place.name` gives, and for a name no gazetteer has.
        """
        key = fold(surface)
        if not key or is_latin(key):
            return ""
        for form in (key, *dictionary_forms(key)):
            if any(self._has(source, form, place) for source in self._sources):
                return as_written(surface, form)
        return ""

    @staticmethod
    def _has(source: Embedded | Layer, key: str, place: Place) -> bool:
        return any(source.place(row).id == place.id for row in source.rows(key)[:_MOST_NAMESAKES])

    def _ranked(self, key: str, kinds: frozenset[Kind], limit: int) -> Iterable[Place]:
        if len(self._sources) == 1:
            return self._embedded.ranked(key, kinds, limit)
        every: list[Place] = []
        for source in self._sources:
            every += _new(source.ranked(key, kinds, limit), every)
        return sorted(_with_points(every), key=_importance)

    def _inflected(self, key: str, limit: int) -> Iterable[Place]:
        """Return the places of the first dictionary form that any gazetteer knows."""
        for form in dictionary_forms(key):
            if any(source.knows(form) for source in self._largest_first):
                return self._ranked(form, _ANY, limit)
        return ()

    def _tolerant(self, name: str, kinds: frozenset[Kind], limit: int) -> Iterable[Place]:
        bones = skeleton(name)
        if len(bones) < MIN_SKELETON or len(name) < MIN_NAME:
            return ()
        every: list[tuple[float, Place]] = []
        for source in self._sources:
            found = source.tolerant(name, bones, kinds, limit)
            fresh = {p.id for p in _new((p for _, p in found), [p for _, p in every])}
            every += [pair for pair in found if pair[1].id in fresh]
        every.sort(key=lambda pair: (-round(pair[0]), *_importance(pair[1])))
        return (place for _, place in every)


class _Finder:
    """The place of an id, as the first of some gazetteers gives it."""

    def __init__(self, sources: tuple[Embedded | Layer, ...]) -> None:
        self._sources = sources

    def __call__(self, place_id: str) -> Place | None:
        return next((p for s in self._sources if (p := s.find(place_id)) is not None), None)


def _new(places: Iterable[Place], known: Sequence[Place]) -> list[Place]:
    """Return the places that none of the known ones is, under an id of its own."""
    return [place for place in places if not any(_alike(place, other) for other in known)]


def _alike(one: Place, other: Place) -> bool:
    """Return whether two places that share a name are one, as two gazetteers have it."""
    if one.id == other.id:
        return True
    north = abs(one.lat - other.lat)
    if not _POINTLESS.isdisjoint({one.source, other.source}):
        return False  # its point is its holder's
    if one.kind is not other.kind or north > _SAME_DEGREES:
        return False
    east = abs(one.lon - other.lon)
    return min(east, 360 - east) * cos(radians(one.lat)) <= _SAME_DEGREES


def _same(one: Place, other: Place) -> bool:
    """Return whether two places of any names are one."""
    return one.id == other.id or (fold(one.name) == fold(other.name) and _alike(one, other))


def _with_points(places: list[Place]) -> list[Place]:
    """Return the places, without those that a list alone has and that have a point beside it."""
    known = {(p.kind, p.admin1) for p in places if p.source not in _POINTLESS}
    return [p for p in places if p.source not in _POINTLESS or (p.kind, p.admin1) not in known]


def _importance(place: Place) -> tuple[int, int]:
    return -place.population, _ORDER[place.kind]


@lru_cache(maxsize=4)
def _open(folder: Path, layers: tuple[Installed, ...]) -> Gazetteer:
    return Gazetteer(folder, layers)
