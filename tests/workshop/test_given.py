"""Given names of people who write them in Arabic, as the list holds them and as it is built."""

import sqlite3
from contextlib import closing

import pytest

from geo.errors import DataError
from geo.language.lists import read_lists
from workshop import given


def table(path, rows):
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE units (latin TEXT, role TEXT, count INTEGER, source TEXT)")
        made.executemany("INSERT INTO units VALUES (?, ?, ?, ?)", rows)
        made.commit()
    return path


def test_only_the_file_it_was_written_for_is_read(tmp_path):
    with pytest.raises(DataError, match="is not the file expected"):
        given.build(tmp_path, table(tmp_path / "names.sqlite3", []))


def test_names_that_few_bear_and_those_of_other_sources_are_left_out(tmp_path, monkeypatch):
    rows = [
        ("Hala", "given", 7, "wikidata"), ("hala", "given", 5, "wikidata"),
        ("Rima", "given", 9, "wikidata"), ("Nour", "given", 40, "other"),
        ("Haddad", "surname", 40, "wikidata"), ("Al", "given", 40, "wikidata"),
        ("Anne-Marie", "given", 40, "wikidata"), ("Basim", "given", 10, "wikidata"),
    ]  # fmt: skip
    names = table(tmp_path / "names.sqlite3", rows)
    monkeypatch.setattr(given, "_SHA256", given.hashlib.sha256(names.read_bytes()).hexdigest())
    (tmp_path / "lexicon").mkdir()
    given.build(tmp_path, names)
    lines = (tmp_path / "lexicon" / "given_names_arabic.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1:] == ["basim", "hala"]


def test_the_list_holds_names_and_no_towns_of_the_news():
    names = read_lists(None, "given_names_arabic.txt").words("given_names_arabic.txt")
    assert {"basim", "hala", "yara", "nizar", "rima"} <= names
    assert not names & {"mosul", "homs", "hama", "raqqa", "gaza", "kidal", "manbij"}
