"""The commands read files of any kind; what was not read is said beside the answer."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commanding import runner

FILES = Path(__file__).parent / "geo" / "intake" / "files"
TITLE = "Flood closes the road between Mosul and Duhok"


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process: (status, output, errors)."""
    return runner(monkeypatch, capfdbinary)


def objects(words):
    """Each of several objects of JSON, one after another."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(words):
        value, at = decoder.raw_decode(words, at)
        found.append(value)
        at += len(words[at:]) - len(words[at:].lstrip())
    return found


def test_a_file_is_parsed_with_what_it_says_of_itself(dateline):
    status, out, err = dateline("parse", FILES / "page.html", "--text")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert found["title"] == TITLE
    assert found["source"] == {
        "kind": "HTML",
        "byline": "The Example Desk",
        "publisher": "The Example Courier",
        "published": "2021-03-12",
        "language": "en",
        "url": "https://courier.example/2021/flood",
        "notes": [],
    }
    names = {t["name"] for t in found["toponyms"]}
    assert {"Mosul", "Duhok", "Zakho", "Erbil", "Kirkuk", "Baghdad"} <= names
    assert not names & {"Paris", "Lima", "Naples", "Lyon", "Geneva", "Samarra", "Basra"}
    for toponym in found["toponyms"]:
        assert found["text"][toponym["start"] : toponym["end"]] == toponym["name"]


def test_standard_input_may_be_of_any_kind(dateline):
    data = (FILES / "writer.docx").read_bytes()
    status, out, _ = dateline("parse", "-", stdin=data)
    assert status == 0
    assert json.loads(out)["source"]["kind"] == "DOCX"


def test_plain_text_says_nothing_of_itself(dateline):
    status, out, _ = dateline("parse", "-", stdin=b"Shells hit Homs.")
    assert status == 0
    assert "source" not in json.loads(out)


def test_what_was_not_read_is_said_on_standard_error(dateline):
    status, out, err = dateline("parse", FILES / "python.eml")
    assert status == 0
    note = "what is attached was not read: map of the road.pdf"
    assert json.loads(out)["source"]["notes"] == [note]
    assert err == f"dateline: {str(FILES / 'python.eml')!r}: {note}\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_file_of_several_articles_gives_several_answers(dateline, form):
    status, out, _ = dateline("parse", FILES / "feed.rss", "--format", form)
    found = objects(out)
    assert status == 0
    assert [each["title"] for each in found] == ["Flood near Duhok", "Ferry stopped"]
    assert [each["source"]["published"] for each in found] == ["2021-03-12", "2021-03-13"]
    assert all("/" not in each["id"] for each in found)


def test_files_of_several_kinds_make_one_table(dateline):
    status, out, _ = dateline(
        "parse", FILES / "articles.csv", FILES / "writer.odt", "--format", "csv"
    )
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {"Duhok", "Izmail", "Zakho", "Sinjar"} <= {row["exact"] for row in rows}


def test_a_file_that_cannot_be_read_does_not_end_the_rest(dateline, tmp_path):
    (tmp_path / "cut.docx").write_bytes((FILES / "writer.docx").read_bytes()[:3000])
    words = ("parse", tmp_path / "cut.docx", FILES / "writer.docx", "--format", "jsonl")
    status, out, _ = dateline(*words)
    refused, found = objects(out)
    assert status == 1
    assert refused["id"] == str(tmp_path / "cut.docx")
    assert "cut off; get it again" in refused["error"]
    assert found["title"] == TITLE


def test_a_file_alone_that_cannot_be_read_is_one_sentence(dateline, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    status, out, err = dateline("parse", tmp_path / "a.docx")
    assert (status, out) == (2, "")
    assert err == (
        f"dateline: {str(tmp_path / 'a.docx')!r} is locked with a password; save a copy without"
        " one\n"
    )


def test_a_map_is_drawn_of_one_article(dateline, tmp_path):
    out = tmp_path / "map.svg"
    status, _, err = dateline("map", FILES / "page.html", "--out", out)
    assert (status, err) == (0, "")
    drawn = out.read_text(encoding="utf-8")
    assert "The Example Courier" in drawn
    assert "2021-03-12" in drawn
    status, _, err = dateline("map", FILES / "articles.csv", "--out", tmp_path / "none.svg")
    assert status == 2
    assert "holds 2 articles; give one, in a file of its own" in err
    assert not (tmp_path / "none.svg").exists()
