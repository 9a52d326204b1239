"""Words that say beside what a name lies decide among its namesakes, however famous one is."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.resolve.overruling import Told
from tests.making import DIYALA, MOSUL, TIKRIT


def answers(text, name):
    """The answers of a name, in reading order."""
    found = default_engine().parse(read_article(text)).resolutions
    return [r for r in found if r.toponym.surface == name]


NAMESAKES = [  # text, name, and the country and gazetteer's id of the one that lies there
    (
        "KIRKUK, Iraq - A bomb went off in Riyadh, a farming town near Hawija, police said.",
        "Riyadh",
        ("IQ", "geonames:98697"),
    ),
    (
        "Police searched Cairo, a town near Paducah, Kentucky.",
        "Cairo",
        ("US", "geonames:4234985"),
    ),
    (
        "Fighting resumed at Valencia, a town close to Davao, the army in Manila said.",
        "Valencia",
        ("PH", "geonames:1680116"),
    ),
    (
        "Troops hold Georgetown, a river port near Kuntaur in the Gambia.",
        "Georgetown",
        ("GM", "geonames:2413437"),
    ),
    (
        "Aid reached Merida, 12 km from Ormoc, on Leyte, officials in Manila said.",
        "Merida",
        ("PH", "geonames:1699827"),
    ),
]


@pytest.mark.parametrize(("text", "name", "expected"), NAMESAKES)
def test_the_namesake_that_lies_beside_it_is_meant(text, name, expected):
    (found,) = answers(text, name)
    assert (found.place.country, found.place.id) == expected


def test_the_reason_says_so():
    (found,) = answers(NAMESAKES[1][0], "Cairo")
    assert "told right after it to lie near Paducah" in found.reasons


MISSING = [  # no such place is in the gazetteer there: near what the words name, never abroad
    ("A mortar hit Cordoba, a village close to Zamboanga, the army in Manila said.", "Zamboanga"),
    ("The column passed Alexandria, a town near Nalchik, Moscow said.", "Nalchik"),
    ("Gunmen came to Medina, a village near Tambacounda, officials in Dakar said.", "Tambacounda"),
    ("Shells hit Jericho, a hamlet near Chiclayo in Peru.", "Chiclayo"),
    ("Shelling hit Tripoli, a small town near Aleppo, residents said.", "Aleppo"),
]


@pytest.mark.parametrize(("text", "near"), MISSING)
def test_a_village_that_the_gazetteer_lacks_is_near_what_it_is_told_beside(text, near):
    found = answers(text, text.split(",")[0].split()[-1])[0]
    assert (found.place.name, found.around.words) == (
        near,
        f"{found.toponym.surface}, {said(text)}",
    )


def said(text):
    """The words that tell where a village lies."""
    return text.split(", ")[1].split(" in Peru")[0].rstrip(".")


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Lahore, a city near Amritsar, was calm.", "Lahore", "geonames:1172451"),
        ("Mosul, a city near Turkey, was calm.", "Mosul", "geonames:99072"),
        (
            "He flew from Damascus, 300 km south of Aleppo, to Geneva.",
            "Damascus",
            "geonames:170654",
        ),
    ],
)
def test_a_town_that_does_lie_there_stays(text, name, place):
    (found,) = answers(text, name)
    assert (found.place.id, found.around) == (place, None)


def test_a_later_mention_is_the_same_unless_its_own_sentence_says_otherwise():
    first = "KIRKUK, Iraq - A bomb went off in Riyadh, a farming town near Hawija, police said. "
    same = answers(first + "The shops of Riyadh were shut.", "Riyadh")
    other = answers(
        first + "The minister was in Riyadh for talks with the crown prince of Saudi Arabia.",
        "Riyadh",
    )
    assert [r.place.country for r in same] == ["IQ", "IQ"]
    assert [r.place.country for r in other] == ["IQ", "SA"]


def test_what_lies_in_or_beside_a_place():
    within, beside = Told(DIYALA), Told(TIKRIT, 200.0)
    assert [within.admits(p) for p in (TIKRIT, DIYALA)] == [False, False]
    assert within.signs(TIKRIT) == {"elsewhere": 1.0}
    assert beside.admits(MOSUL)
    assert beside.signs(MOSUL) == {"beside": 1.0}
    assert beside.signs(DIYALA) == {}  # a province is beside nothing
    assert not Told(TIKRIT, 100.0).admits(MOSUL)  # 190 km
