"""A word of kind calls up a second-level division; without one the name is the town's."""

import pytest

from geo.articles import read_article
from geo.boundaries import distance_km
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.types import Kind, Precision

# Text, name, country, and the town the division is called after (its own name where None).
DISTRICTS = [
    ("Fighters burned houses in Lubero territory, in the Democratic Republic of Congo.",
     "Lubero", "CD", None),
    ("Herders were shot in Kaga LGA, police in Nigeria said.", "Kaga", "NG", "Benisheikh"),
    ("A mine exploded in Khakrez district of Kandahar, Afghanistan.", "Khakrez", "AF", None),
    ("Clashes were reported in Taungoo District, Myanmar.", "Taungoo", "MM", None),
    ("Villagers fled from Niono cercle in Mali.", "Niono", "ML", None),
    ("Flooding displaced families in Jowhar district, Somalia.", "Jowhar", "SO", None),
    ("Militants killed four soldiers in Tera department, Niger.", "Tera", "NE", None),
    ("The insurgents entered Macomia district in Mozambique.", "Macomia", "MZ", None),
    ("A bomb went off in Zhob district, Pakistan, on Friday.", "Zhob", "PK", None),
    ("The quake was felt in Elbistan district in Turkey.", "Elbistan", "TR", None),
    ("Gangs hold parts of the arrondissement of Mirebalais, Haiti.", "Mirebalais", "HT", None),
    ("Jets struck targets in Zakho district in Iraq.", "Zakho", "IQ", None),
    ("A drone killed two people in Zvenihorodka Raion, Ukraine.",
     "Zvenihorodka", "UA", "Zvenyhorodka"),
    ("Maoists ambushed police in Sukma district of Chhattisgarh, India.", "Sukma", "IN", None),
    ("Troops of Syria left Azaz district on Sunday.", "Azaz", "SY", "A'zaz"),
]  # fmt: skip
TOWNS = [
    ("A bomb exploded in Zhob, Pakistan, on Friday.", "Zhob"),
    ("Residents of Niono in Mali said soldiers came at dawn.", "Niono"),
    ("The mayor of Elbistan, Turkey, asked for tents.", "Elbistan"),
    ("Two people drowned in Macomia, Mozambique.", "Macomia"),
    ("Shells fell on the Al-Shaar district of Aleppo, Syria.", "Aleppo"),
    ("Police searched flats in the Kreuzberg district of Berlin, Germany.", "Berlin"),
    ("A shop was robbed in an eastern district of Lubumbashi, DR Congo.", "Lubumbashi"),
]


def answers(text):
    return default_engine().parse(read_article(text)).resolutions


def answer(text, name):
    return next(r for r in answers(text) if r.toponym.surface.startswith(name))


@pytest.mark.parametrize(("text", "name", "country", "seat"), DISTRICTS)
def test_a_word_of_kind_makes_a_district(text, name, country, seat):
    found = answer(text, name)
    assert found.place is not None
    assert (found.place.kind, found.place.country) == (Kind.DISTRICT, country)
    assert found.precision is Precision.P3
    assert found.place.id.startswith("geonames:")
    towns = [
        m.place
        for m in Gazetteer.open().lookup(seat or name)
        if m.place.kind is Kind.TOWN and m.place.country == country
    ]
    near = [distance_km(t.lon, t.lat, found.place.lon, found.place.lat) for t in towns]
    assert not near or min(near) < 60


WITHOUT_POINT = [  # a division of whose point no source tells, and what it lies in
    ("Fighters entered Palma district in Mozambique.", "Palma", "Cabo Delgado"),
    ("Farms burned in Fizi territory, in the Democratic Republic of Congo.", "Fizi", "South Kivu"),
    ("In Irumu territory, in the DRC, men came at night.", "Irumu", "Orientale"),
    ("Shops shut in Momo division, Cameroon.", "Momo", "Northwest Region"),
    ("Fighting went on in North Wollo zone, Ethiopia.", "North Wollo", "Amhara"),
    ("A herder was shot in Magwi county, South Sudan.", "Magwi", "Eastern Equatoria"),
    ("Two died in Makebuko commune, Burundi.", "Makebuko", "Gitega"),
]


@pytest.mark.parametrize(("text", "name", "holder"), WITHOUT_POINT)
def test_a_division_without_a_point_lies_somewhere_in_its_division(text, name, holder):
    found = answer(text, name)
    assert (found.place.name, found.place.kind) == (holder, Kind.PROVINCE)
    assert found.within
    assert found.precision is Precision.P4


def test_what_is_tied_to_a_division_without_a_point_is_in_what_holds_it():
    found = answer("Huts burned in Lotuko, Fizi territory, in the DRC.", "Lotuko")
    assert (found.place.name, bool(found.within)) == ("South Kivu", True)


def test_a_direction_before_a_division_is_a_part_of_its_name():
    text = "In North Wollo and West Gojjam, Ethiopia, roads were shut; East Gojjam was calm."
    names = {r.toponym.surface for r in answers(text)}
    assert {"North Wollo", "West Gojjam", "East Gojjam"} <= names


@pytest.mark.parametrize(("text", "name"), TOWNS)
def test_a_bare_name_and_a_part_of_a_town_are_the_town(text, name):
    assert answer(text, name).place.kind is Kind.TOWN


def test_a_district_that_the_boundaries_have_is_theirs():
    found = answer("Raiders struck Butaleja district in Uganda on Monday.", "Butaleja")
    assert (found.place.kind, found.precision) == (Kind.PROVINCE, Precision.P4)
    assert found.place.area is not None


def test_a_province_that_no_province_is_called_is_a_district():
    found = answer("A landslide buried homes in Huarochiri province, Peru.", "Huarochiri")
    assert (found.place.kind, found.place.country) == (Kind.DISTRICT, "PE")


def test_a_word_of_kind_offers_no_district_of_a_country_the_text_does_not_name():
    text = "Iraqi police closed {} district after a blast in Baghdad, Iraq."
    kinds = {
        name: {c.place.kind for c in answer(text.format(name), name).candidates}
        for name in ("Zhob", "Zakho")
    }
    assert Kind.DISTRICT not in kinds["Zhob"]
    assert Kind.DISTRICT in kinds["Zakho"]


def test_no_bare_name_is_known_for_a_division_alone():
    gazetteer = Gazetteer.open()
    assert [m.place.kind for m in gazetteer.divisions("Khakrez")] == [Kind.DISTRICT]
    assert not gazetteer.knows("Khakrez")
    assert gazetteer.divisions("no such district") == ()
