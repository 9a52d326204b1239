"""The sample article's quotes, all of them one man's."""

from pathlib import Path

import pytest

from geo.articles import read_article
from geo.quotes import find_quotes
from geo.sentences import split_sentences

SAMPLE = Path(__file__).parents[3] / "data/articles/inherent-resolve.txt"


@pytest.fixture(scope="module")
def article():
    return read_article(SAMPLE.read_bytes())


@pytest.fixture(scope="module")
def quotes(article):
    return find_quotes(article, split_sentences(article))


def test_six_direct_quotes(article, quotes):
    direct = [article.slice(q.spans[0]) for q in quotes if q.direct]
    ends = [(words.split()[0], words.split()[-1]) for words in direct]
    assert ends == [
        ("is", "improve"),
        ("we", "provinces"),
        ("side", "Daesh"),
        ("have", "IS"),
        ("People", "area,"),
        ("We", "capabilities"),
    ]
    assert not any("hot beds" in words for words in direct)


def test_reported_speech(article, quotes):
    reported = [article.slice(q.spans[0]) for q in quotes if not q.direct]
    assert reported == [
        "Inherent Resolve has not stopped anti-ISIS cooperation with the ISF in Iraq",
        "Inherent Resolve has not stopped helping ISF in Iraq in the war against Isis",
        "there are some areas where local soldiers",
    ]


def test_one_speaker(article, quotes):
    assert {(q.speaker.name, q.speaker.title, q.speaker.role) for q in quotes} == {
        ("Myles B. Caggins II", "Colonel", "spokesman for the International Coalition")
    }
    mentions = [article.slice(q.speaker.span) for q in quotes if q.direct]
    assert mentions == [
        "Colonel Myles B. Caggins II",
        "the official",
        "the official",
        "Caggins",
        "Caggins",
        "the spokesman",
    ]
    cues = [article.slice(q.cue) for q in quotes if q.cue]
    assert cues == [
        *["confirmed", "confirmed", "stressed", "stressed"],
        *["added", "added", "confirmed", "concluded"],
    ]


def test_probabilities_rank_the_plain_cases_first(quotes):
    assert all(0 < q.probability < 1 for q in quotes)
    adjacent = next(q for q in quotes if q.direct and q.spans[0].start > 1500)
    floating = next(q for q in quotes if q.direct)
    assert adjacent.probability > 0.85 > floating.probability > 0.5
