"""How much each sign counts for a candidate; log-odds against its rivals, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    # the place itself
    "people": 0.9,  # for each tenfold of population
    "country": 5.5,
    "province": 4.0,
    "continent": 5.0,
    "wide": 2.5,  # a river, sea, lake, range, desert, island or region
    "district": 1.5,
    "site": 1.0,
    "capital": 1.5,
    "seat": 0.5,  # of a first-level division
    # the name
    "own name": 1.0,  # the name is the place's usual one, not an alternate
    "folded": -0.5,
    "tolerant": -2.0,
    # the words beside it
    "kind said": 3.5,  # "Diyala province"
    "kind denied": -3.5,  # a word of another kind
    "holder": 6.0,  # "Paris, Texas": the next name holds it
    "held": 3.0,  # it holds the name before it
    "company kind": 3.0,  # times the share of its list that is of its kind
    "company country": 2.0,  # times the share of its list that is in its country
    # the rest of the article
    "same country": 2.5,  # times the share of the other names in its country
    "same division": 2.0,  # the same for its first-level division
    "close": 1.5,  # times the share of the other names within 200 km
    "holder named": 1.5,  # the article names its first-level division
    "one sense": 1.5,  # times the share of the name's other mentions that mean it
}
