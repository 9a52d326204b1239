"""The part of an excerpt that a crowded page shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.snapshot.content import compose
from geo.snapshot.shorten import centred, shortened
from geo.types import Span
from tests.making import MOSUL, Read, Told, make_parse

LEFT = "one two three four five six seven eight nine ten "
RIGHT = " ten nine eight seven six five four three two one"


@pytest.mark.parametrize(
    ("text", "most", "part"),
    [
        (LEFT + "Mosul" + RIGHT, 200, LEFT + "Mosul" + RIGHT),
        (LEFT + "Mosul" + RIGHT, 36, "eight nine ten Mosul ten nine eight"),
        ("Mosul" + RIGHT, 20, "Mosul ten nine eight"),
        (LEFT + "Mosul", 20, "eight nine ten Mosul"),
        ("x" * 90 + "Mosul" + "y" * 90, 25, "x" * 10 + "Mosul" + "y" * 10),
        (LEFT + "Mosul" + RIGHT, 3, "Mos"),
    ],
)
def test_the_name_stands_in_the_middle_and_no_word_is_cut(text, most, part):
    at = text.index("Mosul")
    kept = centred(text, Span(at, at + 5), most)
    assert text[kept.start : kept.end] == part


@given(st.text(), st.text(min_size=1, max_size=20), st.text(), st.integers(1, 90))
def test_the_part_holds_the_name_and_is_no_longer_than_asked(before, name, after, most):
    text, own = before + name + after, Span(len(before), len(before) + len(name))
    kept = centred(text, own, most)
    assert 0 <= kept.start < kept.end <= len(text)
    assert kept.end - kept.start <= most or len(text) <= most
    if len(name) <= most:
        assert kept.covers(own)


@given(
    st.lists(st.text("abc", min_size=1, max_size=8), max_size=60),
    st.lists(st.text("abc", min_size=1, max_size=8), max_size=60),
    st.integers(40, 120),
)
def test_words_shorter_than_the_room_are_never_cut(before, after, most):
    text = " ".join([*before, "Mosul", *after])
    at = len(" ".join([*before, ""])) if before else 0
    kept = centred(text, Span(at, at + 5), most)
    words = text[kept.start : kept.end].split()
    first = len(text[: kept.start].split())
    assert words == text.split()[first : first + len(words)]


@pytest.fixture
def excerpt(mapped, options):
    text = f"“{LEFT * 8}Mosul{RIGHT * 8} and Tikrit{RIGHT}.”"
    names = (("Mosul", Read(MOSUL)), ("Tikrit", Read()))
    (found,) = compose(mapped(make_parse(Told(text, names))), options()).excerpts
    return found


def test_an_ellipsis_stands_on_both_sides_and_the_names_where_they_are(excerpt):
    part = shortened(excerpt, 60)
    assert part.text == "… six seven eight nine ten Mosul ten nine eight seven six …"
    assert [part.text[s.start : s.end] for s in part.names] == ["Mosul"]
    assert (excerpt.whole, part.whole) == (True, False)
    assert shortened(excerpt, len(excerpt.text)) == excerpt


def test_what_is_centred_is_the_name_that_leads_to_a_mark(excerpt):
    moved = replace(excerpt, names=(Span(1, 4), *excerpt.names))
    assert "Mosul" in shortened(moved, 60).text
