"""The receipt says what decided, how the rivals scored and how far away they are."""

from dataclasses import replace

import pytest

from components.views import receipt
from geo import (
    Around,
    Candidate,
    Kind,
    Place,
    Precision,
    Resolution,
    Span,
    Status,
    Toponym,
    Use,
)


def town(key, lon, lat, *admin):
    return Place(
        id=f"geonames:{key}",
        name="Paris",
        kind=Kind.TOWN,
        lon=lon,
        lat=lat,
        country="US",
        admin=admin,
    )


FRANCE = town(1, 2.3488, 48.85341, "France", "Paris")
TEXAS = town(2, -95.55551, 33.66094, "United States", "Texas")


def resolution(*scores, status=Status.RESOLVED, use=Use.LITERAL, around=None):
    places = [FRANCE, TEXAS, *(town(i, 0, i, "Elsewhere") for i in range(3, 20))]
    found = tuple(
        Candidate(place=place, score=score, reasons=(f"reason {i}",))
        for i, (place, score) in enumerate(zip(places, scores, strict=False))
    )
    return Resolution(
        toponym=Toponym(span=Span(0, 5), surface="Paris", sentence=0, use=use),
        status=status,
        candidates=found,
        precision=Precision.P1,
        reasons=("what decided",),
        resolver="test",
        around=around,
    )


def test_the_answer_and_its_rival_are_told_apart():
    made = receipt.build(resolution(0.58, 0.05))
    first, second = made["readings"]
    assert made["verdict"] == "read as Paris, town in France"
    assert (made["chosen"], made["drawn"], made["left"]) == (True, True, 0)
    assert made["margin"] == pytest.approx(0.53)
    assert first["reasons"] == ["what decided"]
    assert first["away"] == ""
    assert second["reasons"] == ["reason 1"]
    assert second["place"]["label"] == "Paris, Texas"
    assert second["place"]["where"] == "town in Texas, United States"


def test_the_rival_is_as_far_as_the_great_circle_says():
    away = receipt.build(resolution(0.58, 0.05))["readings"][1]["away"]
    kilometres = int(away.removesuffix(" km").replace(",", ""))
    assert kilometres == pytest.approx(7_730, abs=60)  # Dallas, 150 km beyond, is 7,900 km off


def test_many_rivals_are_counted_not_dropped():
    scores = [0.5, *(0.2 - i / 100 for i in range(14))]
    made = receipt.build(resolution(*scores))
    assert len(made["readings"]) + made["left"] == len(scores)
    assert made["most"] == pytest.approx(scores[len(made["readings"])])


def test_a_lone_reading_has_no_margin():
    made = receipt.build(resolution(0.9))
    assert (made["margin"], made["left"]) == (None, 0)


def test_an_ambiguous_name_says_so_and_keeps_every_reading():
    made = receipt.build(resolution(0.4, 0.39, status=Status.AMBIGUOUS))
    assert made["verdict"] == "what decided"
    assert not made["chosen"]
    assert [r["reasons"] for r in made["readings"]] == [["reason 0"], ["reason 1"]]


def test_an_unknown_name_has_a_receipt_too():
    unknown = replace(resolution(status=Status.UNKNOWN), reasons=())
    made = receipt.build(unknown)
    assert made["verdict"] == "not found in the gazetteer"
    assert made["readings"] == []


@pytest.mark.parametrize(
    ("use", "words"), [(Use.DEMONYM, "never drawn"), (Use.ASSOCIATIVE, "by its seat")]
)
def test_what_is_not_drawn_says_why(use, words):
    made = receipt.build(resolution(0.9, use=use))
    assert words in made["verdict"]
    assert not made["drawn"]


def test_relative_words_say_where_they_point_and_how_finely():
    ring = Around(lon=2.3488, lat=48.67, radius_km=5.0, words="20 km\n south of Paris")
    words = receipt.build(resolution(0.9, around=ring))["verdict"]
    assert "“20 km south of Paris”" in words
    assert "20 km from it" in words
    assert "5 km" in words
    near = Around(lon=2.3488, lat=48.85, radius_km=10.0, words="near Paris")
    assert "round it" in receipt.build(resolution(0.9, around=near))["verdict"]


def test_words_of_the_article_are_bounded():
    ring = Around(lon=2.0, lat=48.0, radius_km=5.0, words="x" * 9000)
    assert len(receipt.build(resolution(0.9, around=ring))["verdict"]) < 400


@pytest.mark.parametrize(
    ("surface", "name", "form", "use", "said"),
    [
        ("Nineveh", "Calcutta", "", Use.LITERAL, "“Nineveh” is another of its names"),
        ("Kiev", "Kyiv", "", Use.LITERAL, ""),  # the same consonants
        ("Diyala Governorate", "Diyala", "", Use.LITERAL, ""),
        ("Bombay", "Mumbai", "", Use.LITERAL, "“Bombay” is another of its names"),
        ("حمص", "Homs", "حمص", Use.LITERAL, ""),
        ("Iraqis", "Iraq", "", Use.DEMONYM, ""),
        ("Old\n Name", "Mumbai", "", Use.LITERAL, "“Old Name” is another of its names"),
    ],
)
def test_a_receipt_says_why_a_place_answers_to_a_name_not_its_own(surface, name, form, use, said):
    place = replace(FRANCE, name=name)
    found = resolution(0.9)
    found = replace(
        found,
        toponym=replace(found.toponym, surface=surface, use=use),
        candidates=(Candidate(place=place, score=0.9, reasons=("a reason",), form=form),),
    )
    (reading,) = receipt.build(found)["readings"]
    assert reading["called"] == said
