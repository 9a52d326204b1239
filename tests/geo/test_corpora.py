"""Floors on annotated news that is not ours: set DATELINE_CORPORA to its folder, else skipped."""

import os
from functools import cache
from pathlib import Path

import pytest

from geo.engine import default_engine
from geo.evaluation import evaluate, read_corpus
from geo.evaluation.scores import Counts, figures
from geo.evaluation.usable import answers_of

FOLDER = os.environ.get("DATELINE_CORPORA")
FLOORS = {  # demonyms counted; overlap F1, F1@161, given spans; they may rise and never fall
    "lgl": (True, 0.88, 0.72, 0.80),
    "geovirus": (False, 0.94, 0.78, 0.82),
    "trnews": (True, 0.93, 0.88, 0.94),
}
pytestmark = pytest.mark.skipif(not FOLDER, reason="DATELINE_CORPORA names no folder")


@cache
def reported(corpus, *, given):
    documents = read_corpus(Path(FOLDER) / f"{corpus}.jsonl", "report")
    return evaluate(default_engine(), documents, demonyms=FLOORS[corpus][0], given=given)


def measured(corpus, *, given):
    return figures(sum(reported(corpus, given=given).documents, Counts()))


@pytest.mark.parametrize("corpus", FLOORS)
def test_names_are_found_and_placed(corpus):
    found = measured(corpus, given=False)
    assert found["overlap_f1"] >= FLOORS[corpus][1]
    assert found["e2e_f1"] >= FLOORS[corpus][2]


@pytest.mark.parametrize("corpus", FLOORS)
def test_given_names_are_placed(corpus):
    assert measured(corpus, given=True)["acc161"] >= FLOORS[corpus][3]


def test_a_mark_is_drawn_unsure_where_it_is_as_likely_wrong_as_right():
    pairs = [pair for corpus in FLOORS for _, pair in reported(corpus, given=False).pairs]
    unsure = [a.right for a in answers_of(pairs) if a.score < 0.5]
    hardly_sure = [a.right for a in answers_of(pairs) if 0.5 <= a.score < 0.7]
    assert sum(unsure) / len(unsure) < 0.5 <= sum(hardly_sure) / len(hardly_sure)
