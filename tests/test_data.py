"""The shipped data: listed, unaltered, and true to what the engine relies on."""

import json
import shutil

import pytest
import shapely

from geo.boundaries import Boundaries, convergence_deg, distance_km, project, utm_epsg
from geo.build import manifest
from geo.errors import DataError
from geo.integrity import verify
from geo.settings import data_folder

DATA = data_folder()
IRAQ = {
    "Anbar", "Basra", "Muthanna", "Qadisiyyah", "Sulaymaniyah", "Babil", "Baghdad", "Dohuk",
    "Dhi Qar", "Diyala", "Erbil", "Karbala", "Kirkuk", "Maysan", "Nineveh", "Wasit", "Najaf",
    "Salahuddin",
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


def test_every_division_has_a_parent_and_a_point_inside(boundaries):
    for area in every_area(boundaries):
        if area.parent:
            assert area.parent in boundaries, area.id
            assert shapely.contains(area.geometry, shapely.Point(area.lon, area.lat)), area.id


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
