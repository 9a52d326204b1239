"""Scores are probabilities, and never change which answer is best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Kind, Place, default_engine, read_article
from geo.resolve import load_words
from geo.resolve.confidence import confidence, signs
from tests.strategies import articles

WEIGHTS = load_words().confidence
features = st.dictionaries(
    st.sampled_from(["people", "same country", "close", "tolerant", "own name"]),
    st.floats(0, 8),
)


def place(kind):
    return Place(id="geonames:1", name="Somewhere", kind=kind, lon=44.0, lat=35.0, country="IQ")


@given(st.sampled_from(list(Kind)), features, st.floats(0, 1), st.integers(0, 50))
def test_it_is_a_probability(kind, found, chance, rivals):
    told = signs(place(kind), found, chance, rivals)
    assert 0 <= confidence(WEIGHTS, told) <= 1
    assert set(told) == set(WEIGHTS)


def test_a_guess_by_likeness_is_trusted_less():
    sure = confidence(WEIGHTS, signs(place(Kind.TOWN), {"own name": 1.0, "people": 4.0}, 0.9, 3))
    alike = confidence(WEIGHTS, signs(place(Kind.TOWN), {"tolerant": 1.0, "people": 4.0}, 0.9, 3))
    assert alike < sure / 2


@given(articles())
def test_candidates_stay_best_first_and_sum_to_at_most_one(article):
    for resolution in default_engine().parse(article).resolutions:
        scores = [candidate.score for candidate in resolution.candidates]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1 + 1e-6


def test_company_makes_surer():
    alone = default_engine().parse(read_article("He spoke of Tripoli."))
    among = default_engine().parse(
        read_article("Fighting in Tripoli, Misrata, Benghazi and Sirte in Libya went on.")
    )
    first = [p.resolutions[0] for p in (alone, among)]
    assert first[1].score > first[0].score
    assert first[1].score == pytest.approx(first[1].candidates[0].score)
