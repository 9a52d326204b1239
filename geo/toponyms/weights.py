"""How much each sign counts for or against a name being a place; log-odds, one table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": 0.2,
    # the gazetteer's answer
    "folded": -0.3,
    "tolerant": -1.5,
    "people": 2.2,  # times log10 of the people of the largest bearer, over 7
    "country": 1.8,
    "province": 1.2,
    "feature": 0.3,
    # the words themselves
    "several words": 1.0,
    "given name": -1.2,
    "surname": -0.8,
    "ordinary word": -1.5,
    "ordinary opener": -2.0,
    "opens": -0.3,
    "very short": -0.8,
    "capitals": -1.5,
    "headline": -0.6,
    "all capitals": -0.8,
    "no capitals": -2.0,
    # to the left
    "locative": 1.8,
    "of": 0.4,
    "direction": 0.8,
    "the": -0.6,
    "name before": -2.2,
    "place before": -0.6,
    "after comma": 0.6,
    "initial before": -2.0,
    "title before": -1.5,
    "dash before": -0.4,
    # to the right
    "ends": 0.0,
    "affix": 1.5,
    "name after": -2.2,
    "place after": -0.4,
    "before container": 2.0,
    "before place": 0.6,
    "possessive": -0.2,
    "speech after": -0.8,
    "personal after": -1.5,
    "age after": -3.0,
    "dash after": -0.3,
    "head after": -1.2,
    # the rest of the article
    "person elsewhere": -3.5,
    "place elsewhere": 1.2,
}


def probability(features: Iterable[tuple[str, float]]) -> float:
    """
    Return how likely a name with these signs is a place.

    Parameters
    ----------
    features : iterable of (str, float)
        Signs of `WEIGHTS` with their strength, 0 to 1.

    Returns
    -------
    float
        Logistic of the weighted sum, 0 to 1.
    """
    total = WEIGHTS["bias"] + math.fsum(WEIGHTS[name] * value for name, value in features)
    return 1.0 / (1.0 + math.exp(-total))
