"""JSON lines: each by itself, told in the same words wherever they are read."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.case import Facts, Failed, arrivals
from geo.errors import ArticleError
from geo.intake import lines, read_documents
from tests.commanding import runner

BAD = [
    (b"nope", lines.NOT_JSON),
    (b'{"text": ', lines.NOT_JSON),
    (b"[" * 100_000, lines.NOT_JSON),
    (b'{"text": "\xff"}', lines.NOT_JSON),
    (b"[1]", lines.NO_OBJECT),
    (b'"text"', lines.NO_OBJECT),
    (b"null", lines.NO_OBJECT),
]


@pytest.mark.parametrize(("words", "wrong"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_named_and_does_not_end_the_rest(words, wrong):
    good = b'{"text": "Shells hit Homs."}'
    read = list(lines.read([good, b"", words, b" \t", good]))
    assert [(line.number, line.wrong) for line in read] == [(1, ""), (3, wrong), (5, "")]
    assert [line.words for line in read] == [good, words, good]
    assert [line.held for line in read] == [
        {"text": "Shells hit Homs."},
        {},
        {"text": "Shells hit Homs."},
    ]


ROWS = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(), max_size=4)


@given(st.lists(ROWS, max_size=5))
def test_objects_come_back_whether_as_text_or_as_bytes(rows):
    words = [json.dumps(row, ensure_ascii=True) for row in rows]
    for form in (words, [each.encode() for each in words]):
        assert [line.held for line in lines.read(form)] == rows


def test_a_field_is_words_or_none():
    (line,) = lines.read(['{"text": 3, "title": "", "url": null, "publisher": ["Q"]}'])
    assert [line.text(name) for name in ("text", "title", "url", "absent")] == [
        None,
        "",
        None,
        None,
    ]
    assert line.texts("text", "title", "url", "publisher", "absent") == {"title": ""}


@pytest.mark.parametrize("value", [None, ""])
def test_no_words_are_no_day(value):
    assert lines.day(value) is None


def test_a_day_is_what_its_words_begin_with():
    assert lines.day("2021-02-28T10:00:00Z") == date(2021, 2, 28)
    for value in ("soon", "2021-02-30", 2021, ["2021-02-28"]):
        with pytest.raises(ValueError, match=r".+"):
            lines.day(value)


@pytest.mark.parametrize(("words", "wrong"), [BAD[0], BAD[4]], ids=["no JSON", "no object"])
def test_every_reader_of_lines_says_the_same_of_a_bad_one(
    monkeypatch, capfdbinary, tmp_path, words, wrong
):
    dateline = runner(monkeypatch, capfdbinary)
    docs = tmp_path / "docs.jsonl"
    docs.write_bytes(b'{"text": "Shells hit Homs."}\n' + words + b"\n")
    status, out, _ = dateline("parse", docs, "--format", "jsonl")
    assert (status, json.loads(out.splitlines()[1])) == (
        1,
        {"id": None, "error": f"line 2 {wrong}"},
    )
    _, failed = arrivals([str(docs)], Facts(), bytes)
    told = wrong if wrong == lines.NOT_JSON else lines.NO_TEXT
    assert failed == Failed(input=f"{docs}:2", error=f"{docs}:2 {told}")
    with pytest.raises(ArticleError, match=f"has a line 2 that {wrong}"):
        read_documents(docs.read_bytes(), name="docs.jsonl")
