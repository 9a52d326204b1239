"""The word lists: told on top of each file, in order, and one set of each sort of word."""

import re

import pytest

from geo.articles.navigation import is_navigation
from geo.language.lists import TABLES, read_lists
from geo.quotes import load_vocabulary
from geo.schema import USES
from geo.sentences import load_stops
from geo.settings import data_folder
from geo.toponyms import load_lexicon

LEXICON = sorted((data_folder() / "lexicon").iterdir())
WEIGHTS = sorted((data_folder() / "weights").iterdir())


@pytest.mark.parametrize("path", [*LEXICON, *WEIGHTS], ids=lambda path: path.name)
def test_a_list_says_first_what_it_is_for(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(first) > 20


@pytest.mark.parametrize("name", USES)
def test_each_use_is_told_and_no_word_stands_twice(name):
    lines = (data_folder() / "lexicon" / name).read_text(encoding="utf-8").splitlines()
    told = " ".join(line for line in lines if line.startswith("#"))
    for use in USES[name]:
        assert re.search(rf"\b{use}\b[:;(]?", told), use
    words = [row["word"] for row in read_lists().rows(name)]
    assert words == sorted(set(words))


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_log_odds_says_where_it_comes_from(name):
    lines = (data_folder() / "weights" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    told = " ".join(line for line in lines if line.startswith("#"))
    assert "log-odds" in told
    assert re.search(r"fitted by|[Ss]et by hand", told)
    assert len(read_lists().weights(name)) > 10


def test_titles_are_the_same_for_names_quotes_and_sentences():
    lists = read_lists()
    names, quotes, sentences = load_lexicon(lists), load_vocabulary(lists), load_stops()
    assert names.titles <= quotes.titles
    assert quotes.titles - names.titles == quotes.title_joins | {"father", "private"}
    assert quotes.short_titles <= sentences.before_names <= names.dotted
    assert names.dotted - sentences.before_names == {"jr"}


def test_verbs_of_speech_are_the_same_for_names_and_quotes():
    lists = read_lists()
    names, quotes = load_lexicon(lists), load_vocabulary(lists)
    acts_alone = {"backed", "believes", "decided", "declined", "offered", "refused", "signed",
                  "thinks", "wants"}  # fmt: skip
    assert names.speech - quotes.cues == acts_alone
    assert quotes.heard <= quotes.cues
    assert quotes.plain <= quotes.cues
    assert quotes.clausal - quotes.cues == {"believes"}


def test_particles_nest():
    names, quotes = load_lexicon(), load_vocabulary()
    assert names.articles <= names.inside <= names.listed
    assert quotes.particles <= names.inside
    assert quotes.articles == names.articles


def test_no_word_is_two_run_together():
    vocabulary = load_vocabulary()
    assert {"assistant", "prime"} <= vocabulary.title_joins
    assert max(map(len, vocabulary.titles)) < 16


def test_lines_of_a_page_stand_once_in_order_as_they_are_compared():
    lines = read_lists().lines("navigation.txt")
    assert lines == sorted({line.strip().casefold() for line in lines})
    assert all(is_navigation(f" {line.upper()} \u203a") for line in lines)
