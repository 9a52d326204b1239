"""The hand-kept supplement: every row is sourced, unique and where it says it is."""

import csv
import re
from collections import Counter
from functools import cache
from math import cos, radians
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
DIVISIONS = DATA / "boundaries" / "divisions.parquet"
COLUMNS = ["id", "name", "kind", "lon", "lat", "country", "admin1", "aliases", "source", "note"]
KINDS = {
    *("town", "site", "district", "river", "lake", "mountains"),
    *("desert", "region", "island", "sea", "continent"),
}
SOURCES = (
    "GeoNames id ",
    "Wikipedia, ",
    "airportsdata ",
    "SimpleMaps id ",
    "computed: ",
    "Natural Earth",
    "OpenStreetMap",
    "Pleiades ",
    "approximate, from general reference; +-",
)
KM_PER_DEGREE = 111.2
BORDER_KM = 5.0  # the divisions are generalised
COAST_KM = 15.0
# Natural Earth draws Baghdad as the city alone; its outer districts lie in the neighbours.
TOO_SMALL_KM = {"adm1:IQ.07": 30.0}
# The source leaves out the smallest islands.
NOT_DRAWN_IN_ITS_COUNTRY = {"supplement:snake-island-ua"}


@cache
def rows():
    with (DATA / "gazetteer" / "supplement.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def divisions():
    import geopandas as gpd

    frame = gpd.read_parquet(DIVISIONS, columns=["id", "geometry"])
    return dict(zip(frame["id"], frame["geometry"], strict=True))


@cache
def country(code):
    import shapely

    prefix = f"adm1:{code}."
    return shapely.union_all([area for key, area in divisions().items() if key.startswith(prefix)])


def km_outside(row, area):
    import shapely

    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    (lon_a, lat_a), (lon_b, lat_b) = shapely.shortest_line(area, point).coords
    east = (lon_a - lon_b) * cos(radians(lat_b))
    return ((east**2 + (lat_a - lat_b) ** 2) ** 0.5) * KM_PER_DEGREE


def test_columns_are_the_documented_ones():
    assert list(rows()[0]) == COLUMNS
    assert all(None not in row and None not in row.values() for row in rows())


def test_no_cell_has_stray_blanks_or_control_characters():
    for row in rows():
        for cell in row.values():
            assert cell == cell.strip()
            assert cell.isprintable()


def test_ids_are_unique_and_well_formed():
    ids = [row["id"] for row in rows()]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    form = re.compile(r"geonames:\d+|iata:[A-Z]{3}|pleiades:\d+|supplement:[a-z0-9-]+")
    assert [key for key in ids if not form.fullmatch(key)] == []


def test_names_are_unique_within_a_division():
    places = Counter((row["name"].casefold(), row["country"], row["admin1"]) for row in rows())
    assert [place for place, count in places.items() if count > 1] == []


def test_kinds_are_known():
    assert {row["kind"] for row in rows()} <= KINDS


def test_coordinates_are_in_range():
    for row in rows():
        assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert -90 <= float(row["lat"]) <= 90, row["id"]


def test_every_row_has_a_source():
    assert [row["id"] for row in rows() if not row["source"].startswith(SOURCES)] == []


def test_geonames_source_names_the_row_s_own_id():
    for row in rows():
        if row["source"].startswith("GeoNames id "):
            assert row["source"].split()[2] == row["id"].removeprefix("geonames:")


def test_approximate_rows_state_their_uncertainty():
    for row in rows():
        if row["source"].startswith("approximate"):
            stated = re.search(r"\+-(\d+) km$", row["source"])
            assert stated, row["id"]
            assert f"uncertainty about {stated[1]} km" in row["note"], row["id"]


def test_aliases_are_distinct_and_not_empty():
    for row in rows():
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert all(aliases), row["id"]
        assert len(set(aliases)) == len(aliases), row["id"]


def test_division_belongs_to_the_country():
    for row in rows():
        if row["admin1"]:
            assert re.fullmatch(rf"adm1:{row['country']}\.[0-9A-Za-z-]+", row["admin1"]), row["id"]


def test_iraq_has_at_least_120_rows():
    assert sum(row["country"] == "IQ" for row in rows()) >= 120


@pytest.mark.parametrize(
    ("spelling", "lon", "lat"),
    [
        ("Qara Tapa", 44.93, 34.43),
        ("Miqdadiya", 44.94, 33.98),
        ("Khanaqin", 45.39, 34.35),
        ("Hawija", 43.77, 35.33),
        ("Jalawla", 45.17, 34.28),
        ("Amerli", 44.59, 34.72),
    ],
)
def test_news_spellings_find_their_place(spelling, lon, lat):
    found = [row for row in rows() if spelling in {row["name"], *row["aliases"].split("|")}]
    assert len(found) == 1
    assert abs(float(found[0]["lon"]) - lon) < 0.05
    assert abs(float(found[0]["lat"]) - lat) < 0.05


def test_each_row_lies_in_its_country():
    far = {
        row["id"]: round(km_outside(row, country(row["country"])))
        for row in rows()
        if row["country"] and km_outside(row, country(row["country"])) > COAST_KM
    }
    assert set(far) == NOT_DRAWN_IN_ITS_COUNTRY, far


def test_each_row_lies_in_its_division():
    assert [row["id"] for row in rows() if row["admin1"] and row["admin1"] not in divisions()] == []
    far = {
        row["id"]: round(km_outside(row, divisions()[row["admin1"]]))
        for row in rows()
        if row["admin1"]
        and km_outside(row, divisions()[row["admin1"]]) > TOO_SMALL_KM.get(row["admin1"], BORDER_KM)
    }
    assert far == {}
