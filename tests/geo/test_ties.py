"""Words that tie a name to another, read and obeyed: never a like name somewhere else."""

import re
from dataclasses import replace

import pytest

from geo.articles import read_article
from geo.boundaries import Boundaries
from geo.engine import default_engine
from geo.exports import contract
from geo.gazetteer import fold
from geo.mapped import Asked, key_of, map_evidence
from geo.resolve import load_words
from geo.resolve.context import read_contexts
from geo.resolve.ties import How
from geo.snapshot import draw
from geo.types import By, Kind, Precision, Span, Status, Toponym, Use
from tests.parity import MADE

SAGAING = "adm1:MM.10"


def parsed(text):
    return default_engine().parse(read_article(text))


def answers(text, name):
    """The resolutions of a name, in reading order."""
    return [r for r in parsed(text).resolutions if r.toponym.surface == name]


def contexts(text, *names, people=()):
    """What stands around names, each given where it next occurs."""
    at, toponyms = 0, []
    for name in names:
        at = text.index(name, at)
        use = Use.DEMONYM if name in people else Use.LITERAL
        span = Span(at, at + len(name))
        toponyms.append(Toponym(span=span, surface=name, sentence=0, use=use))
        at += len(name)
    return read_contexts(read_article(text), tuple(toponyms), load_words())


@pytest.mark.parametrize(
    ("text", "names", "holders", "how"),
    [
        ("Kani in Sagaing fell.", ("Kani", "Sagaing"), (1, None), How.IN),
        ("Kani, in northern Sagaing, fell.", ("Kani", "Sagaing"), (1, None), How.IN),
        ("Kani township in Sagaing fell.", ("Kani", "Sagaing"), (1, None), How.IN),
        ("Kani, a small town in Sagaing, fell.", ("Kani", "Sagaing"), (1, None), How.IN),
        ("Karrada district of Baghdad fell.", ("Karrada", "Baghdad"), (1, None), How.IN),
        ("Kani, across the border in Sagaing.", ("Kani", "Sagaing"), (1, None), How.IN),
        ("Kani, Taze and Ye-U in Sagaing.", ("Kani", "Taze", "Ye-U", "Sagaing"), (3, 3, 3, None),
         How.IN),
        ("Kani, Sagaing: two died.", ("Kani", "Sagaing"), (1, None), How.COMMA),
        ("Kani (Sagaing) fell.", ("Kani", "Sagaing"), (1, None), How.COMMA),
        ("Kani (northern Sagaing region) fell.", ("Kani", "Sagaing"), (1, None), How.COMMA),
        ("In Lebanon\u2019s Tripoli.", ("Lebanon", "Tripoli"), (None, 0), How.OWNER),
        ("Lebanon's second city, Tripoli, fell.", ("Lebanon", "Tripoli"), (None, 0), How.OWNER),
        ("Lebanon's northern port of Tripoli.", ("Lebanon", "Tripoli"), (None, 0), How.OWNER),
    ],
)  # fmt: skip
def test_words_between_two_names_tie_them(text, names, holders, how):
    found = contexts(text, *names)
    assert tuple(c.container for c in found) == holders
    assert {c.tie.how for c in found if c.tie} == {how}


def test_a_people_ties_the_towns_that_are_said_to_be_its_own():
    text = "The Afghan districts of Sangin, Zad and Baghran fell."
    found = contexts(text, "Afghan", "Sangin", "Zad", "Baghran", people=("Afghan",))
    assert [c.container for c in found] == [None, 0, 0, 0]
    assert {c.tie.how for c in found[1:]} == {How.OWNER}


def test_what_a_people_s_own_police_hold_is_tied_more_loosely():
    text = "Lebanese soldiers were shot at in Tripoli and Baalbek."
    found = contexts(text, "Lebanese", "Tripoli", "Baalbek", people=("Lebanese",))
    assert [c.tie and c.tie.how for c in found] == [None, How.PEOPLE, How.PEOPLE]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tripoli fell. In Lebanon it was quiet.", ("Tripoli", "Lebanon")),
        ("Tripoli, the army said in Lebanon.", ("Tripoli", "Lebanon")),
        ("Russia\u2019s attack on Kyiv went on.", ("Russia", "Kyiv")),
        ("Kani (said Sagaing and others", ("Kani", "Sagaing")),
        ("Kani in a war that nobody in all these many years had ever called Sagaing",
         ("Kani", "Sagaing")),
    ],
)  # fmt: skip
def test_other_words_between_two_names_tie_nothing(text, names):
    assert [c.tie for c in contexts(text, *names)] == [None, None]


def test_a_province_is_what_its_country_s_name_before_it_leads_to():
    text = "Kafr Zita in Syria's Hama province fell."
    found = contexts(text, "Kafr Zita", "Syria", "Hama")
    assert [c.container for c in found] == [2, None, 1]


def test_a_name_keeps_what_was_said_of_it_until_it_is_told_otherwise():
    text = "Tripoli, Lebanon. Tripoli. Tripoli in Libya. Tripoli."
    names = ("Tripoli", "Lebanon", "Tripoli", "Tripoli", "Libya", "Tripoli")
    found = contexts(text, *names)
    assert [c.container for c in found] == [1, None, 1, 4, None, 4]
    assert [bool(c.tie and c.tie.elsewhere) for c in found] == [False, False, True, False, False,
                                                                True]  # fmt: skip
    twice = contexts("Singapore. Singapore, Singapore.", "Singapore", "Singapore", "Singapore")
    assert [c.container for c in twice] == [None, 2, None]


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("He moved from Birmingham, Alabama, to Birmingham, England.", "Birmingham", ["US", "GB"]),
        ("She left Cambridge, England, for Cambridge, Massachusetts.", "Cambridge", ["GB", "US"]),
        ("She left Cambridge, England. Cambridge was cold.", "Cambridge", ["GB", "GB"]),
        ("He left Perth in Scotland for Perth, Australia.", "Perth", ["GB", "AU"]),
        ("A court in Tripoli, in northern Lebanon, sat.", "Tripoli", ["LB"]),
        ("In Lebanon\u2019s Tripoli, shops shut.", "Tripoli", ["LB"]),
        ("In the Lebanese port of Tripoli, shops shut.", "Tripoli", ["LB"]),
        ("Shops shut in Idlib and in Tripoli, across the border in Lebanon.", "Tripoli", ["LB"]),
        ("The court in Cordoba, in central Argentina, sat.", "Cordoba", ["AR"]),
        ("The mayor of London in Canada spoke.", "London", ["CA"]),
        ("The strike hit Leeds, Hull and Newcastle in England.", "Newcastle", ["GB"]),
        ("Lebanese soldiers were shot at in Tripoli.", "Tripoli", ["LB"]),
        ("Mexican police shot a man in Leon.", "Leon", ["MX"]),
        ("Venezuelan police shot a man in Merida.", "Merida", ["VE"]),
        ("Colombian soldiers were killed in Cartagena.", "Cartagena", ["CO"]),
        ("Ecuadorian soldiers patrolled in Cuenca.", "Cuenca", ["EC"]),
    ],
)
def test_a_namesake_is_where_its_words_put_it(text, name, countries):
    assert [r.place.country for r in answers(text, name)] == countries


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("American soldiers were killed in Moscow.", "Moscow", "RU"),
        ("American troops left Tripoli.", "Tripoli", "LY"),
        ("Turkish soldiers were killed in Idlib.", "Idlib", "SY"),
        ("Russian soldiers left the base in Palmyra.", "Palmyra", "SY"),
        ("Ethiopian troops in Baidoa went home.", "Baidoa", "SO"),
        ("Mali's army chief met mediators in Geneva.", "Geneva", "CH"),
        ("Talks between Mali and the rebels in Geneva went on.", "Geneva", "CH"),
    ],
)
def test_a_known_place_is_not_moved_to_the_country_of_who_is_there(text, name, country):
    found = answers(text, name)[0]
    assert (found.place.country, found.within) == (country, None)


def test_a_known_place_is_not_lost_to_a_hamlet_of_its_short_name():
    for text in ("The firm left Newcastle, UK.", "He flew from Newcastle to London in Britain."):
        assert answers(text, "Newcastle")[0].place.name == "Newcastle upon Tyne"
    found = answers("Two were shot in Santiago in the Dominican Republic.", "Santiago")[0]
    assert found.place.name == "Santiago de los Caballeros"


@pytest.mark.parametrize(
    ("text", "name", "place", "words"),
    [
        ("Soldiers burned Kani township in Sagaing Region, Myanmar.", "Kani", SAGAING,
         "Kani township in Sagaing Region"),
        ("Others fled Budalin, Sagaing, on foot.", "Budalin", SAGAING, "Budalin, Sagaing"),
        ("The village of Zarqat in Central Darfur, Sudan, burned.", "Zarqat", "adm1:SD.61",
         "Zarqat in Central Darfur"),
        ("Residents of Toumour, Diffa region, Niger, buried the dead.", "Toumour", "adm1:NE.02",
         "Toumour, Diffa"),
        ("Rebels seized Nkoeba in Cabo Delgado, Mozambique.", "Nkoeba", "adm1:MZ.01",
         "Nkoeba in Cabo Delgado"),
        ("A drone hit Zarqivka, a village in Kharkiv region, Ukraine.", "Zarqivka", "adm1:UA.07",
         "Zarqivka, a village in Kharkiv"),
        ("They shelled Zorba in Syria's Idlib province.", "Zorba", "adm1:SY.12",
         "Zorba in Syria's Idlib"),
    ],
)  # fmt: skip
def test_a_name_that_the_gazetteer_lacks_there_is_within_what_holds_it(text, name, place, words):
    found = answers(text, name)[0]
    assert (found.status, found.place.id, found.precision) == (
        Status.RESOLVED, place, Precision.P4,
    )  # fmt: skip
    assert (found.within, found.placed_by, found.around) == (words, By.RULE, None)
    assert found.reasons[0] == f"\u201c{words}\u201d says that it lies in {found.place.name}"


def test_the_like_name_abroad_stays_among_the_other_readings():
    found = answers("Soldiers burned Kani township in Sagaing Region, Myanmar.", "Kani")[0]
    assert "JP" in {c.place.country for c in found.candidates[1:]}


def test_a_name_repeated_stays_within():
    found = answers("Many fled Taze township in Sagaing, Myanmar. Taze was empty.", "Taze")
    assert [(r.place.id, r.within) for r in found] == [(SAGAING, "Taze township in Sagaing")] * 2


def test_a_province_that_the_country_lacks_leaves_the_country():
    text = "The village of Tamsaba in Burkina Faso's Nord region was attacked."
    for name in ("Nord", "Tamsaba"):
        found = answers(text, name)[0]
        assert (found.place.id, found.precision) == ("country:BF", Precision.P6)


def test_a_part_of_a_town_is_near_its_middle():
    found = answers("Karrada district of Baghdad was bombed.", "Karrada")[0]
    assert (found.place.name, found.place.kind) == ("Baghdad", Kind.TOWN)
    assert (found.precision, found.within) == (Precision.P2, "Karrada district of Baghdad")


def test_a_place_whose_province_the_gazetteer_does_not_say_is_kept():
    found = answers("Solhan (Yagha, Burkina Faso) was burned.", "Solhan")[0]
    assert (found.place.country, found.within) == ("BF", None)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rebels took a bakery in Hama.", "Hama", Kind.TOWN),
        ("A bomb went off in Hama.", "Hama", Kind.TOWN),
        ("Shops shut in Homs on Monday.", "Homs", Kind.TOWN),
        ("Musa left Gao. Traore stayed in Kidal.", "Gao", Kind.TOWN),
        ("Protests in Nasiriyah and Basra went on.", "Basra", Kind.TOWN),
        ("Russia shelled Mykolaiv again.", "Mykolaiv", Kind.TOWN),
        ("Fields burned in Hama province.", "Hama", Kind.PROVINCE),
        ("Mykolaiv and other regions lost power.", "Mykolaiv", Kind.PROVINCE),
        ("Basra, Diyala, Anbar and other provinces voted.", "Basra", Kind.PROVINCE),
        ("Ships from all the Philippines lay at Cebu, and more came.", "Cebu", Kind.TOWN),
        ("Ships from all the Philippines lay in Cebu, and more came.", "Cebu", Kind.PROVINCE),
        ("Visayas, the Philippines: the mayor of Cebu shut schools.", "Cebu", Kind.TOWN),
        ("Visayas, the Philippines: the governor of Cebu shut schools.", "Cebu", Kind.PROVINCE),
    ],
)
def test_a_city_is_told_from_the_province_of_its_name(text, name, kind):
    assert answers(text, name)[0].place.kind is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("blocked the border with", Kind.COUNTRY),
        ("turned back at the frontier with", Kind.COUNTRY),
        ("were sent to neighbouring", Kind.COUNTRY),
        ("blocked roads in", Kind.PROVINCE),
    ],
)
def test_a_neighbour_is_told_from_the_province_of_its_name(words, kind):
    text = f"Farmers from Arlon, Belgium, {words} Luxembourg on Monday."
    assert answers(text, "Luxembourg")[0].place.kind is kind


def test_what_is_no_country_may_be_a_neighbour_too():
    found = answers(
        "Gunmen from neighbouring Zamfara State burned Gusau, Nigeria.", "Zamfara State"
    )
    assert (found[0].place.name, found[0].place.kind) == ("Zamfara", Kind.PROVINCE)


def test_the_json_says_which_words_put_a_name_within():
    parse = parsed("Soldiers burned Kani township in Sagaing Region, Myanmar.")
    kani, sagaing, _ = contract.to_result(parse)["toponyms"]
    assert kani["within"] == {"words": "Kani township in Sagaing Region"}
    assert (kani["place"]["id"], kani["precision"]) == (SAGAING, "P4")
    assert "within" not in sagaing


def test_what_lies_somewhere_in_a_country_is_listed_with_that_reason():
    shown = map_evidence([parsed("The Yemeni village of Qarnblax was hit. Yemen is at war.")])
    rows = {row.name: row.reason for row in shown.tray}
    assert (rows["Qarnblax"], rows["Yemen"]) == ("within-country", "country")


def test_a_small_place_far_from_all_others_needs_an_even_chance():
    text = (
        "Rebels seized Macomia, Mueda and Pemba in Cabo Delgado, Mozambique. Others went to Chai."
    )
    found = answers(text, "Chai")[0]
    assert (found.status, found.candidates[0].place.country) == (Status.AMBIGUOUS, "TR")


DARFUR = (
    "Fighters from El Fasher in Sudan burned Shagra. Shagra was empty. Kutum, Nyala and "
    "Zalingei in Darfur were calm."
)
UPPER_MYANMAR = (
    "Families in Monywa, Gangaw, Falam and Mandalay said a farmer fled to Kani Township. "
    "Myanmar denied it."
)
LONE = [(DARFUR, "Shagra"), (UPPER_MYANMAR, "Kani Township")]


@pytest.mark.parametrize(("text", "name"), LONE)
def test_a_like_name_abroad_is_no_answer_where_nothing_speaks_for_its_country(text, name):
    assert answers(text, name)[0].place is None


def test_a_name_within_an_area_is_a_row_of_its_own_under_it():
    shown = map_evidence(
        [parsed("Many fled Kani township in Sagaing Region, Myanmar. Kani is empty.")]
    )
    row, area = shown.marks
    assert (row.key, row.name, row.somewhere) == (
        "within:adm1:MM.10:kani@P4", "Kani, somewhere in Sagaing", True,
    )  # fmt: skip
    assert (row.areas, row.holder, row.figure, row.named) == ((SAGAING,), SAGAING, "area", 2)
    assert (area.key, area.somewhere, area.areas) == (f"{SAGAING}@P4", False, (SAGAING,))
    assert (row.held, area.held) == (2, 2)
    chosen = map_evidence(shown.parses, Asked(place=row.key))
    assert [mark.names for mark in chosen.marks] == [2, 0]
    whole = map_evidence(shown.parses, Asked(place=area.key))
    assert [mark.names for mark in whole.marks] == [2, 1]


def test_the_key_of_a_row_holds_letters_alone():
    text = "Many fled Kani\u2019s Well township in Sagaing Region, Myanmar."
    toponym = replace(parsed(text).toponyms[0], surface='Ye-U "<b>@P4')
    held = answers("Many fled Kani township in Sagaing Region, Myanmar.", "Kani")[0]
    assert key_of(replace(held, toponym=toponym)) == "within:adm1:MM.10:ye-u-b-p4@P4"


def test_the_sheet_paints_an_area_once_and_lists_what_lies_somewhere_in_it():
    shown = map_evidence([parsed("Many fled Kani township in Sagaing Region, Myanmar, on foot.")])
    sheet = draw(shown, boundaries=Boundaries.open(), options=MADE).decode()
    ids = set(re.findall(r'id="((?:mark|label|disc|index)-\d+)"', sheet))
    assert {"mark-1", "mark-2", "label-2", "disc-2", "index-1"} <= ids
    assert not {"label-1", "disc-1"} & ids
    assert "1 province and 1 name somewhere within a place in Myanmar" in sheet


@pytest.mark.parametrize(
    ("text", "name", "around", "words"),
    [
        ("Troops left Sarqalta (southwest of Raqqa) at dawn.", "Sarqalta", (38.89, 35.86, 15.0),
         "Sarqalta (southwest of Raqqa"),
        ("A drone hit Stepnova, 20 km north of Sumy.", "Stepnova", (34.8, 51.1, 8.3),
         "Stepnova, 20 km north of Sumy"),
        ("They fled Qarnblax, near Hawija, on foot.", "Qarnblax", (43.77, 35.33, 10.0),
         "Qarnblax, near Hawija"),
        ("They fled Qarnblax, a village 15 km east of Mosul.", "Qarnblax", (43.29, 36.33, 6.2),
         "Qarnblax, a village 15 km east of Mosul"),
        ("The road to Zorblat (near Aleppo) is cut.", "Zorblat", (37.16, 36.2, 10.0),
         "Zorblat (near Aleppo"),
    ],
)  # fmt: skip
def test_a_name_that_lies_beside_another_stands_where_the_words_point(text, name, around, words):
    found = answers(text, name)[0]
    assert (found.status, found.precision, found.within) == (Status.RESOLVED, Precision.P2, None)
    assert (found.around.words, found.around.radius_km) == (words, around[2])
    assert abs(found.around.lon - around[0]) < 0.02
    assert abs(found.around.lat - around[1]) < 0.02
    assert found.reasons[0] == f"\u201c{words}\u201d says where it lies"


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("They fled Tal Afar, 60 km west of Mosul.", "Tal Afar", "Tal Afar"),
        ("Anbar, west of Baghdad, is a desert.", "Anbar", "Anbar"),
        ("Iraq, south of Turkey, was calm.", "Iraq", "Iraq"),
        ("A court in Aden, south of Sanaa, sat.", "Aden", "Aden"),
        ("He left Erbil, near Mosul, for Paris.", "Erbil", "Erbil"),
    ],
)
def test_a_place_that_does_lie_there_stays(text, name, place):
    assert answers(text, name)[0].place.name == place


@pytest.mark.parametrize(
    ("text", "name", "holder", "precision"),
    [
        ("Shells hit Makiivka in Luhansk Oblast.", "Makiivka", "Luhansk", Precision.P4),
        ("Shells hit Kramatorsk in Kharkiv Oblast.", "Kramatorsk", "Kharkiv", Precision.P4),
        ("Mosul's Zanjili neighbourhood was hit.", "Zanjili", "Mosul", Precision.P2),
        ("In Aleppo's Qarnblax quarter two died.", "Qarnblax", "Aleppo", Precision.P2),
        ("Mirwais Mena district of Kandahar was hit.", "Mirwais Mena", "Kandahar", Precision.P2),
    ],
)
def test_words_that_name_a_larger_place_leave_no_like_name_elsewhere(text, name, holder, precision):
    found = answers(text, name)[0]
    assert found.within is not None
    assert fold(found.place.name) == fold(holder)
    assert found.precision is precision


@pytest.mark.parametrize(
    "text",
    [
        "The farm lies 20 km south of \U0001f1fa\U0001f1e6 Sumy.",
        "Clashes 20 km south of \U0001f4cdSumy.",
        "20 km south of \U0001f1fa\U0001f1e6Sumy, drones fell.",
        "A drone fell 20 km south of \u26a0\ufe0f Sumy.",
        "20 km south of \U0001f534 Sumy it was quiet.",
    ],
)
def test_a_flag_or_a_picture_before_a_name_hides_no_words(text):
    around = answers(text, "Sumy")[0].around
    assert (round(around.lat, 2), around.radius_km) == (50.74, 8.3)


def countries(text, name):
    parse = default_engine().parse(read_article(text))
    return [r.place.country for r in parse.resolutions if r.place and r.toponym.surface == name]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            (
                "Fighting broke out in Tripoli, Libya's army said. Families left Tripoli by car. "
                "The government in Tripoli blamed smugglers. A man from Tripoli, Lebanon, drowned."
            ),
            "Tripoli",
            ["LY", "LY", "LY", "LB"],
        ),
        (
            (
                "Rain fell on Hyderabad, Pakistan said. Hyderabad has no pumps. Boats reached "
                "Hyderabad from Karachi. A doctor from Hyderabad, India, sent pills."
            ),
            "Hyderabad",
            ["PK", "PK", "PK", "IN"],
        ),
        (
            (
                "London was cut off by snow. Police in London closed a road. Buses in London, "
                "Ontario, stopped. Ottawa sent help."
            ),
            "London",
            ["CA", "CA", "CA"],
        ),
        (
            "Shelling in Kani. Kani was hit. Residents of Kani, in Sagaing Region, Myanmar, fled.",
            "Kani",
            ["MM", "MM", "MM"],
        ),
        ("Tripoli burns. A fire hit Tripoli, Lebanon, on Monday.", "Tripoli", ["LB", "LB"]),
    ],
)
def test_what_is_said_late_of_a_namesake_leaves_the_first_its_place(text, name, expected):
    assert countries(text, name) == expected
