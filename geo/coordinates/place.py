"""A coordinate's answer: the very point, what holds it, and whether the text names that."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.types import (
    Around,
    By,
    Candidate,
    Kind,
    Names,
    Place,
    Precision,
    Resolution,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.coordinates.find import Written
    from geo.types import NotPlace, Toponym

NAME = "coordinates-1"
SOURCE = "text"
_WRITTEN = "a coordinate, as written"
_RING_KM = 1.0  # from which the last digit is worth a ring
_EXACT_KM = 50.0  # a larger ring is no place (P1) but a fuzzy area (P5)
_DIGITS = 6  # decimals of degrees in an id
_MOST_NAMED = 4
_PLACES = 10_000  # points whose country is remembered


def without_coordinates(names: Names, written: Sequence[Written]) -> Names:
    """
    Leave out the names that were seen inside coordinates: "LF" of a grid reference.

    Parameters
    ----------
    names : Names
        What the recogniser found.
    written : sequence of Written
        The article's coordinates, in reading order.

    Returns
    -------
    Names
        Those that overlap no coordinate, in reading order.
    """
    if not written:
        return names
    ends = [row.toponym.span.end for row in written]

    def is_apart(name: Toponym | NotPlace) -> bool:
        at = bisect_right(ends, name.span.start)
        return at == len(written) or not written[at].toponym.span.overlaps(name.span)

    return Names(
        toponyms=tuple(filter(is_apart, names.toponyms)),
        not_places=tuple(filter(is_apart, names.not_places)),
    )


def place_coordinates(
    written: Sequence[Written], resolutions: tuple[Resolution, ...]
) -> tuple[Resolution, ...]:
    """
    Answer each coordinate with its point, among the answers for the names.

    Parameters
    ----------
    written : sequence of Written
        The article's coordinates, in reading order.
    resolutions : tuple of Resolution
        The names' answers, in reading order.

    Returns
    -------
    tuple of Resolution
        Both, in reading order; coordinates of class P1, WGS 84 degrees, with a ring where one
        unit of the last digit is a kilometre or more (P5 beyond 50 km). Nothing was weighed, so
        the score is 1; where the text names countries, or their people, and the point lies in
        none of them, the reasons say so.

    Raises
    ------
    DataError
        When the boundaries are missing or damaged.
    """
    if not written:
        return resolutions
    named = _named(resolutions)
    answers = [_answer(row, named) for row in written]
    return tuple(sorted((*resolutions, *answers), key=lambda r: r.toponym.span))


def _named(resolutions: Sequence[Resolution]) -> dict[str, str]:
    """Return the countries that a text names, or whose people: code to name."""
    return {
        r.place.country: r.place.name
        for r in resolutions
        if r.place is not None and r.place.country and r.place.kind is Kind.COUNTRY
    }


def _answer(row: Written, named: dict[str, str]) -> Resolution:
    place, km = _place(row), row.point.unit_km
    where = ", ".join(reversed(place.admin))
    reasons = [_WRITTEN, f"lies in {where}" if where else "lies in no country"]
    if named and place.country not in named:
        countries = ", ".join(list(named.values())[:_MOST_NAMED])
        reasons.append(f"none of the countries that the text names holds it: {countries}")
    around = None
    if km >= _RING_KM:
        reasons.append(f"its last digit is worth {km:.1f} km")
        around = Around(
            lon=place.lon, lat=place.lat, radius_km=round(km, 1), words=row.toponym.surface
        )
    return Resolution(
        toponym=row.toponym,
        status=Status.RESOLVED,
        candidates=(Candidate(place=place, score=1.0, reasons=tuple(reasons)),),
        precision=Precision.P1 if km <= _EXACT_KM else Precision.P5,
        reasons=tuple(reasons),
        resolver=NAME,
        around=around,
        placed_by=By.RULE,
    )


def _place(row: Written) -> Place:
    place = place_at(row.point.lon, row.point.lat, " ".join(row.toponym.surface.split()), SOURCE)
    if row.point.unit_km > _EXACT_KM:
        return replace(place, admin=place.admin[:1], admin1=None)
    return place


def place_at(lon: float, lat: float, name: str, source: str) -> Place:
    """
    Return a point as a place, with what holds it.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees; six decimals are kept.
    name : str
        What it is called.
    source : str
        Who says so: "text", "analyst".

    Raises
    ------
    DataError
        When the boundaries are missing or damaged.
    ValueError
        When there is no such point.
    """
    lon, lat = round(lon, _DIGITS), round(lat, _DIGITS)
    country, admin, admin1 = _holders(lon, lat)
    return Place(
        id=f"coord:{_short(lat)},{_short(lon)}",
        name=name,
        kind=Kind.SITE,
        lon=lon,
        lat=lat,
        country=country,
        admin=admin,
        admin1=admin1,
        source=source,
    )


def _short(degrees: float) -> str:
    """Write degrees with no more digits than they have."""
    return f"{degrees + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=_PLACES)
def _holders(lon: float, lat: float) -> tuple[str, tuple[str, ...], str | None]:
    """Return the country's code, the names of what holds a point, and its division's id."""
    from geo.boundaries import Boundaries  # noqa: PLC0415 - shapely loads on first use

    areas = Boundaries.open().at(lon, lat)
    country = next((a.country for a in areas if a.kind is Kind.COUNTRY), "")
    inside = tuple(a for a in areas if a.country == country)
    division = next((a.id for a in inside if a.kind is not Kind.COUNTRY), None)
    return country, tuple(dict.fromkeys(a.name for a in inside)), division
