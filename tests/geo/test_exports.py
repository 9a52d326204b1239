"""GeoJSON and CSV: the same names, counts and points as the parse, whatever the text."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from geo import default_engine, read_article
from geo.exports import geojson, table
from geo.exports.rows import is_pinned
from geo.settings import data_folder
from tests.strategies import articles


@pytest.fixture(scope="module")
def sample():
    data = Path(data_folder() / "articles" / "inherent-resolve.txt").read_bytes()
    return default_engine().parse(read_article(data))


def points(parse):
    return [
        (r.place.lon, r.place.lat) if is_pinned(r) and r.place else None for r in parse.resolutions
    ]


def back(parse):
    found = json.loads(geojson.write([parse]))["features"]
    return [tuple(f["geometry"]["coordinates"]) if f["geometry"] else None for f in found]


def test_geojson_gives_the_same_points_back_in_lon_lat_order(sample):
    assert back(sample) == points(sample)
    khanaqin = next(p for p, r in zip(back(sample), sample.resolutions, strict=True)
                    if r.toponym.surface == "Khanaqin")  # fmt: skip
    assert khanaqin == pytest.approx((45.39, 34.35), abs=0.1)


def test_a_country_and_a_people_are_never_pinned(sample):
    for feature in json.loads(geojson.write([sample]))["features"]:
        if feature["properties"]["exact"] in {"Iraq", "Iraqis"}:
            assert feature["geometry"] is None


def test_every_row_finds_its_words_again(sample):
    text = sample.article.text
    for row in csv.DictReader(io.StringIO(table.write([sample]), newline="")):
        start = text.index(row["prefix"] + row["exact"] + row["suffix"]) + len(row["prefix"])
        assert (start, start + len(row["exact"])) == (int(row["start"]), int(row["end"]))


@settings(max_examples=60, deadline=None)
@given(articles())
def test_table_map_and_parse_count_alike(article):
    parse = default_engine().parse(article)
    listed = list(csv.DictReader(io.StringIO(table.write([parse]), newline="")))
    assert len(listed) == len(back(parse)) == len(parse.resolutions)
    assert back(parse) == points(parse)
    assert sum(bool(row["lon"]) for row in listed) == sum(p is not None for p in points(parse))


def test_no_cell_is_a_formula():
    parse = default_engine().parse(read_article("=HYPERLINK(1) Shells hit Mosul, -1+1 said he."))
    for row in csv.reader(io.StringIO(table.write([parse]), newline="")):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_nothing_found_gives_an_empty_collection():
    parse = default_engine().parse(read_article("Nothing at all."))
    assert json.loads(geojson.write([parse]))["features"] == []
    assert table.write([parse]) == ""


def test_each_row_says_who_found_and_who_placed_its_name(sample):
    rows = list(csv.DictReader(io.StringIO(table.write([sample]), newline="")))
    features = json.loads(geojson.write([sample]))["features"]
    told = [(r.toponym.found_by.value, r.placed_by.value) for r in sample.resolutions]
    assert [(r["found_by"], r["placed_by"]) for r in rows] == told
    assert [(f["properties"]["found_by"], f["properties"]["placed_by"]) for f in features] == told
    assert all(row["by"] == f"rule {sample.engine}" for row in rows)
    assert {"model", "rule"} == {placed for _, placed in told}
