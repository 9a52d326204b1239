"""Places of official lists: romanised as resolved, each in a district that is there."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from geo.errors import DataError
from workshop import listed

DATA = Path(__file__).parents[2] / "data" / "gazetteer"


@cache
def rows(name="listed.csv"):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "latin"),
    [  # the resolution's own examples
        ("Алушта", "Alushta"), ("Борщагівка", "Borshchahivka"), ("Вінниця", "Vinnytsia"),
        ("Гадяч", "Hadiach"), ("Ґалаґан", "Galagan"), ("Згурський", "Zghurskyi"),
        ("Єнакієве", "Yenakiieve"), ("Житомир", "Zhytomyr"), ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"), ("Йосипівка", "Yosypivka"), ("Стрий", "Stryi"),
        ("Щербухи", "Shcherbukhy"), ("Юрій", "Yurii"), ("Корюківка", "Koriukivka"),
        ("Яготин", "Yahotyn"), ("Костянтин", "Kostiantyn"), ("Слов'янськ", "Sloviansk"),
        ("Феодосія", "Feodosiia"), ("Біла Церква", "Bila Tserkva"),
        ("Новгород-Сіверський", "Novhorod-Siverskyi"),
    ],
)  # fmt: skip
def test_names_are_romanised_as_the_cabinet_resolved(name, latin):
    assert listed.romanise(name) == latin


def test_the_other_usual_spelling_is_a_name_too():
    assert listed.romanise("Авдіївка", listed._BGN) == "Avdiyivka"
    assert listed.romanise("Костянтинівка", listed._BGN) == "Kostyantynivka"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Куп'янський район", "kupians"),
        ("Kupianska Miskrada", "kupians"),
        ("Borispol\u2019skiy Rayon", "borispols"),
        ("Запорізький район", "zaporiz"),
        ("Миколаївська міська рада", "mykolaivs"),
        ("Kupiansk Raion", ""),
    ],
)
def test_a_raion_is_told_by_its_stem(name, stem):
    assert listed._stem(name) == stem


def test_a_ward_is_called_by_its_parts_without_numbers():
    assert list(listed._names("Pulka/Bokko")) == ["Pulka", "Bokko"]
    assert list(listed._names("Osusu II")) == ["Osusu"]
    assert list(listed._names("Ward 7")) == ["Ward"]
    assert list(listed._names("St.eugenes By Okigwe Rd.")) == []
    assert list(listed._names("GRA")) == []


def test_every_place_lies_in_a_district_that_is_there():
    districts = {row["id"]: row["admin1"] for row in rows("districts.csv")}
    own = {row["id"]: row["admin1"] for row in rows() if row["kind"] == "district"}
    every = districts | own
    towns = [row for row in rows() if row["kind"] == "town"]
    assert len(towns) > 15_000
    for row in towns:
        assert (row["lon"], row["lat"]) == ("", ""), row["id"]
        assert every[row["district"]] == row["admin1"], row["id"]
    for row in rows():
        assert (row["kind"] == "district") == bool(row["lon"] and row["lat"]), row["id"]


def test_ids_are_the_sources_own_and_a_district_has_a_name_once():
    assert max(Counter(row["id"] for row in rows()).values()) == 1
    assert {row["id"].partition(":")[0] for row in rows()} == {"katottg", "naija"}
    towns = [(row["name"], row["district"]) for row in rows() if row["kind"] == "town"]
    assert max(Counter(towns).values()) == 1


def test_words_and_first_names_are_not_listed():
    names = {row["name"].casefold() for row in rows() if row["kind"] == "town"}
    for name in ("common_words", "first_names", "surnames"):
        lines = (DATA.parent / "lexicon" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        words = {line.casefold() for line in lines if line and not line.startswith("#")}
        assert len(words) > 1000
        assert sorted(names & words) == []


def test_another_file_is_refused(tmp_path):
    (tmp_path / "kodifikator.xlsx").write_bytes(b"PK")
    with pytest.raises(DataError, match="not the file expected"):
        listed._read(tmp_path / "kodifikator.xlsx")
