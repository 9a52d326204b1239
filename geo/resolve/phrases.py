"""
Words at a name that point beside it, read: "20 km south of", "near", "between", "countryside".

What they leave open is the larger of half a compass sector (22.5 degrees) at that distance, the
rounding of the number, and the size of a town. Words without a number get the nominal radii of
data/scale.csv and docs/precision.md.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from geo.language.tokeniser import words_of
from geo.precision import scale
from geo.types import Precision

_TOWN_KM = 3.0  # a town's own size
_BESIDE_KM = 15.0  # "north of", with no number: the middle of the disc, and its radius
_DRIVE_KM = 60.0  # an hour by road
FARTHEST_KM = 1000.0  # beyond it the words mean a route or a comparison, no place
_MOST_MARKS = 8  # code points of a flag and the blank after it
_SECTOR = math.tan(math.radians(22.5))  # half of one of the eight winds
# Flags and pictures that messages put before a name, with the blank after them.
MARKS = re.compile(r"(?:[\U0001F000-\U0001FAFF\u2600-\u27bf\ufe0f\u200d]+ ?)+")
_UNITS = {"k": 1.0, "m": 1.609344, "n": 1.852}  # kilometres in one; by the first letter
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip
_THOUSANDS = r"\d{1,3}(?:[, ]\d{3})++(?!\d)"
_PLAIN = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_FIGURES = rf"(?:{_THOUSANDS}|\d[\d.,]{{0,20}})"
_NUMBER = rf"(?P<number>(?<![\d.,]){_FIGURES}(?:\s?(?:-|\u2013|to)\s?{_FIGURES})?|" + (
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
    r"vicinity of|edges? of|area around|around|surroundings of|not far from|"
    rf"off the coast of|coast off|approach(?:es)? to){_END}",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?:^|[\s(])(?:countryside|hinterland) of{_END}", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:['\u2019]s)?(?: (?:north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)?)?"
    r" (?:(?P<open>countryside|hinterland)|outskirts|suburbs|environs|surroundings)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:^|[\s(])(?:(?:halfway|midway|roads?|highway|route) )?between $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at a name, read: kilometres from it, the wind, and what they leave open."""

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
    mark = MARKS.search(before, max(0, len(before) - _MOST_MARKS))
    if mark is not None and mark.end() == len(before):
        before = before[: mark.start()]
    for pattern, read in ((_MEASURED, _measured), (_DRIVE, _drive), (_BESIDE, _beside)):
        match = pattern.search(before)
        if match is not None:
            return read(match)
    for pattern, precision in ((_NEAR, Precision.P2), (_OPEN, Precision.P5)):
        match = pattern.search(before)
        if match is not None:
            return _about(_start(match), precision)
    return None


def read_after(after: str) -> Phrase | None:
    """
    Read the words right after a town's name that mean the land around it: "Hama countryside".

    Parameters
    ----------
    after : str
        The text from the name's end on.

    Returns
    -------
    Phrase or None
        Its `start` is where the words end; None where there are none. Outskirts are what is near;
        the countryside has no exact edge.
    """
    match = _AROUND.match(after)
    if match is None:
        return None
    return _about(match.end(), Precision.P5 if match["open"] else Precision.P2)


def between(before: str, talk: frozenset[str]) -> bool:
    """
    Return whether "between" right before a name is meant of space: not "talks between".

    Parameters
    ----------
    before : str
        The sentence up to the name.
    talk : frozenset of str
        Words in lower case that make it one of parties.
    """
    match = _BETWEEN.search(before)
    if match is None:
        return False
    words = words_of(before[: match.start()])
    return not (words and words[-1].lower() in talk)


def _about(start: int, precision: Precision) -> Phrase:
    return Phrase(start, 0.0, None, scale()[precision].nominal_km, nominal=True)


def _start(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip(" (\n"))


def _value(text: str) -> tuple[float, float]:
    """Return a number and how far it may be from what was meant: "20" 5, "23" 0.5, "15-20" 2.5."""
    low = text.lower()
    if low in _WORDS:
        value = float(_WORDS[low])
        return value, 0.5 if value < 10 else 0.25 * value  # noqa: PLR2004 - small words are exact
    parts = [_figures(p) for p in re.split(r"\s?(?:-|\u2013|to)\s?", low)]
    if len(parts) > 1:
        return sum(parts) / 2, abs(parts[0] - parts[1]) / 2
    step = next((s for s in (100.0, 10.0, 5.0) if parts[0] % s == 0), 1.0)
    return parts[0], step / 2


def _figures(text: str) -> float:
    """Return a number in figures; no place is as far off as one that is not clear (1.500)."""
    if re.fullmatch(_THOUSANDS, text):
        return float(re.sub("[, ]", "", text))
    return float(text.replace(",", ".")) if _PLAIN.fullmatch(text) else math.inf


def _measured(match: re.Match[str]) -> Phrase | None:
    value, open_by = _value(match["number"])
    unit = match["unit"].lower()
    scale = _UNITS["n" if unit.startswith("n") else unit[0]]
    km, rounding = value * scale, open_by * scale
    if not 0 < km <= FARTHEST_KM:
        return None
    return _at_distance(match, km, rounding)


def _drive(match: re.Match[str]) -> Phrase | None:
    km = _value(match["number"])[0] * _DRIVE_KM
    return _at_distance(match, km, km / 2) if 0 < km <= FARTHEST_KM else None


def _at_distance(match: re.Match[str], km: float, rounding: float) -> Phrase:
    if match["wind"] is None:
        return Phrase(_start(match), 0.0, None, km + rounding + _TOWN_KM)
    radius = max(km * _SECTOR, rounding, _TOWN_KM)
    return Phrase(_start(match), km, match["wind"], radius)


def _beside(match: re.Match[str]) -> Phrase:
    return Phrase(_start(match), _BESIDE_KM, match["wind"], _BESIDE_KM, nominal=True)
