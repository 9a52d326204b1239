"""
How much each sign counts for or against a name being a place; log-odds, one table.

Set by hand, then moved towards a logistic regression on annotated news and rounded; signs that
news of conflicts needs (transliterated names, bodies named after towns) keep the hand's weight.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": -0.7,
    # the gazetteer's answer
    "folded": 0.5,
    "tolerant": -2.2,
    "people": 1.9,  # times log10 of the people of the largest bearer, over 7
    "country": 1.8,
    "province": 0.6,
    "feature": 1.5,
    # the words themselves
    "several words": 1.4,
    "given name": -0.9,
    "surname": -0.2,
    "ordinary word": -0.5,
    "ordinary opener": -2.4,
    "opens": -0.2,
    "very short": -2.5,
    "capitals": -0.5,
    "headline": -1.5,
    "all capitals": -0.8,
    "no capitals": -1.8,
    # to the left
    "locative": 1.4,
    "of": 0.8,
    "to": 0.8,
    "and": 1.0,  # "Mosul and Makhmur"
    "direction": 0.9,
    "the": -0.6,
    "name before": -1.3,
    "place before": -0.1,
    "after comma": 0.4,
    "initial before": -1.0,
    "title before": -1.6,
    "dash before": 0.4,
    "speech before": -1.4,  # "said Walsh"
    # to the right
    "ends": 0.5,
    "affix": 2.2,
    "name after": -1.4,
    "place after": -0.3,
    "before container": 2.1,
    "before place": 0.3,
    "possessive": -0.8,
    "speech after": -1.5,
    "seat speaks": 0.0,  # "Washington said"
    "personal after": -1.5,
    "number after": -1.2,
    "age after": -2.5,
    "dash after": 0.3,
    "head after": -0.4,
    # the rest of the article
    "person elsewhere": -3.3,
    "place elsewhere": 1.1,
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
