"""The yardstick's own figures, worked out by hand on tiny documents."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import ArticleError, default_engine
from geo.evaluation import Gold, evaluate, part_of, read_corpus, render
from geo.evaluation.scores import MAX_KM, Counts, Guess, compare, figures, match


def gold(start, end, lat=None, lon=None):
    return Gold(start=start, end=end, name="x", lon=lon, lat=lat)


def guess(start, end, lat=None, lon=None, score=1.0, **told):
    told = {"country": "", "kind": "town", "precision": "P1", "note": ""} | told
    return Guess(start=start, end=end, lon=lon, lat=lat, score=score, **told)


def test_figures_by_hand():
    # Four gold names, one without a point; one right, one 10 degrees off, one on the
    # pointless name, one on nothing.
    names = [gold(0, 5, 0, 0), gold(10, 20, 10, 10), gold(30, 35), gold(40, 45, 0, 0)]
    found = [guess(0, 5, 0, 1), guess(10, 15, 10, 20), guess(30, 35, 0, 0), guess(50, 55, 0, 0)]
    counts, pairs = compare(names, found)
    result = figures(counts)
    assert (result["exact_p"], result["exact_r"]) == (2 / 4, 2 / 4)
    assert (result["overlap_p"], result["overlap_r"]) == (3 / 4, 3 / 4)
    assert result["acc161"] == 1 / 2
    assert (result["e2e_p"], result["e2e_r"]) == (1 / 4, 1 / 3)
    assert result["e2e_f1"] == pytest.approx(2 / 7)
    assert pairs[0].km == pytest.approx(111.2, abs=0.1)  # a degree of the equator
    assert pairs[3].km == MAX_KM
    assert math.isnan(pairs[2].km)


def test_exact_spans_win_over_longer_overlaps():
    pairs = match([gold(0, 4), gold(0, 10)], [guess(0, 10), guess(0, 4)])
    assert sorted(pairs) == [(0, 1), (1, 0)]


def test_touching_names_do_not_overlap_and_one_guess_counts_once():
    assert match([gold(0, 5)], [guess(5, 9)]) == []
    assert len(match([gold(0, 6), gold(8, 11)], [guess(0, 11)])) == 1


def test_a_found_name_without_a_place_costs_the_most():
    counts, _ = compare([gold(0, 5, 0, 0)], [guess(0, 5)])
    assert counts.errors == (MAX_KM,)
    assert counts.right == 0


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1]))
points = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
names = st.lists(st.tuples(spans, points), max_size=8, unique_by=lambda n: n[0])


@given(names)
def test_the_gold_itself_scores_full_marks(found):
    annotated = [gold(*span, *point) for span, point in found]
    counts, _ = compare(annotated, [guess(*span, *point) for span, point in found])
    assert counts.exact == counts.overlapping == counts.right == len(found)


@given(names, names)
def test_shares_stay_between_nought_and_one(left, right):
    counts, _ = compare(
        [gold(*span, *point) for span, point in left],
        [guess(*span, *point) for span, point in right],
    )
    shares = [v for k, v in figures(counts).items() if not k.endswith("_km") and not math.isnan(v)]
    assert all(0 <= share <= 1 + 1e-9 for share in shares)
    assert counts.right <= counts.overlapping <= min(counts.gold, counts.guesses)
    assert counts + Counts() == counts


@pytest.fixture
def corpus(tmp_path):
    text = "Shells hit Mosul. Talks went on in Baghdad, officials in Nowherestan said."
    toponyms = [
        {"start": 11, "end": 16, "name": "Mosul", "lat": 36.335, "lon": 43.119},
        {"start": 35, "end": 42, "name": "Baghdad", "lat": 33.34, "lon": 44.4},
    ]
    rows = [{"id": str(number), "text": text, "toponyms": toponyms} for number in range(30)]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_parts_are_disjoint_and_complete(corpus):
    parts = [{d.id for d in read_corpus(corpus, part)} for part in ("train", "choose", "report")]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 30
    assert {d.id for d in read_corpus(corpus, "all")} == set.union(*parts)
    assert part_of("a document") == part_of("a document")


def test_a_corpus_is_measured_and_told(corpus):
    report = evaluate(default_engine(), read_corpus(corpus, "all"), demonyms=True)
    result = figures(sum(report.documents, Counts()))
    assert result["overlap_r"] == 1
    assert result["acc161"] == 1
    assert report.country_right == 1
    told = render(report, errors=2, runs=50)
    assert "30 documents, 60 names" in told
    assert "put in the wrong place: 0" in told


def test_a_bad_corpus_is_named(tmp_path):
    with pytest.raises(ArticleError, match=r"absent\.jsonl"):
        read_corpus(tmp_path / "absent.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(ArticleError, match=r"line 1 .*bad\.jsonl"):
        read_corpus(tmp_path / "bad.jsonl", "all")
