"""Places whose point is coarse or unknown: rings and districts, never points."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.gazetteer.index import LISTED
from geo.mapped import map_evidence
from geo.types import Kind, Precision, Status

KUPIANSK = "geonames:9194084"
GWOZA = "geonames:8659839"


def answers(text, name):
    parse = default_engine().parse(read_article(text.encode()))
    return [r for r in parse.resolutions if r.toponym.surface == name]


def marks(text):
    return map_evidence([default_engine().parse(read_article(text.encode()))]).marks


@pytest.mark.parametrize(
    ("text", "name", "km"),
    [
        ("Fighters fled to Zamzam camp, in North Darfur, Sudan.", "Zamzam", 6.0),
        ("Russian troops entered Robotyne in Zaporizhzhia, Ukraine.", "Robotyne", 3.0),
        ("Gunmen raided Labbezanga in Gao, Mali.", "Labbezanga", 6.0),
    ],
)
def test_a_place_known_to_some_kilometres_is_a_ring_of_that_size(text, name, km):
    found = answers(text, name)[0]
    assert found.status is Status.RESOLVED
    assert found.place.source == "supplement"
    assert (found.precision, found.around.radius_km) == (Precision.P2, km)
    assert (found.around.lon, found.around.lat) == (found.place.lon, found.place.lat)
    assert not found.around.nominal
    assert found.reasons[-1] == f"the gazetteer knows {found.place.name} to within {km:g} km"


def test_words_beside_such_a_place_point_at_a_wider_ring():
    plain = answers("Rockets fell near Gao in Mali.", "Gao")[0].around.radius_km
    found = answers("Rockets fell near Labbezanga in Gao, Mali.", "Labbezanga")[0]
    assert found.around.radius_km == plain + 6.0
    assert found.around.words == "near Labbezanga"


def test_a_place_beyond_fifty_kilometres_has_no_exact_edge():
    found = answers("Herders were shot dead in Turkana, Kenya.", "Turkana")[0]
    assert (found.precision, found.around.radius_km) == (Precision.P5, 90.0)


def test_a_place_from_a_record_stays_a_point():
    for text, name in (
        ("Soldiers reached Palma in Cabo Delgado, Mozambique.", "Palma"),
        ("Bombs fell on Khanaqin in Diyala, Iraq.", "Khanaqin"),
    ):
        found = answers(text, name)[0]
        assert (found.precision, found.around) == (Precision.P1, None)


def test_no_approximate_town_or_site_is_ever_a_point():
    gazetteer = Gazetteer.open(layered=False)
    from tests.geo.test_supplement import rows

    small = [row for row in rows() if row["kind"] in {"town", "site"}]
    coarse = [row for row in small if row["source"].startswith("approximate")]
    assert len(coarse) > 100
    for row in small:
        blur = gazetteer.blur_km(gazetteer.place(row["id"]))
        said = float(row["source"].rpartition("+-")[2].split(" ")[0]) if row in coarse else 0.0
        assert blur == said, row["id"]


@pytest.mark.parametrize(
    ("text", "name", "district", "division"),
    [
        ("Drones hit Stepne, a village in Kharkiv region, Ukraine.", "Stepne",
         "geonames:711892", "Kharkiv"),
        ("Drones hit Pishchane in the Kupiansk district of Kharkiv region, Ukraine.", "Pishchane",
         KUPIANSK, "Kharkiv"),
        ("Militants burned Kirawa in Borno State, Nigeria.", "Kirawa", GWOZA, "Borno"),
    ],
)  # fmt: skip
def test_a_place_that_a_list_alone_has_is_within_its_district(text, name, district, division):
    found = answers(text, name)[0]
    assert (found.status, found.precision) == (Status.RESOLVED, Precision.P3)
    assert (found.place.id, found.within, found.around) == (district, name, None)
    assert found.place.admin[-1] == division
    assert found.reasons[-1].endswith(f"in {found.place.name}, and no point for it")
    mark = next(m for m in marks(text) if m.name.startswith(f"{name}, somewhere in"))
    assert (mark.figure, mark.km, mark.somewhere) == ("ring", 20.0, True)


def test_words_beside_such_a_place_make_it_no_finer():
    found = answers("Shells fell 5 km south of Kirawa in Borno State, Nigeria.", "Kirawa")[0]
    assert (found.precision, found.place.id, found.around) == (Precision.P3, GWOZA, None)


def test_one_of_several_in_a_division_is_within_the_division():
    gazetteer = Gazetteer.open(layered=False)
    found = [m.place for m in gazetteer.lookup("Pishchane") if m.place.admin1 == "adm1:UA.07"]
    assert len({place.admin2 for place in found}) > 1
    answer = answers("Drones hit Pishchane in Kharkiv region, Ukraine.", "Pishchane")[0]
    assert (answer.precision, answer.place.id) == (Precision.P4, "adm1:UA.07")
    assert answer.within == "Pishchane"


def test_every_listed_place_has_its_districts_point_and_no_more():
    gazetteer = Gazetteer.open(layered=False)
    from tests.workshop.test_listed import rows

    for row in rows()[::400]:
        place = gazetteer.place(row["id"])
        assert place.source == LISTED
        holder = gazetteer.holder(place)
        if row["kind"] == Kind.DISTRICT:
            assert holder is None
        else:
            assert holder.id in {row["district"], row["admin1"]}
            assert (place.lon, place.lat, place.admin1) == (holder.lon, holder.lat, holder.admin1)


def test_a_misspelt_name_is_never_taken_for_a_listed_one():
    gazetteer = Gazetteer.open(layered=False)
    assert gazetteer.lookup("Kirawa")
    assert not [m for m in gazetteer.lookup("Kiraawa") if m.place.source == LISTED]
