"""What the embedded gazetteer finds, against data as shipped."""

import dataclasses
import shutil

import pytest
from hypothesis import given

from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from tests.strategies import hostile_texts

TIERS = ("exact", "folded", "tolerant")
SPELLINGS = {
    "geonames:99062": ["Miqdadiya", "Muqdadiyah", "al-Miqdadiyah", "Al Muqdadiyah"],
    "supplement:qara-tapa-iq": ["Qara Tapa", "Qarah Tappah", "Kara Tepe", "Qara Tapah"],
    "geonames:390188": ["Hawija", "al-Hawijah", "Al-Hawijah", "AL-HAWIJAH"],
    "supplement:jalawla-iq": ["Jalawla", "Jalula", "Jalawla'", "Jalawla\u2019"],
    "adm1:IQ.18": ["Salahuddin", "Salah ad-Din", "Salah al-Din", "Saladin"],
    "adm1:IQ.15": ["Nineveh", "Ninawa", "Ninewa"],
    "geonames:170794": ["Deir ez-Zor", "Dayr az-Zawr", "Deir al-Zour", "Deir Ezzor"],
    "adm1:IQ.13": ["Kirkuk", "At-Ta'mim", "Kirkuk Governorate"],
    "country:GB": ["United Kingdom", "UK", "U.K.", "Britain"],
    "country:US": ["United States", "U.S.", "USA", "America"],
    "country:CI": ["Ivory Coast", "Cote d'Ivoire", "C\u00f4te d\u2019Ivoire"],
}


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("wanted", "name"), [(i, n) for i, names in SPELLINGS.items() for n in names]
)
def test_every_spelling_finds_its_place(gazetteer, wanted, name):
    assert wanted in [m.place.id for m in gazetteer.lookup(name)]


@pytest.mark.parametrize(
    ("word", "country"),
    [("Iraqi", "IQ"), ("Iraqis", "IQ"), ("British", "GB"), ("French", "FR"), ("Syrians", "SY")],
)
def test_a_people_leads_to_its_country(gazetteer, word, country):
    assert gazetteer.demonym(word).id == f"country:{country}"


@pytest.mark.parametrize("word", ["Iraq", "Islamic", "", "Daesh"])
def test_what_is_no_people_leads_nowhere(gazetteer, word):
    assert gazetteer.demonym(word) is None


@given(hostile_texts())
def test_any_text_can_be_asked(text):
    gazetteer = Gazetteer.open()
    found = gazetteer.lookup(text, limit=5)
    assert len(found) <= 5
    assert [m.how for m in found] == sorted((m.how for m in found), key=TIERS.index)
    assert len({m.place.id for m in found}) == len(found)
    assert found == gazetteer.lookup(text, limit=5)
    assert not gazetteer.knows(text) or found


def test_a_place_is_found_by_its_id(gazetteer):
    for match in gazetteer.lookup("Kirkuk"):
        assert gazetteer.place(match.place.id) == match.place


def test_towns_name_what_holds_them(gazetteer):
    khanaqin = gazetteer.place("geonames:94591")
    assert khanaqin.admin == ("Iraq", "Diyala")
    assert khanaqin.admin1 == "adm1:IQ.10"
    assert (round(khanaqin.lon, 2), round(khanaqin.lat, 2)) == (45.39, 34.35)


def test_country_points_follow_geonames(gazetteer):
    states = gazetteer.place("country:US")
    assert (round(states.lon, 1), round(states.lat, 1)) == (-98.5, 39.8)


def test_matches_cannot_be_changed(gazetteer):
    with pytest.raises(dataclasses.FrozenInstanceError):
        gazetteer.lookup("Kirkuk")[0].how = "folded"


@pytest.mark.parametrize("name", ["places.arrow", "names.marisa"])
@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_broken_file_is_named_with_the_remedy(tmp_path, name, damage):
    folder = tmp_path / "gazetteer"
    shutil.copytree(data_folder() / "gazetteer", folder)
    shutil.copy(data_folder() / "manifest.json", tmp_path)
    if damage == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(b"ARROW1 cut short")
    with pytest.raises(DataError, match=rf"{name}.*reinstall dateline"):
        Gazetteer.open(tmp_path)


def test_a_name_that_a_source_gives_by_mistake_is_taken_from_its_place(gazetteer):
    assert "geonames:1299371" not in [m.place.id for m in gazetteer.lookup("Hkamti")]
    assert [m.place.name for m in gazetteer.divisions("Amedi")] == ["Amedi"]
    assert gazetteer.divisions("Adhamiyah") == ()


@pytest.mark.parametrize(
    "name",
    ["Aleppo International Airport", "Ben Gurion Airport", "Damascus International Airport"],
)
def test_an_aerodrome_kept_by_hand_is_no_second_one(gazetteer, name):
    assert [m.place.kind.value for m in gazetteer.lookup(name)] == ["site"]


def test_official_names_and_peoples_of_small_countries_are_known(gazetteer):
    assert [m.place.id for m in gazetteer.lookup("Republic of China")] == ["country:TW"]
    assert gazetteer.demonym("Dominicans").id == "country:DO"


def test_a_name_asked_for_again_has_the_same_answer(monkeypatch):
    monkeypatch.setattr("geo.gazetteer.index._ANSWERS_KEPT", 3)
    asked = [
        ("Mosul", {}), ("Mosul", {"limit": 1}), ("Karrada Sharqia", {}),
        ("Karrada Sharqia", {"alike": False}), ("Nineveh Governorate", {}), ("", {}),
    ]  # fmt: skip
    gazetteer = Gazetteer(data_folder())
    fresh = [Gazetteer(data_folder()).lookup(name, **how) for name, how in asked]
    for _ in range(2):  # the third name clears what was remembered of the first
        assert [gazetteer.lookup(name, **how) for name, how in asked] == fresh
