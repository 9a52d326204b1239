"""Small places of a country that the rest of the article does not tell of are no answers."""

from dataclasses import replace

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.resolve.context import Context
from geo.resolve.strangers import Strangers, is_stranger
from tests.making import MOSUL, Read, Told, make_parse

SHARES = [  # share of the other names in its country, how many others, whether it is one
    (0.0, 3, True),
    (0.0, 2, False),
    (0.019, 500, True),
    (1 / 31, 31, True),
    (2 / 62, 62, False),
    (0.049, 30, True),
    (0.051, 20, False),
]
ABROAD = [  # the only place of the name that the gazetteer has is far away
    ("Fighters left Marib, Taiz and Hodeidah in Yemen and burned Yame.", "Yame"),
    ("Families in Baidoa, Kismayo and Jowhar in Somalia fled to Bando.", "Bando"),
    ("Police in Kunduz, Baghlan and Kabul in Afghanistan went to Sabae.", "Sabae"),
    ("A patrol from Niono, Djenné and Mopti in Mali found mines at Bagheria.", "Bagheria"),
    ("Gangs in Port-au-Prince, Gonaïves and Hinche in Haiti held Nesle.", "Nesle"),
    ("Raiders from Bukavu and Uvira in the DRC passed Andria and reached Goma.", "Andria"),
]
HERE = [
    ("A man from Cannes in France was held in Marib, Taiz and Hodeidah in Yemen.", "Cannes", "FR"),
    ("French troops, some from Cannes, left Niono, Djenné and Mopti in Mali.", "Cannes", "FR"),
    ("Families left Khan Younis, Rafah and Gaza by way of Kerem Shalom.", "Kerem Shalom", ""),
    ("From Kano, Sokoto and Maiduguri in Nigeria they flew to Geneva.", "Geneva", "CH"),
    ("Villagers of Dori, Djibo and Sebba, Burkina Faso, crossed to Téra.", "Téra", "NE"),
    ("Passengers from Monterrey, Tijuana and Leon in Mexico land at Cairo airport.", "Cairo", "EG"),
    ("Syracuse fought Carthage for Sicily, and Rome and Athens watched.", "Carthage", "TN"),
    ("They fled Mazar-e Sharif, Balkh and Kabul for Termez.", "Termez", "UZ"),
]


def place(text, name):
    found = default_engine().parse(read_article(text)).resolutions
    return next(r for r in found if r.toponym.surface == name).place


@pytest.mark.parametrize(("share", "others", "stranger"), SHARES)
def test_one_other_name_in_its_country_leaves_a_town_a_stranger(share, others, stranger):
    assert is_stranger(MOSUL, {"same country": share}, others) is stranger


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In the Est region, near Fada N'Gourma, Pama and Gayéri, huts burned.", "Est"),
        ("Djibo, Dori and Kaya, Burkina Faso, and the Est region were cut off.", "Est"),
        ("From Nouna, Tougan and Solenzo, Burkina Faso, they went to Est.", "Est"),
    ],
)
def test_a_province_abroad_by_another_name_than_its_own_is_no_answer(text, name):
    found = place(text, name)
    assert found is None or found.country == "BF"


def test_a_country_that_nothing_great_tells_of_has_strangers_sooner():
    few = {"same country": 0.1}
    assert is_stranger(MOSUL, few, 40, told=False)
    assert not is_stranger(MOSUL, few, 40, told=True)
    assert not is_stranger(MOSUL, few | {"close": 0.2}, 40, told=False)
    assert is_stranger(MOSUL, few | {"close": 0.2}, 4, told=False)


@pytest.mark.parametrize(("text", "name"), ABROAD)
def test_a_small_namesake_abroad_is_no_answer(text, name):
    assert place(text, name) is None


@pytest.mark.parametrize(("text", "name", "country"), HERE)
def test_what_is_told_of_or_near_or_great_keeps_its_place(text, name, country):
    assert place(text, name).country == country


@pytest.mark.parametrize(
    ("population", "signs", "least"),
    [
        (99_999, {"own name": 1.0}, 0.85),
        (100_000, {"own name": 1.0}, 0.4),
        (999_999, {}, 0.85),
        (1_000_000, {}, 0.4),
        (0, {"capital": 1.0}, 0.4),
        (1_000_000, {"kind denied": 1.0}, 1.01),
        (1_000_000, {"kind denied": 1.0, "own name": 1.0}, 0.4),
    ],
)
def test_how_sure_a_stranger_must_be_goes_by_whether_it_is_known_from_afar(
    population, signs, least
):
    toponym = make_parse(Told("Mosul.", (("Mosul", Read(MOSUL)),))).toponyms[0]
    strangers = Strangers([toponym], [()], [()])
    found = replace(MOSUL, population=population)
    assert strangers.least(0, found, {"same country": 0.0, **signs}, Context(others=3)) == least
    assert strangers.least(0, found, {"same country": 0.0, **signs}, Context(others=2)) is None
