"""Exact answers on stored parses: what a map and its files say, each read and judged right."""
# ruff: noqa: E501, RUF001 - a row an answer; articles in their own letters and marks

import csv
import io
import json
import math
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from geo.exports import contract, geojson, table
from geo.mapped import Asked, Counts, answer, attribution, map_evidence, survey
from geo.types import Around, Incident, Precision
from tests.making import MOSUL, Read, Told, make_parse
from tests.storing import NAMES, stored

COACH = "Myles B. Caggins II"


@cache
def found(name):
    return survey([stored(name)])


def shown(name, **asked):
    return answer(found(name), Asked(**asked))


def digest(name):
    return stored(name).article.id[:12]


@cache
def rows(name):
    words = table.write(shown(name))
    return list(csv.DictReader(io.StringIO(words, newline="")))


@cache
def features(name):
    return json.loads(geojson.write(shown(name)))["features"]


def result(name, **asked):
    return json.loads(contract.write(shown(name, **asked)))


# Marks: key, name, language, figure, km, nominal, holder, names, excerpts, held, source of it all.
MARKS = {
    "sample": [
        ("adm1:IQ.07@P4", "Baghdad", "en", "area", 0, False, None, 1, 1, 1),
        ("adm1:IQ.01@P4", "Anbar", "en", "area", 0, False, None, 3, 3, 3),
        ("adm1:IQ.18@P4", "Salahuddin", "en", "area", 0, False, None, 1, 1, 1),
        ("adm1:IQ.13@P4", "Kirkuk", "en", "area", 0, False, None, 2, 2, 2),
        ("adm1:IQ.10@P4", "Diyala", "en", "area", 0, False, None, 2, 2, 3),
        ("adm1:IQ.15@P4", "Nineveh", "en", "area", 0, False, None, 2, 2, 2),
        ("geonames:94591@P1", "Khanaqin", "en", "point", 0, False, "adm1:IQ.10", 1, 1, 1),
        ("supplement:qara-tapa-iq@P1", "Qara Tapa", "en", "point", 0, False, "adm1:IQ.10", 1, 1, 1),
        ("geonames:99062@P1", "Miqdadiya", "en", "point", 0, False, "adm1:IQ.10", 1, 1, 1),
    ],
    "rings": [
        ("around:43.679,34.886,12.4@P2", "30 km north of Tikrit", "en", "ring", 12.4, False, None, 1, 1, 1),
        ("around:43.886,34.196,10@P2", "near Samarra", "en", "ring", 10, True, "adm1:IQ.18", 1, 1, 1),
        ("around:44.146,34.015,10@P2", "outside Balad", "en", "ring", 10, True, "adm1:IQ.18", 1, 1, 1),
        ("around:44.513,35.178,34@P5", "between Kirkuk and Tuz Khurmatu", "en", "ring", 34, False, None, 2, 1, 1),
        ("around:44.814,33.754,8@P2", "12 miles east of Baqubah", "en", "ring", 8, False, None, 1, 1, 1),
        ("around:43.786,33.349,10@P2", "outskirts of Fallujah", "en", "ring", 10, True, "adm1:IQ.01", 1, 1, 1),
        ("supplement:euphrates@P5", "Euphrates", "en", "line", 0, False, None, 1, 1, 1),
        ("supplement:hamrin-mountains-iq@P5", "Hamrin Mountains", "en", "ring", 40, True, None, 1, 1, 1),
        ("geonames:90150@P1", "Tikrit", "en", "point", 0, False, "adm1:IQ.18", 1, 1, 1),
        ("geonames:98860@P1", "Najaf", "en", "point", 0, False, "adm1:IQ.17", 1, 1, 1),
    ],
    "arabic": [
        ("geonames:99072@P1", "الموصل", "und-Arab", "point", 0, False, "adm1:IQ.15", 2, 2, 2),
        ("geonames:90150@P1", "تكريت", "und-Arab", "point", 0, False, "adm1:IQ.18", 1, 1, 1),
        ("geonames:91597@P1", "سامراء", "und-Arab", "point", 0, False, "adm1:IQ.18", 1, 1, 1),
        ("geonames:98182@P1", "بغداد", "und-Arab", "point", 0, False, "adm1:IQ.07", 1, 1, 1),
        ("adm1:IQ.10@P4", "ديالى", "und-Arab", "area", 0, False, None, 1, 1, 1),
    ],
    "ukrainian": [
        ("geonames:703448@P1", "Київ", "und-Cyrl", "point", 0, False, "adm1:UA.12", 2, 2, 2),
        ("geonames:706483@P1", "Харків", "und-Cyrl", "point", 0, False, "adm1:UA.07", 2, 2, 2),
        ("geonames:689558@P1", "Вінниця", "und-Cyrl", "point", 0, False, "adm1:UA.23", 1, 1, 1),
        ("geonames:702550@P1", "Львів", "und-Cyrl", "point", 0, False, "adm1:UA.15", 1, 1, 1),
    ],
    "dateline": [
        ("geonames:2198148@P1", "Suva", "en", "point", 0, False, "adm1:FJ.01", 1, 1, 1),
        ("geonames:4035413@P1", "Apia", "en", "point", 0, False, "adm1:WS.10", 1, 1, 1),
        ("geonames:2204417@P1", "Levuka", "en", "point", 0, False, "adm1:FJ.02", 1, 1, 1),
        ("geonames:4032402@P1", "Nuku‘alofa", "en", "point", 0, False, "adm1:TO.02", 1, 1, 1),
        ("geonames:2110394@P1", "Funafuti", "en", "point", 0, False, "adm1:TV.FUN", 1, 1, 1),
    ],
    "voices": [
        ("geonames:79415@P1", "Hodeidah", "en", "point", 0, False, "adm1:YE.08", 2, 2, 2),
        ("geonames:70225@P1", "Taiz", "en", "point", 0, False, "adm1:YE.25", 2, 2, 2),
        ("geonames:74477@P1", "Ibb", "en", "point", 0, False, "adm1:YE.23", 1, 1, 1),
        ("geonames:415189@P1", "Aden", "en", "point", 0, False, "adm1:YE.02", 1, 1, 1),
        ("geonames:73560@P1", "Laḩij", "en", "point", 0, False, "adm1:YE.24", 1, 1, 1),
        ("geonames:76184@P1", "Dhamār", "en", "point", 0, False, "adm1:YE.11", 1, 1, 1),
        ("geonames:69500@P1", "Zabīd", "en", "point", 0, False, "adm1:YE.08", 1, 1, 1),
        ("geonames:71137@P1", "Sanaa", "en", "point", 0, False, "adm1:YE.26", 1, 1, 1),
    ],
}  # fmt: skip
EACH_MARK = [
    pytest.param(name, number, row, id=f"{name}-{number}")
    for name, listed in MARKS.items()
    for number, row in enumerate(listed, start=1)
]


@pytest.mark.parametrize(("name", "number", "row"), EACH_MARK)
def test_each_mark(name, number, row):
    key, called, lang, figure, km, nominal, holder, names, excerpts, held = row
    mark = shown(name).marks[number - 1]
    assert (mark.number, mark.key, mark.name, mark.lang) == (number, key, called, lang)
    assert (mark.figure, mark.km, mark.nominal, mark.holder) == (figure, km, nominal, holder)
    assert (mark.named, mark.names, mark.excerpts, mark.held, mark.sources) == (
        names, names, excerpts, held, 1,
    )  # fmt: skip
    assert mark.areas == ((key.removesuffix("@P4"),) if figure == "area" else ())
    assert mark.line == (key.removesuffix("@P5") if figure == "line" else None)
    assert mark.precision == key[-2:]
    assert (mark.shown, mark.sure, mark.somewhere) == (True, True, False)


@pytest.mark.parametrize("name", MARKS)
def test_there_are_no_other_marks(name):
    assert [mark.key for mark in shown(name).marks] == [row[0] for row in MARKS[name]]


SIXTY = """
Aberdeen Dundee Inverness Stirling Glasgow Scotland England London Leeds Bristol Sheffield Exeter
Plymouth Leicester York Bradford Nottingham Paris Lyon Nantes Rennes Lille Dijon Nancy Metz Toulouse
Bordeaux Málaga Bilbao Zaragoza Murcia Granada Cuenca Burgos Oviedo Vigo Salamanca Berlin Hamburg
Bremen Leipzig Dresden Kassel Mainz Ulm Trier Bonn Warsaw Kraków Gdańsk Poznań Lublin Łódź Toruń
Opole Kielce Radom Rome Milan Turin Naples Bari
""".split()  # noqa: SIM905 - names as they are read


def test_sixty_towns_are_sixty_points_with_their_own_names():
    marks = shown("sixty").marks
    assert [mark.name for mark in marks] == SIXTY
    assert {m.name for m in marks if m.figure != "point"} == {"Scotland", "England"}
    assert all((m.lang, m.names, m.sources) == ("en", 1, 1) for m in marks)
    assert [m.number for m in marks] == list(range(1, 63))


def test_a_wide_region_is_an_area():
    marks = {mark.name: mark for mark in shown("sixty").marks}
    scotland, england = marks["Scotland"], marks["England"]
    assert (scotland.figure, england.figure) == ("area", "area")
    assert (len(scotland.areas), len(england.areas)) == (32, 152)
    assert (scotland.holder, england.holder, scotland.km, england.km) == (None, None, 0, 0)
    # Aberdeen, Dundee, Inverness, Stirling and Glasgow stand in one sentence with Scotland.
    assert (scotland.names, scotland.excerpts, scotland.held) == (1, 1, 1)


def test_a_river_is_a_line():
    (river,) = [mark for mark in shown("rings").marks if mark.name == "Euphrates"]
    assert (river.figure, river.line, river.areas) == ("line", "supplement:euphrates", ())


PLACES = [  # of GeoNames and of Natural Earth, by their own pages and layers
    ("sample", "Khanaqin", 45.39065, 34.34818),
    ("sample", "Qara Tapa", 44.935, 34.434),
    ("sample", "Diyala", 45.05739, 33.90207),
    ("arabic", "بغداد", 44.40088, 33.34058),
    ("ukrainian", "Харків", 36.25475, 49.98177),
    ("dateline", "Suva", 178.42531, -18.13683),
    ("dateline", "Apia", -171.76666, -13.83333),
    ("voices", "Aden", 45.03852, 12.77957),
    # 30 km north of 34.61581 N is 30 / 111.195 degrees up the same meridian
    ("rings", "30 km north of Tikrit", 43.67861, 34.61581 + 30 / 111.19508),
]


@pytest.mark.parametrize(("name", "called", "lon", "lat"), PLACES)
def test_where_a_mark_stands(name, called, lon, lat):
    (mark,) = [m for m in shown(name).marks if m.name == called]
    assert (mark.lon, mark.lat) == pytest.approx((lon, lat), abs=2e-5)


COUNTS = {  # names, on map, hidden, listed, peoples, others, marks, shown, unsure, excerpts
    "sample": (18, 14, 0, 4, 1, 28, 9, 9, 0, 8),
    "rings": (11, 11, 0, 0, 0, 0, 10, 10, 0, 8),
    "arabic": (7, 6, 0, 1, 0, 0, 5, 5, 0, 5),
    "ukrainian": (6, 6, 0, 0, 0, 0, 4, 4, 0, 4),
    "sixty": (67, 62, 0, 5, 0, 0, 62, 62, 0, 7),
    "countries": (6, 0, 0, 6, 1, 0, 0, 0, 0, 4),
    "dateline": (8, 5, 0, 3, 0, 0, 5, 5, 0, 3),
    "none": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "voices": (10, 10, 0, 0, 0, 2, 8, 8, 0, 9),
}
_FIELDS = (
    "names",
    "on_map",
    "hidden",
    "listed",
    "peoples",
    "others",
    "marks",
    "shown",
    "unsure",
    "excerpts",
)


def counts_of(row):
    there = int(row[-1] > 0)  # an article without an excerpt shown is no source of one
    return Counts(**dict(zip(_FIELDS, row, strict=True)), articles=there, sources=there)


@pytest.mark.parametrize("name", NAMES)
def test_counts(name):
    assert shown(name).counts == counts_of(COUNTS[name])
    assert result(name)["map"]["counts"] == {
        **dict(zip(_FIELDS, COUNTS[name], strict=True)),
        "articles": int(COUNTS[name][-1] > 0), "sources": int(COUNTS[name][-1] > 0),
    }  # fmt: skip


ASKED = [
    ("sample", {"voice": "direct"}, (18, 6, 8, 4, 1, 28, 9, 6, 0, 2)),
    ("sample", {"voice": "reported"}, (18, 0, 14, 4, 1, 28, 9, 0, 0, 2)),
    ("sample", {"voice": "writer"}, (18, 8, 6, 4, 1, 28, 9, 4, 0, 4)),
    ("sample", {"speaker": COACH}, (18, 6, 8, 4, 1, 28, 9, 6, 0, 4)),
    ("sample", {"place": "adm1:IQ.10@P4"}, (18, 5, 9, 4, 1, 28, 9, 4, 0, 3)),
    ("sample", {"place": "adm1:IQ.10", "voice": "direct"}, (18, 3, 11, 4, 1, 28, 9, 3, 0, 1)),
    ("sample", {"place": "country:IQ"}, (18, 14, 0, 4, 1, 28, 9, 9, 0, 8)),
    ("sample", {"extent": (44.9, 33.9, 46.0, 35.0)}, (18, 5, 9, 4, 1, 28, 9, 4, 0, 3)),
    ("rings", {"voice": "direct"}, (11, 1, 10, 0, 0, 0, 10, 1, 0, 1)),
    ("rings", {"place": "adm1:IQ.18"}, (11, 3, 8, 0, 0, 0, 10, 3, 0, 2)),
    ("voices", {"voice": "direct"}, (10, 5, 5, 0, 0, 2, 8, 5, 0, 4)),
    ("voices", {"voice": "reported"}, (10, 1, 9, 0, 0, 2, 8, 1, 0, 1)),
    ("voices", {"voice": "writer"}, (10, 4, 6, 0, 0, 2, 8, 4, 0, 4)),
    ("voices", {"speaker": "an engineer"}, (10, 2, 8, 0, 0, 2, 8, 2, 0, 1)),
    ("dateline", {"extent": (170.0, -25.0, -170.0, -10.0)}, (8, 4, 1, 3, 0, 0, 5, 4, 0, 3)),
    ("countries", {"voice": "reported"}, (6, 0, 0, 6, 1, 0, 0, 0, 0, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "row"), ASKED)
def test_counts_of_what_is_asked(name, asked, row):
    assert shown(name, **asked).counts == counts_of(row)


# Excerpts: where, voice, speaker, the verbatim words with their marks, names in it, whose words.
OWN = "The article’s own words"
EXCERPTS = {
    "sample": [
        (":22-94", "writer", None, "Iraq, the Inherent Resolve and ISF anti-Isis cooperation has not stopped", "Iraq", OWN, ""),
        (":96-189:q0", "reported", COACH, "Colonel Caggins: Inherent Resolve has not stopped anti-ISIS cooperation with the ISF in Iraq.", "Iraq", f"Colonel {COACH}", "reported, not verbatim"),
        (":266-343:q1", "reported", COACH, "Inherent Resolve has not stopped helping ISF in Iraq in the war against Isis.", "Iraq", f"Colonel {COACH}", "reported, not verbatim"),
        (":651-794:q3", "direct", COACH, "In further confirmation, the official stressed that “we have operations centers with Iraqis in Baghdad, Anbar, Salahuddin and other provinces”.", "Baghdad|Anbar|Salahuddin", f"Colonel {COACH}", "direct quote"),
        (":1120-1186", "writer", None, "Especially in the areas between Kirkuk, Diyala, Anbar and Nineveh.", "Kirkuk|Diyala|Anbar|Nineveh", OWN, ""),
        (":1511-1563", "writer", None, "In particular, towards the Daesh “hot beds” in Iraq.", "Iraq", OWN, ""),
        (":1564-1631", "writer", None, "These are mainly concentrated in Kirkuk, Diyala, Anbar and Nineveh.", "Kirkuk|Diyala|Anbar|Nineveh", OWN, ""),
        (":1632-1759:q7", "direct", COACH, "“People living in cities like Khanaqin, Qara Tapa and Miqdadiya know that IS is still a threat in the area,” confirmed Caggins.", "Khanaqin|Qara Tapa|Miqdadiya", f"Colonel {COACH}", "direct quote"),
    ],
    "rings": [
        (":27-98", "writer", None, "A convoy of water tankers was stopped 30 km north of Tikrit on Tuesday.", "Tikrit", OWN, ""),
        (":99-154", "writer", None, "Two lorries burned near Samarra, and one outside Balad.", "Samarra|Balad", OWN, ""),
        (":155-207", "writer", None, "The road between Kirkuk and Tuz Khurmatu is flooded.", "Kirkuk|Tuz Khurmatu", OWN, ""),
        (":208-259:q0", "direct", "a driver", "“We slept 12 miles east of Baqubah,” said a driver.", "Baqubah", "a driver", "direct quote"),
        (":260-301", "writer", None, "Tents stand on the outskirts of Fallujah.", "Fallujah", OWN, ""),
        (":302-366", "writer", None, "Shepherds crossed the Euphrates and hid in the Hamrin Mountains.", "Euphrates|Hamrin Mountains", OWN, ""),
        (":367-396", "writer", None, "The bridge in Tikrit is open.", "Tikrit", OWN, ""),
        (":397-424", "writer", None, "The square in Najaf is dry.", "Najaf", OWN, ""),
    ],
    "arabic": [
        (":0-20", "writer", None, "أمطار في شمال العراق", "العراق", OWN, ""),
        (":22-70", "writer", None, "غمرت المياه طرقا في الموصل وتكريت صباح الثلاثاء.", "الموصل|تكريت", OWN, ""),
        (":71-125:q0", "direct", None, 'وقال مسؤول في الدفاع المدني: "أغلقنا الجسر في سامراء".', "سامراء", "Speaker not read: not in English", "direct quote"),
        (":126-168", "writer", None, "ونقلت قوافل المساعدات من بغداد إلى الموصل.", "بغداد|الموصل", OWN, ""),
        (":169-201", "writer", None, "وشهدت محافظة ديالى أمطارا غزيرة.", "ديالى", OWN, ""),
    ],
    "countries": [
        (":26-76", "writer", None, "Chad and Niger agreed to share water with Nigeria.", "Chad|Niger|Nigeria", OWN, ""),
        (":77-122:q0", "direct", "a minister", "“Nigeria will pay its part,” said a minister.", "Nigeria", "a minister", "direct quote"),
        (":148-202", "writer", None, "Officials in Chad said that Cameroon would join later.", "Chad", "Named by the article", "beside reported words of Officials"),
        (":148-202:q1", "reported", "Officials", "Officials in Chad said that Cameroon would join later.", "Cameroon", "Officials", "reported, not verbatim"),
    ],
    "dateline": [
        (":29-93", "writer", None, "The ferry left Suva in Fiji on Friday and reached Apia in Samoa.", "Suva|Fiji|Apia|Samoa", OWN, ""),
        (":94-157", "writer", None, "“We saw no land between the two,” said a passenger from Levuka.", "Levuka", "Named by the article", "beside a quotation of a passenger"),
        (":158-210", "writer", None, "It will call at Nuku‘alofa in Tonga and at Funafuti.", "Nuku‘alofa|Tonga|Funafuti", OWN, ""),
    ],
    "voices": [
        (":15-51", "writer", None, "Wells ran dry in Hodeidah on Monday.", "Hodeidah", OWN, ""),
        (":52-142:q0", "direct", "an engineer", "“The pumps in Taiz have stopped,” said an engineer, “and those in Ibb will stop tomorrow.”", "Taiz|Ibb", "an engineer", "direct quote"),
        (":143-196:q1", "reported", "Officials", "Officials said that water would reach Aden by Friday.", "Aden", "Officials", "reported, not verbatim"),
        (":197-245:q2", "direct", "a teacher", "'We walk to Lahij for a bucket,' a teacher said.", "Lahij", "a teacher", "direct quote"),
        (":246-311:q3", "direct", "a farmer", '"Nobody came to us. Nobody came to Dhamar at all," said a farmer.', "Dhamar", "a farmer", "direct quote"),
        (":312-370", "writer", None, "“Two of my neighbours were ill,” said a resident of Zabid.", "Zabid", "Named by the article", "beside a quotation of a resident of Zabid"),
        (":371-408", "writer", None, "The ministry in Sanaa gave no answer.", "Sanaa", OWN, ""),
        (":409-459", "writer", None, "In Taiz, a doctor said: “Hodeidah needs chlorine.”", "Taiz", "Named by the article", "beside a quotation of a doctor"),
        (":409-459:q5", "direct", "a doctor", "In Taiz, a doctor said: “Hodeidah needs chlorine.”", "Hodeidah", "a doctor", "direct quote"),
    ],
}  # fmt: skip
EACH_EXCERPT = [
    pytest.param(name, i, row, id=f"{name}-{i}")
    for name, listed in EXCERPTS.items()
    for i, row in enumerate(listed)
]


@pytest.mark.parametrize(("name", "i", "row"), EACH_EXCERPT)
def test_each_excerpt(name, i, row):
    key, voice, speaker, text, names, who, how = row
    excerpt = shown(name).excerpts[i]
    assert (excerpt.key, excerpt.voice) == (digest(name) + key, voice)
    assert excerpt.text == text
    assert [text[span.start : span.end] for span, _ in excerpt.names] == names.split("|")
    assert (excerpt.speaker.name if excerpt.speaker else None) == speaker
    said = attribution(excerpt)
    assert (said.who, said.how) == (who, how)
    quote = key.partition(":q")[2]
    assert excerpt.quote == (int(quote) if quote else None)


@pytest.mark.parametrize("name", EXCERPTS)
def test_there_are_no_other_excerpts(name):
    assert len(shown(name).excerpts) == len(EXCERPTS[name])


def test_what_somebody_says_beside_a_name_is_told():
    spoken = {
        excerpt.text[part.span.start : part.span.end]: (part.voice, part.speaker.name)
        for name in ("dateline", "voices", "countries")
        for excerpt in shown(name).excerpts
        for part in excerpt.spoken
    }
    assert spoken == {
        "We saw no land between the two,": ("direct", "a passenger"),
        "Two of my neighbours were ill,": ("direct", "a resident of Zabid"),
        "Hodeidah needs chlorine.": ("direct", "a doctor"),
        "Cameroon would join later": ("reported", "Officials"),
    }


def test_a_speakers_office_is_told():
    (said,) = {attribution(e).role for e in shown("sample").excerpts if e.speaker}
    assert said == "spokesman for the International Coalition"


COUNTRY = "a whole country, shown as its outline"
TRAYS = {
    "sample": [
        ("Iraq", 4, "country", COUNTRY),
        ("Iraqis", 1, "people", "a people or an adjective, never drawn"),
        ("Inherent Resolve", 4, "not-a-place", "judged not to be a place: military operation"),
        ("ISF", 4, "not-a-place", "judged not to be a place: security force"),
        ("Isis", 2, "not-a-place", "judged not to be a place: armed group"),
        ("Caggins", 3, "not-a-place", "judged not to be a place: person"),
        ("ISIS", 2, "not-a-place", "judged not to be a place: armed group"),
        ("Islamic State", 3, "not-a-place", "judged not to be a place: armed group"),
        ("International Coalition", 1, "not-a-place", "judged not to be a place: organisation"),
        (COACH, 1, "not-a-place", "judged not to be a place: person"),
        ("Rudaw", 1, "not-a-place", "judged not to be a place: newspaper or media"),
        ("Daesh", 3, "not-a-place", "judged not to be a place: armed group"),
        ("IS", 2, "not-a-place", "judged not to be a place: armed group"),
        ("Coalition", 2, "not-a-place", "judged not to be a place: organisation"),
    ],
    "arabic": [("العراق", 1, "country", COUNTRY)],
    "countries": [
        ("Chad", 1, "institution", "an institution by its seat, not a place where something is"),
        ("Niger", 1, "institution", "an institution by its seat, not a place where something is"),
        ("Nigeria", 2, "country", COUNTRY),
        ("Chad", 1, "country", COUNTRY),
        ("Cameroon", 1, "country", COUNTRY),
        ("Nigerien", 1, "people", "a people or an adjective, never drawn"),
    ],
    "dateline": [(name, 1, "country", COUNTRY) for name in ("Fiji", "Samoa", "Tonga")],
    "sixty": [
        (name, 1, "country", COUNTRY) for name in ("France", "Spain", "Germany", "Poland", "Italy")
    ],
    "rings": [], "ukrainian": [], "none": [],
}  # fmt: skip


@pytest.mark.parametrize("name", TRAYS)
def test_the_tray(name):
    assert [(r.name, r.times, r.reason, r.words) for r in shown(name).tray] == TRAYS[name]
    keys = ("name", "times", "reason", "words")
    assert result(name)["map"]["tray"] == [dict(zip(keys, row, strict=True)) for row in TRAYS[name]]


OUTLINES = {
    "sample": ["IQ"], "rings": [], "arabic": ["IQ"], "sixty": ["FR", "ES", "DE", "PL", "IT"],
    "countries": ["NG", "TD", "CM"], "dateline": ["FJ", "WS", "TO"], "none": [],
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_outlines_are_the_countries_named_as_such(name):
    assert [place.country for place in shown(name).outlines] == OUTLINES[name]


BOUNDS = {
    "sample": (41.62135, 32.96803, 45.39065, 36.02349),
    "dateline": (178.42531, -21.13683, -171.76666, -8.52425),
    "sixty": (-8.72264, 36.72016, 22.57009, 57.47908),
    "countries": None,
    "none": None,
}


@pytest.mark.parametrize("name", BOUNDS)
def test_the_box_of_the_marks(name):
    box, wanted = shown(name).bounds, BOUNDS[name]
    assert box == (wanted and pytest.approx(wanted, abs=1e-4))


# One row of each class in the table: place, country, division, codes of the three scales.
CELLS = [
    ("sample", "Diyala", {
        "start": "1160", "end": "1166", "prefix": "ly in the areas between Kirkuk, ",
        "suffix": ", Anbar and Nineveh. Here the ji", "use": "literal", "status": "resolved",
        "score": "0.9984", "place_id": "adm1:IQ.10", "place": "Diyala", "kind": "province",
        "country": "IQ", "admin1": "", "source": "natural-earth", "lon": "45.05739",
        "lat": "33.90207", "radius_km": "", "coord_basis": "representative_point",
        "relative_words": "", "precision": "P4", "acled_geo_precision": "3",
        "ucdp_where_prec": "4", "plover_resolution": "2", "statement": "writer", "speaker": "",
        "excerpt": "Especially in the areas between Kirkuk, Diyala, Anbar and Nineveh.",
        "found_by": "model", "placed_by": "model", "mark": "adm1:IQ.10@P4", "mark_number": "5",
        "mark_name": "Diyala", "figure": "area", "km": "0.0", "nominal": "false",
        "on_map": "true", "why_not": "", "excerpt_id": "e237e09f815a:1120-1186",
        "voice": "writer", "sure": "true", "held": "3", "areas": "adm1:IQ.10", "line": "",
    }),
    ("sample", "Khanaqin", {
        "place": "Khanaqin", "kind": "town", "country": "IQ", "admin1": "Diyala",
        "source": "geonames", "precision": "P1", "acled_geo_precision": "1",
        "ucdp_where_prec": "1", "plover_resolution": "4", "coord_basis": "named_place",
        "statement": "direct quote", "speaker": COACH, "voice": "direct",
    }),
    ("sample", "Qara Tapa", {"source": "supplement", "admin1": "Diyala", "mark_number": "8"}),
    ("sample", "Iraq", {
        "place": "Iraq", "kind": "country", "country": "IQ", "admin1": "", "lon": "", "lat": "",
        "precision": "P6", "acled_geo_precision": "3", "ucdp_where_prec": "6",
        "plover_resolution": "1", "mark": "", "mark_number": "", "mark_name": "", "figure": "",
        "km": "", "nominal": "", "on_map": "false", "why_not": "country", "coord_basis": "",
        "excerpt_id": "e237e09f815a:22-94", "sure": "",
    }),
    ("sample", "Iraqis", {
        "use": "demonym", "on_map": "false", "why_not": "people", "excerpt": "", "lon": "",
        "excerpt_id": "", "statement": "direct quote", "voice": "direct",
    }),
    ("rings", "Tikrit", {
        "precision": "P2", "acled_geo_precision": "2", "ucdp_where_prec": "2",
        "plover_resolution": "4", "radius_km": "12.4", "coord_basis": "relative_words",
        "relative_words": "30 km north of Tikrit", "place": "Tikrit", "admin1": "Salahuddin",
        "km": "12.4", "nominal": "false", "figure": "ring", "placed_by": "rule",
        "mark_name": "30 km north of Tikrit",
    }),
    ("rings", "Samarra", {"radius_km": "10.0", "km": "10.0", "nominal": "true"}),
    ("rings", "Kirkuk", {
        "precision": "P5", "acled_geo_precision": "3", "ucdp_where_prec": "5",
        "plover_resolution": "", "radius_km": "34.0", "kind": "town", "admin1": "Kirkuk",
        "relative_words": "between Kirkuk and Tuz Khurmatu", "score": "0.989",
    }),
    ("rings", "Euphrates", {
        "kind": "river", "country": "", "admin1": "", "source": "supplement", "km": "0.0",
        "radius_km": "", "ucdp_where_prec": "5", "plover_resolution": "", "nominal": "false",
        "figure": "line", "areas": "", "line": "supplement:euphrates",
    }),
    ("arabic", "الموصل", {
        "place": "Mosul", "mark_name": "الموصل", "admin1": "Nineveh", "country": "IQ",
    }),
    ("ukrainian", "Києва", {"place": "Kyiv", "mark_name": "Київ", "country": "UA"}),
    ("dateline", "Apia", {"lon": "-171.76666", "lat": "-13.83333", "country": "WS"}),
    ("countries", "Chad", {"use": "associative", "why_not": "institution", "on_map": "false"}),
    ("voices", "Aden", {"statement": "reported", "speaker": "Officials", "voice": "reported"}),
    ("sixty", "Krakow", {"place": "Kraków", "mark_name": "Kraków", "country": "PL"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "exact", "cells"), CELLS, ids=lambda value: str(value)[:12])
def test_a_row_of_the_table(name, exact, cells):
    row = next(row for row in rows(name) if row["exact"] == exact)
    assert {key: row[key] for key in cells} == cells
    assert row["article_sha256"] == stored(name).article.id
    assert row["title"] == stored(name).article.title
    assert row["by"] == f"rule {stored(name).engine}"


@pytest.mark.parametrize(("name", "exact", "cells"), CELLS, ids=lambda value: str(value)[:12])
def test_a_feature_says_the_same(name, exact, cells):
    feature = next(f for f in features(name) if f["properties"]["exact"] == exact)
    assert feature["type"] == "Feature"
    point = feature["geometry"]
    told = dict(feature["properties"])
    told |= dict(zip(("lon", "lat"), point["coordinates"] if point else (None, None), strict=True))
    assert point is None or (point["type"], len(point["coordinates"])) == ("Point", 2)
    assert {key: cell(told[key]) for key in cells} == cells


def cell(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


COLUMNS = (
    "article_sha256", "title", "start", "end", "exact", "prefix", "suffix", "use", "status", "score",
    "place_id", "place", "kind", "country", "admin1", "source", "radius_km", "coord_basis",
    "relative_words", "precision", "acled_geo_precision", "ucdp_where_prec", "plover_resolution",
    "statement", "speaker", "excerpt", "reasons", "by", "found_by", "placed_by", "mark",
    "mark_number", "mark_name", "figure", "km", "nominal", "on_map", "why_not", "excerpt_id",
    "voice", "sure", "held", "areas", "line",
)  # fmt: skip


def test_every_feature_has_the_same_properties_placed_or_not():
    unknown = make_parse(
        Told("Nowhereton. Mosul.", (("Nowhereton", Read()), ("Mosul", Read(MOSUL))))
    )
    made = json.loads(geojson.write(map_evidence([unknown])))["features"]
    for feature in (*features("sample"), *features("rings"), *made):
        assert tuple(feature["properties"]) == COLUMNS
    first = made[0]["properties"]
    empty = {name for name in COLUMNS if first[name] is None}
    assert empty == {
        "place_id", "place", "kind", "country", "admin1", "source", "radius_km", "coord_basis",
        "relative_words", "acled_geo_precision", "ucdp_where_prec", "plover_resolution", "speaker",
        "excerpt", "mark", "mark_number", "mark_name", "figure", "km", "nominal", "excerpt_id",
        "sure", "held", "areas", "line",
    }  # fmt: skip
    assert (first["status"], first["precision"], first["why_not"]) == ("unknown", "P0", "unknown")
    assert (first["start"], first["end"], first["prefix"]) == (0, 10, "")


def test_words_around_a_name_are_thirty_two_code_points():
    for name, feature in product(("rings", "countries"), (0, 3, 5)):
        row, text = features(name)[feature]["properties"], stored(name).article.text
        assert row["prefix"] == text[max(0, row["start"] - 32) : row["start"]]
        assert row["suffix"] == text[row["end"] : row["end"] + 32]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_inert(first):
    text = f"Mosul {first}SUM(1)"
    parse = make_parse(Told(text, (("Mosul", Read(MOSUL)),), article={"title": f"{first}1"}))
    (row,) = csv.DictReader(io.StringIO(table.write(map_evidence([parse])), newline=""))
    assert (row["title"], row["exact"]) == (f"'{first}1", "Mosul")


@pytest.mark.parametrize("write", [contract.write, geojson.write])
def test_no_number_in_a_file_is_none_at_all(write):
    parse = make_parse(Told("Mosul burned.", (("Mosul", Read(MOSUL, score=math.nan)),)))
    with pytest.raises(ValueError, match="not JSON compliant"):
        write(map_evidence([parse]))


def test_incidents_in_json():
    parse = make_parse(Told("Shells fell. Mosul burned.", (("Mosul", Read(MOSUL)),)))
    (evidence,) = parse.evidence
    told = {"label": "shelling", "when": "2026-01", "status": "reported", "evidence": (evidence,)}
    placed = Incident(id="i1", place=MOSUL, **told)
    unplaced = Incident(id="i2", place=None, **told)
    made = contract.to_result(replace(parse, incidents=(placed, unplaced)))["incidents"]
    assert made == [
        {"label": "shelling", "place": index, "when": "2026-01", "status": "reported",
         "start": 13, "end": 26}
        for index in (0, None)
    ]  # fmt: skip


def test_numbers_in_json_are_no_finer_than_they_mean():
    fine = replace(MOSUL, lon=43.123456789, lat=36.987654321)
    disc = Around(lon=43.123456789, lat=36.987654321, radius_km=10.0, words="near Mosul")
    near = Read(fine, precision=Precision.P2, around=disc, score=0.123456)
    made = contract.to_result(make_parse(Told("It is near Mosul.", (("Mosul", near),))))
    (name,), (mark,) = made["toponyms"], made["map"]["marks"]
    assert (name["score"], name["candidates"][0]["score"], mark["score"]) == (0.1235,) * 3
    for row in (name["place"], name["around"], mark):
        assert (row["lon"], row["lat"]) == (43.123457, 36.987654)
    assert mark["sure"] is False


def test_the_map_file_says_what_it_is():
    whole = json.loads(geojson.write(shown("rings")))
    assert list(whole) == ["type", "note", "features"]
    assert whole["type"] == "FeatureCollection"
    assert whole["note"] == (
        "Offsets are Unicode code points of the article's text, NFC with \\n line ends. Named is "
        "not the same as happened. Places: GeoNames, CC BY 4.0; boundaries: Natural Earth."
    )
    assert "note" not in whole["features"][0]


def test_reasons_stand_in_one_cell():
    row = next(row for row in rows("rings") if row["exact"] == "Kirkuk")
    assert row["reasons"] == (
        "1.0 million people live there; other names in the article are in Iraq; named together "
        "with Tuz Khurmatu, which is a town; other names in the article are within 200 km"
    )


def test_a_name_in_json():
    found = result("rings")["toponyms"][0]
    place = {
        "id": "geonames:90150", "name": "Tikrit", "kind": "town", "lat": 34.61581,
        "lon": 43.67861, "country": "IQ", "admin1": "Salahuddin",
    }  # fmt: skip
    reasons = [
        "the only place of that name in the gazetteer", "42,477 people live there",
        "other names in the article are in Iraq", "other names in the article are within 200 km",
    ]  # fmt: skip
    assert found == {
        "start": 80, "end": 86, "name": "Tikrit", "use": "literal", "status": "resolved",
        "score": 0.9988, "precision": "P2", "place": place,
        "around": {
            "lat": 34.885606, "lon": 43.67861, "radius_km": 12.4, "words": "30 km north of Tikrit",
        },
        "candidates": [{"place": place, "score": 0.9988, "reasons": reasons}],
        "reasons": reasons, "found_by": "model", "placed_by": "rule",
        "mark": "around:43.679,34.886,12.4@P2", "excerpt": f"{digest('rings')}:27-98",
    }  # fmt: skip


def test_quotes_in_json():
    assert result("rings")["quotes"] == [{
        "start": 209, "end": 243, "text": "We slept 12 miles east of Baqubah,", "direct": True,
        "speaker": {"name": "a driver", "start": 250, "end": 258}, "score": 0.841, "places": [5],
    }]  # fmt: skip
    quotes = result("voices")["quotes"]
    assert [(q["text"], q["direct"], q["places"]) for q in quotes] == [
        ("The pumps in Taiz have stopped,", True, [1]),
        ("and those in Ibb will stop tomorrow.", True, [2]),
        ("water would reach Aden by Friday", False, [3]),
        ("We walk to Lahij for a bucket,", True, [4]),
        ("Nobody came to us. Nobody came to Dhamar at all,", True, [5]),
        ("Two of my neighbours were ill,", True, []),
        ("Hodeidah needs chlorine.", True, [9]),
    ]
    assert result("arabic")["quotes"][0]["speaker"] is None


def test_what_is_no_place_in_json():
    found = result("sample")
    assert found["not_places"][0] == {
        "start": 32, "end": 48, "name": "Inherent Resolve", "reason": "military operation",
    }  # fmt: skip
    assert found["sha256"] == found["id"] == stored("sample").article.id
    assert (
        found["title"] == "Iraq, the Inherent Resolve and ISF anti-Isis cooperation has not stopped"
    )
    assert found["engine"] == stored("sample").engine
    assert found["incidents"] == []


def test_a_mark_in_json():
    ring = result("rings")["map"]["marks"][1]
    score = ring.pop("score")
    assert score == 0.9978
    assert ring == {
        "mark": "around:43.886,34.196,10@P2", "number": 2, "name": "near Samarra", "lang": "en",
        "place": "geonames:91597", "class": "P2", "figure": "ring", "lat": 34.1959,
        "lon": 43.88568, "km": 10.0, "nominal": True, "areas": [], "line": None,
        "holder": "adm1:IQ.18",
        "somewhere": False, "named": 1, "names": 1, "excerpts": 1, "held": 1, "sources": 1,
        "sure": True, "by": "rule", "shown": True,
    }  # fmt: skip
    hidden = result("rings", voice="direct")["map"]["marks"][1]
    assert [hidden[k] for k in ("named", "names", "excerpts", "held", "sources", "shown")] == [
        1, 0, 0, 0, 0, False,
    ]  # fmt: skip


def test_files_are_as_they_are_read():
    words = contract.write(shown("arabic"))
    assert words.startswith('{\n  "id": "')
    assert words.endswith("}\n")
    assert "الموصل" in words
    assert geojson.write(shown("arabic")).endswith("]}\n")
    assert "الموصل" in geojson.write(shown("arabic"))
    both = json.loads(contract.write(map_evidence([stored("arabic"), stored("none")])))
    assert [one["id"] for one in both] == [stored("arabic").article.id, stored("none").article.id]
    assert rows("none") == []
    assert table.write(shown("none")) == ""


def test_a_stored_parse_is_its_articles():
    for name in NAMES:
        assert stored(name).article.id == shown(name).articles[0]
    assert shown("rings").engine == stored("rings").engine
