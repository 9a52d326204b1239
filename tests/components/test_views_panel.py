"""The panel's view joins up to the article and agrees with the parse."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from components.views import panel
from geo import Asked, Span, answer, default_engine, key_of, read_article, survey
from geo.settings import data_folder
from tests.making import TORETSK, Read, Told, make_parse
from tests.strategies import articles, parses


@pytest.fixture(scope="module")
def sample():
    data = (data_folder() / "articles" / "inherent-resolve.txt").read_bytes()
    return default_engine().parse(read_article(data))


def joined(parts):
    return "".join(part["t"] for part in parts)


def test_every_sentence_is_there_word_for_word(sample):
    view = panel.build(survey([sample]))
    shown = {s["index"]: joined(s["parts"]) for p in view.paragraphs for s in p["sentences"]}
    assert shown == {s.index: sample.article.slice(s.span) for s in sample.sentences}
    assert "skip to Main Content" not in " ".join(shown.values())
    assert "Back To Top" not in " ".join(shown.values())


def test_every_name_stands_once_in_the_article(sample):
    view = panel.build(survey([sample]))
    parts = [part for p in view.paragraphs for s in p["sentences"] for part in s["parts"]]
    assert sorted(part["name"] for part in parts if "name" in part) == list(
        range(len(sample.resolutions))
    )


def test_every_piece_of_evidence_is_in_exactly_one_excerpt(sample):
    view = panel.build(survey([sample]))
    pairs = [(excerpt["id"], place) for excerpt in view.excerpts for place in excerpt["places"]]
    assert len(pairs) == len(set(pairs)) == len(sample.evidence)


def test_diyala_holds_its_three_towns(sample):
    view = panel.build(survey([sample]))
    inside = {place["name"] for place in view.places if place["inside"] == "adm1:IQ.10@P4"}
    assert inside == {"Khanaqin", "Qara Tapa", "Miqdadiya"}


def test_nothing_is_silently_lost(sample):
    view = panel.build(survey([sample]))
    drawn = sum(place["times"] for place in view.places if place["drawn"])
    listed = sum(row["times"] for row in (*view.unplaced, *view.peoples))
    assert drawn + listed == len(sample.resolutions)
    assert sum(row["times"] for row in view.others) == len(sample.not_places)
    assert all(row["reason"] for row in (*view.unplaced, *view.others))


def test_every_name_has_a_receipt(sample):
    view = panel.build(survey([sample]))
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
    view = panel.build(survey([sample]))
    for row in (*view.unplaced, *view.peoples):
        assert len(row["names"]) == row["times"]
        assert {view.names[index]["name"] for index in row["names"]} == {row["name"]}
    assert not any(row["names"] for row in view.others)


def test_demonyms_are_listed_as_people(sample):
    view = panel.build(survey([sample]))
    assert [(row["name"], row["times"]) for row in view.peoples] == [("Iraqis", 1)]
    assert "Iraqis" not in [row["name"] for row in view.unplaced]


@settings(max_examples=40, deadline=None)
@given(articles())
def test_hostile_text_joins_up_again(article):
    parse = default_engine().parse(article)
    view = panel.build(survey([parse]))
    for p in view.paragraphs:
        for s in p["sentences"]:
            assert joined(s["parts"]) == article.slice(parse.sentences[s["index"]].span)
    whole = Span(0, len(article.text)) if article.text else None
    if whole:
        assert joined(panel.segments(parse, whole)) == article.text


def test_no_script_sets_markup():
    scripts = sorted((Path(panel.__file__).parents[1] / "frontend").rglob("*.js"))
    assert len(scripts) > 50
    for script in scripts:
        code = script.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in code, script


def test_an_excerpt_says_the_finest_and_the_coarsest_of_its_places():
    text = "In Khanaqin two died. Iraq called it a crime. In Khanaqin, Iraq, three fled."
    view = panel.build(survey([default_engine().parse(read_article(text))]))
    said = ["town or site", "whole country", "town or site to whole country"]
    assert [excerpt["precision"] for excerpt in view.excerpts] == said


def hidden_by_the_browser(view, place, speaker, voice):
    """What panel/lookup.js keeps: the same three tests of a row's facets."""
    return [
        x["id"]
        for x in view.excerpts
        if (voice is None or x["voice"] == voice)
        and (speaker is None or x["speaker"] == speaker)
        and (place is None or place in x["facets"])
    ]


@settings(max_examples=60, deadline=None)
@given(parses())
def test_the_browser_keeps_by_facets_what_the_filter_keeps(parse):
    found = survey([parse])
    view = panel.build(found)
    speakers = [None, *dict.fromkeys(q.speaker.name for q in parse.quotes if q.speaker)]
    places = [None, *(place["id"] for place in view.places)]
    for place, speaker, voice in product(places, speakers, [None, "direct", "reported", "writer"]):
        shown = answer(found, Asked(place=place, speaker=speaker, voice=voice))
        kept = hidden_by_the_browser(view, place, speaker, voice)
        assert kept == [excerpt.key for excerpt in shown.excerpts], (place, speaker, voice)


def test_places_are_those_that_can_be_chosen(sample):
    view = panel.build(survey([sample]))
    assert [place["id"] for place in view.places] == list(
        dict.fromkeys(key_of(r) for r in sample.resolutions if r.toponym.surface != "Iraqis")
    )


def test_a_card_says_whose_words_stand_beside_the_name():
    text = "“Two neighbours were wounded,” said a resident of Toretsk."
    parse = make_parse(Told(text, (("Toretsk", Read(TORETSK)),), ("a resident",)))
    (card,) = panel.build(survey([parse])).excerpts
    assert card["said"] == {
        "who": "Named by the article", "role": "", "how": "beside a quotation of a resident",
    }  # fmt: skip
    assert (card["voice"], card["speaker"], card["marks"]) == (
        "writer", None, ["geonames:692000@P1"],
    )  # fmt: skip
