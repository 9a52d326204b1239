"""`dateline case decide|undo|redo|reparse|forget`: the analyst has the last word."""

import csv
import io
import json
import sqlite3

import pytest

from tests.commanding import runner
from tests.copying import begin
from tests.test_cli_case import HOMS, answer, id_of, lines, refused

FIRST = "Shells fell on Homs on Monday. Samarra was quiet. “We left Tikrit,” said Ann Lee."
SECOND = "Two were hurt in Homs, in Iraq. Qandil is far."
HOMS_AT, TIKRIT_AT = (15, 19), (FIRST.index("Tikrit"), FIRST.index("Tikrit") + 6)
KHANAQIN, DIYALA = "geonames:94591", "adm1:IQ.10"


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process, as Ann: (status, output, errors)."""
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    return runner(monkeypatch, capfdbinary)


@pytest.fixture
def case(dateline, tmp_path):
    """A case with two articles."""

    def to_decide(path):
        dateline("case", "new", path, "--title", "One")
        for text in (FIRST, SECOND):
            dateline("case", "add", path, "-", stdin=text.encode())

    path = tmp_path / "one.gpkg"
    begin(path, to_decide)
    return path


@pytest.fixture
def decide(dateline, case):
    """Decide one name of the first article: what the command prints."""

    def run(*words, span=HOMS_AT, article=FIRST):
        where = ("--article", id_of(article), "--span", f"{span[0]}:{span[1]}")
        return dateline("case", "decide", case, *where, *words, "--json")

    return run


def names_of(dateline, case, text=FIRST):
    shown = answer(dateline("case", "show", case, id_of(text), "--json"))
    return {(t["start"], t["end"]): t for t in shown["toponyms"]}


def entries(dateline, case):
    return lines(dateline("case", "log", case, "--json"))


def test_decide_prints_what_it_did(decide, dateline, case):
    made = answer(decide("--place", KHANAQIN, "--why", "he told me"))
    assert set(made) == {"entry", "hash", "what", "article", "span", "before", "after", "changes"}
    assert (made["entry"], made["what"], made["span"], made["changes"]) == (4, "place", [15, 19], 1)
    assert made["article"] == id_of(FIRST)
    assert made["before"]["name"]["status"] == "resolved"
    assert made["after"]["place"]["id"] == KHANAQIN
    last = entries(dateline, case)[-1]
    assert (last["hash"], last["who"], last["why"]) == (made["hash"], "Ann", "he told me")
    assert {k: last[k] for k in ("what", "article", "span", "before", "after")} == {
        k: made[k] for k in ("what", "article", "span", "before", "after")
    }
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_show_says_who_decided_and_what_the_engine_says(decide, dateline, case):
    engine = names_of(dateline, case)[HOMS_AT]
    made = answer(decide("--place", KHANAQIN, "--why", "he told me"))
    now = names_of(dateline, case)[HOMS_AT]
    assert (now["place"]["id"], now["placed_by"]) == (KHANAQIN, "analyst")
    assert now["decided"] == {
        "entry": made["entry"], "who": "Ann", "when": now["decided"]["when"],
        "why": "he told me",
        "engine": {k: engine[k] for k in ("status", "place", "precision")},
    }  # fmt: skip
    assert answer(dateline("case", "list", case, "--json"))["articles"][0]["decided"] == 1


OUTLINE = {"type": "Polygon", "coordinates": [[[44, 34], [45, 34], [45, 35], [44, 35], [44, 34]]]}


ANSWERS = [  # options, what, place, class
    (("--place", KHANAQIN), "place", KHANAQIN, "P1"),
    (("--lat", "34.5", "--lon", "43.25"), "point", "coord:34.5,43.25", "P1"),
    (("--lat", "-4", "--lon", "43", "--radius-km", "8"), "point", "coord:-4,43", "P2"),
    (("--within", DIYALA), "within", DIYALA, "P4"),
    (("--not-a-place",), "not-a-place", None, "P0"),
    (("--undecided",), "undecided", None, "P0"),
    (("--accept",), "accept", "engine", "P1"),
    (("--class", "P5"), "class", "engine", "P5"),
    (("--place", KHANAQIN, "--class", "p2"), "place", KHANAQIN, "P2"),
    (("--accept", "--class", "P3"), "accept", "engine", "P3"),
    (("--area",), "area", "area:", "P5"),
]


@pytest.mark.parametrize("expected", ANSWERS, ids=lambda e: " ".join(e[0]))
def test_every_answer(decide, dateline, case, tmp_path, expected):
    words, what, place, grade = expected
    engine = names_of(dateline, case)[HOMS_AT]
    if words == ("--area",):
        file = tmp_path / "outline.geojson"
        file.write_text(json.dumps(OUTLINE))
        words = ("--area", file)
    made = answer(decide(*words))
    assert made["what"] == what
    now = names_of(dateline, case)[HOMS_AT]
    assert now["precision"] == grade
    found = now["place"] and now["place"]["id"]
    if place == "area:":
        assert found.startswith("area:")
        assert now["around"]["radius_km"] == pytest.approx(72, abs=1)
    else:
        assert found == (engine["place"]["id"] if place == "engine" else place)
    assert answer(dateline("case", "verify", case, "--json"))["ok"]
    again = answer(decide(*words))
    assert (again["entry"], again["hash"], again["changes"]) == (made["entry"], made["hash"], 0)
    assert len(entries(dateline, case)) == made["entry"]


def test_a_missed_name_is_marked_by_its_span(decide, dateline, case):
    span = (FIRST.index("Monday"), FIRST.index("Monday") + 6)
    assert span not in names_of(dateline, case)
    made = answer(decide("--within", DIYALA, span=span))
    assert made["before"] == {"name": None}
    now = names_of(dateline, case)[span]
    assert (now["name"], now["found_by"], now["within"]) == (
        "Monday",
        "analyst",
        {"words": "Monday"},
    )
    assert now["decided"]["engine"] is None
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


BAD = {
    "no answer": (("--span", "15:19"), "what the answer is"),
    "two answers": (("--span", "15:19", "--accept", "--undecided"), "more than one answer"),
    "no target": (("--accept",), "one of --span"),
    "two targets": (("--span", "15:19", "--name", "Homs", "--accept"), "one of --span"),
    "no span": (("--span", "15", "--accept"), "no START:END"),
    "empty span": (("--span", "19:19", "--accept"), "no START:END"),
    "outside": (("--span", "15:999", "--accept"), "outside the text"),
    "far outside": (("--span", "900:999", "--place", KHANAQIN), "outside the text"),
    "no such place": (("--span", "15:19", "--place", "geonames:0"), "gazetteer lookup"),
    "no such holder": (("--span", "15:19", "--within", "x"), "gazetteer lookup"),
    "half a point": (("--span", "15:19", "--lat", "3"), "go together"),
    "off the globe": (("--span", "15:19", "--lat", "91", "--lon", "0"), "latitude 91"),
    "not a number": (("--span", "15:19", "--lat", "nan", "--lon", "0"), "latitude nan"),
    "no ring": (("--span", "15:19", "--lat", "3", "--lon", "0", "--radius-km", "0"), "0 km"),
    "lone radius": (("--span", "15:19", "--radius-km", "3"), "--radius-km goes with"),
    "no such class": (("--span", "15:19", "--class", "P0"), "P1, P2"),
    "class of nothing": (
        ("--span", "15:19", "--not-a-place", "--class", "P3"),
        "goes with a place",
    ),
    "no outline": (("--span", "15:19", "--area", "/none.geojson"), "none.geojson"),
    "a rule for one": (("--span", "15:19", "--accept", "--rule"), "--rule goes with --name"),
    "words that are no name": (("--span", "0:6", "--not-a-place"), "no name is found there"),
    "accepting what is missed": (("--span", "0:6", "--accept"), "no place here"),
    "over two sentences": (("--span", "20:40", "--place", KHANAQIN), "no sentence holds"),
    "a speaker of a name": (("--span", "15:19", "--speaker", "Ann"), "--quote takes"),
    "a place of a quote": (("--quote", "51:65", "--accept"), "--quote takes"),
    "no such quote": (("--quote", "1:5", "--no-speaker"), "no quote"),
    "nobody": (("--quote", "1:5", "--speaker", " \t"), "--speaker needs a letter"),
}


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(dateline, case, bad):
    words, said = BAD[bad]
    before = len(entries(dateline, case))
    refused(dateline("case", "decide", case, "--article", id_of(FIRST), *words), said)
    assert len(entries(dateline, case)) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--span", "15:19", "--accept"), "--article"),
        (("--quote", "15:19", "--no-speaker"), "--article"),
        (("--article", "ffffffff", "--span", "15:19", "--accept"), "no article has it"),
        (("--name", "Atlantis", "--accept"), "Atlantis"),
    ],
)
def test_a_decision_needs_an_article_and_a_name_that_are_there(dateline, case, words, said):
    refused(dateline("case", "decide", case, *words), said)


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "{}", '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon", "coordinates": []}', '{"type": "Polygon", "coordinates": [[[1, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [190, 0], [190, 1], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 0], [1, 1], [0, 0]]]}',
        '{"type": "Feature", "geometry": null}', "[" * 100_000, '{"a": "' + "x" * 1_000_001 + '"}',
    ],
)  # fmt: skip
def test_a_file_that_holds_no_outline_is_refused(decide, tmp_path, content):
    file = tmp_path / "x.geojson"
    file.write_text(content)
    refused(decide("--area", file), "x.geojson", "is no outline in GeoJSON")


def test_an_outline_may_be_a_collection_of_features(decide, dateline, case, tmp_path):
    file = tmp_path / "x.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": OUTLINE}
    far = {"type": "Polygon", "coordinates": [[[46, 34], [47, 34], [47, 35], [46, 34]]]}
    parts = [feature, {"type": "Feature", "properties": {}, "geometry": far}]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": parts}))
    made = answer(decide("--area", file))
    assert made["after"]["shape"]["type"] == "MultiPolygon"
    assert len(made["after"]["shape"]["coordinates"]) == 2
    with sqlite3.connect(case) as db:
        (area,) = db.execute("SELECT place_id FROM areas WHERE mark LIKE 'around:%'").fetchall()
    db.close()
    assert area[0].startswith("area:")
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_every_mention_of_a_name(dateline, case):
    made = answer(dateline("case", "decide", case, "--name", "homs", "--place", KHANAQIN, "--json"))
    assert (made["article"], made["span"], made["changes"]) == (None, None, 2)
    for text in (FIRST, SECOND):
        named = [t for t in names_of(dateline, case, text).values() if t["name"] == "Homs"]
        assert [t["place"]["id"] for t in named] == [KHANAQIN]
    dateline("case", "add", case, "-", stdin=HOMS.encode())
    assert names_of(dateline, case, HOMS)[HOMS_AT]["decided"] is None
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_every_mention_in_one_article(dateline, case):
    where = ("--article", id_of(SECOND)[:8], "--name", "Homs")
    made = answer(dateline("case", "decide", case, *where, "--not-a-place", "--json"))
    assert (made["article"], made["changes"]) == (id_of(SECOND), 1)
    assert names_of(dateline, case)[HOMS_AT]["status"] == "resolved"


def test_a_rule_holds_for_those_to_come(dateline, case):
    rule = ("--name", "Homs", "--place", KHANAQIN, "--rule")
    told = answer(dateline("case", "decide", case, *rule, "--preview", "--json"))
    assert (told["entry"], told["changes"]) == (None, 2)
    start = SECOND.index("Homs")
    assert told["would"] == [[id_of(FIRST), 15, 19], [id_of(SECOND), start, start + 4]]
    assert len(entries(dateline, case)) == 3
    made = answer(dateline("case", "decide", case, *rule, "--json"))
    assert "would" not in made
    assert (made["entry"], made["after"]["rule"]) == (4, True)
    dateline("case", "add", case, "-", stdin=HOMS.encode())
    assert names_of(dateline, case, HOMS)[HOMS_AT]["place"]["id"] == KHANAQIN
    assert answer(dateline("case", "verify", case, "--json"))["ok"]
    undone = answer(dateline("case", "undo", case, "4", "--json"))
    assert undone["changes"] == 3
    assert names_of(dateline, case, HOMS)[HOMS_AT]["decided"] is None
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_a_rule_may_come_before_the_name(dateline, case):
    rule = ("--name", "Basra", "--not-a-place", "--rule")
    assert answer(dateline("case", "decide", case, *rule, "--json"))["changes"] == 0
    dateline("case", "add", case, "-", stdin=b"Basra was quiet.")
    (name,) = names_of(dateline, case, "Basra was quiet.").values()
    assert name["status"] == "rejected"


def test_a_preview_of_one_name_writes_nothing(decide, case):
    before = case.read_bytes()
    told = answer(decide("--not-a-place", "--preview"))
    assert (told["entry"], told["hash"], told["would"]) == (None, None, [[id_of(FIRST), 15, 19]])
    assert case.read_bytes() == before


def test_accepting_mentions_that_the_engine_answers_differently_is_refused(dateline, case):
    text = "Tripoli, in northern Lebanon, was quiet. Fighters left Tripoli, Libya."
    dateline("case", "add", case, "-", stdin=text.encode())
    places = {
        t["place"]["id"] for t in names_of(dateline, case, text).values() if t["name"] == "Tripoli"
    }
    assert len(places) == 2
    refused(dateline("case", "decide", case, "--name", "Tripoli", "--accept"), "one by one")


def test_whose_words_a_quote_is(dateline, case):
    shown = answer(dateline("case", "show", case, id_of(FIRST), "--json"))
    (quote,) = shown["quotes"]
    assert (quote["speaker"]["name"], quote["decided"]) == ("Ann Lee", None)
    where = ("--article", id_of(FIRST), "--quote", f"{quote['start']}:{quote['end']}")
    made = answer(dateline("case", "decide", case, *where, "--no-speaker", "--json"))
    assert (made["what"], made["changes"]) == ("no-speaker", 1)
    (now,) = answer(dateline("case", "show", case, id_of(FIRST), "--json"))["quotes"]
    assert now["speaker"] is None
    assert now["decided"]["who"] == "Ann"
    made = answer(dateline("case", "decide", case, *where, "--speaker", "Bo", "--json"))
    assert (made["what"], made["after"]["speaker"]) == ("speaker", "Bo")
    (now,) = answer(dateline("case", "show", case, id_of(FIRST), "--json"))["quotes"]
    assert now["speaker"]["name"] == "Bo"
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_a_later_answer_holds_unless_another_hand_came_between(decide, dateline, case):
    assert answer(decide("--place", KHANAQIN, "--expect", "0"))["entry"] == 4
    assert answer(decide("--undecided", "--who", "Bo"))["entry"] == 5  # without --expect it holds
    refused(decide("--accept", "--expect", "4"), "Bo decided this since: entry 5, undecided")
    assert answer(decide("--accept", "--expect", "4", "--who", "Bo"))["entry"] == 6  # his own
    assert answer(decide("--not-a-place", "--expect", "6"))["entry"] == 7
    rule = ("--name", "Homs", "--place", KHANAQIN, "--rule", "--who", "Cleo", "--json")
    assert answer(dateline("case", "decide", case, *rule))["entry"] == 8
    refused(decide("--accept", "--expect", "7"), "then decide again with --expect 8")
    answer(dateline("case", "undo", case, "8", "--who", "Dan", "--json"))
    refused(decide("--accept", "--expect", "8"), "Dan decided this since: entry 9, undo")
    other = ("--name", "Homs", "--undecided", "--expect", "8", "--json")
    refused(dateline("case", "decide", case, *other), "Dan decided this since")
    assert answer(decide("--accept", "--expect", "9"))["entry"] == 10
    assert answer(decide("--accept", "--expect", "0", span=TIKRIT_AT))["entry"] == 11


def test_undo_and_redo_are_entries(decide, dateline, case):
    first = answer(decide("--place", KHANAQIN))
    answer(decide("--not-a-place", span=TIKRIT_AT))
    undone = answer(dateline("case", "undo", case, "--json", "--why", "too soon"))
    assert undone == {
        "entry": 6, "hash": undone["hash"], "what": "undo", "article": id_of(FIRST),
        "span": list(TIKRIT_AT), "undoes": 5, "decision": 5, "changes": 1,
    }  # fmt: skip
    assert answer(dateline("case", "undo", case, "--json"))["decision"] == first["entry"]
    assert [t["decided"] for t in names_of(dateline, case).values()] == [None] * 3
    redone = answer(dateline("case", "redo", case, "--json"))
    assert (redone["entry"], redone["undoes"], redone["decision"]) == (8, 7, 4)
    assert answer(dateline("case", "redo", case, "--json"))["decision"] == 5
    refused(dateline("case", "redo", case), "nothing to redo")
    told = entries(dateline, case)
    assert [(e["what"], e["undoes"]) for e in told[5:]] == [
        ("undo", 5), ("undo", 4), ("redo", 7), ("redo", 6),
    ]  # fmt: skip
    assert told[5]["why"] == "too soon"
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_undo_of_an_older_entry_leaves_the_later_ones(decide, dateline, case):
    answer(decide("--place", KHANAQIN))
    answer(decide("--class", "P5"))
    assert answer(dateline("case", "undo", case, "4", "--json"))["changes"] == 1
    now = names_of(dateline, case)[HOMS_AT]
    assert (now["precision"], now["decided"]["entry"]) == ("P5", 5)
    again = answer(dateline("case", "undo", case, "4", "--json"))
    assert (again["entry"], again["changes"]) == (6, 0)  # already so
    assert len(entries(dateline, case)) == 6


def test_a_decision_ends_what_could_be_redone(decide, dateline, case):
    answer(decide("--place", KHANAQIN))
    answer(dateline("case", "undo", case, "--json"))
    answer(decide("--undecided"))
    refused(dateline("case", "redo", case), "a decision was made since")


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "no decision to take back"), (("2",), "(add)"), (("99",), "not in the log")],
)
def test_undo_of_what_is_no_decision_is_refused(dateline, case, words, said):
    refused(dateline("case", "undo", case, *words), said)


def test_reparse_with_the_same_engine_is_done_already(dateline, case):
    told = lines(dateline("case", "reparse", case, "--json"))
    assert [(t["article"], t["entry"]) for t in told] == [
        (id_of(FIRST), None),
        (id_of(SECOND), None),
    ]
    assert len(entries(dateline, case)) == 3


def test_reparse_with_another_engine_carries_decisions_over(decide, dateline, case):
    answer(decide("--place", KHANAQIN))
    words = ("--recogniser", "rules", "--json")
    (told,) = lines(dateline("case", "reparse", case, id_of(FIRST)[:8], *words))
    assert set(told) == {"article", "entry", "engine", "found", "lost", "changed", "unfit"}
    assert (told["entry"], told["unfit"]) == (5, [])
    assert names_of(dateline, case)[HOMS_AT]["place"]["id"] == KHANAQIN
    last = entries(dateline, case)[-1]
    assert last["what"] == "reparse"
    assert last["before"]["parse"]["engine"] != last["after"]["parse"]["engine"] == told["engine"]
    shown = answer(dateline("case", "show", case, id_of(FIRST), "--json"))
    assert shown["engine"] == told["engine"]
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_reparse_lists_what_no_longer_fits(decide, dateline, case, monkeypatch):
    from geo import cli_case_decide
    from tests.geo.case.keeping import Reads

    before = names_of(dateline, case)
    answer(decide("--not-a-place"))
    monkeypatch.setattr(cli_case_decide, "engine_of", lambda _: Reads({}, "by-hand-9"))
    told = lines(dateline("case", "reparse", case, "--json"))
    assert told[0]["unfit"] == [
        {"entry": 4, "span": [15, 19], "why": "no name is found there any more"}
    ]
    assert told[0]["lost"] == [list(span) for span in before]
    shown = answer(dateline("case", "show", case, id_of(FIRST), "--json"))
    assert shown["unfit"] == told[0]["unfit"]
    assert answer(dateline("case", "verify", case, "--json"))["ok"]
    out = dateline("case", "reparse", case)[1]
    assert "read by this engine already" in out


def test_reparse_goes_on_after_an_article_that_fails(dateline, case, monkeypatch):
    from geo import cli_case_decide
    from geo.errors import ArticleError
    from tests.geo.case.keeping import Reads

    many = "too many names"

    class Fails(Reads):
        def parse(self, article):
            if article.text == FIRST:
                raise ArticleError(many)
            return super().parse(article)

    monkeypatch.setattr(cli_case_decide, "engine_of", lambda _: Fails({}, "by-hand-9"))
    status, out, err = dateline("case", "reparse", case, "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (status, first) == (1, {"article": id_of(FIRST), "error": many})
    assert second["entry"] == 4
    assert err.count("\n") == 1
    refused(dateline("case", "reparse", case, "ffffffff"), "no article has it")


def test_a_stored_text_is_never_normalised_again(dateline, case):
    with sqlite3.connect(case) as db:
        before = db.execute("SELECT article, text, record FROM articles").fetchall()
    dateline("case", "reparse", case, "--recogniser", "rules")
    with sqlite3.connect(case) as db:
        assert db.execute("SELECT article, text, record FROM articles").fetchall() == before


def test_forget_takes_every_byte_of_the_words_out(decide, dateline, case):
    words = "Shells hit Mosul near 36.34N 43.13E, said Zebulon Quagmire of Tikrit."
    said = ("--title", "Quagmire speaks", "--url", "https://a.example/quagmire")
    dateline("case", "add", case, "-", *said, stdin=words.encode())
    for name in names_of(dateline, case, words).values():
        answer(decide("--accept", article=words, span=(name["start"], name["end"])))
    answer(
        decide(
            "--class", "P3", article=words, span=(words.index("Mosul"), words.index("Mosul") + 5)
        )
    )
    assert b"Quagmire" in case.read_bytes()
    before = entries(dateline, case)
    told = answer(
        dateline("case", "forget", case, id_of(words), "--why", "a source asked", "--json")
    )
    assert told == {
        "entry": len(before) + 1, "hash": told["hash"], "article": id_of(words),
        "sources": ["s3"], "decisions": told["decisions"],
    }  # fmt: skip
    assert len(told["decisions"]) == len(before) - 4
    data = case.read_bytes()
    assert [w for w in (b"Quagmire", b"quagmire", b"Zebulon", b"36.34N") if w in data] == []
    now = entries(dateline, case)
    assert now[:-1] == before
    assert (now[-1]["what"], now[-1]["why"], now[-1]["article"]) == (
        "forget", "a source asked", id_of(words),
    )  # fmt: skip
    refused(dateline("case", "show", case, id_of(words)), "no article has it")
    assert answer(dateline("case", "verify", case, "--json"))["ok"]
    refused(dateline("case", "undo", case, str(told["decisions"][0])), "is no decision in force")
    again = answer(dateline("case", "add", case, "-", "--json", stdin=words.encode()))
    assert again["source"] == "s4"  # a number is never given twice
    assert [t["decided"] for t in names_of(dateline, case, words).values()] == [None] * 3
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_forget_needs_a_reason(dateline, case):
    status, _, err = dateline("case", "forget", case, id_of(FIRST))
    assert status == 2
    assert "--why" in err
    refused(dateline("case", "forget", case, id_of(FIRST), "--why", " "), "--why")
    assert len(entries(dateline, case)) == 3


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "--article", "e237e09f", "--span", "1:2", "--undecided"),
        ("decide", "--name", "Homs", "--undecided", "--preview"), ("undo",), ("redo",),
        ("reparse",), ("forget", "e237e09f", "--why", "x"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_these_too_refuse_what_is_no_case(dateline, tmp_path, words):
    path = tmp_path / "text.gpkg"
    path.write_bytes(b"An article of some length, " * 20)
    verb, *rest = words
    refused(dateline("case", verb, path, *rest), "text.gpkg")
    refused(dateline("case", verb, tmp_path / "none.gpkg", *rest), "none.gpkg")


def test_words_for_a_reader(dateline, case):
    where = ("--article", id_of(FIRST), "--span", "15:19")
    out = dateline("case", "decide", case, *where, "--undecided", "--preview")[1]
    assert out == f"preview: undecided, 1 name changed\n{id_of(FIRST)[:8]} 15:19\n"
    assert dateline("case", "decide", case, *where, "--undecided")[1] == (
        "entry 4: undecided, 1 name changed\n"
    )
    assert dateline("case", "undo", case)[1] == "entry 5: undo of entry 4, 1 changed\n"
    assert "1 decided" not in dateline("case", "list", case)[1]
    out = dateline("case", "forget", case, id_of(FIRST), "--why", "x")[1]
    assert out == f"entry 6: article {id_of(FIRST)[:8]} is forgotten\n"


# places and stories, over the whole case


HOMS_ID = "geonames:169577"
NONE = (None, None)  # neither an article nor a span


def rule_on(dateline, case, *words):
    return dateline("case", "decide", case, "--of", HOMS_ID, *words, "--json")


def test_a_place_is_renamed_in_every_article(dateline, case):
    shown = answer(rule_on(dateline, case, "--rename", "Hims", "--preview"))
    assert (shown["entry"], shown["changes"]) == (None, 2)
    assert {at[0] for at in shown["would"]} == {id_of(FIRST), id_of(SECOND)}
    made = answer(rule_on(dateline, case, "--rename", " Hims\n", "--why", "house style"))
    assert (made["what"], made["article"], made["span"], made["changes"]) == ("rename", *NONE, 2)
    assert made["before"] == {"names": {HOMS_ID: 2}, "called": None}
    assert made["after"] == {"called": "Hims", "of": HOMS_ID}
    name = names_of(dateline, case)[HOMS_AT]
    assert (name["place"]["name"], name["decided"]["who"]) == ("Homs", "Ann")
    shown = answer(dateline("case", "show", case, id_of(FIRST), "--json"))
    assert [m["name"] for m in shown["map"]["marks"] if m["place"] == HOMS_ID] == ["Hims"]


def test_a_place_is_merged_and_hidden_and_both_are_undone(dateline, case):
    engine = names_of(dateline, case)[HOMS_AT]
    answer(rule_on(dateline, case, "--merge", KHANAQIN))
    assert names_of(dateline, case)[HOMS_AT]["place"]["id"] == KHANAQIN
    answer(dateline("case", "decide", case, "--of", KHANAQIN, "--hide", "--json"))
    assert names_of(dateline, case)[HOMS_AT]["status"] == "hidden"
    for _ in range(2):
        answer(dateline("case", "undo", case, "--json"))
    assert names_of(dateline, case)[HOMS_AT] == engine
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


def test_the_table_has_what_an_analyst_calls_a_place_beside_its_own_name(dateline, case, tmp_path):
    answer(rule_on(dateline, case, "--rename", "Hims"))
    out = tmp_path / "names.csv"
    answer(dateline("case", "export", case, "--format", "csv", "--out", out, "--json"))
    rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))
    found = {(row["mark_name"], row["place"], row["decided_by"]) for row in rows
             if row["place_id"] == HOMS_ID}  # fmt: skip
    assert found == {("Hims", "Homs", "Ann")}


def test_a_name_is_hidden_by_a_rule(dateline, case):
    made = answer(dateline("case", "decide", case, "--name", "Homs", "--hide", "--rule", "--json"))
    assert (made["what"], made["changes"]) == ("hide", 2)
    shown = answer(dateline("case", "show", case, id_of(FIRST), "--json"))
    tray = {row["name"]: row["words"] for row in shown["map"]["tray"]}
    assert tray["Homs"] == "hidden by the analyst"


def test_an_article_tells_its_own_story_or_anothers(dateline, case):
    on = ("case", "decide", case, "--article", id_of(SECOND))
    made = answer(dateline(*on, "--same-story", id_of(FIRST)[:8], "--json"))
    assert (made["what"], made["changes"]) == ("same-story", 1)
    assert made["after"] == {"of_article": id_of(FIRST), "story": True}
    listed = answer(dateline("case", "list", case, "--json"))["articles"]
    assert [row["near"] for row in listed] == [[id_of(SECOND)], [id_of(FIRST)]]
    assert (listed[0]["story"], listed[1]["story"]["of"]) == (None, id_of(FIRST))
    status, out, _ = dateline(*on, "--own-story", "--why", "another road")
    assert (status, out) == (0, "entry 5: own-story, 1 article changed\n")
    listed = answer(dateline("case", "list", case, "--json"))["articles"]
    assert [row["near"] for row in listed] == [[], []]
    assert listed[1]["story"]["why"] == "another road"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--of", HOMS_ID, "--place", KHANAQIN), "--of takes --rename, --merge or --hide"),
        (("--name", "Homs", "--rename", "Hims"), "--rename and --merge go with --of"),
        (("--of", HOMS_ID, "--article", "0" * 8, "--hide"), "leave --article out"),
        (("--of", HOMS_ID, "--rename", " "), "--rename needs a letter"),
        (("--of", HOMS_ID, "--hide", "--rename", "Hims"), "more than one answer"),
        (("--of", "geonames:1", "--hide"), "no name of the case stands for"),
        (("--of", HOMS_ID, "--merge", "geonames:0"), "no place has the id"),
        (("--of", HOMS_ID, "--merge", HOMS_ID), "is not merged into itself"),
        (("--own-story",), "which article"),
        (("--name", "Homs", "--own-story"), "say what is decided"),
    ],
)
def test_what_is_no_answer_on_a_place_or_a_story_is_refused(dateline, case, words, said):
    refused(dateline("case", "decide", case, *words), said)
