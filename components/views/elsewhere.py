"""Answers that are no candidate: somewhere within a place, a point of one's own, what is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.views.correction import Option, away, called
from components.views.words import kilometres
from geo import Answer, CaseError, What, drawn_outline, drawn_point, read_coordinate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo import Near, Place

_COARSE_KM = 1.0  # from which a coordinate's last digit is worth saying
_LONGEST = 40  # code points of what is no coordinate, told back


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A point of the analyst's."""

    option: Option
    note: str  # how coarsely it is given; "" where it is fine enough
    at: tuple[float, float]  # lon, lat; WGS 84 degrees


def within(places: Iterable[Place]) -> tuple[Option, ...]:
    """Return the answers that a name lies somewhere in one of these places."""
    return tuple(
        Option(
            key=f"within:{place.id}",
            words=f"Somewhere within {called(place)}",
            said=Answer(what=What.WITHIN, place=place, somewhere=True),
            place=place,
        )
        for place in places
    )


def pinned(given: str, km: float | None, first: Place | None) -> Pin:
    """
    Return the answer that a name stands for a point.

    Parameters
    ----------
    given
        A coordinate, as copied from any map.
    km
        Within how many kilometres of it; None for the very point.
    first
        The engine's answer.

    Raises
    ------
    CaseError
        When it is no coordinate, or no circle on the Earth.
    """
    point = read_coordinate(given)
    if point is None:
        words = given if len(given) <= _LONGEST else f"{given[:_LONGEST]}\u2026"
        msg = (
            f"\u201c{words}\u201d is no coordinate: write latitude, then longitude, as "
            "33.3128, 44.3615 or 33\u00b018\u2019N 44\u00b021\u2019E, or a grid reference, as "
            "38S MB 4183 8841"
        )
        raise CaseError(msg)
    said = drawn_point(point.lon, point.lat, km, None)
    what = "This point" if km is None else f"Within {_km(km)} of this point"
    note = ""
    if km is None and point.unit_km >= _COARSE_KM:
        worth = kilometres(point.unit_km)
        note = f"Its last digit is worth {worth}: give more digits, or say within how many km."
    words = f"{what}, in {_holder(said.place)}{away(said.place, first)}"
    option = Option(key=What.POINT.value, words=words, said=said, place=said.place)
    return Pin(option=option, note=note, at=(point.lon, point.lat))


def outlined(data: bytes, name: str, first: Place | None) -> Option:
    """
    Return the answer that a name lies in an outline.

    Parameters
    ----------
    data
        GeoJSON.
    name
        Of its file.
    first
        The engine's answer.

    Raises
    ------
    CaseError
        When it is no outline.
    """
    said = drawn_outline(data, name, None)
    words = f"Inside this outline, in {_holder(said.place)}{away(said.place, first)}"
    return Option(key=What.AREA.value, words=words, said=said, place=said.place)


def near(found: Iterable[Near]) -> tuple[Option, ...]:
    """Return the answers that a name is one of the places near a point, with their distances."""
    return tuple(
        Option(
            key=f"near:{one.place.id}",
            words=f"{called(one.place)}, {kilometres(one.km)} from there",
            said=Answer(what=What.PLACE, place=one.place),
            place=one.place,
        )
        for one in found
    )


def _holder(place: Place | None) -> str:
    holders = () if place is None else place.admin
    return ", ".join(reversed(holders)) or "no country"


def _km(km: float) -> str:
    return f"{km:,.10g} km"
