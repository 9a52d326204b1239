"""What a match of a pattern says: a point, and how finely its digits give it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.boundaries.distance import distance_km
from geo.types import MAX_LAT, MAX_LON

if TYPE_CHECKING:
    import re

_SIXTY = 60
_MINUTE = 1 / _SIXTY
_SECOND = _MINUTE / _SIXTY
_HALF = 5  # digits of one side of a grid reference to the metre
_KM = {n: 10.0 ** (2 - n) for n in range(2, _HALF + 1)}  # of the 100 km square, by digits
_KM_OF_A_DEGREE = 110.57  # of latitude, at the equator, where it is shortest
_BAND = 2  # index of a band's letter after two digits of zone
_FINE = 2  # decimals of a bare number that an unattached letter makes an angle
_NORTHINGS = frozenset({"n", "s"})
_SOUTH_OR_WEST = frozenset({"s", "w"})


@dataclass(frozen=True, slots=True)
class Point:
    """Where a coordinate lies, WGS 84 degrees, and one unit of its last digit in kilometres."""

    lon: float
    lat: float
    unit_km: float


@dataclass(frozen=True, slots=True)
class _Angle:
    value: float  # degrees
    unit: float  # degrees of one unit of the last digit


def read_lettered(match: re.Match[str]) -> Point | None:
    """Return the point of two angles with letters of the compass, None where they make none."""
    return read_letters(match) if all(_is_angle(match, n) for n in (1, 2)) else None


def read_letters(match: re.Match[str]) -> Point | None:
    """Return the same of what is known to be a coordinate, however coarse or loose its angles."""
    ends = [match[f"end{n}"][0].lower() for n in (1, 2)]
    return _joined([_turned(_angle(match, n), ends[n - 1]) for n in (1, 2)], ends)


def read_labelled(match: re.Match[str]) -> Point | None:
    """Return the point of "lat ... lon ...", None where its parts make none."""
    ends = ["n" if match[name][:2].lower() == "la" else "e" for name in ("first", "then")]
    angles = [_angle(match, n) for n in (1, 2)]
    for n in (1, 2):
        end = match[f"lead{n}"] or match[f"end{n}"]
        if end is None:
            continue
        if (end[0].lower() in _NORTHINGS) is not (ends[n - 1] in _NORTHINGS):
            return None
        angles[n - 1] = _turned(angles[n - 1], end[0].lower())
    return _joined(angles, ends)


def read_bare(match: re.Match[str]) -> Point | None:
    """Return the point of two decimal numbers, latitude first; None out of range."""
    return _joined([_decimal(match, n) for n in (1, 2)], ["n", "e"])


def read_compact(match: re.Match[str]) -> Point | None:
    """Return the point of digits run together, None where they make none."""
    ends = [match["end1"].lower(), match["end2"].lower()]
    angles = []
    for digits, size in ((match["lat"], 2), (match["lon"], 3)):
        parts = (digits[:size], digits[size : size + 2], digits[size + 2 :] or None)
        angles.append(_divided(*parts))
    return _joined([_turned(angle, end) for angle, end in zip(angles, ends, strict=True)], ends)


def read_grid(match: re.Match[str]) -> Point | None:
    """Return the middle of the cell that a grid reference names, None where there is none."""
    halves = match["digits"].split()
    if len(halves) == 1:
        middle = len(halves[0]) // 2
        halves = [halves[0][:middle], halves[0][middle:]]
    said = f"{match['zone'].zfill(3)}{match['square']}{halves[0]}{halves[1]}"
    converter, error = _grids()
    size = _KM[len(halves[0])] / _KM_OF_A_DEGREE
    try:
        lat, lon = converter.toLatLon(said)  # of the cell's south-western corner
        # At a band's edge that corner may lie south of it, and the cell reach in.
        bands = {converter.toMGRS(at, lon)[_BAND] for at in (lat, lat + size)}
    except (error, RuntimeWarning):  # no such square
        return None
    in_band = said[_BAND] in bands  # else the band does not reach the square
    return Point(lon, lat, _KM[len(halves[0])]) if in_band else None


@lru_cache(maxsize=1)
def _grids() -> tuple[Any, type[Exception]]:
    """Load what reads grid references (NGA's GEOTRANS) for texts that have one."""
    import warnings  # noqa: PLC0415 - of no use before

    import mgrs  # noqa: PLC0415 - hardly any text needs it

    warnings.filterwarnings("ignore", "Warning in .Convert_MGRS", RuntimeWarning)
    return mgrs.MGRS(), mgrs.core.MGRSError


def _is_angle(match: re.Match[str], n: int) -> bool:
    """Say whether a number with a letter is an angle, and no size, time or house."""
    letter, decimal = match[f"end{n}"], match[f"decimal{n}"]
    if match[f"mark{n}"] or match[f"degree{n}"]:
        return True
    if len(letter) > 1:
        return False
    if decimal is None:
        minute = match[f"minute{n}"] or ""
        return letter.isupper() and len(minute.partition(".")[0]) == len("00")
    is_near, is_fine = not match[f"gap{n}"], len(decimal.partition(".")[2]) >= _FINE
    return (is_near or is_fine) if letter.isupper() else (is_near and is_fine)


def _angle(match: re.Match[str], n: int) -> _Angle | None:
    if match[f"decimal{n}"]:
        return _decimal(match, n)
    angle = _divided(match[f"whole{n}"], match[f"minute{n}"], match[f"second{n}"])
    return _signed(angle, match[f"sign{n}"])


def _decimal(match: re.Match[str], n: int) -> _Angle | None:
    angle = _Angle(float(match[f"decimal{n}"]), _unit(match[f"decimal{n}"]))
    return _signed(angle, match[f"sign{n}"])


def _signed(angle: _Angle | None, sign: str | None) -> _Angle | None:
    if angle is None or sign in {None, "+"}:
        return angle
    return _Angle(-angle.value, angle.unit)


def _turned(angle: _Angle | None, end: str) -> _Angle | None:
    """Return an angle as its letter turns it; a sign and a letter together say nothing sure."""
    if angle is None or angle.value < 0:
        return None
    return _Angle(-angle.value, angle.unit) if end in _SOUTH_OR_WEST else angle


def _divided(whole: str, minute: str | None, second: str | None) -> _Angle | None:
    """Return degrees, minutes and seconds as one angle; only the last part may have decimals."""
    if minute is None:
        return _Angle(float(whole), 1.0)
    if float(minute) >= _SIXTY or (second is not None and "." in minute):
        return None
    value = float(whole) + float(minute) * _MINUTE
    if second is None:
        return _Angle(value, _unit(minute) * _MINUTE)
    if float(second) >= _SIXTY:
        return None
    return _Angle(value + float(second) * _SECOND, _unit(second) * _SECOND)


def _unit(number: str) -> float:
    """Return one unit of a number's last digit."""
    return float(10.0 ** -len(number.partition(".")[2]))


def _joined(angles: list[_Angle | None], ends: list[str]) -> Point | None:
    """Return the point of a latitude and a longitude in either order, if it is on the Earth."""
    first, second = angles
    northward = [end in _NORTHINGS for end in ends]
    if first is None or second is None or northward[0] is northward[1]:
        return None
    lat, lon = (first, second) if northward[0] else (second, first)
    if abs(lat.value) > MAX_LAT or abs(lon.value) > MAX_LON:
        return None
    up = lat.value - lat.unit if lat.value > 0 else lat.value + lat.unit
    high = distance_km(lon.value, lat.value, lon.value, up)
    wide = distance_km(lon.value, lat.value, lon.value + lon.unit, lat.value)
    return Point(lon.value, lat.value, max(high, wide))
