"""Exact discs of words beside a name, each worked out by hand from docs/precision.md."""

from dataclasses import replace

import pytest

from geo.boundaries.distance import distance_km
from geo.resolve.context import Context
from geo.resolve.phrases import Phrase, between, read_after, read_phrase
from geo.resolve.relative import place_beside
from geo.resolve.words import load_words
from geo.types import By, Kind, Precision, Status, Use
from tests.making import DIYALA, EUPHRATES, IRAQ, MOSUL, TIKRIT, Read, Told, make_parse, town

SECTOR = 0.41421356  # tan 22.5 degrees: half of one of the eight winds
MILE, NAUTICAL = 1.609344, 1.852
DEGREE = 111.19508  # kilometres of a meridian on the sphere of the mean radius

PHRASES = [  # words before a name, where the phrase begins, its kilometres, wind and radius
    ("a farm 20 km south of ", "20 km", 20, "south", 20 * SECTOR),
    ("100 km south of ", "100", 100, "south", 50),
    ("200 km south of ", "200", 200, "south", 200 * SECTOR),
    ("30 km east of ", "30", 30, "east", 30 * SECTOR),
    ("10 km east of ", "10", 10, "east", 5),
    ("15 km east of ", "15", 15, "east", 15 * SECTOR),
    ("5 km east of ", "5", 5, "east", 3),
    ("3 km away to the north of the city of ", "3 km", 3, "north", 3),
    ("2.5 km north of ", "2.5", 2.5, "north", 3),
    ("12,5 km north of ", "12,5", 12.5, "north", 12.5 * SECTOR),
    ("15-20 km east of ", "15-20", 17.5, "east", 17.5 * SECTOR),
    ("10-30 km east of ", "10-30", 20, "east", 10),
    ("10 to 30 km east of ", "10 to", 20, "east", 10),
    ("10\u201330 km east of ", "10\u2013", 20, "east", 10),
    ("40 miles west of ", "40", 40 * MILE, "west", 40 * MILE * SECTOR),
    ("10 mi west of ", "10", 10 * MILE, "west", 5 * MILE),
    ("12 miles (19 km) northwest of ", "12", 12 * MILE, "northwest", 12 * MILE * SECTOR),
    ("60 nautical miles west of ", "60", 60 * NAUTICAL, "west", 60 * NAUTICAL * SECTOR),
    ("10 nm west of ", "10", 10 * NAUTICAL, "west", 5 * NAUTICAL),
    ("9 kilometres from ", "9", 0, None, 9 + 0.5 + 3),
    ("6 km outside ", "6", 0, None, 9.5),
    ("within 25 km of ", "25", 0, None, 25 + 2.5 + 3),
    ("40 km from ", "40", 0, None, 40 + 5 + 3),
    ("100 km off ", "100", 0, None, 100 + 50 + 3),
    ("50 kms beyond ", "50", 0, None, 50 + 5 + 3),
    ("four miles outside the village of ", "four", 0, None, 4 * MILE + 0.5 * MILE + 3),
    ("a dozen miles from ", "a dozen", 0, None, 12 * MILE + 3 * MILE + 3),
    ("ten kilometers to the south of ", "ten", 10, "south", 10 * SECTOR),
    ("nine km from ", "nine", 0, None, 9 + 0.5 + 3),
    ("a hundred km from ", "a hundred", 0, None, 100 + 25 + 3),
    ("1000 km south of ", "1000", 1000, "south", 1000 * SECTOR),
    ("an hour's drive south of ", "an hour", 60, "south", 30),
    ("two hours by road from ", "two", 0, None, 120 + 60 + 3),
    ("16 hours by car from ", "16", 0, None, 960 + 480 + 3),
]  # fmt: skip


@pytest.mark.parametrize(("before", "begins", "km", "wind", "radius"), PHRASES)
def test_a_measured_phrase(before, begins, km, wind, radius):
    phrase = read_phrase(before)
    assert before[phrase.start :].startswith(begins)
    assert phrase.km == pytest.approx(km)
    assert (phrase.wind, phrase.nominal) == (wind, False)
    assert phrase.radius_km == pytest.approx(radius, abs=1e-4)


@pytest.mark.parametrize(
    "before",
    ["1001 km south of ", "0 km from ", "17 hours by road from ", "0 hours by road from ",
     "20 km ", "kmx of ", "20 kmh from ", "near to the north ", "wear ", "5 mil from ",
     "3 km (a parenthesis of many more letters) from "],
)  # fmt: skip
def test_no_phrase(before):
    assert read_phrase(before) is None


@pytest.mark.parametrize(
    "before",
    ["12345 km south of ", "2,500 km south of ", "2 500 km south of ", "1.500 km south of ",
     "12,34,500 km south of ", "3,000 to 4,000 km south of "],
)  # fmt: skip
def test_a_long_way_off_is_no_place(before):
    assert read_phrase(before) is None


@pytest.mark.parametrize(
    ("before", "km"),
    [("1,000 km south of ", 1000), ("1 000 km south of ", 1000), ("2,5 km south of ", 2.5),
     ("2.25 km south of ", 2.25), ("800 to 1,000 km south of ", 900),
     ("about 600 km south of ", 600), ("2.5-3.5 km south of ", 3), ("in 2003, 40 km west of ", 40)],
)  # fmt: skip
def test_figures_are_read_whole(before, km):
    assert read_phrase(before).km == pytest.approx(km)


WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_each_number_in_words(word):
    assert read_phrase(f"about {word} km east of ").km == WORDS[word]
    assert read_phrase(f"about {word.upper()} KM EAST OF ").km == WORDS[word]


NEAR = (
    "near", "near to", "nearby", "close to", "just outside", "outside", "outskirts of", "suburb of",
    "suburbs of", "vicinity of", "edge of", "edges of", "area around", "around", "surroundings of",
    "not far from", "off the coast of", "coast off", "approach to",
    "approaches to",
)  # fmt: skip


@pytest.mark.parametrize("words", NEAR)
def test_each_way_to_say_near(words):
    for before in (f"{words} ", f"It is ({words} ", f"It is\n{words} ", f"IT IS {words.upper()} "):
        phrase = read_phrase(before)
        at = before.lower().index(words)
        assert phrase == Phrase(at, 0.0, None, 10.0, nominal=True)
    for place in ("town", "city", "village", "capital", "provincial capital", "port", "camp"):
        assert read_phrase(f"{words} the {place} of ").radius_km == 10.0
        assert read_phrase(f"{words} {place} of the ").radius_km == 10.0
    inner = words.partition(" ")[2] in NEAR  # "just outside" is "outside" too
    assert (read_phrase(f"x{words} ") is None) is not inner
    assert read_phrase(f"{words} a ") is None


@pytest.mark.parametrize("words", ["countryside of", "hinterland of"])
def test_the_countryside_of_a_town_has_no_exact_edge(words):
    assert read_phrase(f"in the {words} ") == Phrase(7, 0.0, None, 40.0, nominal=True)


AFTER = {  # words after a name, and the kilometres around it that they mean
    " countryside": 40, " hinterland": 40, " northern countryside": 40, "\u2019s countryside": 40,
    " outskirts": 10, "'s south-eastern outskirts": 10, " SUBURBS": 10, " environs": 10,
    " surroundings": 10,
}  # fmt: skip


@pytest.mark.parametrize(("words", "km"), AFTER.items())
def test_words_after_a_name_mean_the_land_around_it(words, km):
    assert read_after(f"{words} were shelled") == Phrase(len(words), 0.0, None, km, nominal=True)


@pytest.mark.parametrize(
    "words", ["", " was shelled", " countrysides", ", outskirts", " of outskirts"]
)
def test_other_words_after_a_name_mean_nothing(words):
    assert read_after(words) is None


WINDS = {
    "north": (0, 1), "northeast": (1, 1), "east": (1, 0), "southeast": (1, -1), "south": (0, -1),
    "southwest": (-1, -1), "west": (-1, 0), "northwest": (-1, 1),
}  # fmt: skip
NOWHERE = town(1, "Nowhere", 0.0, 0.0)


def beside(text, names, contexts=None):
    """What `place_beside` makes of hand-made readings."""
    parse = make_parse(Told(text, names))
    contexts = contexts or [Context()] * len(names)
    return place_beside(parse.article, parse.resolutions, contexts)


@pytest.mark.parametrize("wind", WINDS)
@pytest.mark.parametrize("joint", ["", "-", " "])
def test_each_wind(wind, joint):
    east, north = WINDS[wind]
    said = wind.replace("th", f"th{joint}") if east and north else wind
    (found,) = beside(f"It fell 100 km {said} of Nowhere.", (("Nowhere", Read(NOWHERE)),))
    side = 100 / DEGREE / (2**0.5 if east and north else 1)
    assert (found.around.lon, found.around.lat) == pytest.approx(
        (east * side, north * side), abs=1e-3
    )
    phrase = read_phrase(f"in a field {said.title()}ern of ")
    assert (phrase.km, phrase.radius_km, phrase.nominal) == (15.0, 15.0, True)
    assert "in a field "[phrase.start - 1 :] == " "[: phrase.start]


def test_beside_without_a_number_is_a_disc_of_fifteen_kilometres_that_way():
    assert read_phrase("in a village north of ") == Phrase(13, 15.0, "north", 15.0, nominal=True)
    assert read_phrase("(north of ") == Phrase(1, 15.0, "north", 15.0, nominal=True)
    (found,) = beside("Rain north of Mosul.", (("Mosul", Read(MOSUL)),))
    assert found.around.lat == pytest.approx(MOSUL.lat + 15 / DEGREE, abs=1e-4)
    assert (found.around.radius_km, found.around.nominal) == (15.0, True)
    assert found.around.words == "north of Mosul"


TALK = """
talks relations ties war dispute tension tensions deal agreement trade match game conflict truce
ceasefire peace negotiations rivalry differences cooperation dialogue contacts meeting meetings
row flights flight alliance links divided choose quarrel
""".split()  # noqa: SIM905 - words as they are read
LISTED = load_words().talk


def test_the_words_of_talk_are_these():
    assert set(TALK) == LISTED


@pytest.mark.parametrize("word", TALK)
def test_between_after_each_word_of_talk_is_no_place(word):
    for mark in ("", ",", ":", "\u201d"):
        assert between(f"The {word}{mark} between ", LISTED) is False
    assert between(f"The {word.upper()} between ", LISTED) is False
    assert between(f"The {word} and the road between ", LISTED) is True


@pytest.mark.parametrize(
    "words", ["", "halfway ", "midway ", "road ", "roads ", "highway ", "route "]
)
def test_between_is_of_space(words):
    assert between(f"Rain fell {words}between ", LISTED) is True
    assert between(f"{words}Between ", LISTED) is True
    assert between(f"({words}between ", LISTED) is True
    assert between(f"Rain fell {words}between them ", LISTED) is False
    assert between(f"Rain fellbetween{words}", LISTED) is False


def test_a_disc_at_a_distance():
    (found,) = beside("A farm 20 km south of Mosul burned.", (("Mosul", Read(MOSUL)),))
    around = found.around
    assert around.words == "20 km south of Mosul"
    assert (around.radius_km, around.nominal) == (8.3, False)
    assert (around.lon, around.lat) == pytest.approx((MOSUL.lon, MOSUL.lat - 20 / DEGREE), abs=1e-4)
    assert (found.precision, found.placed_by) == (Precision.P2, By.RULE)
    assert found.place == MOSUL


@pytest.mark.parametrize(
    ("km", "radius", "precision"), [(100, 50.0, Precision.P2), (130, 53.8, Precision.P5)]
)
def test_a_disc_of_more_than_fifty_kilometres_is_no_nearness(km, radius, precision):
    (found,) = beside(f"A farm {km} km south of Mosul.", (("Mosul", Read(MOSUL)),))
    assert (found.around.radius_km, found.precision) == (radius, precision)


@pytest.mark.parametrize(
    ("text", "radius", "precision", "words"),
    [
        ("The Mosul countryside burned.", 40.0, Precision.P5, "Mosul countryside"),
        ("The countryside of Mosul burned.", 40.0, Precision.P5, "countryside of Mosul"),
        ("Mosul's outskirts burned.", 10.0, Precision.P2, "Mosul's outskirts"),
    ],
)
def test_the_land_around_a_town_is_a_disc_about_it(text, radius, precision, words):
    (found,) = beside(text, (("Mosul", Read(MOSUL)),))
    around = found.around
    assert (around.lon, around.lat, around.radius_km) == (MOSUL.lon, MOSUL.lat, radius)
    assert (found.precision, around.words, around.nominal) == (precision, words, True)


def test_a_province_has_its_countryside_in_it():
    (found,) = beside("The Diyala countryside burned.", (("Diyala", Read(DIYALA)),))
    assert found.around is None


def test_what_has_no_place_or_is_no_literal_name_has_no_disc():
    reads = [
        Read(MOSUL, use=Use.ASSOCIATIVE), Read(MOSUL, use=Use.DEMONYM), Read(),
        Read(MOSUL, status=Status.AMBIGUOUS), Read(IRAQ),
    ]  # fmt: skip
    for read in reads:
        (found,) = beside("A farm near Mosul.", (("Mosul", read),))
        assert found.around is None
    (found,) = beside("A farm in Mosul.", (("Mosul", Read(MOSUL)),))
    assert (found.around, found.precision, found.placed_by) == (None, Precision.P1, By.MODEL)


def test_one_name_without_a_disc_does_not_end_the_others():
    names = (("Nowhereton", Read()), ("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL)))
    found = beside("Nowhereton. In Tikrit. Near Mosul.", names)
    assert [r.around is None for r in found] == [True, True, False]
    assert found[2].around.words == "Near Mosul"


@pytest.mark.parametrize("kind", [Kind.TOWN, Kind.SITE, Kind.DISTRICT, Kind.ISLAND])
def test_a_spot_is_measured_from_itself(kind):
    (found,) = beside("A farm near Mosul.", (("Mosul", Read(replace(MOSUL, kind=kind))),))
    assert (found.around.lon, found.around.lat, found.around.radius_km) == (43.118, 36.335, 10.0)
    assert found.precision is Precision.P2


CAPITAL = town(2, "Diyala", 44.6, 33.7, admin1="adm1:IQ.10")
ELSEWHERE = town(3, "Diyala", 40.0, 30.0, admin1="adm1:IQ.01")


def test_a_province_is_measured_from_the_town_of_its_name_in_it():
    read = Read(DIYALA, rivals=(ELSEWHERE, replace(CAPITAL, kind=Kind.SITE), CAPITAL))
    (found,) = beside("A farm near Diyala.", (("Diyala", read),))
    assert (found.around.lon, found.around.lat) == (44.6, 33.7)
    assert found.place == DIYALA
    by_area = Read(replace(DIYALA, id="geonames:9"), rivals=(CAPITAL,))
    (found,) = beside("A farm near Diyala.", (("Diyala", by_area),))
    assert found.around.lon == 44.6
    for rivals in ((), (ELSEWHERE,)):
        (found,) = beside("A farm near Diyala.", (("Diyala", Read(DIYALA, rivals=rivals)),))
        assert (found.around, found.precision) == (None, Precision.P4)


@pytest.mark.parametrize("kind", [Kind.RIVER, Kind.LAKE, Kind.MOUNTAINS, Kind.DESERT])
def test_beside_a_line_is_about_the_nearest_town_of_the_sentence(kind):
    line = replace(EUPHRATES, kind=kind)
    names = (("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL)), ("Euphrates", Read(line)))
    river = beside("Tikrit waits. From Mosul to near Euphrates.", names)[2]
    assert (river.around.lon, river.around.lat) == (MOSUL.lon, MOSUL.lat)
    assert (river.around.radius_km, river.around.nominal) == (40.0, True)
    assert (river.precision, river.placed_by) == (Precision.P5, By.RULE)
    far = beside("Tikrit waits. From Mosul to near Euphrates.", (names[0], names[2]))[1]
    assert (far.around, far.precision) == (None, Precision.P5)
    names = (("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL)), ("Euphrates", Read(line)))
    both = beside("From Tikrit and then Mosul to near Euphrates.", names)[2]
    assert both.around.lon == MOSUL.lon
    after = beside("Tikrit fell. Near Euphrates is Mosul.", (names[0], names[2], names[1]))[1]
    assert after.around.lon == MOSUL.lon


def test_a_line_is_measured_from_no_people_no_area_and_no_unknown():
    others = [
        Read(MOSUL, use=Use.ASSOCIATIVE), Read(), Read(IRAQ),
    ]  # fmt: skip
    for other in others:
        names = (("Mosul", other), ("Euphrates", Read(EUPHRATES)))
        assert beside("From Mosul to near Euphrates.", names)[1].around is None
    for spot in (Kind.TOWN, Kind.SITE, Kind.DISTRICT, Kind.ISLAND):
        names = (("Mosul", Read(replace(MOSUL, kind=spot))), ("Euphrates", Read(EUPHRATES)))
        assert beside("From Mosul to near Euphrates.", names)[1].around.lon == MOSUL.lon


def test_a_measured_disc_by_a_line_is_the_texts_where_it_is_wider_than_the_convention():
    names = (("Mosul", Read(MOSUL)), ("Euphrates", Read(EUPHRATES)))
    wide = beside("From Mosul to 100 km east of Euphrates.", names)[1].around
    assert (wide.radius_km, wide.nominal) == (50.0, False)
    narrow = beside("From Mosul to 20 km east of Euphrates.", names)[1].around
    assert (narrow.radius_km, narrow.nominal) == (40.0, True)


def pair(one, other, text="The road between Mosul and Tikrit.", *, mates=((1,), (0,))):
    names = (("Mosul", Read(one)), ("Tikrit", Read(other)))
    contexts = [Context(list_mates=held, between=True) for held in mates]
    return beside(text, names, contexts)


def test_between_two_is_the_disc_that_spans_them():
    first, second = pair(MOSUL, TIKRIT)
    apart = distance_km(MOSUL.lon, MOSUL.lat, TIKRIT.lon, TIKRIT.lat)
    assert first.around == second.around
    around = first.around
    assert around.words == "between Mosul and Tikrit"
    assert (around.radius_km, around.nominal) == (round(apart / 2, 1), False)
    for end in (MOSUL, TIKRIT):
        assert distance_km(end.lon, end.lat, around.lon, around.lat) == pytest.approx(apart / 2)
    assert [r.precision for r in (first, second)] == [Precision.P5] * 2
    assert [r.placed_by for r in (first, second)] == [By.RULE] * 2


def test_between_two_that_are_near_is_still_no_nearness():
    near = town(4, "Tikrit", MOSUL.lon, MOSUL.lat + 20 / DEGREE)
    first, _ = pair(MOSUL, near)
    assert (first.around.radius_km, first.precision) == (10.0, Precision.P5)


@pytest.mark.parametrize(("km", "disc"), [(0.9, False), (1.1, True), (990, True), (1010, False)])
def test_between_two_has_bounds(km, disc):
    first, second = pair(MOSUL, town(4, "Tikrit", MOSUL.lon, MOSUL.lat - km / DEGREE))
    assert ([first.around is not None, second.around is not None]) == [disc, disc]


def test_between_needs_two_ends_that_have_a_spot():
    for one, other in ((MOSUL, IRAQ), (IRAQ, MOSUL)):
        assert [r.around for r in pair(one, other)] == [None, None]
    assert [r.around for r in pair(MOSUL, TIKRIT, mates=((), ()))] == [None, None]
    names = (("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT)))
    contexts = [Context(list_mates=(1,)), Context(list_mates=(0,))]
    found = beside("The road between Mosul and Tikrit.", names, contexts)
    assert [r.around for r in found] == [None, None]


def test_a_third_name_is_no_end():
    names = (("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT)), ("Nowhere", Read(NOWHERE)))
    contexts = [Context(list_mates=(1, 2), between=True), Context(), Context()]
    found = beside("Between Mosul, Tikrit and Nowhere.", names, contexts)
    assert [r.around for r in found] == [None, None, None]
