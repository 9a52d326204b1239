"""One tokeniser: what a word is, whoever asks, and in time linear in the text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from geo.language import tokeniser
from geo.language.tokeniser import (
    count_words_and_marks,
    find_words,
    find_words_and_marks,
    opening_word,
    whole_words_of,
    words_of,
)
from geo.quotes.clauses import make_units
from geo.sentences import split_sentences
from geo.toponyms.tokens import tokenise
from geo.types import Span
from tests.growth import MOST, growth
from tests.hostile import GENERATORS
from tests.strategies import articles, hostile_texts

ROOT = Path(__file__).parents[3]
MUHAMMAD = "\u0645\u064f\u062d\u064e\u0645\u0651\u062f"  # with its vowel signs
TEXTS = [  # a text, its words, its whole words, how many words and marks it has
    ("Shells hit Homs.", ["Shells", "hit", "Homs"], ["Shells", "hit", "Homs"], 4),
    ("al-Baghdadi", ["al", "Baghdadi"], ["al-Baghdadi"], 3),
    ("don't, they\u2019d", ["don", "t", "they", "d"], ["don't", "they\u2019d"], 7),
    ("the U.S. said", ["the", "U", "S", "said"], ["the", "U.S", "said"], 6),
    ("J. B. Smith", ["J", "B", "Smith"], ["J", "B", "Smith"], 5),
    ("Lt.Gen. Saad", ["Lt", "Gen", "Saad"], ["Lt", "Gen", "Saad"], 5),
    ("1,500 km\u00b2", ["1", "500", "km\u00b2"], ["1", "500", "km\u00b2"], 4),
    ("well-to-do- ", ["well", "to", "do"], ["well-to-do"], 6),
    ("snake_case _x", ["snake", "case", "x"], ["snake_case", "x"], 5),
    (MUHAMMAD, [MUHAMMAD], [MUHAMMAD], 1),
    ("a.e\u0301", ["a", "e\u0301"], ["a", "e\u0301"], 3),
    ("e\u0301te\u0301 \u0301 x", ["e\u0301te\u0301", "x"], ["e\u0301te\u0301", "x"], 3),
    ("\u6f22\u5b57\u3002", ["\u6f22\u5b57"], ["\u6f22\u5b57"], 2),
    ("", [], [], 0),
    (" \u2026\u00a0\u2014 ", [], [], 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "whole", "count"), TEXTS)
def test_what_a_word_is(text, words, whole, count):
    assert words_of(text) == words
    assert whole_words_of(text) == whole
    assert count_words_and_marks(text) == count


@pytest.mark.parametrize(
    ("text", "word"),
    [("The end", "The"), ("U.S. troops", "U.S"), ("don't", "don't"), (" a", ""), ("\u201cNo", "")],
)
def test_the_word_a_text_opens_with(text, word):
    assert opening_word(text) == word


@given(hostile_texts())
def test_words_and_marks_cover_all_but_white_space_once(text):
    found = list(find_words_and_marks(text, 0, len(text)))
    for before, after in pairwise(found):
        assert before.end() <= after.start()
    covered = {i for match in found for i in range(match.start(), match.end())}
    assert covered == {i for i, letter in enumerate(text) if not letter.isspace()}


@given(hostile_texts())
def test_every_word_lies_in_one_whole_word_and_begins_with_a_letter_or_a_digit(text):
    whole = [m.span() for m in find_words_and_marks(text, 0, len(text))]
    for match in find_words(text, 0, len(text)):
        assert match.group()[0].isalnum()
        assert sum(start <= match.start() and match.end() <= end for start, end in whole) == 1
    assert [m.group() for m in find_words(text, 0, len(text))] == words_of(text)
    assert words_of(" ".join(whole_words_of(text))) == words_of(text)
    marks = sum(not letter.isspace() for letter in text) - sum(map(len, words_of(text)))
    assert count_words_and_marks(text) == len(words_of(text)) + marks


@given(articles())
def test_names_and_clauses_are_read_off_the_same_words(article):
    sentences = split_sentences(article)
    named = [(t.start, t.end) for s in sentences for t in tokenise(article.text, s.span)]
    said = [
        (token.start + inner.start(), token.start + inner.end())
        for unit in make_units(article.text, sentences, [])
        for token in unit.tokens
        for inner in find_words(token.text, 0, len(token.text))
    ]
    assert named == said


def test_a_part_of_a_text_is_read_and_nothing_beyond_it():
    text = "Tal Afar, Mosul"
    assert [m.group() for m in find_words(text, 4, 8)] == ["Afar"]
    assert [m.span() for m in find_words_and_marks(text, 4, 12)] == [(4, 8), (8, 9), (10, 12)]
    assert [t.text for t in tokenise(text, Span(2, 6))] == ["l", "Af"]


@pytest.mark.parametrize("name", GENERATORS)
def test_the_time_is_linear_whatever_the_text(name):
    def work(text):
        for read in (words_of, whole_words_of, count_words_and_marks, opening_word):
            read(text)
        list(find_words_and_marks(text, 0, len(text)))

    assert growth(GENERATORS[name], work, 60_000) < MOST


ELSEWHERE = {  # patterns with letters in them that split no article into words
    "articles/normalise.py": "whether a letter follows a soft hyphen",
    "articles/wrapping.py": "halves of words at the ends of lines, before an article is read",
    "coordinates/patterns.py": "what stands around a coordinate's numbers",
    "intake/dates.py": "names of months in a date",
    "intake/formats/html.py": "names of encodings",
    "intake/formats/pdf.py": "names of files that a program set as a title",
    "proof/trace.py": "lines of strace",
    "resolve/scopes.py": "a date, and a kind of area, before a name that opens a sentence",
    "sentences.py": "a speaker's name before a verb",
    "toponyms/tokens.py": "addresses, e-mail addresses and handles, which are no words",
}


def test_no_other_module_has_a_pattern_of_its_own_for_words():
    own = Path(tokeniser.__file__)
    pattern = re.compile(r"\[\^\\W|\\w[+*]|\[\\w")
    found = {
        path.relative_to(ROOT / "geo").as_posix()
        for path in (ROOT / "geo").rglob("*.py")
        if path != own and pattern.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(ELSEWHERE)
