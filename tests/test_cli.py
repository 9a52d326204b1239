"""The command line: a contract other programs rely on."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commanding import runner

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process: (status, output, errors)."""
    return runner(monkeypatch, capfdbinary)


def test_parse_prints_one_object(dateline):
    status, out, err = dateline("parse", SAMPLE)
    assert (status, err) == (0, "")
    assert "Qara Tapa" in {t["name"] for t in json.loads(out)["toponyms"]}


def test_parse_reads_standard_input(dateline):
    status, out, _ = dateline("parse", "-", stdin=b"A bomb hit Mosul, in Iraq.")
    assert status == 0
    assert [t["name"] for t in json.loads(out)["toponyms"]] == ["Mosul", "Iraq"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_text_and_what_was_sent_come_on_demand(dateline, form):
    raw = "A bomb hit Tik\u00adrit,\r\nin  Iraq."
    row = json.dumps({"id": 1, "text": raw})
    stdin = (raw if form == "json" else row).encode()
    plain = json.loads(dateline("parse", "-", "--format", form, stdin=stdin)[1])
    status, out, _ = dateline("parse", "-", "--format", form, "--text", stdin=stdin)
    found = json.loads(out)
    assert status == 0
    assert (found["text"], found["original"]) == ("A bomb hit Tikrit, in Iraq.", raw)
    at = [t["original"] for t in found["toponyms"]]
    assert [raw[a["start"] : a["end"]] for a in at] == ["Tik\u00adrit", "Iraq"]
    assert plain.keys() == found.keys() - {"text", "original"}


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_the_text_does_not_go_into_a_table(dateline, form):
    status, out, err = dateline("parse", SAMPLE, "--format", form, "--text")
    assert (status, out) == (2, "")
    assert "--text goes with --format json or jsonl" in err


def test_lines_keep_order_and_ids_and_survive_bad_ones(dateline, tmp_path):
    rows = [
        json.dumps({"id": "a", "text": "He is in Mosul.", "title": "One", "published": "2021-02"}),
        "not json",
        json.dumps({"id": 7, "text": "She is in Erbil."}),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "They met in Paris.", "title": "Four"}),
        "",
        json.dumps([1]),
        json.dumps({"id": "e", "text": ""}),
    ]
    docs = tmp_path / "docs.jsonl"
    docs.write_text("\n".join(rows), encoding="utf-8")
    status, out, _ = dateline("parse", docs, "--format", "jsonl")
    made = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [m["id"] for m in made] == ["a", None, 7, "c", "d", None, "e"]
    assert ["error" in m for m in made] == [True, True, False, True, False, True, True]
    assert made[4]["title"] == "Four"
    # a line has the number that an editor gives it: empty ones count
    assert made[5]["error"] == "line 7 is not an object with id and text"
    assert made[4]["toponyms"][0]["name"] == "Paris"


def test_several_files_go_on_after_a_bad_one(dateline, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, err = dateline("parse", empty, SAMPLE)
    assert status == 1
    assert json.loads(out)["toponyms"]
    assert "empty.txt" in err


@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2\3" * 90, b"   \n", None], ids=["empty", "binary", "blank", "missing"]
)
def test_bad_input_is_one_clear_sentence(dateline, tmp_path, content):
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    status, out, err = dateline("parse", path)
    assert (status, out) == (2, "")
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1
    assert "bad.txt" in err
    assert "Traceback" not in err


def test_map_refuses_a_format_it_cannot_draw(dateline, tmp_path):
    status, _, err = dateline("map", SAMPLE, "--out", tmp_path / "map.gif")
    assert status == 2
    assert ".png, .svg or .pdf" in err


def test_a_map_in_a_folder_is_named_by_what_it_is(dateline, tmp_path):
    asked = ("--select", "adm1:IQ.10", "--voice", "direct", "--format", "svg")
    status, _, err = dateline("map", SAMPLE, "--out", tmp_path, *asked)
    assert (status, err) == (0, "")
    (made,) = tmp_path.iterdir()
    stem = "Iraq-the-Inherent-Resolve-and-ISF-anti-Isis-cooperation-has-not-stopped"
    assert re.fullmatch(rf"{stem}_Diyala_direct-quotes_\d{{4}}-\d\d-\d\d\.svg", made.name)
    assert made.read_bytes().startswith(b"<?xml")


def shown_names(out):
    return {m["name"] for m in json.loads(out)["map"]["marks"] if m["shown"]}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--select", "adm1:IQ.10", "--voice", "direct"), {"Khanaqin", "Qara Tapa", "Miqdadiya"}),
        (("--select", "geonames:94591@P1"), {"Khanaqin"}),
        (("--quotes", "reported"), set()),
        (("--voice", "all", "--extent", "45,34,46,35"), {"Khanaqin"}),
        (("--voice", "writer"), {"Kirkuk", "Diyala", "Anbar", "Nineveh"}),
    ],
)
def test_parse_can_be_asked_for_less(dateline, words, names):
    status, out, err = dateline("parse", SAMPLE, *words)
    assert (status, err) == (0, "")
    assert shown_names(out) == names
    for form, read in (("csv", _rows), ("geojson", _properties)):
        status, out, err = dateline("parse", SAMPLE, *words, "--format", form)
        assert (status, err) == (0, "")
        assert {r["mark_name"] for r in read(out) if r["on_map"] in {True, "true"}} == names


def _rows(out):
    return list(csv.DictReader(io.StringIO(out, newline="")))


def _properties(out):
    return [f["properties"] for f in json.loads(out)["features"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "adm1:FR.11"), "adm1:FR.11"),
        (("--speaker", "Nobody"), "Myles B. Caggins II"),
        (("--extent", "1,2,3"), "no box"),
    ],
)
@pytest.mark.parametrize("command", ["json", "csv", "map"])
def test_what_cannot_be_asked_is_refused_in_a_sentence(dateline, tmp_path, command, words, said):
    how = ("--out", tmp_path / "m.svg") if command == "map" else ("--format", command)
    verb = "map" if command == "map" else "parse"
    status, out, err = dateline(verb, SAMPLE, *words, *how)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "m.svg").exists()


def test_a_filter_that_one_of_several_articles_lacks_is_no_fault(dateline, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Shells fell on Homs.")
    status, out, _ = dateline(
        "parse", SAMPLE, other, "--speaker", "Myles B. Caggins II", "--format", "jsonl"
    )
    first, second = (json.loads(line)["map"] for line in out.splitlines())
    assert status == 0
    assert first["counts"]["on_map"] == 6
    assert (second["counts"]["on_map"], second["counts"]["hidden"]) == (0, 1)


@pytest.mark.slow
def test_map_draws(dateline, tmp_path):
    out = tmp_path / "map.svg"
    status, _, err = dateline("map", SAMPLE, "--out", out)
    assert (status, err) == (0, "")
    assert b"<svg" in out.read_bytes()[:2000]


def test_gazetteer_tells(dateline):
    status, out, _ = dateline("gazetteer", "info")
    assert status == 0
    assert "places" in out
    status, out, _ = dateline("gazetteer", "lookup", "Muqdadiyah")
    assert status == 0
    assert "geonames:99062" in out
    status, _, err = dateline("gazetteer", "lookup", "qqqqzzzz")
    assert status == 1
    assert "qqqqzzzz" in err


def test_gazetteer_tells_districts_after_the_towns_of_their_name(dateline):
    status, out, _ = dateline("gazetteer", "lookup", "Khakrez")  # no town is called so
    assert status == 0
    assert "district" in out
    lines = dateline("gazetteer", "lookup", "Zakho")[1].splitlines()
    ids = [line for line in lines if "geonames:89569" in line or "geonames:89570" in line]
    assert len(ids) == 2
    assert "geonames:89570" in ids[0]


def test_version_and_check(dateline):
    assert dateline("--version")[1].startswith("dateline ")
    status, out, err = dateline("check")
    assert status == 0, err
    assert out


def test_parse_loads_no_drawing_library():
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "geo.cli", "parse", str(SAMPLE)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stderr
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in seen.splitlines()}
    assert not loaded & {"streamlit", "geopandas", "pandas", "matplotlib", "pyproj", "folium"}


def test_all_commands_that_filter_have_the_same_options_in_the_same_order():
    from typer.main import get_command

    from geo.cli import app
    from geo.cli_asked import Filters

    every = get_command(app).commands
    wanted = list(Filters.__dataclass_fields__)
    for command in (every["parse"], every["map"], every["case"].commands["export"]):
        params = {param.name: param for param in command.params}
        assert "filters" not in params
        assert [name for name in params if name in wanted] == wanted
        assert params["voice"].opts == ["--voice", "--quotes"]
        assert {name: params[name].default for name in wanted} == {
            **dict.fromkeys(wanted),
            "voice": "all",
        }
