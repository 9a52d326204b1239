"""
Words that place something beside a name: "20 km south of Mosul", "Hama countryside", "between".

Such words point at a disc. Its centre is the point reached along the great circle, on the sphere of
the mean radius; `geo.resolve.phrases` reads how far, where to, and what the words leave open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.boundaries.distance import bearing, destination, distance_km
from geo.precision import scale
from geo.resolve.phrases import FARTHEST_KM, Phrase, read_after, read_phrase
from geo.types import Around, By, Kind, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.resolve.context import Context
    from geo.types import Article, Place, Resolution, Toponym

_LOOK = 90  # code points read before a name
_FINE_KM = 50.0  # a larger disc is no nearness (P2) but a fuzzy area (P5)
_SPOTS = frozenset({Kind.TOWN, Kind.SITE, Kind.DISTRICT, Kind.ISLAND})
_LINES = frozenset({Kind.RIVER, Kind.LAKE, Kind.MOUNTAINS, Kind.DESERT})
_WINDS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip


def place_beside(
    article: Article, resolutions: Sequence[Resolution], contexts: Sequence[Context]
) -> tuple[Resolution, ...]:
    """
    Give each name that stands at such words the disc they point at.

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
        around = _between_two(article, resolutions, contexts, i) if contexts[i].between else None
        if around is None:
            around = _by_words(article, resolution, towns)
        if around is not None:
            fine = around.radius_km <= _FINE_KM and not contexts[i].between
            fine &= not (around.nominal and around.radius_km >= scale()[Precision.P5].nominal_km)
            fine &= resolution.place.kind not in _LINES
            found[i] = replace(
                resolution,
                around=around,
                precision=Precision.P2 if fine else Precision.P5,
                placed_by=By.RULE,
            )
    return tuple(found)


def _by_words(article: Article, resolution: Resolution, towns: _Towns) -> Around | None:
    """Return the disc that the words before a name point at, or else those after it."""
    span = resolution.toponym.span
    least = max(0, span.start - _LOOK)
    before, after = article.text[least : span.start], article.text[span.end : span.end + _LOOK]
    phrase = read_phrase(before)
    if phrase is not None:
        return _around(resolution, towns, phrase, article.text[least + phrase.start : span.end])
    phrase = read_after(after)
    if phrase is None or resolution.place is None or resolution.place.kind not in _SPOTS:
        return None  # a province has its countryside in it
    return _around(resolution, towns, phrase, article.text[span.start : span.end + phrase.start])


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
    if not 1.0 <= apart <= FARTHEST_KM:
        return None
    spans = [resolutions[j].toponym.span for j in pair]
    words = article.text[spans[0].start - len("between ") : spans[1].end]
    course = bearing(first.lon, first.lat, second.lon, second.lat)
    lon, lat = destination(first.lon, first.lat, course, apart / 2)
    return Around(lon=lon, lat=lat, radius_km=round(apart / 2, 1), words=words)
