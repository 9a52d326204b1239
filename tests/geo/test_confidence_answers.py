"""Exact confidences, each worked out by hand from the signs that hold."""

import math

import pytest

from geo.resolve import load_words
from geo.resolve.confidence import confidence, signs
from geo.types import Kind, Place


def place(kind=Kind.TOWN, country="IQ"):
    return Place(id="geonames:1", name="Somewhere", kind=kind, lon=44.0, lat=35.0, country=country)


def odds(kind=Kind.TOWN, country="IQ", *, chance=0.5, rivals=1, **features):
    """Log-odds of a confidence; names of signs with a blank are given with an underscore."""
    found = {name.replace("_", " "): value for name, value in features.items()}
    share = confidence(load_words().confidence, signs(place(kind, country), found, chance, rivals))
    return math.log(share / (1 - share))


# A town with one rival, an even chance, and another name in its country: the constant and that.
BASE = -3.72 + 0.63


def test_a_town_in_company():
    assert odds(same_country=1.0) == pytest.approx(BASE)


@pytest.mark.parametrize(
    ("sign", "weight"),
    [("tolerant", -2.55), ("same_division", 3.08), ("close", 4.19), ("one_sense", 0.39),
     ("people", 0.65), ("folded", 1.12), ("own_name", 0.76), ("holder", 1.97)],
)  # fmt: skip
def test_each_sign_that_is_copied(sign, weight):
    assert odds(same_country=1.0, **{sign: 1.0}) == pytest.approx(BASE + weight)
    assert odds(same_country=1.0, **{sign: 2.0}) == pytest.approx(BASE + 2 * weight)


def test_a_name_in_a_country_that_nothing_else_is_in():
    assert odds() == pytest.approx(-3.72 - 0.72)
    assert odds(same_country=0.5) == pytest.approx(-3.72 + 0.63 / 2)


@pytest.mark.parametrize(
    ("kind", "weight"),
    [(Kind.COUNTRY, 4.40), (Kind.PROVINCE, 4.17), (Kind.DISTRICT, 3.47), (Kind.TOWN, 0.0),
     (Kind.SITE, 0.0)],
)  # fmt: skip
def test_each_kind_with_an_edge(kind, weight):
    assert odds(kind) == pytest.approx(-3.72 - 0.72 + weight)


@pytest.mark.parametrize(
    "kind",
    [Kind.RIVER, Kind.SEA, Kind.LAKE, Kind.MOUNTAINS, Kind.REGION, Kind.CONTINENT, Kind.ISLAND,
     Kind.DESERT],
)  # fmt: skip
def test_each_kind_without_one_is_never_alien(kind):
    assert odds(kind) == pytest.approx(-3.72 + 3.05)


def test_an_american_town():
    assert odds(country="US", same_country=1.0) == pytest.approx(BASE - 0.73)
    assert odds(Kind.SITE, "US", same_country=1.0) == pytest.approx(BASE)


def test_no_rival():
    assert odds(same_country=1.0, rivals=0) == pytest.approx(BASE + 0.58)
    assert odds(same_country=1.0, rivals=2) == pytest.approx(BASE)


@pytest.mark.parametrize(
    ("chance", "log_odds"),
    [(0.5, 0.0), (0.9, math.log(0.9001 / 0.1001)), (1.0, math.log(1.0001 / 0.0001)),
     (0.0, math.log(0.0001 / 1.0001))],
)  # fmt: skip
def test_the_chance_among_rivals(chance, log_odds):
    assert odds(same_country=1.0, chance=chance) == pytest.approx(BASE + 0.10 * log_odds)


def test_each_sign_is_told_by_its_name():
    found = signs(place(Kind.PROVINCE), {"people": 6.0, "same country": 1.0}, 0.5, 0)
    assert set(found) == set(load_words().confidence)
    assert found == {
        "always": 1.0, "chance": 0.0, "alone": 1.0, "tolerant": 0.0, "country": 0.0,
        "province": 1.0, "district": 0.0, "fuzzy": 0.0, "American town": 0.0, "same country": 1.0,
        "same division": 0.0, "close": 0.0, "one sense": 0.0, "people": 6.0, "folded": 0.0,
        "own name": 0.0, "holder": 0.0, "alien": 0.0, "site said": 0.0, "in its time": 0.0,
        "of its age": 0.0,
    }  # fmt: skip
