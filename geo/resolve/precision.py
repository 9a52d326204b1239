"""How finely a name places something; classes of docs/precision.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.types import Kind, Precision

if TYPE_CHECKING:
    from geo.resolve.context import Context
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


def precision_of(place: Place | None, context: Context) -> Precision:
    """
    Return how finely the text places a name.

    Parameters
    ----------
    place : Place or None
        What it was taken to mean.
    context : Context
        Whether "near" or "between" stands before it.

    Returns
    -------
    Precision
        P0 when it was not placed; a town after "north of" is P2, between two towns P5.
    """
    if place is None:
        return Precision.P0
    plain = _OF_KIND[place.kind]
    if plain is not Precision.P1:
        return plain
    if context.between:
        return Precision.P5
    return Precision.P2 if context.near is not None else Precision.P1
