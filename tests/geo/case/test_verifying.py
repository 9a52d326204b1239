"""Tampering, each kind named by the check that finds it."""

import hashlib
import json
import shutil
import sqlite3
import zlib
from contextlib import closing

import pytest

from geo.case import Case, Terms, decide_mentions, decide_name, hash_of, undo, verify
from geo.case import geometry as shapes
from geo.decisions import Answer, What
from geo.types import Precision, Span
from tests.geo.case.keeping import NAMES, TEXT, Reads, added, hand, made
from tests.making import KHANAQIN

OTHER = "Two were hurt in Mosul and in Diyala."


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed case with two articles and four decisions, one of them taken back."""
    path = made(tmp_path_factory.mktemp("whole"), TEXT)
    with Case.open(path, write=True) as case:
        first = case.ids()[0]
        added(case, OTHER, publisher="P")
        terms = Terms(hand=hand())
        place = Answer(what=What.PLACE, place=KHANAQIN)
        decide_name(case, first, Span(15, 20), place, terms)
        decide_name(case, first, Span(25, 31), Answer(what=What.NOT_A_PLACE), terms)
        decide_mentions(case, "Diyala", None, Answer(what=What.UNDECIDED), terms, rule=True)
        wide = Answer(what=What.CLASS, precision=Precision.P5)
        decide_mentions(case, "Khanaqin", None, wide, terms)
        undo(case, None, hand())
    return path


@pytest.fixture
def case(whole, tmp_path):
    """A copy of it, to tamper with."""
    return shutil.copy(whole, tmp_path / "copy.gpkg")


def report(path, head=None):
    with Case.open(path) as case:
        return verify(case, head)


def faults(path, head=None):
    """The checks that fail, and where."""
    return [(fault.check, fault.where) for fault in report(path, head).faults]


def edited(path, *statements):
    """Change a case as another program would: without its triggers, its functions registered."""
    with closing(sqlite3.connect(path)) as db:
        shapes.register(db)
        for words, *values in statements:
            db.execute(words, values)
        db.commit()


NO_GUARD = [("DROP TRIGGER log_is_not_changed",), ("DROP TRIGGER log_is_kept",)]


def test_a_whole_case_has_no_fault(case):
    told = report(case)
    assert told.ok
    assert all(told.checks.values())
    assert told.entries == 8


@pytest.mark.parametrize("words", ["UPDATE log SET who = 'Bo'", "DELETE FROM log WHERE entry = 4"])
def test_the_log_lets_nobody_change_it(case, words):
    with pytest.raises(sqlite3.IntegrityError, match="the log is kept"):
        edited(case, (words,))
    assert report(case).ok


@pytest.mark.parametrize("words", ["INSERT OR REPLACE INTO", "INSERT INTO"])
def test_the_log_lets_nobody_write_over_an_entry(case, words):
    row = "(4, 'x', 'x', 'x', 'x', NULL, NULL, NULL, NULL, NULL, NULL, 'x', 'x')"
    with pytest.raises(sqlite3.IntegrityError, match="count up"):
        edited(case, (f"{words} log VALUES {row}",))
    assert report(case).ok


def test_a_guard_taken_away_is_named(case):
    edited(case, *NO_GUARD)
    assert faults(case) == [("file", "log_is_kept"), ("file", "log_is_not_changed")]


def test_a_changed_entry_is_named(case):
    edited(case, *NO_GUARD, ("UPDATE log SET why = 'another' WHERE entry = 4",))
    assert ("chain", "entry 4") in faults(case)


def test_a_changed_entry_with_a_new_hash_breaks_the_chain_after_it(case):
    with Case.open(case) as opened:
        plain = opened.log()[3].to_plain()
    plain["who"] = "Bo"
    edited(
        case, *NO_GUARD,
        ("UPDATE log SET who = 'Bo', hash = ? WHERE entry = 4", hash_of(plain)),
    )  # fmt: skip
    found = [fault for fault in report(case).faults if fault.check == "chain"]
    assert [(f.where, f.sentence) for f in found] == [
        ("entry 5", "it does not follow the entry before it")
    ]


def test_an_entry_taken_out_is_named(case):
    gone = [(f"DELETE FROM {table} WHERE entry = 5",) for table in ("decisions", "log")]  # noqa: S608
    edited(case, *NO_GUARD, *gone)
    assert ("chain", "entry 6") in faults(case)


def test_the_end_cut_off_is_seen_by_a_head_that_was_printed(case):
    head = report(case).head
    edited(case, *NO_GUARD, ("UPDATE decisions SET in_force = 1, changed = 7 WHERE entry = 7",),
           ("DELETE FROM log WHERE entry = 8",))  # fmt: skip
    assert ("chain", "log") not in faults(case)
    assert ("chain", "log") in faults(case, head)


def test_an_entry_that_does_not_say_what_it_has_to_is_named(case):
    rest = ", ".join(["NULL"] * 6)
    edited(case, (f"INSERT INTO log VALUES (9, 'x', 'x', 'x', 'add', {rest}, 'x', 'x')",))  # noqa: S608
    assert ("chain", "entry 9") in faults(case)
    assert ("chain", "log") in faults(case)


def test_changed_bytes_of_a_source_are_named(case):
    data = b"other bytes"
    edited(case, ("UPDATE sources SET bytes = ?, sha256 = ? WHERE id = 2", data,
                  hashlib.sha256(data).hexdigest()))  # fmt: skip
    assert faults(case) == [("originals", "source s2")]


@pytest.mark.parametrize("column", ["publisher", "published", "url", "retrieved", "title", "name"])
def test_a_source_said_to_be_another_is_named(case, column):
    edited(case, (f"UPDATE sources SET {column} = 'Other' WHERE id = 2",))  # noqa: S608
    assert faults(case) == [("originals", "source s2")]


def test_a_source_taken_out_or_put_in_is_named(case):
    edited(case, ("UPDATE sources SET id = 9 WHERE id = 1",))
    assert faults(case) == [("originals", "source s9"), ("originals", "source s1")]


def test_a_changed_text_is_named(case):
    edited(case, ("UPDATE articles SET text = replace(text, 'Mosul', 'Basra') WHERE id = 1",))
    found = report(case)
    assert not found.checks["texts"]
    assert "its text was changed" in [fault.sentence for fault in found.faults]


def test_a_headline_changed_is_named(case):
    edited(case, ("UPDATE articles SET title = 'Other' WHERE id = 2",))
    assert [check for check, _ in faults(case)] == ["texts"]


def test_an_article_taken_out_is_named(case):
    edited(case, ("PRAGMA foreign_keys = OFF",), ("DELETE FROM articles WHERE id = 2",))
    assert not report(case).checks["texts"]


def _record(path):
    db = sqlite3.connect(path)
    row = db.execute("SELECT article, record FROM parses ORDER BY id").fetchone()
    db.close()
    return row[0], json.loads(zlib.decompress(row[1]))


@pytest.mark.parametrize("change", ["excerpt", "span", "answer"])
def test_a_changed_parse_is_named(case, change):
    article, plain = _record(case)
    if change == "excerpt":
        plain["evidence"][0]["text"] = "Shells fell on nobody."
    elif change == "span":
        plain["toponyms"][0]["span"] = {"start": 0, "end": 5}
    else:
        plain["resolutions"][0]["status"] = "unknown"
    packed = zlib.compress(json.dumps(plain).encode())
    edited(case, ("UPDATE parses SET record = ? WHERE article = ?", packed, article))
    found = report(case)
    assert not found.checks["words"]
    assert f"article {article[:8]}" in {fault.where for fault in found.faults}


@pytest.mark.parametrize("content", [b"", b"no zlib", zlib.compress(b"[" * 99_999), None, "text"])
def test_a_parse_that_cannot_be_read_is_named(case, content):
    if content is None:
        edited(case, ("DELETE FROM parses WHERE id = 1",))
    else:
        edited(case, ("UPDATE parses SET record = ? WHERE id = 1", content))
    assert not report(case).checks["words"]


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE decisions SET in_force = 0 WHERE entry = 4",
        "UPDATE decisions SET in_force = 1 WHERE entry = 7",
        "UPDATE decisions SET article = NULL WHERE entry = 4",
        "DELETE FROM decisions WHERE entry = 4",
        "INSERT INTO decisions VALUES (2, NULL, 1, 2)",
        "UPDATE dateline_case SET title = 'Other'",
        "UPDATE articles SET decided = 9",
        "UPDATE parses SET engine = 'another'",
    ],
)
def test_a_changed_state_is_named(case, words):
    edited(case, (words,))
    assert not report(case).checks["state"]


LAYERS = {
    "a name moved": "UPDATE evidence SET geom = (SELECT geom FROM evidence WHERE name = 'Khanaqin')"
    " WHERE name = 'Tikrit' OR name = 'Mosul'",
    "a name renamed": "UPDATE evidence SET place = 'Elsewhere' WHERE name = 'Mosul'",
    "a name taken out": "DELETE FROM evidence WHERE name = 'Mosul'",
    "a name put in": 'INSERT INTO evidence (number, article, name, "start", "end")'
    " VALUES (1, 'x', 'Basra', 0, 3)",
    "a name of no article": 'INSERT INTO evidence (number, article, name, "start", "end")'
    " VALUES (77, 'x', 'Basra', 0, 3)",
    "a place counted up": "UPDATE places SET names = names + 1",
    "a place taken out": "DELETE FROM places",
    "a place put in": "INSERT INTO places (mark, name) VALUES ('x@P1', 'Basra')",
    "an area put in": "INSERT INTO areas (mark, name) VALUES ('x@P1', 'Basra')",
}


@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_edited_elsewhere_is_named(case, kind):
    edited(case, (LAYERS[kind],))
    found = report(case)
    assert [check for check, right in found.checks.items() if not right] == ["layers"]


def test_an_area_drawn_anew_is_named(tmp_path):
    path = made(tmp_path, OTHER)
    assert report(path).ok
    edited(path, ("UPDATE areas SET geom = ?", shapes.point(1.0, 2.0)))
    assert [check for check, _ in faults(path)] == ["layers"]


def test_the_same_shape_written_otherwise_is_no_fault(tmp_path):
    import shapely

    path = made(tmp_path, OTHER)
    db = sqlite3.connect(path)
    (blob,) = db.execute("SELECT geom FROM areas").fetchone()
    db.close()
    shape = shapely.reverse(shapely.from_wkb(shapes.wkb_of(blob)))
    other = shapes.shape(shapely.to_wkb(shape, byte_order=1), shape.bounds)
    assert other != blob
    edited(path, ("UPDATE areas SET geom = ?", other))
    assert report(path).ok


def test_a_trigger_of_others_on_our_tables_is_named(case):
    edited(case, ("CREATE TRIGGER evil AFTER INSERT ON log BEGIN DELETE FROM sources; END",))
    assert faults(case) == [("file", "evil")]


def test_a_damaged_page_is_named(case):
    data = bytearray(case.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    pages = [at for at in range(size, len(data), size) if b"by-hand-1" in data[at : at + size]]
    data[pages[-1] : pages[-1] + size] = b"\xff" * size
    case.write_bytes(data)
    assert not report(case).checks["file"]


def test_another_engine_leaves_a_whole_case(case):
    from geo.case import reparse

    with Case.open(case, write=True) as opened:
        for article in opened.ids():
            reparse(opened, article, Reads({"Mosul": NAMES["Mosul"]}, "by-hand-2"), hand())
    assert report(case).ok
