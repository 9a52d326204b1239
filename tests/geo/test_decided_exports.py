"""What files say of a case: who decided, what the engine says, and where words stood as sent."""

import csv
import io
import json
from dataclasses import replace

import pytest

from geo.decisions import Answer, Decision, Disc, OnName, OnQuote, What, settle
from geo.exports.choosing import write
from geo.exports.contract import to_result
from geo.exports.contract import write as to_json
from geo.mapped import Stamp, map_evidence
from geo.types import Kind, Place, Precision, Span
from tests.geo.case.keeping import Reads, arrival
from tests.making import KHANAQIN

# a soft hyphen, which reading takes away: what follows stood one code point later as it was sent
SENT = (
    "Shells fell on Mo\u00adsul and Tikrit, it was said. “We left Mosul,” said Ann Lee of Sinjar."
)
ARTICLE = arrival(SENT).article
TEXT = ARTICLE.text
PARSE = Reads().parse(ARTICLE)
PIN = Place(
    id="coord:34.5,43.5", name="", kind=Kind.SITE, lon=43.5, lat=34.5, country="IQ",
    admin=("Iraq",), source="analyst",
)  # fmt: skip
MOSUL_IN_SHORT = {
    "status": "resolved",
    "place": {
        "id": "geonames:99072", "name": "Mosul", "kind": "town", "lat": 36.335, "lon": 43.118,
        "country": "IQ", "admin1": None,
    },
    "precision": "P1",
}  # fmt: skip
SIGNED = {"who": "Ann", "when": "2021-02-28T10:00:00.000Z"}
HEAD = "ab" * 32


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def decided(entry, answer, target, why=None):
    return Decision(entry=entry, **SIGNED, why=why, answer=answer, target=target)


def on(words):
    return OnName(article=ARTICLE.id, span=at(words), takes=())


QUOTE = OnQuote(article=ARTICLE.id, span=at("We left Mosul,"))
PINNED = Answer(what=What.POINT, place=PIN, disc=Disc(lon=43.5, lat=34.5, km=12.0))
SETTLED = settle(
    PARSE,
    [
        decided(3, Answer(what=What.PLACE, place=KHANAQIN), on("Mosul"), "seen"),
        decided(4, PINNED, on("Sinjar")),
        decided(5, Answer(what=What.NO_SPEAKER), QUOTE),
        decided(6, Answer(what=What.NOT_A_PLACE), on("Lee")),
        decided(7, Answer(what=What.CLASS, precision=Precision.P2), on("Tikrit"), "outskirts"),
    ],
)  # fmt: skip
STAMP = Stamp(
    title="One",
    entry=7,
    head=HEAD,
    decided={
        (0, i): SETTLED.decided[t.span]
        for i, t in enumerate(SETTLED.parse.toponyms)
        if t.span in SETTLED.decided
    },
)


@pytest.fixture(scope="module")
def result():
    return to_result(SETTLED.parse, text=True, settled=SETTLED)


def test_each_name_says_who_decided_it_beside_the_engine(result):
    (mosul, tikrit, again, sinjar) = [row["decided"] for row in result["toponyms"]]
    assert mosul == {"entry": 3, **SIGNED, "why": "seen", "engine": MOSUL_IN_SHORT}
    assert (tikrit["entry"], tikrit["why"]) == (7, "outskirts")
    assert (tikrit["engine"]["place"]["name"], tikrit["engine"]["precision"]) == ("Tikrit", "P1")
    assert again is None
    assert sinjar == {"entry": 4, **SIGNED, "why": None, "engine": None}


def test_a_quote_says_who_decided_whose_words_it_is(result):
    (quote,) = result["quotes"]
    assert quote["decided"] == {"entry": 5, **SIGNED, "why": None}
    assert quote["speaker"] is None
    plain = to_result(PARSE, settled=settle(PARSE, []))
    assert [row["decided"] for row in (*plain["toponyms"], *plain["quotes"])] == [None] * 4
    assert plain["unfit"] == []


def test_what_no_longer_fits_is_listed(result):
    why = "no name is found there any more"
    assert result["unfit"] == [{"entry": 6, "span": [72, 75], "why": why}]


def test_a_text_says_where_its_words_stood_as_they_were_sent(result):
    assert (result["text"], result["original"]) == (TEXT, SENT)
    assert result["normaliser"] == ARTICLE.normaliser == "2"
    rows = result["toponyms"]
    assert [(row["start"], row["end"]) for row in rows] == [(15, 20), (25, 31), (55, 60), (79, 85)]
    assert [row["original"] for row in rows] == [
        {"start": 15, "end": 21}, {"start": 26, "end": 32}, {"start": 56, "end": 61},
        {"start": 80, "end": 86},
    ]  # fmt: skip
    assert [SENT[row["original"]["start"] : row["original"]["end"]] for row in rows] == [
        "Mo\u00adsul", "Tikrit", "Mosul", "Sinjar",
    ]  # fmt: skip
    assert result["quotes"][0]["original"] == {"start": 48, "end": 62}
    (undecided,) = to_result(PARSE, text=True)["quotes"]
    assert undecided["speaker"]["original"] == {"start": 69, "end": 76}
    assert SENT[69:76] == "Ann Lee"


def test_a_text_that_came_as_it_is_is_its_own_original():
    parse = Reads().parse(arrival("Shells fell on Mosul.").article)
    found = to_result(parse, text=True)
    assert found["text"] == found["original"] == "Shells fell on Mosul."
    assert "text" not in to_result(parse)
    assert "decided" not in to_result(parse)["toponyms"][0]


def test_json_keeps_letters_and_is_laid_out():
    words = to_json(map_evidence([SETTLED.parse]))
    assert "“We left Mosul,” said" not in words  # the words between the marks alone
    assert '\n  "title": "Shells fell on Mosul and Tikrit, it was said.",\n' in words
    arabic = to_json(map_evidence([Reads().parse(arrival("Mosul, الموصل.").article)]))
    assert "الموصل" in arabic


COLUMNS = ("decided", "decided_by", "case_entry", "case_head", "coord_basis", "relative_words")


def of_case():
    return replace(map_evidence([SETTLED.parse]), stamp=STAMP)


def test_the_table_has_who_decided_and_the_head():
    rows = list(csv.DictReader(io.StringIO(write(of_case(), "csv"))))
    assert [tuple(row[name] for name in COLUMNS) for row in rows] == [
        ("3", "Ann", "7", HEAD, "named_place", ""),
        ("7", "Ann", "7", HEAD, "named_place", ""),
        ("", "", "7", HEAD, "named_place", ""),
        ("4", "Ann", "7", HEAD, "analyst", ""),
    ]
    without = next(csv.reader(io.StringIO(write(map_evidence([SETTLED.parse]), "csv"))))
    assert not {"decided", "decided_by", "case_entry", "case_head"} & set(without)


def test_geojson_has_the_case_at_its_top():
    found = json.loads(write(of_case(), "geojson"))
    assert found["case"] == {"title": "One", "entry": 7, "head": HEAD}
    last = found["features"][-1]
    assert last["geometry"] == {"type": "Point", "coordinates": [43.5, 34.5]}
    assert (last["properties"]["decided"], last["properties"]["decided_by"]) == (4, "Ann")
    assert "case" not in json.loads(write(map_evidence([SETTLED.parse]), "geojson"))
    none = map_evidence(
        [settle(PARSE, [decided(3, Answer(what=What.UNDECIDED), on("Mosul"))]).parse]
    )
    first = json.loads(write(none, "geojson"))["features"][0]
    assert first["geometry"] is None
    arabic = map_evidence([Reads().parse(arrival("Mosul, الموصل.").article)])
    assert "الموصل" in write(arabic, "geojson")
