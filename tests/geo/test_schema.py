"""The tables kept by hand: a wrong cell is named by file, line and column."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.language.lists import read_lists
from geo.quotes import load_vocabulary
from geo.resolve import load_words
from geo.schema import COLUMNS, read_table
from geo.settings import data_folder
from geo.toponyms import load_lexicon
from workshop import manifest

TABLES = sorted(data_folder().rglob("*.csv"))


def test_every_table_has_its_columns_and_reads():
    assert {table.name for table in TABLES} == set(COLUMNS)
    for table in TABLES:
        rows = read_table(table)
        assert rows
        assert all(list(row) == list(COLUMNS[table.name]) for row in rows)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("affixes.csv", "", "holds no rows"),
        ("affixes.csv", "word,side,kind,looked_up\n", "holds no rows"),
        (
            "affixes.csv",
            "word,side\nlake,before\n",
            "line 1: the columns are not word,side,kind,looked_up",
        ),
        (
            "affixes.csv",
            "# a\n\nword,side,kind,looked_up\nlake,bef\n",
            "line 4: 2 cells instead of 4",
        ),
        (
            "affixes.csv",
            "word,side,kind,looked_up\nlake,under,lake,\n",
            "line 2: side is 'under', not one of",
        ),
        (
            "affixes.csv",
            "word,side,kind,looked_up\nlake,before,pond,\n",
            "line 2: kind is 'pond', not one of",
        ),
        (
            "affixes.csv",
            "word,side,kind,looked_up\nlake,before,,sea|pond\n",
            "looked_up is 'sea|pond', not",
        ),
        (
            "affixes.csv",
            "word,side,kind,looked_up\n,before,lake,\n",
            "line 2: word is '', not a word",
        ),
        ("affixes.csv", 'word,side,kind,looked_up\n"lake,before,lake,\n', "line 2: "),
        ("points.csv", "id,lon,lat,source\nadm1:IQ.10,181,9,x\n", "lon is '181', not a longitude"),
        ("points.csv", "id,lon,lat,source\nadm1:IQ.10,1,nan,x\n", "lat is 'nan', not a latitude"),
        ("points.csv", "id,lon,lat,source\nIQ.10,1,2,x\n", "id is 'IQ.10', not an area's id"),
        (
            "abbreviations.csv",
            "short,name,country,after\nUS,America,USA,no\n",
            "country is 'USA'",
        ),
    ],
)
def test_a_wrong_cell_is_named(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_table(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"word,side,kind,looked_up\nlak\xe9,before,lake,\n"]
)
def test_what_is_not_utf_8_is_named(tmp_path, content):
    (tmp_path / "affixes.csv").write_bytes(content)
    with pytest.raises(DataError, match=r"affixes\.csv is not UTF-8"):
        read_table(tmp_path / "affixes.csv")


@given(cut=st.integers(0, 2100))
def test_a_table_cut_anywhere_reads_or_is_refused(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("cut") / "affixes.csv"
    content = (data_folder() / "lexicon" / "affixes.csv").read_bytes()
    path.write_bytes(content[:cut])
    try:
        rows = read_table(path)
    except DataError as error:
        assert "affixes.csv" in str(error)  # noqa: PT017 - any cut may also read
    else:
        assert rows == read_table(data_folder() / "lexicon" / "affixes.csv")[: len(rows)] or (
            rows[:-1] == read_table(data_folder() / "lexicon" / "affixes.csv")[: len(rows) - 1]
        )


@pytest.fixture
def own(tmp_path):
    """A data folder with word lists of one's own."""
    for room in ("lexicon", "weights"):
        shutil.copytree(data_folder() / room, tmp_path / room)
    return tmp_path


@pytest.mark.parametrize("load", [load_lexicon, load_words])
def test_a_list_changed_by_hand_and_listed_anew_is_still_held_to_its_form(own, load):
    path = own / "lexicon" / "affixes.csv"
    path.write_text("word,side,kind,looked_up\nlake,before\n", encoding="utf-8")
    manifest.measure(own)
    with pytest.raises(DataError, match=r"affixes\.csv line 2: 2 cells instead of 4"):
        load(read_lists(own))


def test_an_empty_word_list_is_named(own):
    (own / "lexicon" / "labels.txt").write_text("# none\n", encoding="utf-8")
    manifest.measure(own)
    with pytest.raises(DataError, match=r"lexicon/labels\.txt holds no words"):
        load_vocabulary(read_lists(own))


def test_a_wrong_table_gets_no_checksum(tmp_path):
    (tmp_path / "kinds.csv").write_text("word,kind\ncities,burg\n", encoding="utf-8")
    listed = json.dumps({"files": [{"path": "kinds.csv"}]})
    (tmp_path / "manifest.json").write_text(listed, encoding="utf-8")
    with pytest.raises(DataError, match=r"kinds\.csv line 2: kind is 'burg'"):
        manifest.build(tmp_path)
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == listed
