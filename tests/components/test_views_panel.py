"""The panel's view joins up to the article and agrees with the parse."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from components.views import panel
from geo import Span, default_engine, read_article
from geo.settings import data_folder
from tests.strategies import articles


@pytest.fixture(scope="module")
def sample():
    data = (data_folder() / "articles" / "inherent-resolve.txt").read_bytes()
    return default_engine().parse(read_article(data))


def joined(parts):
    return "".join(part["t"] for part in parts)


def test_every_sentence_is_there_word_for_word(sample):
    view = panel.build(sample)
    shown = {s["index"]: joined(s["parts"]) for p in view.paragraphs for s in p["sentences"]}
    assert shown == {s.index: sample.article.slice(s.span) for s in sample.sentences}
    assert "skip to Main Content" not in " ".join(shown.values())
    assert "Back To Top" not in " ".join(shown.values())


def test_every_name_stands_once_in_the_article(sample):
    view = panel.build(sample)
    parts = [part for p in view.paragraphs for s in p["sentences"] for part in s["parts"]]
    assert sorted(part["name"] for part in parts if "name" in part) == list(
        range(len(sample.resolutions))
    )


def test_every_piece_of_evidence_is_in_exactly_one_excerpt(sample):
    view = panel.build(sample)
    pairs = [(excerpt["id"], place) for excerpt in view.excerpts for place in excerpt["places"]]
    assert len(pairs) == len(set(pairs)) == len(sample.evidence)


def test_diyala_holds_its_three_towns(sample):
    view = panel.build(sample)
    inside = {place["name"] for place in view.places if place["inside"] == "adm1:IQ.10"}
    assert inside == {"Khanaqin", "Qara Tapa", "Miqdadiya"}


def test_nothing_is_silently_lost(sample):
    view = panel.build(sample)
    drawn = sum(place["times"] for place in view.places if place["drawn"])
    listed = sum(row["times"] for row in (*view.unplaced, *view.peoples))
    assert drawn + listed == len(sample.resolutions)
    assert sum(row["times"] for row in view.others) == len(sample.not_places)
    assert all(row["reason"] for row in (*view.unplaced, *view.others))


def test_every_name_has_a_receipt(sample):
    view = panel.build(sample)
    rows, places, reasons = (view.receipts[key] for key in ("rows", "places", "reasons"))
    assert len(view.names) == len(sample.resolutions)
    for name, resolution in zip(view.names, sample.resolutions, strict=True):
        row = rows[name["receipt"]]
        found = [places[reading["place"]]["id"] for reading in row["readings"]]
        assert found == [c.place.id for c in resolution.candidates[: len(found)]]
        assert len(found) + row["left"] == len(resolution.candidates)
        said = [reasons[number] for number in row["readings"][0]["reasons"]]
        assert said == list(resolution.reasons)
        assert name["name"] == " ".join(resolution.toponym.surface.split())


def test_listed_names_lead_to_their_receipts(sample):
    view = panel.build(sample)
    for row in (*view.unplaced, *view.peoples):
        assert len(row["names"]) == row["times"]
        assert {view.names[index]["name"] for index in row["names"]} == {row["name"]}
    assert not any(row["names"] for row in view.others)


def test_demonyms_are_listed_as_people(sample):
    view = panel.build(sample)
    assert [(row["name"], row["times"]) for row in view.peoples] == [("Iraqis", 1)]
    assert "Iraqis" not in [row["name"] for row in view.unplaced]


@settings(max_examples=40, deadline=None)
@given(articles())
def test_hostile_text_joins_up_again(article):
    parse = default_engine().parse(article)
    view = panel.build(parse)
    for p in view.paragraphs:
        for s in p["sentences"]:
            assert joined(s["parts"]) == article.slice(parse.sentences[s["index"]].span)
    whole = Span(0, len(article.text)) if article.text else None
    if whole:
        assert joined(panel.segments(parse, whole)) == article.text


def test_the_script_sets_no_markup():
    code = (Path(panel.__file__).parents[1] / "frontend" / "panel.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in code


def test_an_excerpt_says_the_finest_and_the_coarsest_of_its_places():
    text = "In Khanaqin two died. Iraq called it a crime. In Khanaqin, Iraq, three fled."
    view = panel.build(default_engine().parse(read_article(text)))
    said = ["exact place", "whole country", "exact place to whole country"]
    assert [excerpt["precision"] for excerpt in view.excerpts] == said
