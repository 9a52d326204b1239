"""
How much each sign counts for a candidate; log-odds against its rivals, one table.

A conditional logit fitted by `python -m workshop.ranker` on the train parts of annotated news,
rounded; what such news cannot tell (a town or the province of its name) is set by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

WEIGHTS: MutableMapping[str, float] = {
    # the place itself
    "people": 1.2,  # for each tenfold of population
    "area people": 0.8,  # the same for a country or division
    "country": 5.0,
    "province": 2.6,
    "continent": 7.3,
    "wide": 5.2,  # a river, sea, lake, range, desert, island or region
    "district": 3.5,
    "site": 3.0,
    "capital": 1.5,
    "seat": 0.5,  # of a first-level division
    "namesake": 2.0,  # a town in the division that bears its name
    "in its namesake": -6.0,  # a town in the country that bears its name: Mexico, Djibouti
    "in the news": 2.5,  # kept in the supplement because news names it
    # the name
    "own name": 3.4,  # the name is the place's usual one, not an alternate
    "folded": 0.2,
    "tolerant": -2.0,
    # the words beside it
    "seat of power": 2.5,  # a capital or a large town, where the name stands for a government
    "kind said": 3.5,  # "Diyala province"
    "kind denied": -3.5,  # a word of another kind
    "the before": 8.0,  # "over the Niger": a river, sea, range or desert
    "no the": -5.0,  # "in Dnipro": a river has its article
    "holder": 5.0,  # "Paris, Texas": the next name holds it
    "held": 2.6,  # it holds the name before it
    "company kind": 3.5,  # times the share of its list that is of its kind
    "company country": 0.2,  # times the share of its list that is in its country
    # the rest of the article
    "same country": 6.5,  # times the share of the other names in its country
    "same division": 6.0,  # the same for its first-level division
    "next": 1.5,  # another name means a place within 30 km
    "close": 4.6,  # times the share of the other names within 200 km
    "holder named": 0.5,  # the article names its first-level division
    "county named": 2.2,  # the article names its county
    "holds named": 1.8,  # the article names a town in it
    "one sense": 0.3,  # times the share of the name's other mentions that mean it
}
