"""
The forms in which reports write coordinates, as patterns.

Every repetition in them is bounded, so that work grows with the text and no faster.
"""

from __future__ import annotations

import re

_DEGREE = r"\s?(?:[\u00b0\u00ba\u02da]|deg(?:rees)?\b\.?)"
_MINUTE = r"\s?(?:['\u2032\u2019\u2018]|min(?:utes?)?\b\.?)\s?"
_SECOND = r"\s?(?:[\"\u2033\u201d\u201c]|''|\u2032\u2032|\u2019\u2019|sec(?:onds?)?\b\.?)"
_SIGN = r"[-+\u2212]"
_BETWEEN = r"\s{0,2}(?:[,;/]\s{0,2}|and\s)?"
_OPEN = r"(?<![\w.$\u20ac\u00a3\u00a5@=/])"  # no price, address or part of a longer number before
_SHUT = r"(?![\w%\u00b0])(?!\.\d)"
_LAT = r"\blat(?:itude)?\b\.?(?:\s?[:=]|\sof|\sis)?\s?"
_LON = r"\b(?:long?(?:itude)?|lng)\b\.?(?:\s?[:=]|\sof|\sis)?\s?"
_LETTER = r"[NSEWnsew](?![^\W\d])"
_WIND = r"north|south|east|west"
_ENDS = rf"(?:{_LETTER}|(?:{_WIND})\b(?:\s(?:lat|long)itude\b)?)"


def _angle(n: int) -> str:
    """Return the pattern of one angle: decimal degrees, or degrees with what divides them."""
    return (
        rf"(?P<sign{n}>{_SIGN})?"
        rf"(?:(?P<decimal{n}>\d{{1,3}}\.\d{{1,12}})(?P<mark{n}>{_DEGREE})?"
        rf"|(?P<whole{n}>\d{{1,3}})(?!\d)(?:(?P<degree{n}>{_DEGREE})\s?|[ :-](?=\d))?"
        rf"(?:(?P<minute{n}>\d{{1,2}}(?:\.\d{{1,8}})?)(?!\d)(?:{_MINUTE}|[ :-](?=\d))?"
        rf"(?:(?P<second{n}>\d{{1,2}}(?:\.\d{{1,8}})?)(?!\d)(?:{_SECOND})?)?)?)"
    )


LETTERS_AFTER = re.compile(
    rf"{_OPEN}(?<!\d,){_angle(1)}(?P<gap1>\s?)(?P<end1>{_ENDS}){_BETWEEN}"
    rf"{_angle(2)}(?P<gap2>\s?)(?P<end2>{_ENDS})(?!\w)",
    re.IGNORECASE,
)
LETTERS_BEFORE = re.compile(
    rf"(?<!\w)(?P<end1>[NSEW])(?P<gap1>\s?){_angle(1)}{_BETWEEN}"
    rf"(?P<end2>[NSEW])(?P<gap2>\s?){_angle(2)}{_SHUT}"
)
LABELLED = re.compile(
    rf"(?P<first>{_LAT}|{_LON})(?P<lead1>[NSEW]\s?)?{_angle(1)}(?:\s?(?P<end1>{_ENDS}))?{_BETWEEN}"
    rf"(?P<then>{_LAT}|{_LON})(?P<lead2>[NSEW]\s?)?{_angle(2)}(?:\s?(?P<end2>{_ENDS}))?{_SHUT}",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"{_OPEN}(?<!\d[,;\s/])(?<!\d[,;]\s)(?P<sign1>{_SIGN})?(?P<decimal1>\d{{1,3}}\.\d{{2,12}})"
    rf"(?P<mark1>{_DEGREE})?(?P<between>\s?[,;/]\s?|\s)"
    rf"(?P<sign2>{_SIGN})?(?P<decimal2>\d{{1,3}}\.\d{{2,12}})(?P<mark2>{_DEGREE})?{_SHUT}"
    rf"(?!\s?[,;/]\s?{_SIGN}?\d)(?!\s(?:{_SIGN}?\d|and\s\d))"
)
GIVEN = re.compile(  # two numbers that are known to be a coordinate: "33.3, 44.4"
    rf"(?P<sign1>{_SIGN})?(?P<decimal1>\d{{1,3}}(?:\.\d{{1,15}})?)(?P<mark1>{_DEGREE})?"
    rf"(?:\s?[,;/]\s?|\s)"
    rf"(?P<sign2>{_SIGN})?(?P<decimal2>\d{{1,3}}(?:\.\d{{1,15}})?)(?P<mark2>{_DEGREE})?"
)
COMPACT = re.compile(  # as pilots are told: 362024N 0430748E
    r"(?<![\w.])(?P<lat>\d{4}(?:\d{2})?)(?P<end1>[NS])\s?[,/]?\s?"
    r"(?P<lon>\d{5}(?:\d{2})?)(?P<end2>[EW])(?!\w)"
)
GRID = re.compile(  # MGRS: zone and band, 100 km square, easting and northing
    r"(?<![\w.])(?P<zone>\d{1,2}[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s?"
    r"(?P<digits>\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3}|\d{2}\s\d{2}"
    r"|\d{10}|\d{8}|\d{6}|\d{4}(?!\s\d{2,5}(?!\w)))(?!\w)(?!\.\d)"
)
SURELY = re.compile(
    r"\b(?:coordinates?|coords?|co-ordinates?|gps|geo-?locat\w{1,5}|lat\w{0,6}|long?|longitude|lng)\b",
    re.IGNORECASE,
)
PERHAPS = re.compile(
    r"\b(?:locat\w{1,5}|position\w{0,3}|pin(?:ned)?|map\w{0,4}|site)\b", re.IGNORECASE
)
MEASURES = re.compile(  # what follows numbers that are amounts
    r"\s?(?:%|per\s?cent|percent\w{0,3}|points?|dollars?|euros?|pounds?|million|billion|thousand"
    r"|degrees?\s(?:celsius|fahrenheit)|[ck]?m\b|k?g\b|tonnes?|tons?|litres?|liters?|barrels?"
    r"|hours?|seconds?|minutes?|years?|people|respectively)",
    re.IGNORECASE,
)
