"""Regions that are unions of divisions or countries, and rivers that are lines."""

from dataclasses import replace
from functools import cache

import pytest

from geo import default_engine, read_article
from geo.boundaries import members
from geo.exports import contract, geojson, table
from geo.gazetteer import Gazetteer
from geo.mapped import Asked, Seen, answer, box_of, fitted, map_evidence, survey, to_see
from tests.making import KYIV, MOSUL, Read, Told, make_parse, town
from tests.parity import of_json, of_map_file, of_page, of_table

NYALA = town(1, "Nyala", 24.88, 12.05, "SD", "adm1:SD.49")
GENEINA = town(2, "El Geneina", 22.44, 13.45, "SD", "adm1:SD.47")
MOPTI = town(3, "Mopti", -4.18, 14.49, "ML", "adm1:ML.04")
BAMAKO = town(4, "Bamako", -8.0, 12.65, "ML", "adm1:ML.01")

# What news says, and the union or the one division that it means.
REGIONS = {
    "Fighting spread across Darfur.": "supplement:darfur-sd",
    "Villages in Kordofan were burned.": "supplement:kordofan-sd",
    "Shelling went on across the Donbas.": "supplement:donbas-ua",
    "Flights to the Kurdistan Region of Iraq resumed.": "supplement:kurdistan-region-iq",
    "Shops closed across Scotland on Monday.": "geonames:2638360",
    "Farmers in Normandy and elsewhere met.": "supplement:normandy-fr",
    "Fires burned in Andalusia for a week.": "supplement:andalusia-es",
    "Floods hit Emilia-Romagna on Tuesday.": "supplement:emilia-romagna-it",
    "Floods hit Bicol on Monday.": "supplement:bicol-region-ph",
    "The typhoon crossed Cagayan Valley by night.": "supplement:cagayan-valley-ph",
    "Storms lashed the island of Mindanao again.": "supplement:mindanao",
    "Gunmen attacked a village in Boucle du Mouhoun.": "supplement:boucle-du-mouhoun-bf",
}


def place(key):
    return Gazetteer.open().place(key)


def shown_of(*names, **asked):
    text = " ".join(f"They met in {name}." for name, _ in names)
    return map_evidence([make_parse(Told(text, names))], Asked(**asked))


def region(key):
    found = place(key)
    return found.name, Read(found)


@cache
def read(text):
    return map_evidence([default_engine().parse(read_article(text.encode()))])


@pytest.mark.parametrize("text", REGIONS)
def test_a_region_in_the_news_is_its_divisions(text):
    (mark,) = [m for m in read(text).marks if m.place.id == REGIONS[text]]
    assert (mark.figure, mark.precision, mark.km, mark.nominal) == ("area", "P5", 0.0, False)
    assert mark.areas == members(REGIONS[text])
    assert len(mark.areas) > 1
    assert (mark.holder, mark.line, mark.wide) == (None, None, True)


def test_a_single_state_is_a_province_and_no_region():
    (mark,) = read("Fighting went on in Rakhine and beyond.").marks
    assert (mark.key, mark.areas, mark.wide) == ("adm1:MM.01@P4", ("adm1:MM.01",), False)


def test_the_sahel_at_large_is_not_the_sahel_region_of_burkina():
    wide, small = (shown_of(region(f"supplement:{key}")).marks[0]
                   for key in ("sahel", "sahel-region-bf"))  # fmt: skip
    assert wide.areas == ("country:BF", "country:ML", "country:MR", "country:NE", "country:TD")
    assert {area[:7] for area in small.areas} == {"adm1:BF"}
    assert len(small.areas) == 4


def test_kashmir_is_drawn_of_both_sides_of_the_line():
    (mark,) = shown_of(region("supplement:kashmir")).marks
    assert {area[5:7] for area in mark.areas} == {"IN", "PK"}
    assert mark.place.country == ""


def test_a_river_is_a_line_and_counted_in_no_division():
    for key in ("supplement:euphrates", "supplement:helmand-river-af"):
        through = replace(place(key), admin1="adm1:AF.10")
        (mark,) = shown_of((through.name, Read(through))).marks
        assert (mark.figure, mark.line, mark.areas) == ("line", key, ())
        assert (mark.km, mark.nominal, mark.holder, mark.wide) == (0.0, False, None, False)


def test_a_river_without_a_line_is_a_ring_in_its_division():
    small = replace(place("supplement:adhaim-river-iq"), admin1="adm1:IQ.18")
    (mark,) = shown_of((small.name, Read(small))).marks
    assert (mark.figure, mark.line, mark.km, mark.holder) == ("ring", None, 40.0, "adm1:IQ.18")


def test_a_region_holds_what_is_said_inside_and_is_counted_in_no_part_of_it():
    darfur, south = place("supplement:darfur-sd"), place("adm1:SD.49")
    names = (("Darfur", Read(darfur)), ("South Darfur", Read(south)), ("Nyala", Read(NYALA)),
             ("El Geneina", Read(GENEINA)), ("Mosul", Read(MOSUL)))  # fmt: skip
    held = {m.name: (m.names, m.excerpts, m.held, m.holder) for m in shown_of(*names).marks}
    assert held == {
        "Darfur": (1, 1, 4, None), "South Darfur": (1, 1, 2, None),
        "Nyala": (1, 1, 1, "adm1:SD.49"), "El Geneina": (1, 1, 1, "adm1:SD.47"),
        "Mosul": (1, 1, 1, "adm1:IQ.15"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "kept"),
    [("supplement:darfur-sd", ["Darfur", "South Darfur", "Nyala", "El Geneina"]),
     ("supplement:darfur-sd@P5", ["Darfur", "South Darfur", "Nyala", "El Geneina"]),
     ("adm1:SD.49", ["South Darfur", "Nyala"])],
)  # fmt: skip
def test_a_region_is_chosen_with_what_lies_inside(asked, kept):
    names = (("Darfur", Read(place("supplement:darfur-sd"))),
             ("South Darfur", Read(place("adm1:SD.49"))), ("Nyala", Read(NYALA)),
             ("El Geneina", Read(GENEINA)), ("Mosul", Read(MOSUL)))  # fmt: skip
    whole, shown = shown_of(*names), shown_of(*names, place=asked)
    assert [m.name for m in shown.marks if m.shown] == kept
    before = {m.key: m.held for m in whole.marks}
    assert {m.key: m.held for m in shown.marks if m.shown} == {
        m.key: before[m.key] for m in shown.marks if m.shown
    }


def test_a_region_of_countries_holds_their_towns_and_not_the_countries_names():
    mali = place("country:ML")
    names = (region("supplement:sahel"), ("Mopti", Read(MOPTI)), ("Mali", Read(mali)),
             ("Kyiv", Read(KYIV)))  # fmt: skip
    found = survey([make_parse(Told(" ".join(f"In {n}." for n, _ in names), names))])
    assert [row.inside for row in found.rows] == [
        frozenset(), {"supplement:sahel@P5"}, frozenset(), frozenset(),
    ]  # fmt: skip
    assert answer(found, Asked()).marks[0].held == 2


def test_a_union_lies_in_a_wider_one():
    names = (region("supplement:benelux"), region("supplement:flanders-be"),
             region("geonames:6695072"))  # fmt: skip
    found = survey([make_parse(Told(" ".join(f"In {n}." for n, _ in names), names))])
    assert [row.inside for row in found.rows] == [
        {"geonames:6695072@P5"}, {"geonames:6695072@P5", "supplement:benelux@P5"}, frozenset(),
    ]  # fmt: skip


def test_two_marks_of_the_same_areas_hold_each_other():
    tibet = place("supplement:tibet-cn")
    names = ((tibet.name, Read(tibet)), ("Xizang", Read(place("adm1:CN.14"))))
    one, other = shown_of(*names).marks
    assert one.areas == other.areas
    assert (one.held, other.held) == (2, 2)


@pytest.mark.parametrize("asked", [{}, {"place": "supplement:darfur-sd"}, {"voice": "writer"}])
def test_every_file_says_the_same_of_regions_and_rivers(asked):
    names = (("Darfur", Read(place("supplement:darfur-sd"))), ("Nyala", Read(NYALA)),
             ("Euphrates", Read(place("supplement:euphrates"))))  # fmt: skip
    found = survey([make_parse(Told("Darfur burned. Nyala too. The Euphrates is low.", names))])
    shown = answer(found, Asked(**asked))
    said = of_json(shown)
    assert of_table(shown) == of_map_file(shown) == said
    if asked.get("place") is None:
        assert of_page(found, Asked(**asked)) == said


def test_files_name_the_areas_and_the_line():
    names = (
        ("Darfur", Read(place("supplement:darfur-sd"))),
        ("Euphrates", Read(place("supplement:euphrates"))),
        ("Mosul", Read(MOSUL)),
    )
    shown = map_evidence([make_parse(Told("Darfur, the Euphrates and Mosul.", names))])
    five = "adm1:SD.47 adm1:SD.49 adm1:SD.55 adm1:SD.60 adm1:SD.61"
    marks = contract.to_result(shown.parses[0])["map"]["marks"]
    assert [(m["areas"], m["line"]) for m in marks] == [
        (five.split(), None), ([], "supplement:euphrates"), ([], None),
    ]  # fmt: skip
    features = geojson.write(shown)
    assert f'"areas": "{five}", "line": null' in features
    assert '"areas": null, "line": "supplement:euphrates"' in features
    rows = table.write(shown).splitlines()
    assert rows[0].endswith(",held,areas,line")
    assert rows[1].endswith(f",{five},")
    assert rows[2].endswith(",,supplement:euphrates")
    assert rows[3].endswith(",,")


# The frame: a wide area is seen whole where that is not far off, a river where it comes near.

BODIES = {"a": (0.0, 0.0, 6.0, 6.0), "b": (6.0, 0.0, 9.0, 6.0), "far": (0.0, 0.0, 60.0, 40.0)}
COURSE = [(-20.0, 0.0), (1.0, 2.0), (20.0, 3.0)]


def held(**seen):
    return fitted(Seen(**seen), BODIES.get, lambda _: COURSE)


def test_a_region_is_seen_whole():
    spot = (3.0, 3.0, 0.0)
    assert held(discs=(spot,), wide=(("a", "b"),)) == Seen(discs=(spot,), areas=("a", "b"))


def test_a_region_stretches_no_frame_to_several_times_what_the_others_need():
    spots = ((3.0, 3.0, 0.0), (4.0, 4.0, 0.0))
    assert held(discs=spots, wide=(("far",),)) == Seen(discs=spots)
    assert held(discs=spots, wide=(("far",), ("a", "b"))).areas == ("a", "b")
    assert held(discs=spots[:1], wide=(("far",),)).areas == ("far",)  # there is nothing else


def test_of_a_river_the_nearest_point_is_seen():
    assert held(discs=((1.0, 9.0, 0.0),), lines=("r",)).discs == ((1.0, 9.0, 0.0), (1.0, 2.0, 0.0))
    assert held(areas=("a",), lines=("r",)) == Seen(areas=("a",))  # it runs through
    assert held(lines=("r",)).discs == tuple((*point, 0.0) for point in COURSE)


def test_a_river_is_near_across_the_date_line():
    course = [(-179.0, 0.0), (150.0, 0.0)]
    found = fitted(Seen(discs=((179.0, 0.0, 0.0),), lines=("r",)), BODIES.get, lambda _: course)
    assert found.discs[1:] == ((-179.0, 0.0, 0.0),)


def test_a_box_asked_for_is_the_frame():
    box = (1.0, 2.0, 3.0, 4.0)
    assert held(box=box, wide=(("a",),), lines=("r",)).box == box
    assert box_of(Seen(box=box, lines=("r",)), BODIES.get, lambda _: COURSE) == box


def test_a_map_asks_for_regions_by_their_points_and_parts():
    darfur = place("supplement:darfur-sd")
    seen = to_see(shown_of(("Darfur", Read(darfur)), region("supplement:euphrates"),
                           ("Mosul", Read(MOSUL))))  # fmt: skip
    assert seen == Seen(
        discs=((darfur.lon, darfur.lat, 0.0), (MOSUL.lon, MOSUL.lat, 0.0)),
        wide=(members(darfur.id),), lines=("supplement:euphrates",),
    )  # fmt: skip
