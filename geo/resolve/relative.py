"""
Words that place something beside a name: "20 km south of Mosul", "between Tikrit and Samarra".

Such words point at a disc. Its centre is the point reached along the great circle, on the sphere of
the mean radius. Its radius is the larger of what the words leave open: half a compass sector
(22.5 degrees) at that distance, the rounding of the number, and the size of the place. Words
without a number get the nominal radii of data/scale.csv and docs/precision.md.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.boundaries.distance import bearing, destination, distance_km
from geo.precision import scale
from geo.types import Around, By, Kind, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.resolve.context import Context
    from geo.types import Article, Place, Resolution, Toponym

_LOOK = 90  # code points read before a name
_TOWN_KM = 3.0  # a town's own size
_BESIDE_KM = 15.0  # "north of", with no number: the middle of the disc, and its radius
_DRIVE_KM = 60.0  # an hour by road
_FARTHEST_KM = 1000.0  # beyond it the words mean a route or a comparison, no place
_FINE_KM = 50.0  # a larger disc is no nearness (P2) but a fuzzy area (P5)
_SECTOR = math.tan(math.radians(22.5))  # half of one of the eight winds
_UNITS = {"k": 1.0, "m": 1.609344, "n": 1.852}  # kilometres in one; by the first letter
_WINDS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?(?:\s?(?:-|\u2013|to)\s?\d{1,4})?|" + (
    "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
)
_UNIT = (
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|nautical miles?|nm)\b(?:\s?\([^)]{1,20}\))?\.?"
)
_WIND = r"(?P<wind>north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)?(?:wards?)?"
_END = r"(?: the)?(?: (?:town|city|village|capital|provincial capital|port|camp) of)?(?: the)? $"
_MEASURED = re.compile(
    rf"\b{_NUMBER}[ -]?{_UNIT}(?: away)?(?:,? (?:to )?(?:the )?{_WIND})?"
    rf",? (?:of|from|off|outside|beyond){_END}",
    re.IGNORECASE,
)
_DRIVE = re.compile(
    rf"\b{_NUMBER}[ -]hours?(?:'s?|\u2019s?)? ?(?:by road|drive|by car)?,? ?"
    rf"(?:(?:to )?(?:the )?{_WIND})? (?:of|from|outside){_END}",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?:^|[\s(]){_WIND} of{_END}", re.IGNORECASE)
_NEAR = re.compile(
    r"(?:^|[\s(])(?:near(?: to)?|nearby|close to|just outside|outside|outskirts of|suburbs? of|"
    r"vicinity of|edges? of|area around|around|surroundings of|countryside of|not far from|"
    rf"off the coast of|coast off|approach(?:es)? to){_END}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:^|[\s(])(?:(?:halfway|midway|roads?|highway|route) )?between $",
    re.IGNORECASE,
)
_SPOTS = frozenset({Kind.TOWN, Kind.SITE, Kind.DISTRICT, Kind.ISLAND})
_LINES = frozenset({Kind.RIVER, Kind.LAKE, Kind.MOUNTAINS, Kind.DESERT})
_TALK = frozenset({
    "talks", "relations", "ties", "war", "dispute", "tension", "tensions", "deal", "agreement",
    "trade", "match", "game", "conflict", "truce", "ceasefire", "peace", "negotiations", "rivalry",
    "differences", "cooperation", "dialogue", "war,", "contacts", "meeting", "meetings", "row",
    "flights", "flight", "alliance", "links", "divided", "choose", "quarrel",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words before a name, read: kilometres from it, the wind, and what they leave open."""

    start: int  # where the words begin in what was read
    km: float  # from the place to the middle of the disc
    wind: str | None
    radius_km: float
    nominal: bool = False  # the radius is a convention's, not the text's


def read_phrase(before: str) -> Phrase | None:
    """
    Read the words that end right before a name.

    Parameters
    ----------
    before : str
        The sentence up to the name.

    Returns
    -------
    Phrase or None
        None where they do not place anything beside it.
    """
    for pattern, read in ((_MEASURED, _measured), (_DRIVE, _drive), (_BESIDE, _beside)):
        match = pattern.search(before)
        if match is not None:
            return read(match)
    match = _NEAR.search(before)
    if match is None:
        return None
    return Phrase(_start(match), 0.0, None, scale()[Precision.P2].nominal_km, nominal=True)


def between(before: str) -> bool:
    """Return whether "between" right before a name is meant of space: not "talks between"."""
    match = _BETWEEN.search(before)
    if match is None:
        return False
    words = before[: match.start()].split()
    return not (words and words[-1].lower() in _TALK)


def place_beside(
    article: Article, resolutions: Sequence[Resolution], contexts: Sequence[Context]
) -> tuple[Resolution, ...]:
    """
    Give each name that stands after such words the disc they point at.

    Parameters
    ----------
    article : Article
        The article.
    resolutions : sequence of Resolution
        One for each toponym, in reading order.
    contexts : sequence of Context
        What stands around each.

    Returns
    -------
    tuple of Resolution
        The same, with `around` and the precision that follows from it where words say so; an area
        keeps its own class where a disc would claim more than the text.
    """
    found = list(resolutions)
    towns = _Towns(resolutions)
    for i, resolution in enumerate(resolutions):
        if resolution.place is None or resolution.toponym.use is not Use.LITERAL:
            continue
        start = resolution.toponym.span.start
        before = article.text[max(0, start - _LOOK) : start]
        around = _between_two(article, resolutions, contexts, i) if contexts[i].between else None
        if around is None:
            phrase = read_phrase(before)
            if phrase is not None:
                said = article.text[
                    start - len(before) + phrase.start : resolution.toponym.span.end
                ]
                around = _around(resolution, towns, phrase, said)
        if around is not None:
            fine = around.radius_km <= _FINE_KM and not contexts[i].between
            fine &= resolution.place.kind not in _LINES
            found[i] = replace(
                resolution,
                around=around,
                precision=Precision.P2 if fine else Precision.P5,
                placed_by=By.RULE,
            )
    return tuple(found)


def _start(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip(" (\n"))


def _value(text: str) -> tuple[float, float]:
    """Return a number and how far it may be from what was meant: "20" 5, "23" 0.5, "15-20" 2.5."""
    low = text.lower()
    if low in _WORDS:
        value = float(_WORDS[low])
        return value, 0.5 if value < 10 else 0.25 * value  # noqa: PLR2004 - small words are exact
    parts = [float(p.replace(",", ".")) for p in re.split(r"\s?(?:-|\u2013|to)\s?", low)]
    if len(parts) > 1:
        return sum(parts) / 2, abs(parts[0] - parts[1]) / 2
    step = next((s for s in (100.0, 10.0, 5.0) if parts[0] % s == 0), 1.0)
    return parts[0], step / 2


def _measured(match: re.Match[str]) -> Phrase | None:
    value, open_by = _value(match["number"])
    unit = match["unit"].lower()
    scale = _UNITS["n" if unit.startswith("n") else unit[0]]
    km, rounding = value * scale, open_by * scale
    if not 0 < km <= _FARTHEST_KM:
        return None
    return _at_distance(match, km, rounding)


def _drive(match: re.Match[str]) -> Phrase | None:
    km = _value(match["number"])[0] * _DRIVE_KM
    return _at_distance(match, km, km / 2) if 0 < km <= _FARTHEST_KM else None


def _at_distance(match: re.Match[str], km: float, rounding: float) -> Phrase:
    if match["wind"] is None:
        return Phrase(_start(match), 0.0, None, km + rounding + _TOWN_KM)
    radius = max(km * _SECTOR, rounding, _TOWN_KM)
    return Phrase(_start(match), km, match["wind"], radius)


def _beside(match: re.Match[str]) -> Phrase:
    return Phrase(_start(match), _BESIDE_KM, match["wind"], _BESIDE_KM, nominal=True)


def _around(resolution: Resolution, towns: _Towns, phrase: Phrase, words: str) -> Around | None:
    origin, radius, nominal = _origin(resolution), phrase.radius_km, phrase.nominal
    if origin is None and resolution.place is not None and resolution.place.kind in _LINES:
        origin = towns.nearest(resolution.toponym)
        bank = scale()[Precision.P5].nominal_km
        radius, nominal = max(radius, bank), nominal or bank > radius
    if origin is None:
        return None
    lon, lat = origin.lon, origin.lat
    if phrase.wind is not None:
        wind = re.sub(r"[- ]", "", phrase.wind.lower())
        lon, lat = destination(lon, lat, _WINDS[wind], phrase.km)
    return Around(lon=lon, lat=lat, radius_km=round(radius, 1), words=words, nominal=nominal)


def _origin(resolution: Resolution) -> Place | None:
    """Return the spot that is measured from: for a province, the town of its name in it."""
    place = resolution.place
    if place is None or place.kind in _SPOTS:
        return place
    if place.kind is not Kind.PROVINCE:
        return None
    towns = (c.place for c in resolution.candidates if c.place.kind is Kind.TOWN)
    return next((town for town in towns if town.admin1 in {place.id, place.area}), None)


class _Towns:
    """The towns and sites that each sentence names, in reading order."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self._of: dict[int, list[tuple[int, Place]]] = {}
        for found in resolutions:
            place, toponym = found.place, found.toponym
            if place is not None and place.kind in _SPOTS and toponym.use is Use.LITERAL:
                row = (toponym.span.start, place)
                self._of.setdefault(toponym.sentence, []).append(row)

    def nearest(self, toponym: Toponym) -> Place | None:
        """Return the one of the same sentence that stands closest in the text, if any."""
        rows, start = self._of.get(toponym.sentence, []), toponym.span.start
        at = bisect_left(rows, start, key=lambda row: row[0])
        near = rows[max(0, at - 1) : at + 1]
        return min(near, key=lambda row: abs(row[0] - start))[1] if near else None


def _between_two(
    article: Article, resolutions: Sequence[Resolution], contexts: Sequence[Context], i: int
) -> Around | None:
    pair = sorted({i, *contexts[i].list_mates})
    ends = [_origin(resolutions[j]) for j in pair]
    if len(pair) != len("ab") or None in ends:
        return None
    first, second = (end for end in ends if end is not None)
    apart = distance_km(first.lon, first.lat, second.lon, second.lat)
    if not 1.0 <= apart <= _FARTHEST_KM:
        return None
    spans = [resolutions[j].toponym.span for j in pair]
    words = article.text[spans[0].start - len("between ") : spans[1].end]
    course = bearing(first.lon, first.lat, second.lon, second.lat)
    lon, lat = destination(first.lon, first.lat, course, apart / 2)
    return Around(lon=lon, lat=lat, radius_km=round(apart / 2, 1), words=words)
