"""What a name stands under says where it lies, where it has no place of its own there."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.types import Kind, Precision

HEADED = [  # text, a name that no gazetteer has, and what it lies somewhere in
    ("1. Tillabéri. Armed men burned Zaroumey and Tchombangou.", "Tchombangou", "Tillaberi"),
    ("Kachin State: Clashes went on near Hka Ya. Villagers of Nam Byu hid.", "Nam Byu", "Kachin"),
    (
        "- Cabo Delgado: huts burned in Nkoe.\n- Nampula: cholera in Namitatari.",
        "Nkoe",
        "Cabo Delgado",
    ),
    (
        "- Cabo Delgado: huts burned in Nkoe.\n- Nampula: cholera in Namitatari.",
        "Namitatari",
        "Nampula",
    ),
    (
        "KASSALA: Police shot a herder. In Wad Sharifey the market was closed.",
        "Wad Sharifey",
        "Kassala",
    ),
    ("Goma, North Kivu: a shell fell on Rutoboko at night.", "Rutoboko", "North Kivu"),
    ("(b) Kunar (east): floods hit Dewa Gul and a bridge near Shigal Tarna.", "Dewa Gul", "Kunar"),
]
OPENED = [
    ("In Kunar, floods hit Dewa Gul, and a bridge at Shigal Tarna fell.", "Shigal Tarna", "Kunar"),
    ("In Ménaka region, riders burned Tamalat and Insinane.", "Insinane", "Gao"),
    ("In northern Sagaing, soldiers shelled Kone Thar for two days.", "Kone Thar", "Sagaing"),
    ("It rained. Across Darfur, militia burned huts in Wad Abu Gamra.", "Wad Abu Gamra", "Darfur"),
    ("On 4 May, in Masisi, North Kivu, gunmen burned huts near Kitsule.", "Kitsule", "North Kivu"),
    ("Throughout Zamfara gunmen took cattle, most of it near Gidan Zago.", "Gidan Zago", "Zamfara"),
]
NOT_HELD = [  # what leads elsewhere, or is no heading of it
    ("In Ituri, families fled from Katoto to Bweyale Camp.", "Bweyale Camp"),
    ("In Borno State, fighters crossed into Cameroon and burned Ldamang.", "Ldamang"),
    ("In Kunar, a mine killed a boy. A man died at Shigal Tarna.", "Shigal Tarna"),
    ("Kunar: a mine killed a boy.\n\nA man died near Shigal Tarna in the night.", "Shigal Tarna"),
    ("In Zamfara gunmen left Gidan Zago for good.", "Gidan Zago"),
    ("KASSALA - Police shot a herder in Wad Sharifey.", "Wad Sharifey"),
]
AREAS = [  # a heading that names the division, though its chief town has the name
    ("Homs: six men were taken in Talkalakh and two in Palmyra.", "Homs"),
    ("Nampula: cholera spread in Memba and Nacala.", "Nampula"),
    ("Katsina. In Kankara and Faskari the vigilantes killed nine men.", "Katsina"),
    ("* Maradi: schools in Dakoro and Tessaoua were shut.", "Maradi"),
    ("Kunduz. Imam Sahib and Archi were calm.", "Kunduz"),
]
TIED = [
    ("Fighters burned Kwalgai and Dan Toumba, two villages of Maradi.", "Kwalgai", "Maradi"),
    ("They left Kwalgai and Dan Toumba, which lie in Maradi region.", "Kwalgai", "Maradi"),
    (
        "Huts burned in Um Dalam and Hilla Jadida. Both are in North Kordofan.",
        "Um Dalam",
        "North Kordofan",
    ),
    ("Homes in Ashtamir and Begumganj upazilas in Rangpur were flooded.", "Ashtamir", "Rangpur"),
    ("A herder was shot in Lotuko, a payam in Jonglei.", "Lotuko", "Jonglei"),
    ("Soldiers burned Kordu, a sub-prefecture in Ouaka.", "Kordu", "Ouaka"),
    ("Gunmen raided Gidan Zago and Gidan Buga, both in Zamfara.", "Gidan Zago", "Zamfara"),
    ("Rain fell on Dan Toumba and Kwalgai, three communes of Maradi.", "Dan Toumba", "Maradi"),
]


def answer(text, name):
    found = default_engine().parse(read_article(text)).resolutions
    return next(r for r in found if r.toponym.surface == name)


@pytest.mark.parametrize(("text", "name", "holder"), HEADED + OPENED)
def test_a_name_lies_in_what_it_stands_under(text, name, holder):
    found = answer(text, name)
    assert found.within
    assert found.place.name == holder
    assert found.precision in {Precision.P4, Precision.P5}


@pytest.mark.parametrize(("text", "name"), NOT_HELD)
def test_what_may_lie_elsewhere_is_not_held(text, name):
    assert answer(text, name).place is None


@pytest.mark.parametrize(("text", "name"), AREAS)
def test_a_heading_over_its_own_towns_is_the_division(text, name):
    assert answer(text, name).place.kind is Kind.PROVINCE


@pytest.mark.parametrize(("text", "name", "holder"), TIED)
def test_words_for_parts_of_many_countries_tie(text, name, holder):
    found = answer(text, name)
    assert (found.place and found.place.name) == holder
    assert bool(found.within) is bool(holder)


def test_a_place_of_its_own_stays_whatever_it_stands_under():
    found = answer("In Kunar, envoys of Pakistan met; aid came by way of Peshawar.", "Peshawar")
    assert found.place.country == "PK"
