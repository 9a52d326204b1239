"""Words that place something beside a name: what is read, and the disc that follows."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import read_article
from geo.boundaries import distance_km
from geo.engine import default_engine
from geo.resolve.phrases import between, read_phrase
from geo.resolve.words import load_words
from geo.types import Precision
from tests.strategies import hostile_texts

MILE, NAUTICAL = 1.609344, 1.852  # kilometres, by definition


@pytest.mark.parametrize(
    ("before", "km", "wind"),
    [
        ("a farm 20 km south of ", 20, "south"),
        ("about 15 kilometres north-east of ", 15, "north-east"),
        ("some 40 miles west of ", 40 * MILE, "west"),
        ("12 miles (19 km) northwest of ", 12 * MILE, "northwest"),
        ("60 nautical miles west of ", 60 * NAUTICAL, "west"),
        ("15-20 km east of ", 17.5, "east"),
        ("ten kilometers to the south of ", 10, "south"),
        ("20km southeast of the town of ", 20, "southeast"),
        ("3 km away to the north of the city of ", 3, "north"),
        ("a 30-km north of ", 30, "north"),
        ("an hour's drive south of ", 60, "south"),
        ("in a village north of ", 15, "north"),
        ("on a hill to the west of the town of ", 15, "west"),
        ("fighting (south of ", 15, "south"),
        ("6 km from ", 0, None),
        ("within 25 km of ", 0, None),
        ("a dozen miles from ", 0, None),
        ("four miles outside the village of ", 0, None),
        ("a village near ", 0, None),
        ("close to ", 0, None),
        ("on the outskirts of ", 0, None),
        ("in the suburbs of ", 0, None),
        ("just outside ", 0, None),
        ("on the edge of the town of ", 0, None),
        ("in the area around ", 0, None),
        ("off the coast of ", 0, None),
        ("two hours by road from ", 0, None),
    ],
)
def test_phrases_are_read(before, km, wind):
    phrase = read_phrase(before)
    assert phrase is not None
    assert phrase.km == pytest.approx(km)
    assert phrase.wind == wind
    assert phrase.radius_km >= 3


@pytest.mark.parametrize(
    "before",
    [
        "troops left ",
        "talks between ",
        "a man from ",
        "the governor of ",
        "the price rose 20 per cent in ",
        "the road to ",
        "20 km ",
        "the Middle East, and ",
        "he turned north in ",
        "5000 miles west of ",
        "people of ",
        "near the river in ",
        "0 km from ",
    ],
)
def test_other_words_are_not(before):
    assert read_phrase(before) is None


@pytest.mark.parametrize(
    ("before", "spatial"),
    [
        ("an ambush between ", True),
        ("on the road between ", True),
        ("halfway between ", True),
        ("Between ", True),
        ("talks between ", False),
        ("relations between ", False),
        ("a ceasefire between ", False),
        ("the talks, between ", False),
        ("the road, between ", True),
        ("torn ", False),
    ],
)
def test_between_is_of_space_or_of_talk(before, spatial):
    assert between(before, load_words().talk) is spatial


@given(st.integers(2, 500), st.sampled_from(["km", "miles"]), hostile_texts(20))
def test_what_stands_farther_off_changes_nothing(number, unit, text):
    alone = read_phrase(f"{number} {unit} south of ")
    phrase = read_phrase(f"{text} . {number} {unit} south of ")
    assert (phrase.km, phrase.wind, phrase.radius_km) == (alone.km, alone.wind, alone.radius_km)


@given(hostile_texts())
def test_hostile_words_are_read_or_left(text):
    for before in (text, f"{text} ", f"{text} km from ", f"{text} near "):
        phrase = read_phrase(before)
        assert phrase is None or (phrase.radius_km > 0 and math.isfinite(phrase.km))


def resolutions(text):
    found = default_engine().parse(read_article(text)).resolutions
    return {r.toponym.surface: r for r in found}


def test_a_measured_phrase_is_a_disc_at_that_distance():
    mosul = resolutions("The bomb went off 20 km south of Mosul on Monday, police said.")["Mosul"]
    assert mosul.precision is Precision.P2
    assert mosul.around.words == "20 km south of Mosul"
    lon, lat = mosul.place.lon, mosul.place.lat
    assert distance_km(lon, lat, mosul.around.lon, mosul.around.lat) == pytest.approx(20, rel=0.01)
    assert mosul.around.lat < lat
    assert mosul.around.lon == pytest.approx(lon, abs=0.01)
    assert mosul.around.radius_km == pytest.approx(20 * math.tan(math.radians(22.5)), abs=0.1)


def test_a_bare_name_has_no_disc():
    assert resolutions("Gunmen entered Mosul on Monday.")["Mosul"].around is None


def test_between_two_towns_is_the_disc_that_spans_them():
    found = resolutions("The convoy was ambushed between Tikrit and Samarra on Friday.")
    first, second = found["Tikrit"], found["Samarra"]
    assert first.around == second.around
    assert first.precision is second.precision is Precision.P5
    ends = [(r.place.lon, r.place.lat) for r in (first, second)]
    middle = (first.around.lon, first.around.lat)
    assert [distance_km(*end, *middle) for end in ends] == pytest.approx(
        [first.around.radius_km] * 2, abs=0.2
    )


def test_talks_between_two_capitals_are_nowhere_between():
    found = resolutions("Relations between Baghdad and Erbil have been poor for years.")
    assert [r.around for r in found.values()] == [None, None]


def test_beside_a_river_is_about_the_town_of_the_sentence():
    found = resolutions("The camp near Ramadi lies west of the Euphrates.")
    river, town = found["Euphrates"], found["Ramadi"]
    assert river.precision is Precision.P5
    assert distance_km(town.place.lon, town.place.lat, river.around.lon, river.around.lat) < 20


def test_an_area_keeps_its_class_where_a_disc_would_claim_too_much():
    syria = resolutions("Troops gathered north of Syria and near the border.")["Syria"]
    assert syria.around is None
    assert syria.precision is Precision.P6
