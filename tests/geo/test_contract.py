"""The JSON other programs rely on."""

import json
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.exports.contract import to_result
from geo.mapped import Asked

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"


def result():
    parse = default_engine().parse(read_article(SAMPLE.read_bytes()))
    return parse, to_result(parse)


def test_keys_are_those_of_the_contract():
    _, made = result()
    assert list(made) == [
        "id", "title", "sha256", "normaliser", "engine", "toponyms", "quotes", "incidents",
        "not_places", "map",
    ]  # fmt: skip
    assert set(made["toponyms"][0]) == {
        "start", "end", "name", "use", "status", "score", "precision", "place", "around",
        "candidates", "reasons", "found_by", "placed_by", "mark", "excerpt",
    }  # fmt: skip
    assert set(made["toponyms"][0]["place"]) == {
        "id", "name", "kind", "lat", "lon", "country", "admin1",
    }  # fmt: skip
    assert set(made["quotes"][0]) == {
        "start", "end", "text", "direct", "speaker", "score", "places",
    }  # fmt: skip
    assert set(made["not_places"][0]) == {"start", "end", "name", "reason"}
    assert made["incidents"] == []


def test_it_is_json_and_its_offsets_are_the_articles():
    parse, made = result()
    assert json.loads(json.dumps(made)) == made
    text = parse.article.text
    for row in (*made["toponyms"], *made["not_places"]):
        assert text[row["start"] : row["end"]] == row["name"]
    for quote in made["quotes"]:
        assert all(0 <= i < len(made["toponyms"]) for i in quote["places"])
        assert quote["speaker"] is None or quote["speaker"]["start"] < quote["speaker"]["end"]


def test_nothing_is_lost():
    parse, made = result()
    assert len(made["toponyms"]) == len(parse.toponyms)
    assert len(made["quotes"]) == len(parse.quotes)
    assert len(made["not_places"]) == len(parse.not_places)
    named = {made["toponyms"][i]["name"] for quote in made["quotes"] for i in quote["places"]}
    assert {"Khanaqin", "Qara Tapa", "Miqdadiya", "Baghdad", "Anbar"} <= named


def test_the_map_is_in_it_and_is_the_samples():
    _, made = result()
    assert list(made["map"]) == ["asked", "counts", "marks", "tray"]
    assert made["map"]["asked"] == {
        "extent": None, "more": {}, "place": None, "speaker": None, "voice": None,
    }  # fmt: skip
    assert made["map"]["counts"] == {
        "names": 18, "on_map": 14, "hidden": 0, "listed": 4, "peoples": 1, "others": 28,
        "marks": 9, "shown": 9, "unsure": 0, "excerpts": 8, "articles": 1, "sources": 1,
    }  # fmt: skip
    khanaqin = next(m for m in made["map"]["marks"] if m["name"] == "Khanaqin")
    score, lon = khanaqin.pop("score"), khanaqin.pop("lon")
    assert 0.9 < score <= 1
    assert lon == pytest.approx(45.3907, abs=1e-4)  # of GeoNames
    assert khanaqin == {
        "mark": "geonames:94591@P1", "number": 7, "lang": "en", "place": "geonames:94591",
        "name": "Khanaqin", "class": "P1", "figure": "point", "lat": 34.3482,
        "km": 0.0, "nominal": False, "areas": [], "line": None, "holder": "adm1:IQ.10",
        "somewhere": False, "named": 1, "names": 1, "excerpts": 1, "held": 1, "sources": 1,
        "sure": True, "by": "rule", "shown": True,
    }  # fmt: skip
    assert made["map"]["tray"][0] == {
        "name": "Iraq", "times": 4, "reason": "country",
        "words": "a whole country, shown as its outline",
    }  # fmt: skip
    named = {t["name"]: (t["mark"], t["excerpt"]) for t in made["toponyms"]}
    assert named["Khanaqin"] == ("geonames:94591@P1", "e237e09f815a:1632-1759:q7")
    assert named["Iraqis"] == (None, None)


def test_a_filter_is_in_the_map_and_changes_no_other_key():
    parse, made = result()
    asked = to_result(parse, Asked(voice="direct", place="adm1:IQ.10"))
    assert asked["map"]["asked"]["voice"] == "direct"
    assert [m["number"] for m in asked["map"]["marks"]] == list(range(1, 10))
    assert [m["name"] for m in asked["map"]["marks"] if m["shown"]] == [
        "Khanaqin", "Qara Tapa", "Miqdadiya",
    ]  # fmt: skip
    same = {key: value for key, value in made.items() if key not in {"map", "toponyms"}}
    assert {key: asked[key] for key in same} == same
