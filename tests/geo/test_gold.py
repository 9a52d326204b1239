"""The engine on passages of our own, in the manner of conflict and humanitarian news."""

import json
from collections import Counter
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.boundaries import distance_km
from geo.engine import default_engine
from geo.evaluation.scores import match
from geo.gazetteer import Gazetteer
from geo.types import Kind, Span, Use

GOLD = Path(__file__).parents[1] / "gold"
PASSAGES = json.loads((GOLD / "passages.json").read_text(encoding="utf-8"))
WITH_RULES = 17  # the first, written while the rules were; the rest were written apart from them
NEAR_KM = 25.0
SAME_AREA_KM = 161.0  # two choices of one point for an area that the gazetteer lacks
AREA_KM = 500.0  # and for any, a country or a river among them
PARTS = {"with the rules": slice(WITH_RULES), "apart": slice(WITH_RULES, None), "all": slice(None)}
FLOORS = {  # as measured, cut to hundredths; they may rise and never fall
    "with the rules": {"recognition": 1.0, "within 25 km": 0.97, "the same place": 0.97},
    "apart": {"recognition": 0.98, "within 25 km": 0.90, "the same place": 0.89},
    "all": {"recognition": 0.99, "within 25 km": 0.92, "the same place": 0.91},
}
LISTED_FLOOR = 0.80  # of the names of no place, as not_places
DEMONYM_FLOOR = 1.0
POINTS = {Kind.TOWN, Kind.SITE}
FIELDS = {"start", "end", "name", "id", "kind", "country", "lat", "lon", "use"}


def spans(toponyms):
    return [Span(start=t["start"], end=t["end"]) for t in toponyms]


def km(place, true):
    return distance_km(place.lon, place.lat, true["lon"], true["lat"])


def near(place, true):
    """Return whether a place is within 25 km, or is the very area: its one point is a choice."""
    return place.id == true["id"] or km(place, true) <= NEAR_KM


def same(place, true):
    """Return whether it is the same place, told from its namesakes: province, town and river."""
    if Kind(true["kind"]) in POINTS:
        return place.kind in POINTS and near(place, true)
    if place.kind in POINTS:
        return Kind(true["kind"]) is Kind.DISTRICT and near(place, true)
    return place.id == true["id"] or km(place, true) <= (NEAR_KM if true["id"] else SAME_AREA_KM)


@pytest.fixture(scope="module")
def parses():
    return [default_engine().parse(read_article(p["text"])) for p in PASSAGES]


def f1(parses, part, right):
    """Return F1 of recognition and, by `right`, end to end; as `dateline evaluate` counts."""
    gold = guesses = found = good = 0
    for passage, parse in list(zip(PASSAGES, parses, strict=True))[part]:
        answers = [r for r in parse.resolutions if r.toponym.use is not Use.DEMONYM]
        pairs = match(spans(passage["toponyms"]), [r.toponym.span for r in answers])
        gold += len(passage["toponyms"])
        guesses += len(answers)
        found += len(pairs)
        for i, j in pairs:
            place = answers[j].place
            good += place is not None and right(place, passage["toponyms"][i])
    return 2 * found / (gold + guesses), 2 * good / (gold + guesses)


@pytest.mark.parametrize(("part", "floors"), FLOORS.items())
def test_passages_hold_their_floors(parses, part, floors):
    recognised, placed = f1(parses, PARTS[part], near)
    _, told_apart = f1(parses, PARTS[part], same)
    assert recognised >= floors["recognition"]
    assert placed >= floors["within 25 km"]
    assert told_apart >= floors["the same place"]


def demonyms(parse):
    return [t.surface for t in parse.toponyms if t.use is Use.DEMONYM]


def test_the_set_is_as_large_as_promised_and_its_offsets_are_exact():
    assert len(PASSAGES) >= 60
    assert len({p["id"] for p in PASSAGES}) == len(PASSAGES)
    for passage in PASSAGES:
        assert read_article(passage["text"]).text == passage["text"]
        assert len(passage["toponyms"]) >= 3
        for true in passage["toponyms"]:
            assert set(true) == FIELDS
            assert passage["text"][true["start"] : true["end"]] == true["name"]
            assert Use(true["use"]) in {Use.LITERAL, Use.ASSOCIATIVE}
        for name in (*passage["not_places"], *passage.get("demonyms", ())):
            assert name in passage["text"]


def test_gold_places_are_the_gazetteers_where_it_has_them():
    gazetteer = Gazetteer.open()
    for true in (t for p in PASSAGES for t in p["toponyms"] if t["id"] is not None):
        place = gazetteer.place(true["id"])
        assert place.kind is Kind(true["kind"]), true
        assert true["country"] == place.country, true
        assert km(place, true) <= (NEAR_KM if place.kind in POINTS else AREA_KM), true


@pytest.mark.parametrize("index", range(WITH_RULES), ids=[p["id"] for p in PASSAGES[:WITH_RULES]])
def test_passages_list_what_is_no_place(parses, index):
    assert set(PASSAGES[index]["not_places"]) <= {n.surface for n in parses[index].not_places}


def test_most_names_of_no_place_are_listed_and_demonyms_told(parses):
    listed = told = 0
    for passage, parse in zip(PASSAGES, parses, strict=True):
        names = {n.surface for n in parse.not_places}
        listed += sum(name in names for name in passage["not_places"])
        left = Counter(passage.get("demonyms", ()))
        told += sum((left & Counter(demonyms(parse))).values())
    assert listed / sum(len(p["not_places"]) for p in PASSAGES) >= LISTED_FLOOR
    assert told / sum(len(p.get("demonyms", ())) for p in PASSAGES) >= DEMONYM_FLOOR
