"""What a small word joins to a name is a part of it, and no place by itself."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine


def names(text):
    return [t.surface for t in default_engine().parse(read_article(text)).toponyms]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Shelling went on in Maguindanao del Sur and in Cotabato City.", "Sur"),
        ("He fled from Davao del Norte to Cagayan de Oro.", "Norte"),
        ("A drone hit a car between Kfar Roumman and Nabatieh al-Fawqa.", "Fawqa"),
        ("Farms burned in Zamboanga del Norte and in Surigao del Norte.", "Norte"),
        ("Men from Kafr Takharim and Maarrat al-Numan were shot.", "Numan"),
        ("Schools in Lanao del Sur and Sultan Kudarat are shut.", "Sur"),
    ],
)
def test_what_a_small_word_joins_is_no_place_by_itself(text, rest):
    assert rest not in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Returnees from Sokoto at Maradi were fed.", ["Sokoto", "Maradi"]),
        ("They went from Herat as Kandahar fell.", ["Herat", "Kandahar"]),
        ("Shells hit Idlib and Hama.", ["Idlib", "Hama"]),
        ("Aid reached Gao in Mali.", ["Gao", "Mali"]),
        ("They met in Bogotá, La Paz and Quito.", ["Bogotá", "La Paz", "Quito"]),
        ("Alemania y Francia condenaron.", ["Alemania", "Francia"]),
        ("Italia y Portugal condenaron.", ["Italia", "Portugal"]),
        ("Alemanha e Portugal condenaram.", ["Alemanha", "Portugal"]),
        ("Aviones de Francia en Siria.", ["Francia", "Siria"]),
    ],
)
def test_two_names_stay_two(text, expected):
    assert names(text) == expected
