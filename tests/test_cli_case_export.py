"""What is made of a case: files, sheets and answers, each with the end of its log."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pyogrio
import pytest

from tests.commanding import runner
from tests.copying import begin
from tests.test_cli_case import answer, id_of, refused
from tests.test_cli_case_decide import DIYALA, FIRST, SECOND

ASKED = {
    "select": (("--select", "country:IQ"), {"Tikrit", "Samarra"}),
    "speaker": (("--speaker", "Ann Lee"), {"Tikrit"}),
    "voice": (("--voice", "direct"), {"Tikrit"}),
    "quotes": (("--quotes", "direct"), {"Tikrit"}),
    "article": (("--article", id_of(SECOND)[:8]), {"Homs", "Qandil"}),
    "publisher": (("--publisher", "P"), {"Homs", "Qandil"}),
    "since": (("--since", "2021-02-02"), {"Homs", "Qandil"}),
    "until": (("--until", "2021-02-01"), {"Homs", "Samarra", "Tikrit"}),
    "extent": (("--extent", "36,34,37,35"), {"Homs"}),
    "both": (("--publisher", "P", "--since", "2021-01-01", "--until", "2021-12-31"),
             {"Homs", "Qandil"}),
}  # fmt: skip


WITHOUT_IRAQ = {"speaker", "voice", "quotes", "until", "extent"}


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process, as Ann: (status, output, errors)."""
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    return runner(monkeypatch, capfdbinary)


@pytest.fixture
def case(dateline, tmp_path):
    """A case of two articles, one of its names decided."""

    def to_export(path):
        dateline("case", "new", path, "--title", "Two articles")
        dateline("case", "add", path, "-", "--published", "2021-02-01", stdin=FIRST.encode())
        said = ("--publisher", "P", "--published", "2021-02-02")
        dateline("case", "add", path, "-", *said, stdin=SECOND.encode())

    path = tmp_path / "one.gpkg"
    begin(path, to_export)
    return path


def head_of(dateline, case):
    told = answer(dateline("case", "list", case, "--json"))
    return {"title": told["title"], "entry": told["entry"], "head": told["head"]}


def placed(rows):
    """The names on the map."""
    return {row["exact"] for row in rows if row["on_map"] in {True, "true"}}


def rows_of(words, form):
    if form == "csv":
        return list(csv.DictReader(io.StringIO(words, newline="")))
    return [feature["properties"] for feature in json.loads(words)["features"]]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("form", ["csv", "geojson", "json", "gpkg"])
def test_export_obeys_all_that_can_be_asked(dateline, case, tmp_path, form, asked):
    words, names = ASKED[asked]
    out = tmp_path / f"out.{form}"
    head = head_of(dateline, case)
    made = answer(
        dateline("case", "export", case, "--format", form, "--out", out, *words, "--json")
    )
    assert made == {"out": str(out), "format": form, "entry": 3, "head": head["head"]}
    if form == "gpkg":
        with closing(sqlite3.connect(out)) as db:
            found = db.execute("SELECT name, on_map FROM evidence").fetchall()
        assert {name for name, on_map in found if on_map} == names
        assert ("Iraq" in {name for name, _ in found}) is (asked not in WITHOUT_IRAQ)
        return
    text = out.read_bytes().decode()
    if form == "json":
        found = json.loads(text)
        assert {t["name"] for r in found for t in r["toponyms"] if shown(r, t)} == names
        assert all(result["case"] == head for result in found)
    else:
        assert placed(rows_of(text, form)) == names


def shown(result, toponym):
    return toponym["mark"] in {m["mark"] for m in result["map"]["marks"]} and (
        toponym["excerpt"] is not None
    )


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_tables_say_who_decided_and_which_case_it_was(dateline, case, form):
    where = ("--article", id_of(FIRST), "--span", "15:19")
    answer(dateline("case", "decide", case, *where, "--lat", "1", "--lon", "2", "--json"))
    status, out, err = dateline("parse", case, "--format", form)
    assert (status, err) == (0, "")
    head = head_of(dateline, case)
    rows = rows_of(out, form)
    assert {(r["case_head"], int(r["case_entry"])) for r in rows} == {(head["head"], 4)}
    decided = [(r["exact"], int(r["decided"]), r["decided_by"]) for r in rows if r["decided"]]
    assert decided == [("Homs", 4, "Ann")]
    assert rows[0]["coord_basis"] == "analyst"
    if form == "geojson":
        assert json.loads(out)["case"] == head


def test_tables_of_articles_are_as_they_were(dateline):
    out = dateline("parse", "-", "--format", "csv", stdin=FIRST.encode())[1]
    assert "case_head" not in out
    assert '"case"' not in dateline("parse", "-", "--format", "geojson", stdin=FIRST.encode())[1]
    assert '"decided"' not in dateline("parse", "-", stdin=FIRST.encode())[1]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_parse_of_a_case_gives_an_object_an_article(dateline, case, form):
    status, out, err = dateline("parse", case, "--format", form, "--text")
    assert (status, err) == (0, "")
    read, at, found = json.JSONDecoder(), 0, []
    while at < len(out.rstrip()):
        one, at = read.raw_decode(out, at)
        at += 1
        found.append(one)
    assert [one["id"] for one in found] == [id_of(FIRST), id_of(SECOND)]
    assert found[0]["text"] == FIRST
    assert {t["decided"] for t in found[0]["toponyms"]} == {None}


def test_a_case_is_given_alone(dateline, case, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(FIRST)
    refused(dateline("parse", file, case), "is a case: give it alone")


def test_a_case_is_told_by_its_first_bytes(dateline, case):
    renamed = case.rename(case.with_name("case.txt"))
    assert dateline("parse", renamed, "--format", "csv")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--publisher", "Q"), "publisher Q"), (("--article", "ffffffff"), "article ffffffff"),
        (("--since", "2022-01-01"), "since 2022-01-01"), (("--since", "soon"), "soon"),
        (("--select", "adm1:FR.11"), "adm1:FR.11"), (("--speaker", "Nobody"), "Nobody"),
    ],
)  # fmt: skip
def test_what_no_article_has_is_refused(dateline, case, tmp_path, words, said):
    for command in (
        ("parse", case), ("map", case, "--out", tmp_path / "m.svg"),
        ("case", "export", case, "--format", "gpkg", "--out", tmp_path / "m.gpkg"),
        ("case", "export", case, "--format", "csv", "--out", tmp_path / "m.csv"),
    ):  # fmt: skip
        refused(dateline(*command, *words), said)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.gpkg"]


def test_articles_may_be_chosen_among_files_too(dateline, tmp_path):
    docs = tmp_path / "docs.jsonl"
    rows = [
        {"id": n, "text": FIRST if n else SECOND, "published": f"2021-02-0{n + 1}"} for n in (0, 1)
    ]
    docs.write_text("\n".join(map(json.dumps, rows)))
    out = dateline("parse", docs, "--format", "jsonl", "--since", "2021-02-02")[1]
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1]
    refused(dateline("parse", docs, "--format", "jsonl", "--publisher", "Q"), "publisher Q")
    other = tmp_path / "a.txt"
    other.write_text(FIRST)
    assert dateline("parse", other, "--article", id_of(FIRST)[:8], "--format", "csv")[0] == 0
    refused(dateline("parse", other, "--publisher", "Q", "--format", "csv"), "publisher Q")
    refused(dateline("map", other, "--out", tmp_path / "m.svg", "--publisher", "Q"), "publisher Q")


@pytest.mark.parametrize("form", ["csv", "gpkg"])
def test_export_writes_over_nothing_unless_it_is_forced(dateline, case, tmp_path, form):
    out = tmp_path / "there"
    out.write_bytes(b"mine")
    words = ("case", "export", case, "--format", form, "--out", out)
    refused(dateline(*words), "there", "--force")
    assert out.read_bytes() == b"mine"
    assert dateline(*words, "--force")[0] == 0
    assert out.read_bytes() != b"mine"
    refused(dateline("case", "export", case, "--format", form, "--out", tmp_path / "no" / "x"), "x")


def test_the_whole_case_is_a_case_again(dateline, case, tmp_path):
    out = tmp_path / "copy.gpkg"
    answer(dateline("case", "export", case, "--format", "gpkg", "--out", out, "--json"))
    assert head_of(dateline, out) == head_of(dateline, case)
    assert answer(dateline("case", "verify", out, "--json"))["ok"]
    assert dateline("case", "add", out, "-", stdin=b"Basra was quiet.")[0] == 0


def test_layers_alone_hold_no_original_and_no_log(dateline, case, tmp_path):
    out = tmp_path / "layers.gpkg"
    words = ("--publisher", "P", "--json")
    made = answer(dateline("case", "export", case, "--format", "gpkg", "--out", out, *words))
    layers = {name for name, _ in pyogrio.list_layers(out)}
    assert layers == {"evidence", "places", "areas", "layer_styles"}
    assert b"Ann Lee" not in out.read_bytes()  # of the other article
    with closing(sqlite3.connect(out)) as db:
        (told,) = db.execute(
            "SELECT description FROM gpkg_contents WHERE table_name = 'evidence'"
        ).fetchone()
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert made["head"] in told
    refused(dateline("case", "list", out), "of another program")


def test_an_empty_case_has_nothing_to_write(dateline, tmp_path):
    path = tmp_path / "empty.gpkg"
    dateline("case", "new", path)
    refused(dateline("parse", path), "no article yet")
    refused(dateline("map", path, "--out", tmp_path / "m.svg"), "no article yet")
    out = tmp_path / "copy.gpkg"
    assert dateline("case", "export", path, "--format", "gpkg", "--out", out)[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_head_is_on_every_sheet_of_a_case(dateline, case, tmp_path, form):
    out = tmp_path / f"m.{form}"
    status, _, err = dateline("map", case, "--out", out, "--dpi", "60")
    assert (status, err) == (0, "")
    head = head_of(dateline, case)["head"]
    if form == "pdf":
        from pypdf import PdfReader

        reader = PdfReader(out)
        assert head in "".join(page.extract_text() for page in reader.pages).replace("\n", "")
        assert head in reader.metadata["/Keywords"]
    elif form == "png":
        from PIL import Image

        with Image.open(out) as picture:
            assert f"case head {head}, entry 3; 2 articles" in picture.info["Source"]
            assert picture.info["Title"] == "Two articles"
    else:
        words = out.read_text(encoding="utf-8")
        assert f'data-case-head="{head}" data-case-entry="3"' in words
        assert f"case head {head}, entry 3; 2 articles" in words
        assert "Places named in 2 articles" in words


@pytest.mark.slow
def test_the_sheet_of_one_article_of_a_case_is_called_by_it(dateline, case, tmp_path):
    where = ("--article", id_of(FIRST), "--format", "svg")
    status, _, err = dateline("map", case, "--out", tmp_path, *where)
    assert (status, err) == (0, "")
    (made,) = tmp_path.glob("*.svg")
    assert made.name.startswith("Shells-fell-on-Homs-on-Monday")


def test_a_decision_is_on_the_map(dateline, case):
    where = ("--article", id_of(SECOND), "--name", "Homs")
    answer(dateline("case", "decide", case, *where, "--within", DIYALA, "--json"))
    out = dateline("parse", case, "--article", id_of(SECOND))[1]
    marks = {m["mark"]: m for m in json.loads(out)["map"]["marks"]}
    assert marks[f"within:{DIYALA}:homs@P4"]["by"] == "analyst"


def test_the_page_is_refused_what_is_no_case(dateline, case, tmp_path):
    for name, content, said in (
        ("gone.gpkg", None, "there is no case"),
        ("text.gpkg", b"An article of some length, " * 20, "no case of Dateline"),
        ("cut.gpkg", case.read_bytes()[:5000], "cut.gpkg"),
    ):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        refused(dateline("serve", "--case", path), said, name)


def test_the_page_is_started_on_a_case(dateline, case, monkeypatch):
    from geo import serve

    told = {}
    monkeypatch.setattr(serve, "serve", lambda **words: told.update(words))
    assert dateline("serve", "--case", case)[0] == 0
    assert told["case"] == case
