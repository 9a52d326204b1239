"""
How much each sign counts for a candidate; log-odds against its rivals, one table.

Set by hand, then moved towards a conditional logit on annotated news and rounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    # the place itself
    "people": 1.0,  # for each tenfold of population
    "country": 8.5,
    "province": 6.0,
    "continent": 7.0,
    "wide": 4.5,  # a river, sea, lake, range, desert, island or region
    "district": 3.5,
    "site": 3.0,
    "capital": 1.5,
    "seat": 0.5,  # of a first-level division
    "namesake": 2.0,  # a town in the division that bears its name
    "in the news": 2.5,  # kept in the supplement because news names it
    # the name
    "own name": 2.5,  # the name is the place's usual one, not an alternate
    "folded": -0.3,
    "tolerant": -2.0,
    # the words beside it
    "seat of power": 2.5,  # a capital or a large town, where the name stands for a government
    "kind said": 3.5,  # "Diyala province"
    "kind denied": -3.5,  # a word of another kind
    "holder": 5.5,  # "Paris, Texas": the next name holds it
    "held": 3.2,  # it holds the name before it
    "company kind": 3.5,  # times the share of its list that is of its kind
    "company country": 0.6,  # times the share of its list that is in its country
    # the rest of the article
    "same country": 3.2,  # times the share of the other names in its country
    "same division": 4.5,  # the same for its first-level division
    "close": 2.4,  # times the share of the other names within 200 km
    "holder named": 1.5,  # the article names its first-level division
    "one sense": 1.2,  # times the share of the name's other mentions that mean it
}
