"""The second-level divisions: their names, their ids, and how far their points may be off."""

import csv

import pytest

from geo.boundaries import distance_km
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from geo.types import Kind
from workshop import districts

FOLDER = data_folder() / "gazetteer"


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Butaleja District", "butaleja"),
        ("Zvenihorodka Raion", "zvenihorodka"),
        ("Cercle de Niono", "niono"),
        ("Département d' Illéla", "illela"),
        ("Circunscrição de Macomia", "macomia"),
        ("Powiat wrocławski", "wroclawski"),
        ("Elbistan İlçesi", "elbistan"),
        ("Gubio Local Government Area", "gubio"),
        ("Commune", "commune"),
        ("Santa Fe", "santa fe"),
        ("Denham", "denham"),
        ("San Juan de la Maguana", "san juan de la maguana"),
    ],
)
def test_a_division_is_called_without_its_word_of_kind(name, bare):
    assert districts.bare(name) == bare


def test_every_division_has_its_own_number_of_geonames():
    numbers = [row["id"] for row in rows("districts.csv")]
    assert len(set(numbers)) == len(numbers) > 30_000
    assert all(number.removeprefix("geonames:").isdigit() for number in numbers)


def test_a_division_without_towns_takes_the_point_of_its_seat():
    found = [row for row in rows("districts.csv") if row["towns"] == "0"]
    bilma = next(row for row in found if row["name"] == "Département de Bilma")
    town = next(m.place for m in Gazetteer.open().lookup("Bilma") if m.place.kind is Kind.TOWN)
    assert distance_km(float(bilma["lon"]), float(bilma["lat"]), town.lon, town.lat) < 0.1
    assert len(found) > 2_000


def test_no_point_is_made_up_for_a_division_without_town_or_seat():
    found = {row["name"]: row for row in rows("districts.csv") if not row["lon"]}
    assert {row["lat"] + row["towns"] for row in found.values()} == {"0"}
    momo = found["Momo Division"]
    gazetteer = Gazetteer.open()
    place = gazetteer.place(momo["id"])
    assert gazetteer.holder(place).id == place.admin1 == "adm1:CM.07"


def test_other_files_than_the_expected_ones_are_refused(tmp_path):
    (tmp_path / "admin2.json").write_text("[]")
    with pytest.raises(DataError, match=r"admin2\.json is not the file expected"):
        districts.build(tmp_path, tmp_path / "admin2.json", tmp_path)
