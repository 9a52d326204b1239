"""The layers of a case: what they hold, that programs of maps open them, and an older format."""

import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing

import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.case import Case, Terms, decide_name, layering, redo, skeleton, undo, verify
from geo.case import geometry as shapes
from geo.decisions import Answer, What
from geo.errors import CaseError
from geo.exports.rows import rows
from geo.mapped import map_evidence
from geo.types import Span
from tests.geo.case.keeping import TEXT, added, hand, made
from tests.making import DIYALA, KHANAQIN

OTHER = "Two were hurt in Mosul and in Diyala."
OLDER = [  # what format 1 had not
    *(f"DROP TABLE {layer}" for layer in ("evidence", "places", "areas")),
    *(f"DROP TABLE rtree_{layer}_geom" for layer in ("evidence", "places", "areas")),
    "DROP TABLE layer_styles",
    "DELETE FROM gpkg_extensions", "DELETE FROM gpkg_geometry_columns",
    "DELETE FROM gpkg_contents WHERE data_type = 'features' OR table_name = 'layer_styles'",
    "UPDATE dateline_case SET format = 1",
]  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """A case of two articles, the second by a publisher."""
    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as case:
        added(case, OTHER, publisher="P")
    return path


def table(path, words):
    with closing(sqlite3.connect(path)) as db:
        return db.execute(words).fetchall()


def test_gdal_opens_the_layers_with_their_place_on_earth(path):
    assert [list(row) for row in pyogrio.list_layers(path)[:3]] == [
        ["evidence", "Point"], ["places", "Point"], ["areas", "MultiPolygon"],
    ]  # fmt: skip
    for layer in ("evidence", "places", "areas"):
        assert pyogrio.read_info(path, layer=layer)["crs"] == "EPSG:4326"
    near = pyogrio.read_dataframe(path, layer="places", bbox=(43, 36, 44, 37))
    assert list(near["name"]) == ["Mosul"]  # by the spatial index
    assert (near.geometry.x[0], near.geometry.y[0]) == (43.118, 36.335)
    (area,) = pyogrio.read_dataframe(path, layer="areas").itertuples()
    assert (area.name, area.geometry.geom_type) == ("Diyala", "MultiPolygon")
    assert area.geometry.is_valid


def test_every_name_has_a_row_and_only_those_on_the_map_a_geometry(path):
    found = table(path, "SELECT name, why_not, on_map, geom IS NOT NULL FROM evidence ORDER BY 1")
    assert found == [
        ("Diyala", None, 1, 1), ("Diyala", None, 1, 1), ("Iraq", "country", 0, 0),
        ("Iraqis", "people", 0, 0), ("Khanaqin", None, 1, 1), ("Mosul", None, 1, 1),
        ("Mosul", None, 1, 1), ("Mosul", None, 1, 1), ("Nowhereton", "unknown", 0, 0),
        ("Tikrit", None, 1, 1),
    ]  # fmt: skip


def test_a_place_counts_names_excerpts_articles_and_sources(path):
    found = table(path, "SELECT name, names, excerpts, articles, sources, sure FROM places")
    assert sorted(found) == [
        ("Diyala", 2, 2, 2, 2, 1), ("Khanaqin", 1, 1, 1, 1, 1), ("Mosul", 3, 3, 2, 2, 1),
        ("Tikrit", 1, 1, 1, 1, 0),
    ]  # fmt: skip


def test_the_marks_are_those_of_the_map_of_all_articles(path):
    with Case.open(path) as case:
        shown = map_evidence([case.settled(article).parse for article in case.ids()])
    wanted = {
        m.key: (m.name, m.names, m.excerpts, m.sources, m.figure, m.km, m.by.value)
        for m in shown.marks
    }
    found = table(
        path, "SELECT mark, name, names, excerpts, sources, figure, km, placed_by FROM places"
    )
    assert {row[0]: row[1:] for row in found} == wanted


def test_the_evidence_is_what_the_tables_of_an_export_say(path):
    with Case.open(path) as case:
        shown = map_evidence([case.settled(article).parse for article in case.ids()])
    wanted = [
        (row["exact"], row["start"], row["excerpt"], row["voice"], row["place_id"], row["mark"])
        for row in rows(shown)
    ]
    found = table(path, "SELECT name, start, excerpt, voice, place_id, mark FROM evidence"
                        ' ORDER BY number, "start"')  # fmt: skip
    assert found == wanted


def test_a_decision_changes_its_rows_and_no_others(path):
    before = {row[0]: row for row in table(path, "SELECT * FROM evidence")}
    with Case.open(path, write=True) as case:
        answer = Answer(what=What.PLACE, place=KHANAQIN)
        decide_name(case, case.ids()[0], Span(15, 20), answer, Terms(hand=hand()))
        assert verify(case).ok
    after = {row[0]: row for row in table(path, "SELECT * FROM evidence")}
    assert [fid for fid in before if before[fid] != after[fid]] == [1]
    found = dict(table(path, "SELECT name, names FROM places"))
    assert found == {"Diyala": 2, "Khanaqin": 2, "Mosul": 2, "Tikrit": 1}
    assert table(path, "SELECT decided, decided_by, placed_by FROM evidence WHERE fid = 1") == [
        (4, "Ann", "analyst")
    ]
    with Case.open(path, write=True) as case:
        undo(case, None, hand())
    assert {row[0]: row for row in table(path, "SELECT * FROM evidence")} == before


def test_the_spatial_index_follows_every_change(path):
    def index(layer):
        return table(path, f"SELECT id, minx, maxy FROM rtree_{layer}_geom ORDER BY id")  # noqa: S608 - our own words

    first = index("evidence")
    assert len(first) == 7
    with Case.open(path, write=True) as case:
        terms, article = Terms(hand=hand()), case.ids()[0]
        decide_name(case, article, Span(15, 20), Answer(what=What.NOT_A_PLACE), terms)
        assert len(index("evidence")) == 6
        undo(case, None, hand())
        redo(case, hand())
        undo(case, None, hand())
    assert index("evidence") == first
    with closing(sqlite3.connect(path)) as db:
        for layer in ("evidence", "places", "areas"):
            assert db.execute("SELECT rtreecheck(?)", (f"rtree_{layer}_geom",)).fetchone() == (
                "ok",
            )


def test_qgis_is_told_how_to_draw_each_layer(path):
    found = table(path, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML"
                        " FROM layer_styles ORDER BY id")  # fmt: skip
    assert [row[:3] for row in found] == [
        (layer, "geom", 1) for layer in ("evidence", "places", "areas")
    ]
    for layer, _, _, words in found:
        root = ET.fromstring(words)  # noqa: S314 - our own
        rules = root.findall("renderer-v2/rules/rule")
        assert [r.get("symbol") for r in rules] == [
            s.get("name") for s in root.findall("renderer-v2/symbols/symbol")
        ]
        columns = {row[1] for row in table(path, f"PRAGMA table_info({layer})")}
        for rule in rules:
            with closing(sqlite3.connect(path)) as db:  # QGIS reads such words as SQLite does
                db.execute(f"SELECT 1 FROM {layer} WHERE {rule.get('filter')}")  # noqa: S608
        sizes = [o.get("value") for o in root.iter("Option") if o.get("name") == "expression"]
        assert sizes == (['2000 * coalesce("km", 0.5)'] if layer == "places" else [])
        assert {"figure", "precision"} <= columns


def test_a_ring_is_never_drawn_as_a_pin(path):
    (words,) = table(path, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'places'")[0]
    root = ET.fromstring(words)  # noqa: S314 - our own
    (rule,) = [r for r in root.iter("rule") if "'ring'" in r.get("filter")]
    (symbol,) = [s for s in root.iter("symbol") if s.get("name") == rule.get("symbol")]
    looks = {p.get("k"): p.get("v") for p in symbol.iter("prop")}
    assert looks["size_unit"] == "RenderMetersInMapUnits"
    assert looks["color"].endswith(",0")


def test_geometries_have_the_bounds_they_say():
    assert shapes.bounds_of(shapes.point(43.5, -36.25)) == (43.5, -36.25, 43.5, -36.25)
    blob = shapes.shape(b"\x01\x06\x00\x00\x00", (1.0, 2.0, 3.0, 4.0))
    assert shapes.bounds_of(blob) == (1.0, 2.0, 3.0, 4.0)
    assert shapes.wkb_of(blob) == b"\x01\x06\x00\x00\x00"
    assert shapes.bounds_of(b"GP\x00\x11\xe6\x10\x00\x00") is None
    line = b"GP\x00\x01\xe6\x10\x00\x00" + b"\x01\x02\x00\x00\x00" + b"\x00" * 16
    with pytest.raises(ValueError, match="kind 2"):
        shapes.bounds_of(line)
    with pytest.raises(ValueError, match="no shape"):
        shapes.wkb_of(shapes.point(1, 2))


def older(path):
    with closing(sqlite3.connect(path)) as db:
        shapes.register(db)
        for words in OLDER:
            db.execute(words)
        db.commit()


@pytest.mark.parametrize("write", [True, False])
def test_an_older_case_is_brought_up_to_date_and_kept_as_it_was(path, write):
    rows_before = table(path, "SELECT * FROM evidence")
    older(path)
    before, log = path.read_bytes(), table(path, "SELECT * FROM log")
    with Case.open(path, write=write) as case:
        (note,) = case.notes
        assert f"format 1 and is now of {skeleton.FORMAT}" in note
        assert verify(case).ok
    assert table(path, "SELECT * FROM evidence") == rows_before
    assert table(path, "SELECT * FROM log") == log
    (backup,) = path.parent.glob("*.bak")
    assert backup.name == f"{path.name}.format-1.bak"
    assert backup.name in note
    assert table(backup, "SELECT * FROM log") == log
    assert table(backup, "SELECT format FROM dateline_case") == [(1,)]
    with Case.open(path, write=True) as case:
        assert case.notes == ()
    assert before != path.read_bytes()


def test_a_backup_is_never_written_over(path):
    taken = path.with_name(f"{path.name}.format-1.bak")
    taken.write_text("mine")
    older(path)
    with Case.open(path, write=True):
        assert taken.read_text() == "mine"
        assert path.with_name(f"{path.name}.format-1-2.bak").exists()


def test_a_newer_case_is_refused(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE dateline_case SET format = ?", (skeleton.FORMAT + 1,))
        db.commit()
    with pytest.raises(CaseError, match="newer Dateline"):
        Case.open(path)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), min_size=1, max_size=12))
def test_whatever_is_decided_and_undone_the_layers_are_what_the_log_says(tmp_path_factory, steps):
    path = made(tmp_path_factory.mktemp("steps"), TEXT)
    kinds = [
        Answer(what=What.PLACE, place=KHANAQIN), Answer(what=What.NOT_A_PLACE),
        Answer(what=What.WITHIN, place=DIYALA, somewhere=True), None, "redo",
    ]  # fmt: skip
    with Case.open(path, write=True) as case:
        (article,) = case.ids()
        spans = [t.span for t in case.parse(article).toponyms]
        for nth, kind in steps:
            answer = kinds[kind]
            try:
                if isinstance(answer, Answer):
                    decide_name(case, article, spans[nth % len(spans)], answer, Terms(hand=hand()))
                elif answer is None:
                    undo(case, None, hand())
                else:
                    redo(case, hand())
            except CaseError as refused:
                assert "to take back" in str(refused) or "nothing to redo" in str(refused)  # noqa: PT017
        told = verify(case)
        assert told.ok, told.faults
        while case.connection.execute("SELECT 1 FROM decisions WHERE in_force = 1").fetchone():
            undo(case, None, hand())
        assert case.settled(article).parse == case.parse(article)
        assert verify(case).ok
        assert layering.stored(case.connection, 1)
