"""
How often an answer like this one is right: a score that means what it says.

A logistic of a few signs of the best option; data/weights/confidence.csv has what each counts for
and where that comes from. It moves no answer, only the number beside it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.types import Place

_EDGE = 1e-4  # keeps the log-odds of a certain chance finite
_FUZZY = frozenset({
    Kind.RIVER, Kind.SEA, Kind.LAKE, Kind.MOUNTAINS, Kind.REGION, Kind.CONTINENT, Kind.ISLAND,
    Kind.DESERT,
})  # fmt: skip
_OURS = frozenset({"same country", "home country"})
_COPIED = (
    "tolerant",
    "same country",
    "same division",
    "close",
    "one sense",
    "people",
    "folded",
    "own name",
    "holder",
    "in its time",
    "of its age",
)


def signs(
    place: Place, features: Mapping[str, float], chance: float, rivals: int
) -> dict[str, float]:
    """
    Return the signs of a confidence, by name.

    Parameters
    ----------
    place : Place
        The best option's.
    features : mapping
        The signs of data/weights/places.csv that hold for it.
    chance : float
        Its share among its rivals, 0 to 1.
    rivals : int
        How many there are.
    """
    kind = place.kind
    found = {name: features.get(name, 0.0) for name in _COPIED}
    return found | {
        "always": 1.0,
        "alien": float(not features.keys() & _OURS and kind not in _FUZZY),
        "chance": math.log((chance + _EDGE) / (1 - chance + _EDGE)),
        "alone": float(not rivals),
        "country": float(kind is Kind.COUNTRY),
        "province": float(kind is Kind.PROVINCE),
        "district": float(kind is Kind.DISTRICT),
        "site said": float(kind is Kind.SITE and "kind said" in features),
        "fuzzy": float(kind in _FUZZY),
        "American town": float(kind is Kind.TOWN and place.country == "US"),
    }


def confidence(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """
    Return the probability, 0 to 1, that the best option is right.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds for each unit of a sign.
    found : mapping of str to float
        From `signs`.
    """
    odds = sum(weight * found[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-odds))
