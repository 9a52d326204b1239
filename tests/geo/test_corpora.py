"""Floors on annotated news that is not ours: set DATELINE_CORPORA to its folder, else skipped."""

import os
from pathlib import Path

import pytest

from geo.engine import default_engine
from geo.evaluation import evaluate, read_corpus
from geo.evaluation.scores import Counts, figures

FOLDER = os.environ.get("DATELINE_CORPORA")
FLOORS = {  # demonyms counted; overlap F1, F1@161, given spans; they may rise and never fall
    "lgl": (True, 0.88, 0.71, 0.80),
    "geovirus": (False, 0.94, 0.77, 0.81),
    "trnews": (True, 0.93, 0.87, 0.94),
}
pytestmark = pytest.mark.skipif(not FOLDER, reason="DATELINE_CORPORA names no folder")


def measured(corpus, *, given):
    documents = read_corpus(Path(FOLDER) / f"{corpus}.jsonl", "report")
    report = evaluate(default_engine(), documents, demonyms=FLOORS[corpus][0], given=given)
    return figures(sum(report.documents, Counts()))


@pytest.mark.parametrize("corpus", FLOORS)
def test_names_are_found_and_placed(corpus):
    found = measured(corpus, given=False)
    assert found["overlap_f1"] >= FLOORS[corpus][1]
    assert found["e2e_f1"] >= FLOORS[corpus][2]


@pytest.mark.parametrize("corpus", FLOORS)
def test_given_names_are_placed(corpus):
    assert measured(corpus, given=True)["acc161"] >= FLOORS[corpus][3]
