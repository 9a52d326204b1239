"""Any input becomes a normalised article or an error that says what to do."""

import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import read_article
from geo.articles.normalise import normalise
from geo.errors import ArticleError, GeoError
from geo.settings import Settings
from tests.growth import MOST, growth
from tests.strategies import hostile_texts

SAMPLE = Path(__file__).parents[2] / "data/articles/inherent-resolve.txt"


def test_sample():
    data = SAMPLE.read_bytes()
    article = read_article(data, name=SAMPLE.name)
    assert article.text == data.decode()
    assert article.id == hashlib.sha256(data).hexdigest()
    assert article.title.startswith("Iraq, the Inherent Resolve and ISF")
    assert [article.slice(s) for s in article.hidden] == ["skip to Main Content", "Back To Top"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfShells hit Homs.", "Shells hit Homs."),
        ("Shells hit Homs.".encode("utf-16"), "Shells hit Homs."),
        ("قصف حمص".encode("utf-16-be"), None),
        (b"\xfe\xff" + "قصف حمص".encode("utf-16-be"), "قصف حمص"),
        ("“Yes,” he said in Homs.".encode("cp1252"), "“Yes,” he said in Homs."),
        ("Łódź was calm".encode() + b"\xff", "Łódź was calm\ufffd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301 in Homs", "café in Homs"),
        ("Shells hit\x00 Homs and\x1b Hama.", "Shells hit Homs and Hama."),
        ("a lone \ud83d surrogate", "a lone \ufffd surrogate"),
        ("a \ud83d\ude42 pair", "a 🙂 pair"),
        ("Homs", "Homs"),
    ],
)
def test_what_is_read(data, text):
    if text is None:
        with pytest.raises(ArticleError):
            read_article(data)
    else:
        assert read_article(data).text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (" \n\t\u200b ", "no words"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04word/document.xml", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"S\x00h\x00e\x00l\x00l\x00s\x00", "binary"),
        (bytes(range(128, 256)) * 4, "encoding"),
        (b"a long plain line with one bad byte \x81", "Windows-1252"),
    ],
)
def test_what_is_refused(data, says):
    with pytest.raises(ArticleError, match=says) as caught:
        read_article(data, name="story.txt")
    assert "'story.txt'" in str(caught.value)


def test_too_large_names_both_sizes():
    with pytest.raises(ArticleError, match=r"5,000,000 bytes.*2,000,000"):
        read_article(b"a" * 5_000_000)
    with pytest.raises(ArticleError, match=r"8 bytes.*limit is 7"):
        read_article("éééé", settings=Settings(max_bytes=7))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Shelling in Homs\n\nThe army fired.", "Shelling in Homs"),
        ("Share this\nWho holds Homs?\nNobody.", "Who holds Homs?"),
        ("The army shelled Homs on Monday. It then left.", "The army shelled Homs on Monday."),
        ("word " * 60 + ".", ("word " * 17).strip() + " word…"),
        ("***\nHoms falls", "Homs falls"),
        ("Read more", "Read more"),
    ],
)
def test_title(text, title):
    assert read_article(text).title == title


@pytest.mark.parametrize(
    "line",
    [
        "BACK TO TOP ↑",
        "Advertisement",
        "Follow us on Telegram",
        "We use cookies to improve.",
        "Tweet",
    ],
)
def test_navigation_is_hidden_and_prose_is_not(line):
    article = read_article(f"{line}\nThe army shelled Homs. Read more books.\n{line}\n")
    assert [article.slice(span) for span in article.hidden] == [line, line]


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_an_error(data):
    try:
        article = read_article(data)
    except GeoError:
        return
    assert article.title


@given(hostile_texts())
def test_any_text_is_normalised_once(text):
    try:
        article = read_article(text)
    except GeoError:
        return
    assert unicodedata.is_normalized("NFC", article.text)
    assert not set(article.text) & {"\r", "\x00", "\ufeff"}
    assert article.text.encode()
    assert "\n" not in article.title
    again = read_article(article.text)
    assert replace(article, original=None) == again
    last = 0
    for span in article.hidden:
        assert span.start >= last
        assert article.slice(span) == article.slice(span).strip()
        last = span.end


def test_windows_dashes_and_quotes_read_as_latin_1_are_put_right():
    raw = "Title here\n\n\x93We left Mosul\x94, he said \x96 and Tikrit\x85 too."
    text = read_article(raw).text
    assert text == "Title here\n\n“We left Mosul”, he said \u2013 and Tikrit… too."
    assert len(text) == len(raw)


def test_a_next_line_character_alone_still_ends_a_line():
    assert read_article("One line.\x85Another line.").text == "One line.\nAnother line."


@pytest.mark.parametrize(
    ("letter", "mark", "kept"),
    [
        ("e", "\u0301", 29),  # the letter takes the first of thirty
        ("b", "\u0323", 29),
        ("q", "\u0301", 30),
        ("q", "\u0344", 30),  # stands for two marks, fifteen of which are thirty
        ("\u0f40", "\u0f73", 30),  # no mark by its class, but made of two
        ("\u0645", "\u064e", 30),
    ],
)
def test_marks_heaped_on_a_letter_are_thirty_at_the_most(letter, mark, kept):
    text = read_article(f"Homs {letter}{mark * 500} fell.").text
    marks = text.removeprefix("Homs ").removesuffix(" fell.")[1:]
    assert len(marks) == kept
    assert len(unicodedata.normalize("NFD", text[5:].split(" ")[0])) == 31
    assert normalise(text) == text


@pytest.mark.parametrize(
    "word", ["b\u0323", "مَوْصِل", "दिल्ली", "n\u0323\u0308\u0301", "q" + "\u0301" * 30]
)
def test_the_marks_of_a_language_are_kept(word):
    assert normalise(f"{word} {word}") == unicodedata.normalize("NFC", f"{word} {word}")


def test_heaped_marks_cost_what_other_letters_do():
    assert growth(lambda n: "e" + "\u0301\u0327" * n, normalise, 20_000) < MOST


@given(st.text(alphabet="aeq\u0f40 .\u0301\u0327\u0344\u0f73\u1f82\u00fc\u0000", max_size=300))
def test_thinning_heaps_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    heap = 0
    for ch in unicodedata.normalize("NFD", once):
        heap = heap + 1 if unicodedata.combining(ch) else 0
        assert heap <= 30
