"""Places that a hyphen joins, and names that only look so."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine


def names(text):
    return [t.surface for t in default_engine().parse(read_article(text)).toponyms]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Gunmen closed the Juba-Yei road near Lainya on Friday.", ["Juba", "Yei"]),
        ("A mine killed two on the Bocaranga-Ndim axis in June.", ["Bocaranga", "Ndim"]),
        ("Trucks wait on the Kabul-Kandahar highway.", ["Kabul", "Kandahar"]),
        ("The roads Dessie-Lalibela and Gondar-Metemma were closed.", ["Dessie", "Lalibela"]),
        ("The Mombasa–Nairobi railway was flooded.", ["Mombasa", "Nairobi"]),  # noqa: RUF001
        ("Shells fell along the Sumy-Kharkiv line at night.", ["Sumy", "Kharkiv"]),
        ("The road Cuenca-Molleturo-Naranjal is cut.", ["Cuenca", "Molleturo", "Naranjal"]),
    ],
)
def test_the_ends_of_a_road_are_places(text, ends):
    found = names(text)
    assert [name for name in found if name in ends] == ends
    assert not any("-" in name or "–" in name for name in found)  # noqa: RUF001


@pytest.mark.parametrize(
    "text",
    [
        "Ships called at Guinea-Bissau and the road north was dry.",
        "The road to Baden-Baden is closed.",
        "A line of trucks stood in Castilla-La Mancha for hours.",
        "The railway of Provence-Alpes-Côte d'Azur is on strike.",
        "The road to Port-au-Prince was cut by gunmen.",
    ],
)
def test_a_name_with_a_hyphen_stays_whole(text):
    assert any("-" in name for name in names(text))


def test_people_with_two_surnames_are_not_parted():
    found = names("The road was opened by Maria Paris-Santiago, a teacher, in Manila.")
    assert "Santiago" not in found
    assert "Manila" in found
