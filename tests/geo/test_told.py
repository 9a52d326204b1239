"""Names that no list has, told by the words around them."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine


def names(text):
    return [t.surface for t in default_engine().parse(read_article(text)).toponyms]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The slide fell at 3 a.m. on the hamlet of Trexo Avuas.", "Trexo Avuas"),
        ("A drone hit the village of Qorbeshti at noon.", "Qorbeshti"),
        ("Shells fell on the settlement of Vurgolava again.", "Vurgolava"),
        ("They walked to the villages of Zemborka and Gao.", "Zemborka"),
        ("Clinics opened in the district of Ulqandar.", "Ulqandar"),
        ("Trucks reached Gao, Zemborka and Timbuktu.", "Zemborka"),
        ("Banki, Vrezhola and Gwoza were supplied by air.", "Vrezhola"),
    ],
)
def test_the_words_around_a_name_tell_it(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The state of Emergency was lifted in Gao.", "Emergency"),
        ("He met the mayors of Gao, Jane Smith and Timbuktu.", "Jane Smith"),
        ("Talks between Iraq, UNICEF and Syria go on.", "UNICEF"),
        ("Fish is dear in the coastal region.", "coastal"),
        ("In the village of Kurdish farmers nobody slept.", "Kurdish"),
    ],
)
def test_what_a_list_explains_is_not_told(text, name):
    placed = default_engine().parse(read_article(text)).resolutions
    assert name not in [r.toponym.surface for r in placed if r.toponym.use.value != "demonym"]
