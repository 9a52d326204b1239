"""GeoJSON and CSV: the same names, counts and points as the parse, whatever the text."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from geo import default_engine, read_article
from geo.exports import contract, geojson, table
from geo.mapped import Asked, map_evidence
from geo.settings import data_folder
from geo.types import Around, Precision
from tests.making import IRAQ, MOSUL, Read, Told, make_parse
from tests.strategies import articles, asked, parses


@pytest.fixture(scope="module")
def sample():
    data = Path(data_folder() / "articles" / "inherent-resolve.txt").read_bytes()
    return default_engine().parse(read_article(data))


def points(parse):
    """Where each name is drawn: the middle of its disc, or its place, or nowhere."""
    shown = map_evidence([parse])
    where = [r.around or r.place for r in parse.resolutions]
    return [
        (at.lon, at.lat) if name.on_map else None
        for at, name in zip(where, shown.names, strict=True)
    ]


def written(form, parse, asked=None):
    return form.write(map_evidence([parse], asked))


def table_of(parse, asked=None):
    return list(csv.DictReader(io.StringIO(written(table, parse, asked), newline="")))


def back(parse):
    found = json.loads(written(geojson, parse))["features"]
    return [tuple(f["geometry"]["coordinates"]) if f["geometry"] else None for f in found]


def test_geojson_gives_the_same_points_back_in_lon_lat_order(sample):
    assert back(sample) == points(sample)
    khanaqin = next(p for p, r in zip(back(sample), sample.resolutions, strict=True)
                    if r.toponym.surface == "Khanaqin")  # fmt: skip
    assert khanaqin == pytest.approx((45.39, 34.35), abs=0.1)


def test_a_country_and_a_people_are_never_pinned(sample):
    for feature in json.loads(written(geojson, sample))["features"]:
        if feature["properties"]["exact"] in {"Iraq", "Iraqis"}:
            assert feature["geometry"] is None


def test_every_row_finds_its_words_again(sample):
    text = sample.article.text
    for row in table_of(sample):
        start = text.index(row["prefix"] + row["exact"] + row["suffix"]) + len(row["prefix"])
        assert (start, start + len(row["exact"])) == (int(row["start"]), int(row["end"]))


@settings(max_examples=60, deadline=None)
@given(articles())
def test_table_map_and_parse_count_alike(article):
    parse = default_engine().parse(article)
    listed = table_of(parse)
    assert len(listed) == len(back(parse)) == len(parse.resolutions)
    assert back(parse) == points(parse)
    assert sum(bool(row["lon"]) for row in listed) == sum(p is not None for p in points(parse))


def test_no_cell_is_a_formula():
    parse = default_engine().parse(read_article("=HYPERLINK(1) Shells hit Mosul, -1+1 said he."))
    for row in csv.reader(io.StringIO(written(table, parse), newline="")):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_nothing_found_gives_an_empty_collection():
    parse = default_engine().parse(read_article("Nothing at all."))
    assert json.loads(written(geojson, parse))["features"] == []
    assert written(table, parse) == ""


def test_each_row_says_who_found_and_who_placed_its_name(sample):
    rows = table_of(sample)
    features = json.loads(written(geojson, sample))["features"]
    told = [(r.toponym.found_by.value, r.placed_by.value) for r in sample.resolutions]
    assert [(r["found_by"], r["placed_by"]) for r in rows] == told
    assert [(f["properties"]["found_by"], f["properties"]["placed_by"]) for f in features] == told
    assert all(row["by"] == f"rule {sample.engine}" for row in rows)
    assert {"model", "rule"} == {placed for _, placed in told}


def test_the_new_columns_stand_after_the_present_ones(sample):
    row = table_of(sample)[0]
    assert list(row) == [
        "article_sha256", "title", "start", "end", "exact", "prefix", "suffix", "use", "status",
        "score", "place_id", "place", "kind", "country", "admin1", "source", "lon", "lat",
        "radius_km", "coord_basis", "relative_words", "precision", "acled_geo_precision",
        "ucdp_where_prec", "plover_resolution", "statement", "speaker", "excerpt", "reasons", "by",
        "found_by", "placed_by", "mark", "mark_number", "mark_name", "figure", "km", "nominal",
        "on_map", "why_not", "excerpt_id", "voice", "sure", "held", "areas", "line",
    ]  # fmt: skip


def test_a_row_says_where_its_name_stands_or_why_it_does_not():
    disc = Around(lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul", nominal=True)
    near = Read(MOSUL, precision=Precision.P2, around=disc, score=0.4)
    parse = make_parse(Told("Iraq. Near Mosul.", (("Iraq", Read(IRAQ)), ("Mosul", near))))
    names = ("mark", "mark_number", "mark_name", "figure", "km", "nominal", "on_map", "why_not",
             "excerpt_id", "voice", "sure", "lon", "radius_km")  # fmt: skip
    digest = parse.article.id[:12]
    iraq, mosul = ([row[name] for name in names] for row in table_of(parse))
    assert iraq == [
        "", "", "", "", "", "", "false", "country", f"{digest}:0-5", "writer", "", "", "",
    ]  # fmt: skip
    assert mosul == [
        "around:43.118,36.335,10@P2", "1", "near Mosul", "ring", "10.0", "true", "true", "",
        f"{digest}:6-17", "writer", "false", "43.118", "10.0",
    ]  # fmt: skip
    features = json.loads(written(geojson, parse))["features"]
    props = [f["properties"] for f in features]
    assert [p["mark"] for p in props] == [None, "around:43.118,36.335,10@P2"]
    assert [p["on_map"] for p in props] == [False, True]
    assert [p["nominal"] for p in props] == [None, True]
    assert features[0]["geometry"] is None
    assert features[1]["geometry"] == {"type": "Point", "coordinates": [43.118, 36.335]}


def test_what_a_filter_hides_is_a_row_without_a_point():
    text = "Shells fell on Mosul. “Mosul holds,” said Bo."
    parse = make_parse(Told(text, (("Mosul", Read(MOSUL)),) * 2, ("Bo",)))
    rows = table_of(parse, Asked(voice="direct"))
    assert [(r["on_map"], r["why_not"], r["lon"], r["mark_number"]) for r in rows] == [
        ("false", "left-out", "", "1"), ("true", "", "43.118", "1"),
    ]  # fmt: skip
    assert [bool(r["excerpt_id"]) for r in rows] == [False, True]


def of_marks(rows):
    return Counter(row["mark"] for row in rows if row["on_map"] in {True, "true"})


@settings(max_examples=150, deadline=None)
@given(parses(), asked())
def test_json_table_and_map_say_the_same_of_anything_asked(parse, question):
    shown = map_evidence([parse], question)
    made = json.loads(contract.write(shown))
    rows = table_of(parse, question)
    props = [f["properties"] for f in json.loads(geojson.write(shown))["features"]]
    marks = Counter({m["mark"]: m["names"] for m in made["map"]["marks"] if m["shown"]})
    assert of_marks(rows) == of_marks(props) == marks
    counts = made["map"]["counts"]
    assert counts["on_map"] == sum(marks.values())
    assert counts["hidden"] == sum(p["why_not"] == "left-out" for p in props)
    assert counts["names"] == counts["on_map"] + counts["hidden"] + counts["listed"]
    excerpts = {e.key for e in shown.excerpts}
    for found in (rows, props, [{"excerpt_id": t["excerpt"]} for t in made["toponyms"]]):
        assert {row["excerpt_id"] for row in found} - {None, ""} == excerpts
    reasons = Counter(p["why_not"] for p in props if p["why_not"] not in {None, "left-out"})
    tray = Counter()
    for row in made["map"]["tray"]:
        tray[row["reason"]] += row["times"]
    others = tray.pop("not-a-place", 0)
    assert (tray, others) == (reasons, counts["others"])
    assert [t["mark"] for t in made["toponyms"]] == [p["mark"] for p in props]
    for row, prop in zip(rows, props, strict=True):
        for name in ("mark_number", "km", "sure", "figure", "mark_name"):
            value = prop[name]
            said = "" if value is None else str(value).lower() if value in {True, False} else value
            assert _same(row[name], said, name), (name, row[name], prop[name])


def _same(cell, value, name):
    """Whether a cell of the table says a value of the map."""
    if name in {"mark_number", "km"}:
        return cell == "" if value == "" else float(cell) == float(value)
    return cell.lstrip("'") == str(value).lstrip("'")
