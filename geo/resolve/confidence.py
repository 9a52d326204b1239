"""
How often an answer like this one is right: a score that means what it says.

A logistic of a few signs of the best option, fitted by `python -m geo.build.confidence` on the
train parts of annotated news. It moves no answer, only the number beside it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_EDGE = 1e-4  # keeps the log-odds of a certain chance finite
_FUZZY = frozenset({
    Kind.RIVER, Kind.SEA, Kind.LAKE, Kind.MOUNTAINS, Kind.REGION, Kind.CONTINENT, Kind.ISLAND,
    Kind.DESERT,
})  # fmt: skip
CONFIDENCE: Mapping[str, float] = {
    "always": -1.82,
    "chance": 0.21,  # times the log-odds among its rivals
    "alone": -0.14,  # no rival
    "tolerant": -2.34,
    "country": 1.91,
    "province": 1.86,
    "fuzzy": 0.25,
    "same country": 0.35,
    "close": 5.66,
    "one sense": 0.45,
    "people": 0.14,
    "folded": -0.09,
    "own name": 1.16,
    "holder": 1.74,
    "alien": -0.81,  # the article names other places, and none in its country
}
_COPIED = (
    "tolerant",
    "same country",
    "close",
    "one sense",
    "people",
    "folded",
    "own name",
    "holder",
)


def signs(kind: Kind, features: Mapping[str, float], chance: float, rivals: int) -> list[float]:
    """
    Return the signs that `CONFIDENCE` weighs, in its order.

    Parameters
    ----------
    kind : Kind
        Of the best option's place.
    features : mapping
        The signs of `geo.resolve.weights` that hold for it.
    chance : float
        Its share among its rivals, 0 to 1.
    rivals : int
        How many there are.
    """
    found = {name: features.get(name, 0.0) for name in _COPIED}
    found |= {
        "always": 1.0,
        "alien": float("same country" not in features and kind not in _FUZZY),
        "chance": math.log((chance + _EDGE) / (1 - chance + _EDGE)),
        "alone": float(not rivals),
        "country": float(kind is Kind.COUNTRY),
        "province": float(kind is Kind.PROVINCE),
        "fuzzy": float(kind in _FUZZY),
    }
    return [found[name] for name in CONFIDENCE]


def confidence(kind: Kind, features: Mapping[str, float], chance: float, rivals: int) -> float:
    """Return the probability, 0 to 1, that the best option is right; arguments as `signs`."""
    found = signs(kind, features, chance, rivals)
    odds = sum(w * x for w, x in zip(CONFIDENCE.values(), found, strict=True))
    return 1 / (1 + math.exp(-odds))
