"""
How much each sign counts for a candidate; log-odds against its rivals, one table.

A conditional logit fitted by `python -m geo.build.ranker` on the train parts of annotated news,
rounded; what such news cannot tell (a town or the province of its name) is set by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

WEIGHTS: MutableMapping[str, float] = {
    # the place itself
    "people": 1.0,  # for each tenfold of population
    "area people": 0.5,  # the same for a country or division
    "country": 5.0,
    "province": 3.0,
    "continent": 7.2,
    "wide": 4.8,  # a river, sea, lake, range, desert, island or region
    "district": 3.5,
    "site": 3.0,
    "capital": 1.5,
    "seat": 0.5,  # of a first-level division
    "namesake": 2.0,  # a town in the division that bears its name
    "in its namesake": -6.0,  # a town in the country that bears its name: Mexico, Djibouti
    "in the news": 2.5,  # kept in the supplement because news names it
    # the name
    "own name": 3.3,  # the name is the place's usual one, not an alternate
    "folded": 0.0,
    "tolerant": -2.0,
    # the words beside it
    "seat of power": 2.5,  # a capital or a large town, where the name stands for a government
    "kind said": 3.5,  # "Diyala province"
    "kind denied": -3.5,  # a word of another kind
    "holder": 5.1,  # "Paris, Texas": the next name holds it
    "held": 2.9,  # it holds the name before it
    "company kind": 3.5,  # times the share of its list that is of its kind
    "company country": 0.4,  # times the share of its list that is in its country
    # the rest of the article
    "same country": 5.2,  # times the share of the other names in its country
    "same division": 5.5,  # the same for its first-level division
    "next": 1.7,  # another name means a place within 30 km
    "close": 3.8,  # times the share of the other names within 200 km
    "holder named": 0.8,  # the article names its first-level division
    "one sense": 0.3,  # times the share of the name's other mentions that mean it
}
