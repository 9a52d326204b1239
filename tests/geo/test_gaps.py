"""Divisions that the source draws in part: found by a rule, listed in data, said in words."""

import shutil

import pytest
import shapely

from geo.boundaries import Boundaries, lacking, partial
from geo.boundaries.gaps import rows_of
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from workshop import manifest
from workshop import partial as builder

FOLDER = data_folder()
ROWS = rows_of(FOLDER, "partial.csv")


def test_baghdad_is_drawn_in_part():
    found = partial("adm1:IQ.07")
    assert found is not None
    assert found.words == "the source draws only part of Baghdad"
    assert (found.outside, found.drawn_km2, found.official_km2) == (0.4, 650.0, 4555.0)
    assert partial("adm1:IQ.10") is None
    assert partial("country:IQ") is None


@pytest.mark.parametrize("name", ["Abu Ghraib", "Mahmudiya", "Tarmiya"])
def test_towns_off_the_polygon_are_counted_with_their_province_by_code(name):
    town = next(m.place for m in Gazetteer.open().lookup(name) if m.place.country == "IQ")
    baghdad = Boundaries.open().area("adm1:IQ.07")
    assert town.admin1 == baghdad.id
    assert not shapely.covers(baghdad.geometry, shapely.Point(town.lon, town.lat))


def test_the_list_is_what_its_builder_makes(tmp_path):
    (tmp_path / "boundaries").mkdir()
    for name in ("divisions.parquet", "partial.csv"):
        shutil.copy(FOLDER / "boundaries" / name, tmp_path / "boundaries")
    builder.build(tmp_path)
    made = (tmp_path / "boundaries" / "partial.csv").read_bytes()
    assert made == (FOLDER / "boundaries" / "partial.csv").read_bytes()


def test_every_row_is_an_area_with_its_name_and_size():
    areas = Boundaries.open()
    assert len(ROWS) > 10
    for row in ROWS:
        area = areas.area(row["id"])
        assert row["name"] == area.name
        assert float(row["drawn_km2"]) == pytest.approx(area.area_km2, abs=0.51)
        assert 0.4 <= float(row["outside"]) <= 1
        assert bool(row["official_km2"]) == bool(row["official_source"])


def test_no_province_of_the_philippines_holds_its_whole_region_s_towns():
    assert [row["id"] for row in ROWS if row["id"].startswith(("adm1:PH.", "adm1:BA."))] == []
    legazpi = next(m.place for m in Gazetteer.open().lookup("Naga") if m.place.country == "PH")
    assert legazpi.admin1 != "adm1:PH.05"
    assert "adm1:PH.05" not in Boundaries.open()


def test_share_outside_leaves_room_for_a_rough_shore():
    square = shapely.box(0, 0, 1, 1)
    inside, shore, far = (0.5, 0.5), (1.04, 0.5), (1.06, 0.5)
    assert builder.share_outside(square, [inside, shore]) == 0
    assert builder.share_outside(square, [inside, shore, far, far]) == 0.5
    assert builder.share_outside(square, []) == 0


def test_what_the_edition_lacks_is_said():
    assert lacking("IQ") == "Halabja (a governorate since 2025) is not drawn"
    assert lacking("FR") is None
    divisions = Boundaries.open().divisions
    assert "Halabja" not in {area.name for area in divisions("IQ")}
    assert "Ituri" not in {area.name for area in divisions("CD")}
    assert "Turkana" not in {area.name for area in divisions("KE")}


@pytest.mark.parametrize("damage", [None, b"id,name\nx,y\n", b"\xff\xfe", b'id,name\n"x'])
def test_a_damaged_list_is_named_with_the_remedy(tmp_path, damage):
    (tmp_path / "boundaries").mkdir()
    for name in ("partial.csv", "lacking.csv"):
        if damage is not None:
            (tmp_path / "boundaries" / name).write_bytes(damage)
    manifest.measure(tmp_path)
    with pytest.raises(DataError, match=r"partial\.csv"):
        partial("adm1:IQ.07", tmp_path)
    with pytest.raises(DataError, match=r"lacking\.csv"):
        lacking("IQ", tmp_path)
