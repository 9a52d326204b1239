"""The JSON other programs rely on."""

import json
from pathlib import Path

from geo.articles import read_article
from geo.engine import default_engine
from geo.exports.contract import to_result

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"


def result():
    parse = default_engine().parse(read_article(SAMPLE.read_bytes()))
    return parse, to_result(parse)


def test_keys_are_those_of_the_contract():
    _, made = result()
    assert list(made) == [
        "id", "title", "sha256", "engine", "toponyms", "quotes", "incidents", "not_places",
    ]  # fmt: skip
    assert set(made["toponyms"][0]) == {
        "start", "end", "name", "use", "status", "score", "precision", "place", "around",
        "candidates", "reasons", "found_by", "placed_by",
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
