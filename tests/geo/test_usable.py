"""What a score is worth: cut-offs and groups, counted by hand."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.evaluation.scores import MAX_KM, Pair
from geo.evaluation.usable import GROUPS, Answer, CutOff, Group, answers_of, cut, grouped
from tests.geo.test_evaluation import gold, guess


def answer(score, *, right, precision="P1", kind="town", region="Western Africa"):
    return Answer(score=score, right=right, precision=precision, kind=kind, region=region)


FOUR = [
    answer(0.9, right=True),
    answer(0.8, right=True, precision="P4", kind="province"),
    answer(0.6, right=False, region="Caribbean"),
    answer(0.2, right=False),
]


def test_a_cut_off_keeps_what_has_its_score():
    assert cut(FOUR, (0.0, 0.5, 0.6, 0.61, 0.95)) == (
        CutOff(least=0.0, kept=1.0, right=0.5, wrong_left_out=0.0),
        CutOff(least=0.5, kept=0.75, right=pytest.approx(2 / 3), wrong_left_out=0.5),
        CutOff(least=0.6, kept=0.75, right=pytest.approx(2 / 3), wrong_left_out=0.5),
        CutOff(least=0.61, kept=0.5, right=1.0, wrong_left_out=1.0),
    )


def test_without_answers_there_is_no_cut_off():
    assert cut([]) == ()
    assert cut(FOUR[:1], [0.5]) == (CutOff(least=0.5, kept=1.0, right=1.0, wrong_left_out=0.0),)


def test_groups_are_told_apart_and_the_largest_is_first():
    found = {what: grouped(FOUR, key) for what, key in GROUPS.items()}
    assert found["class"] == (
        Group(name="P1", answers=3, score=pytest.approx(1.7 / 3), right=pytest.approx(1 / 3)),
        Group(name="P4", answers=1, score=0.8, right=1.0),
    )
    assert [group.name for group in found["kind of place"]] == ["town", "province"]
    assert [group.name for group in found["part of the world"]] == ["Western Africa", "Caribbean"]


def test_answers_are_those_whose_true_point_is_known():
    near, far, none = (
        Pair(gold=gold(0, 4, 13.5, 2.1), guess=given, km=km)
        for given, km in (
            (guess(0, 4, 13.6, 2.1, 0.7, country="NE"), 11.1),
            (guess(0, 4, 18.5, -72.3, 0.4, country="HT", precision="P4", kind="province"), 8000.0),
            (guess(0, 4), MAX_KM),
        )
    )
    pairs = [
        near, far, none,
        Pair(gold=gold(0, 4), guess=guess(0, 4, 1.0, 1.0), km=math.nan),
        Pair(gold=gold(0, 4, 1.0, 1.0), guess=None, km=MAX_KM),
    ]  # fmt: skip
    assert answers_of(pairs) == (
        answer(0.7, right=True),
        answer(0.4, right=False, precision="P4", kind="province", region="Caribbean"),
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_a_higher_cut_off_never_keeps_more(given):
    rows = cut([answer(score, right=right) for score, right in given])
    assert rows[0].kept == 1.0
    assert all(low.kept >= high.kept for low, high in pairwise(rows))
    assert all(0 <= row.wrong_left_out <= 1 for row in rows)
