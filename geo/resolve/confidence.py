"""
How often an answer like this one is right: a score that means what it says.

A logistic of a few signs of the best option, fitted by `python -m workshop.confidence` on the
train parts of annotated news. It moves no answer, only the number beside it.
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
CONFIDENCE: Mapping[str, float] = {
    "always": -3.72,
    "chance": 0.10,  # times the log-odds among its rivals
    "alone": 0.58,  # no rival
    "tolerant": -2.55,
    "country": 4.40,
    "province": 4.17,
    "district": 3.47,
    "fuzzy": 3.05,
    "American town": -0.73,  # of whose names there are the most
    "same country": 0.63,
    "same division": 3.08,
    "close": 4.19,
    "one sense": 0.39,
    "people": 0.65,
    "folded": 1.12,
    "own name": 0.76,
    "holder": 1.97,
    "alien": -0.72,  # the article names other places, and none in its country
}
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
)


def signs(place: Place, features: Mapping[str, float], chance: float, rivals: int) -> list[float]:
    """
    Return the signs that `CONFIDENCE` weighs, in its order.

    Parameters
    ----------
    place : Place
        The best option's.
    features : mapping
        The signs of `geo.resolve.weights` that hold for it.
    chance : float
        Its share among its rivals, 0 to 1.
    rivals : int
        How many there are.
    """
    kind = place.kind
    found = {name: features.get(name, 0.0) for name in _COPIED}
    found |= {
        "always": 1.0,
        "alien": float("same country" not in features and kind not in _FUZZY),
        "chance": math.log((chance + _EDGE) / (1 - chance + _EDGE)),
        "alone": float(not rivals),
        "country": float(kind is Kind.COUNTRY),
        "province": float(kind is Kind.PROVINCE),
        "district": float(kind is Kind.DISTRICT),
        "fuzzy": float(kind in _FUZZY),
        "American town": float(kind is Kind.TOWN and place.country == "US"),
    }
    return [found[name] for name in CONFIDENCE]


def confidence(place: Place, features: Mapping[str, float], chance: float, rivals: int) -> float:
    """Return the probability, 0 to 1, that the best option is right; arguments as `signs`."""
    found = signs(place, features, chance, rivals)
    odds = sum(w * x for w, x in zip(CONFIDENCE.values(), found, strict=True))
    return 1 / (1 + math.exp(-odds))
