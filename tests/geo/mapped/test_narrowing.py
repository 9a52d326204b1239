"""What a case of many articles can be asked besides: which articles, and which of their names."""

from datetime import date
from itertools import compress

import pytest
from hypothesis import given, settings

from geo.mapped import (
    Asked,
    Index,
    answer,
    folded,
    having,
    kept,
    map_evidence,
    measure,
    of_names,
    survey,
)
from geo.mapped.narrowing import said_of_more
from geo.types import By
from tests.making import KYIV, MOSUL, NINEVEH, TIKRIT, TORETSK, Read, Told, make_parse
from tests.strategies import parses

RUDAW = Told(
    "Shells fell on Mosul. Tikrit was calm.",
    (("Mosul", Read(MOSUL, score=0.9)), ("Tikrit", Read(TIKRIT, score=0.4))),
    article={"publisher": "Rudaw", "published": date(2020, 5, 1)},
)
WIRE = Told(
    "Kyiv and  Toretsk were hit; Nineveh was not.",
    (
        ("Kyiv", Read(KYIV, placed_by=By.ANALYST)),
        ("Toretsk", Read(TORETSK)),
        ("Nineveh", Read(NINEVEH)),
    ),
    article={"publisher": "Wire", "published": date(2020, 5, 9)},
)
BARE = Told("Mosul again.", (("Mosul", Read(MOSUL)),))
PARSES = [make_parse(told) for told in (RUDAW, WIRE, BARE)]


def names(**more):
    """The names on the map that a filter keeps."""
    pairs = tuple((key.rstrip("_"), value) for key, value in more.items())
    shown = map_evidence(PARSES, Asked(more=pairs))
    return [
        shown.parses[name.parse].toponyms[name.index].surface for name in shown.names if name.on_map
    ]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, ["Mosul", "Tikrit", "Kyiv", "Toretsk", "Nineveh", "Mosul"]),
        ({"publisher": "Rudaw"}, ["Mosul", "Tikrit"]),
        ({"since": "2020-05-02"}, ["Kyiv", "Toretsk", "Nineveh"]),
        ({"until": "2020-05-01"}, ["Mosul", "Tikrit"]),
        ({"since": "2020-05-01", "until": "2020-05-09"},
         ["Mosul", "Tikrit", "Kyiv", "Toretsk", "Nineveh"]),
        ({"article": PARSES[2].article.id}, ["Mosul"]),
        ({"country": "UA"}, ["Kyiv", "Toretsk"]),
        ({"class_": "P4"}, ["Nineveh"]),
        ({"score": "0.5"}, ["Mosul", "Kyiv", "Toretsk", "Nineveh", "Mosul"]),
        ({"score": "0.4"}, ["Mosul", "Tikrit", "Kyiv", "Toretsk", "Nineveh", "Mosul"]),
        ({"by": "analyst"}, ["Kyiv"]),
        ({"by": "engine"}, ["Mosul", "Tikrit", "Toretsk", "Nineveh", "Mosul"]),
        ({"words": "SHELLS  fell"}, ["Mosul"]),
        ({"words": "kyiv and toretsk"}, ["Kyiv", "Toretsk", "Nineveh"]),
        ({"words": "nothing of this"}, []),
        ({"country": "IQ", "publisher": "Wire"}, ["Nineveh"]),
        ({"unheard": "of"}, ["Mosul", "Tikrit", "Kyiv", "Toretsk", "Nineveh", "Mosul"]),
    ],
)  # fmt: skip
def test_each_filter_keeps_what_it_says(more, wanted):
    assert names(**more) == wanted


def test_what_is_hidden_is_left_out_and_keeps_its_number():
    shown = map_evidence(PARSES, Asked(more=(("publisher", "Wire"),)))
    assert [(mark.name, mark.number, mark.shown) for mark in shown.marks] == [
        ("Mosul", 1, False),
        ("Tikrit", 2, False),
        ("Kyiv", 3, True),
        ("Toretsk", 4, True),
        ("Nineveh", 5, True),
    ]
    assert (shown.counts.articles, shown.counts.sources, shown.counts.hidden) == (1, 1, 3)


def test_a_slim_survey_is_told_which_excerpts_have_the_words():
    found, asked = survey(PARSES), Asked(more=(("words", "calm"),))
    texts = [(excerpt.key, folded(excerpt.text)) for excerpt in found.excerpts]
    matching = having(texts, " CALM ")
    slim = found.slim()
    keeping = kept(slim, asked, matching)
    assert measure(slim, asked, keeping).counts == answer(found, asked).counts
    assert kept(slim, asked, frozenset()) == [False] * len(slim.rows)
    assert sum(kept(found, asked)) == 1


def test_which_articles_is_left_out_of_what_is_asked_of_one_that_was_chosen():
    asked = Asked(
        voice="direct", more=(("country", "UA"), ("publisher", "Wire"), ("since", "2020-05-02"))
    )
    assert of_names(asked) == Asked(voice="direct", more=(("country", "UA"),))


def test_each_filter_is_said():
    more = {
        "article": "f" * 64, "publisher": "Wire", "since": "2020-05-02", "until": "2020-05-09",
        "country": "UA", "class": "P1", "score": "0.50", "by": "analyst", "words": "shells",
    }  # fmt: skip
    assert said_of_more(Asked(more=tuple(more.items()))) == (
        "only article ffffffff", "published by Wire", "published on 2020-05-02 or later",
        "published on 2020-05-09 or before", "places in UA", "only P1, town or site",
        "scores of 0.5 and more", "placed by an analyst", "with the words “shells”",
    )  # fmt: skip
    assert said_of_more(Asked(more=(("by", "engine"),))) == ("placed by the engine",)
    assert said_of_more(Asked()) == ()


@settings(max_examples=100, deadline=None)
@given(parses())
def test_every_score_and_country_parts_the_names(parse):
    whole = map_evidence([parse]).counts
    countries = {place.country for r in parse.resolutions if (place := r.place) is not None}
    each = [map_evidence([parse], Asked(more=(("country", c),))).counts for c in countries]
    assert sum(counts.on_map for counts in each) == whole.on_map
    for counts in each:
        assert counts.names == whole.names


PLACES = [None, "no such place"]
MORE = [(), (("words", "calm"),), (("words", "nowhere at all"),), (("country", "IQ"),),
        (("publisher", "P"), ("words", "shells"))]  # fmt: skip


@pytest.mark.parametrize("more", MORE)
@pytest.mark.parametrize("voice", [None, "direct", "writer"])
def test_an_index_finds_and_counts_what_looking_at_every_name_does(more, voice):
    found = survey(PARSES)
    index, slim = Index(found.slim()), found.slim()
    texts = [(excerpt.key, folded(excerpt.text)) for excerpt in found.excerpts]
    words = dict(more).get("words")
    matching = None if words is None else having(texts, words)
    for place in {*PLACES, *(key for row in found.rows for key in row.places)}:
        asked = Asked(place=place, voice=voice, more=more)
        keeping = kept(slim, asked, matching)
        rows = index.rows(asked, matching)
        assert rows == tuple(compress(slim.rows, keeping))
        assert index.measure(asked, rows) == measure(slim, asked, keeping)
