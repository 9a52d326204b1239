"""The shipped data: listed, unaltered, and true to what the engine relies on."""

import csv
import json
import shutil

import pytest
import shapely

from geo.boundaries import Boundaries, convergence_deg, distance_km, project, utm_epsg
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.integrity import verify
from geo.settings import data_folder
from workshop import manifest

DATA = data_folder()
IRAQ = {
    "Anbar", "Basra", "Muthanna", "Qadisiyyah", "Sulaymaniyah", "Babil", "Baghdad", "Dohuk",
    "Dhi Qar", "Diyala", "Erbil", "Karbala", "Kirkuk", "Maysan", "Nineveh", "Wasit", "Najaf",
    "Salahuddin",
}  # fmt: skip
# GeoNames' own points of the countries that once stood between two published ones.
WIDE = {
    "AU": (135.0, -25.0), "CN": (105.0, 35.0), "KW": (47.75, 29.5), "ML": (-2.0, 18.0),
    "MR": (-10.34417, 20.25732), "NE": (9.0, 18.0), "SD": (30.0, 16.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def boundaries():
    return Boundaries.open()


def every_area(boundaries):
    return [boundaries.area(area) for area in boundaries]


def test_every_file_is_listed_and_unaltered():
    assert verify() == ()


def test_every_file_states_source_licence_and_date():
    for row in json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["files"]:
        assert all(row[key] for key in ("source", "licence", "date", "sha256", "bytes")), row


def test_damage_is_named_with_its_remedy(tmp_path):
    small = tmp_path / "data"
    (small / "articles").mkdir(parents=True)
    shutil.copy(DATA / "articles" / "inherent-resolve.txt", small / "articles")
    row = {"path": "articles/inherent-resolve.txt", "source": "s", "licence": "l", "date": "d"}
    (small / "manifest.json").write_text(json.dumps({"files": [row]}))
    manifest.build(small)
    assert verify(small) == ()
    (small / "articles" / "inherent-resolve.txt").write_text("altered" * 314 + "!")
    (small / "stranger.csv").write_text("x")
    (small / ".DS_Store").write_text("a file browser's own")
    sentences = [problem.sentence for problem in verify(small)]
    assert len(sentences) == 2
    assert "inherent-resolve.txt has been altered" in sentences[0]
    assert "stranger.csv is not in the manifest" in sentences[1]
    (small / "articles" / "inherent-resolve.txt").unlink()
    assert "is missing" in verify(small)[0].sentence
    with pytest.raises(DataError, match=r"stranger\.csv"):
        manifest.build(small)


def test_iraq_has_its_eighteen_governorates(boundaries):
    divisions = boundaries.divisions("IQ")
    assert {area.name for area in divisions} == IRAQ
    kirkuk = boundaries.area("adm1:IQ.13")
    assert kirkuk.codes["fips"] == "IZ13"
    assert "At-Ta'mim" in kirkuk.aliases


def test_every_division_has_a_parent(boundaries):
    areas = every_area(boundaries)
    assert [a.id for a in areas if a.parent and a.parent not in boundaries] == []


def test_no_point_lies_outside_its_area(boundaries):
    gazetteer = Gazetteer.open()
    areas = every_area(boundaries)
    for points in (areas, [gazetteer.place(area.id) for area in areas]):
        pairs = list(zip(areas, points, strict=True))
        outside = [a.id for a, p in pairs if not a.geometry.covers(shapely.Point(p.lon, p.lat))]
        assert len(pairs) > 4700
        assert outside == []


def test_points_of_large_countries_are_published_ones(boundaries):
    with (DATA / "boundaries" / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["iso2"]: row for row in csv.DictReader(file)}
    moved = {
        iso2
        for iso2, row in rows.items()
        if row["lon"]
        and (boundaries.country(iso2).lon, boundaries.country(iso2).lat)
        != (float(row["lon"]), float(row["lat"]))
    }
    assert moved == {"CV", "PH"}  # published in the sea between their islands
    assert {row["source"] for row in rows.values() if row["lon"]} == {
        "GeoNames country point (CC BY 4.0)"
    }
    found = {iso2: (boundaries.country(iso2).lon, boundaries.country(iso2).lat) for iso2 in WIDE}
    assert found == WIDE


def test_screen_and_gazetteer_have_one_point_for_an_area(boundaries):
    gazetteer = Gazetteer.open()
    for area in every_area(boundaries):
        place = gazetteer.place(area.id)
        assert (place.lon, place.lat) == pytest.approx((area.lon, area.lat), abs=1e-5), area.id


def test_a_point_is_found_in_its_country_and_division(boundaries):
    assert [area.id for area in boundaries.at(45.39, 34.35)] == ["country:IQ", "adm1:IQ.10"]


def test_neighbours_keep_their_common_border_when_simplified(boundaries):
    diyala, salahuddin = (boundaries.outline(f"adm1:IQ.{code}") for code in ("10", "18"))
    assert shapely.intersection(diyala, salahuddin).length > 0.5
    assert shapely.intersection(diyala, salahuddin).area == pytest.approx(0, abs=1e-9)


def test_an_unknown_area_is_named(boundaries):
    with pytest.raises(DataError, match="adm1:XX"):
        boundaries.area("adm1:XX.1")


def test_distance_is_the_sphere_s():
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)
    assert distance_km(179.5, 0, -179.5, 0) == pytest.approx(111.195, abs=0.01)


def test_projection_returns_where_it_came_from():
    point = shapely.Point(44.4, 33.3)
    there = project(point, utm_epsg(44.4, 33.3))
    back = project(there, utm_epsg(44.4, 33.3), inverse=True)
    assert utm_epsg(44.4, 33.3) == 32638
    assert (back.x, back.y) == pytest.approx((44.4, 33.3), abs=1e-7)


def test_grid_north_leaves_true_north_in_west_anbar():
    assert convergence_deg(38.9, 33.2, 32638) == pytest.approx(-3.35, abs=0.05)
    assert convergence_deg(45.0, 33.2, 32638) == pytest.approx(0, abs=1e-6)
