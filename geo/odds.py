"""From log-odds and signs to a probability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def probability(weights: Mapping[str, float], signs: Iterable[tuple[str, float]]) -> float:
    """
    Return the logistic of a weighted sum, 0 to 1.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds for each unit of a sign, with "bias".
    signs : iterable of (str, float)
        What holds, and how strongly; what is left out counts for nothing.

    Returns
    -------
    float
        A probability.
    """
    total = weights["bias"] + math.fsum(weights[name] * value for name, value in signs)
    return 1.0 / (1.0 + math.exp(-total))
