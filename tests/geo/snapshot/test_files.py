"""PNG, SVG and PDF: size, words, metadata, and the same bytes every time."""

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from geo.mapped import map_evidence
from geo.snapshot import draw, fonts

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "$\\frac{1}{0}$ $x^2$",
    "<script>alert(1)</script> & <b>bold</b>",
    "\u202eevil\u202c \x00\x07\x0b\ud800",
    "Z" + "\u0301" * 400 + "algo",
    "W" * 3000,
    "العراق بغداد كركوك",
    "北京 \U0001f600 \uffff",
    "   \n\t ",
)


def _write(parse, boundaries, options, **asked):
    return draw(map_evidence([parse]), boundaries=boundaries, options=options(**asked))


def test_png_is_a4_at_300_dpi_and_says_what_it_shows(iraq, boundaries, options):
    image = Image.open(io.BytesIO(_write(iraq, boundaries, options, author="A. Writer")))
    assert image.size == (3508, 2480)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert image.info["Title"] == "Cooperation has not stopped"
    assert "Khanaqin (town, P1, 1 excerpt)" in image.info["Description"]
    assert image.info["Author"] == "A. Writer"
    assert iraq.article.id in image.info["Source"]


def test_pdf_holds_title_excerpts_and_speaker(iraq, boundaries, options):
    book = pypdf.PdfReader(io.BytesIO(_write(iraq, boundaries, options, format="pdf")))
    words = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    assert "Cooperation has not stopped" in words
    assert "People in cities like Khanaqin, Qara Tapa and Miqdadiya know it" in words
    assert "Colonel Myles B. Caggins II, Coalition spokesman" in words
    for said in ("Not on the map", "Named is not the same as happened", "2026-11-23 15:10 UTC"):
        assert said in words
    for source in ("GeoNames (CC BY 4.0)", "Natural Earth", "EPSG:32638", iraq.article.id[:16]):
        assert source in words
    assert book.metadata is not None
    assert book.metadata.title == "Cooperation has not stopped"
    assert book.metadata.creation_date == options().made


def test_pdf_carries_every_excerpt_of_a_long_article(parse_of, town, boundaries, options):
    places = {"Khanaqin": town(1, "Khanaqin", (45.383, 34.348), "IQ")}
    text = "\n".join(
        f"Report number {n} of clashes came from Khanaqin at night." for n in range(90)
    )
    book = pypdf.PdfReader(
        io.BytesIO(_write(parse_of(text, places), boundaries, options, format="pdf"))
    )
    words = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    assert len(book.pages) > 2
    assert "on the pages that follow" in words
    missing = [n for n in range(90) if f"Report number {n} of clashes" not in words]
    assert missing == []


def test_svg_is_xml_with_text_title_and_description(iraq, boundaries, options):
    root = ET.fromstring(_write(iraq, boundaries, options, format="svg"))  # noqa: S314 - ours
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Cooperation has not stopped"
    assert desc is not None
    assert "Not on the map" in (desc.text or "")
    words = [t.text for t in root.iter(f"{SVG}text")]
    for said in ("Khanaqin", "The words", "Not on the map", "Legend", "N"):
        assert said in words
    assert not [e for e in root.iter() if e.tag == f"{SVG}script"]


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_the_same_input_gives_the_same_bytes(iraq, boundaries, options, kind):
    first = _write(iraq, boundaries, options, format=kind)
    assert _write(iraq, boundaries, options, format=kind) == first


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_hostile_words_are_drawn_as_words(parse_of, town, boundaries, options, kind):
    names = [words.replace("\ud800", "").strip() or "Mosul" for words in HOSTILE]
    places = {
        " ".join(name.split()): town(n, name, (43.1 + n / 9, 36.3 - n / 3), "IQ")
        for n, name in enumerate(names)
    }
    text = "\n".join(f"They met in {name} today." for name in places)
    parse = parse_of(text, places, title=" ".join(HOSTILE))
    payload = _write(parse, boundaries, options, format=kind, author=HOSTILE[2], dpi=60)
    assert payload.startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[kind])
    if kind == "svg":
        root = ET.fromstring(payload)  # noqa: S314 - our own output
        assert not [e for e in root.iter() if e.tag.endswith("script")]
        assert any("<script>alert(1)</script>" in (e.text or "") for e in root.iter(f"{SVG}text"))
        assert any("$x^2$" in (e.text or "") for e in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("words", HOSTILE)
def test_cleaned_words_are_bounded_and_hold_no_controls(words):
    cleaned = fonts.clean(words)
    assert len(cleaned) <= len(words)
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in cleaned)
    assert not re.search("\u0301{4}", cleaned)


def test_arabic_is_shaped_and_drawn_with_its_own_font():
    arabic = "العراق"
    style = fonts.Style(size=40)
    assert fonts.clean(arabic) == arabic
    from geo.snapshot.files import drawing
    from geo.snapshot.page import width_of

    with drawing():
        joined = width_of(arabic, style)
        apart = sum(width_of(letter, style) for letter in arabic)
    assert joined < apart * 0.95  # joined forms are narrower than isolated ones


def test_missing_fonts_fall_back_and_are_named(iraq, boundaries, options, monkeypatch, tmp_path):
    def forget():
        for cached in (fonts.chains, fonts.properties, fonts._covered):
            cached.cache_clear()

    with monkeypatch.context() as patch:
        patch.setattr(fonts, "folder", lambda: Path(tmp_path))
        forget()
        payload = _write(iraq, boundaries, options, format="svg").decode()
    forget()
    assert "fonts missing, DejaVu used: NotoSans-Regular.ttf" in payload
    assert "@font-face" not in payload
