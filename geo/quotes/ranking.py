"""Scores for "is this speech?" and "did this one say it?": hand-set weights in one table."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Log-odds per unit of a feature, set by hand on invented passages. A fitted table can take its
# place: the features are plain numbers by name.
SPEECH: dict[str, float] = {
    "bias": -1.2,
    "cue_touches": 3.2,
    "cue_in_sentence": 1.3,
    "speaker_before": 0.6,
    "long": 1.6,
    "medium": 0.7,
    "three_words": -0.4,
    "one_or_two_words": -1.4,
    "stop_inside": 1.0,
    "capital_first": 0.5,
    "first_person": 1.2,
    "after_colon": 1.2,
    "alone_in_paragraph": 1.5,
    "title_case": -2.6,
    "after_label": -2.8,
    "inside_phrase": -1.2,
    "after_article": -1.2,
}
SPEAKER: dict[str, float] = {
    "bias": -1.5,
    "cue": 3.2,
    "according": 2.6,
    "touches": 1.6,
    "words_between": -0.12,
    "quotations_between": -1.6,
    "leads_in": 0.7,
    "sure": 1.0,
    "weak_verb": -0.4,
    "colon": 3.0,
    "same_paragraph": 2.8,
    "paragraphs_before": -1.0,
    "units_before": -0.25,
    "whole_paragraph": 3.4,
    "cue_here": -2.5,
    "only_mentioned": -0.8,
}


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """
    Return the logistic of a weighted sum, 0 to 1.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds per unit of each feature, with `bias`.
    features : mapping of str to float
        Values by name; a name that is missing counts as 0.

    Returns
    -------
    float
        A probability.
    """
    total = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1.0 / (1.0 + exp(-total))
