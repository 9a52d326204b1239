"""Type in the SVG, and what of it typst is given to set itself."""
# ruff: noqa: RUF001 - letters of other alphabets are what is tested

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.snapshot import draw
from geo.snapshot.bidi import letter
from geo.snapshot.lifting import lift
from geo.snapshot.ligatures import as_drawn, has_rtl
from geo.types import Article
from tests.making import MOSUL, Read, Told, make_parse

ARTICLE = Article(id="0" * 64, title="A title", text="Some text.")
ISOLATE, END = "\u2067", "\u2069"
STYLE = (
    "font-size: 7px; font-family: 'Dateline Sans', 'DejaVu Sans'; text-anchor: {}; fill: #111111"
)
PLACED = ' x="10.5" y="20.25" transform="rotate(-0 10.5 20.25)"'


def svg_of(words, anchor="middle"):
    return f'<text style="{STYLE.format(anchor)}"{PLACED}>{words}</text>'


def read(text):
    inside = text.replace("<text", '<text xmlns="http://www.w3.org/2000/svg"', 1)
    return ET.fromstring(inside)  # noqa: S314 - ours


def test_a_line_from_right_to_left_says_so_and_is_isolated():
    element = read(letter(svg_of("وأضاف: &quot;قتل&quot; ABC 25."), ARTICLE))
    assert element.text == f'{ISOLATE}وأضاف: "قتل" ABC 25.{END}'
    assert (element.get("direction"), element.get("unicode-bidi")) == ("rtl", "embed")
    assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == "und-Arab"


def test_a_line_that_starts_on_one_side_keeps_its_side():
    element = read(letter(svg_of("الموصل", "start"), ARTICLE))
    assert element.text == f"{ISOLATE}الموصل{END}"
    assert element.get("direction") is None


@pytest.mark.parametrize("words", ["Mosul (الموصل) was quiet.", "Said “no” — 25 °N", "Café"])
def test_a_line_from_left_to_right_is_left_as_it_is(words):
    element = read(letter(svg_of(words), ARTICLE))
    assert element.text == words
    assert element.get("direction") is None


def test_words_in_another_alphabet_have_their_language():
    told = letter(svg_of("Харків"), ARTICLE)
    assert 'xml:lang="und-Cyrl"' in told
    ours = Article(id="0" * 64, title="A title", text="Some text.", language="uk")
    assert 'xml:lang="uk"' in letter(svg_of("Харків"), ours)
    assert "xml:lang" not in letter(svg_of("Kharkiv’s"), ours)


def test_a_typeface_has_the_name_of_its_file_too_and_words_are_not_touched():
    said = "style=\"font-family: 'Dateline Sans'\""
    told = letter(svg_of(said), ARTICLE)
    assert "font-family: 'Dateline Sans', 'Noto Sans', 'DejaVu Sans'" in told
    assert read(told).text == said


def test_lines_of_an_arabic_article_all_run_from_the_right(boundaries, options, mapped):
    text = "قال BBC في Mosul أمس إن " + "NATO UN ABC DEF GHI JKL MNO " * 4 + "وصلت."
    shown = mapped(make_parse(Told(text, (("Mosul", Read(MOSUL)),))))
    payload = draw(shown, boundaries=boundaries, options=options(format="svg")).decode()
    lines = re.findall(r"<text ([^<>]*)>([^<>]*(?:NATO|MNO|وصلت)[^<>]*)</text>", payload)
    assert len(lines) >= 2
    for how, words in lines:
        assert 'direction="rtl"' in how
        assert (words[0], words[-1]) == (ISOLATE, END)
        assert "\u200f" not in words


@pytest.mark.parametrize("words", ["مُحَمَّد", "Z\u0301\u0301", "a\u200db", f"{ISOLATE}بغداد{END}"])
def test_letters_of_several_glyphs_are_lifted_out_with_their_place_and_look(words):
    left, lifted = lift(svg_of("kept") + svg_of(words))
    assert left == svg_of("kept")
    (piece,) = lifted
    assert piece == {
        "text": words.strip(ISOLATE + END), "x": 10.5, "y": 20.25, "anchor": "middle",
        "size": 7.0, "family": "sans", "bold": False, "ink": "#111111", "lang": "en",
        "rtl": words not in ("Z\u0301\u0301", "a\u200db"),
    }  # fmt: skip


def test_what_is_turned_is_left_in_the_svg():
    turned = svg_of("Z\u0301\u0301").replace("rotate(-0 ", "rotate(-30 ")
    assert lift(turned) == (turned, [])


def _map(*rows):
    return b"%PDF\nbeginbfchar\n" + b"\n".join(rows) + b"\nendbfchar\n<0001> <06440627>\n"


def test_ligatures_are_given_as_they_are_drawn_and_nothing_else_changes():
    before = _map(b"<0001> <06440627>", b"<0002> <0644>", b"<0003> <00660069>",
                  b"<0004> <064406450645>", b"<0005> <06440066>")  # fmt: skip
    after = _map(b"<0001> <06270644>", b"<0002> <0644>", b"<0003> <00660069>",
                 b"<0004> <064506450644>", b"<0005> <06440066>")  # fmt: skip
    assert as_drawn(before) == after


@given(st.binary(max_size=300))
def test_any_bytes_stay_as_many(payload):
    mapped = b"beginbfchar\n" + payload + b"\nendbfchar"
    assert len(as_drawn(mapped)) == len(mapped)


@pytest.mark.parametrize(("words", "has"), [("Mosul", False), ("Київ", False), ("aبb", True)])
def test_what_runs_from_right_to_left_is_known(words, has):
    assert has_rtl(words) == has
