"""Records that come back: nothing is lost, nothing damaged is taken, a key tells all apart."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import read_article
from geo.engine import default_engine
from geo.errors import DataError
from geo.records import VERSION, from_plain, parse_key, to_plain
from geo.types import Article, Incident, Original, Span, Speaker
from tests.making import MOSUL, Read, Told, make_parse
from tests.strategies import articles, parses

TOLD = Told(
    "Shells fell on Mosul. “We saw it,” said Ann Lee.", (("Mosul", Read(MOSUL)),), ("Ann Lee",)
)


def stored(parse):
    """What a file would give back."""
    return json.loads(json.dumps(to_plain(parse)))


@settings(max_examples=200, deadline=None)
@given(parses())
def test_a_parse_made_by_hand_comes_back(parse):
    assert from_plain(stored(parse)) == parse
    assert from_plain(to_plain(parse)) == parse


@settings(max_examples=60, deadline=None)
@given(articles())
def test_what_the_engine_makes_of_anything_comes_back(article):
    parse = default_engine().parse(article)
    assert from_plain(stored(parse)) == parse


def test_every_field_that_may_be_absent_comes_back_filled_and_empty():
    bare = make_parse(TOLD)
    speaker = Speaker(name="Ann Lee", span=Span(44, 51), title="Dr", role="surgeon")
    quote = replace(bare.quotes[0], speaker=speaker, cue=Span(39, 43), probability=0.25)
    incident = Incident(
        id="i1", label="shelling", place=MOSUL, when="2020-05", status="claimed",
        evidence=bare.evidence,
    )  # fmt: skip
    article = replace(
        bare.article, url="https://example.org/a", publisher="P", published=date(2021, 2, 28),
        language="ar-IQ", hidden=(Span(0, 3),), normaliser="2",
        original=Original(text=TOLD.text + "\xad", steps=(len(TOLD.text), 1, 0)),
    )  # fmt: skip
    full = replace(bare, article=article, quotes=(quote,), incidents=(incident,))
    assert from_plain(stored(full)) == full
    assert from_plain(stored(bare)) == bare


def test_a_place_is_told_once_however_many_names_mean_it():
    text = "Mosul. " * 40
    parse = make_parse(Told(text, (("Mosul", Read(MOSUL)),) * 40))
    assert len(to_plain(parse)["places"]) == 1
    assert from_plain(stored(parse)) == parse


def test_another_version_is_refused_in_a_sentence():
    newer = {**to_plain(make_parse(TOLD)), "version": VERSION + 1}
    with pytest.raises(
        DataError, match=f"version '{VERSION + 1}' and this Dateline reads {VERSION}"
    ):
        from_plain(newer)


def test_a_parse_stored_before_names_were_within_a_place_is_read():
    parse = make_parse(TOLD)
    older = {**to_plain(parse), "version": 1}
    older["resolutions"] = [
        {name: value for name, value in row.items() if name != "within"}
        for row in older["resolutions"]
    ]
    assert from_plain(older) == parse


def test_a_parse_stored_before_originals_were_kept_is_read():
    parse = make_parse(TOLD)
    plain = {**stored(parse), "version": 1}
    for name in ("original", "normaliser"):
        del plain["parse"]["article"][name]
    assert from_plain(plain) == parse
    assert parse.article.normaliser == "1"
    plain["version"] = VERSION
    with pytest.raises(DataError, match="damaged"):
        from_plain(plain)


@pytest.mark.parametrize("version", [0, True, "1", 1.0, None])
def test_a_version_that_never_was_is_refused(version):
    with pytest.raises(DataError, match="parse the article again"):
        from_plain({**to_plain(make_parse(TOLD)), "version": version})


@pytest.mark.parametrize("other", [None, [], "text", 3, {}, {"format": "geojson", "version": 1}])
def test_what_is_no_stored_parse_is_refused(other):
    with pytest.raises(DataError, match="no stored parse"):
        from_plain(other)


VALUES = st.sampled_from([None, True, -1, 10**9, 0.5, "x", "P9", [], [[]], {}, [None]])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_damage_is_refused_or_makes_another_parse_never_a_traceback(data):
    plain = stored(make_parse(TOLD))
    at = plain
    while isinstance(at, (dict, list)) and at:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        last, at = (at, key), at[key]
        if data.draw(st.integers(0, 3)) == 0:
            break
    last[0][last[1]] = data.draw(VALUES)
    try:
        from_plain(plain)
    except DataError as error:
        assert "stored parse" in str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("row", ["places", "toponyms", "evidence"])
def test_a_row_with_a_field_too_many_or_too_few_is_refused(row):
    plain = to_plain(make_parse(TOLD))
    more = {**plain, row: [{**plain[row][0], "extra": 1}]}
    fewer = {**plain, row: [dict(list(plain[row][0].items())[1:])]}
    for wrong in (more, fewer):
        with pytest.raises(DataError, match="damaged"):
            from_plain(wrong)


CHANGED = {
    "id": "0" * 64,
    "title": "Another title",
    "text": "Shells fell on Mosul!",
    "hidden": (Span(0, 2),),
    "url": "https://example.org/b",
    "publisher": "Another paper",
    "published": date(2022, 1, 1),
    "language": "uk",
    "original": Original(text="Shells\xad fell on Mosul.", steps=(6, 1, 0)),
    "normaliser": "0",
}


def test_every_field_of_an_article_is_in_the_list_of_changes():
    assert set(CHANGED) == {field.name for field in fields(Article)}


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_a_key_changes_with_each_input(name):
    article = make_parse(TOLD).article
    other = replace(article, **{name: CHANGED[name]})
    assert parse_key(other, "e1") != parse_key(article, "e1")


def test_a_key_changes_with_the_engine_and_with_nothing_else():
    article = read_article("Shells fell on Mosul.")
    assert parse_key(article, "e1") != parse_key(article, "e2")
    assert parse_key(article, "e1") == parse_key(read_article("Shells fell on Mosul."), "e1")
