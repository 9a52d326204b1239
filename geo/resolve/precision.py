"""How finely a name places something; classes of docs/precision.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.types import Kind, Precision

if TYPE_CHECKING:
    from geo.types import Place

_OF_KIND = {
    Kind.COUNTRY: Precision.P6,
    Kind.CONTINENT: Precision.P6,
    Kind.PROVINCE: Precision.P4,
    Kind.DISTRICT: Precision.P3,
    Kind.TOWN: Precision.P1,
    Kind.SITE: Precision.P1,
    Kind.RIVER: Precision.P5,
    Kind.LAKE: Precision.P5,
    Kind.MOUNTAINS: Precision.P5,
    Kind.DESERT: Precision.P5,
    Kind.REGION: Precision.P5,
    Kind.ISLAND: Precision.P5,
    Kind.SEA: Precision.P7,
}


def precision_of(place: Place | None) -> Precision:
    """
    Return how finely a bare name places something; `geo.resolve.relative` reads words beside it.

    Parameters
    ----------
    place : Place or None
        What it was taken to mean.

    Returns
    -------
    Precision
        P0 when it was not placed.
    """
    return Precision.P0 if place is None else _OF_KIND[place.kind]
