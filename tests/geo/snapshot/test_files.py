"""PNG, SVG and PDF: size, words, metadata, and the same bytes every time."""

import io
import re
import shutil
import unicodedata
import xml.etree.ElementTree as ET

import pypdf
import pytest
from PIL import Image
from shapely.geometry import Point

from geo.boundaries import distance_km, project
from geo.mapped import map_evidence
from geo.settings import data_folder
from geo.snapshot import draw, fonts
from geo.types import Around, Precision
from tests.making import KHANAQIN, MOSUL, TIKRIT, Read, Told, make_parse

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
    assert "Not on this page:" in words
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


def _data(element):
    return {k[5:]: v for k, v in element.attrib.items() if k.startswith("data-")}


@pytest.mark.parametrize(
    "asked", [{}, {"voice": "direct"}, {"voice": "writer"}, {"place": "adm1:IQ.10"}]
)
def test_svg_carries_the_record_for_outside_programs(iraq, boundaries, options, mapped, asked):
    shown = mapped(iraq, **asked)
    payload = draw(shown, boundaries=boundaries, options=options(format="svg"))
    root = ET.fromstring(payload)  # noqa: S314 - ours
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    said, counts = _data(root), shown.counts
    assert said["dateline"] == "1"
    assert said["asked"] == shown.asked.to_json()
    assert said["crs"] == "32638"
    assert said["articles"] == iraq.article.id
    for name, count in (("names", counts.names), ("on-map", counts.on_map), ("marks", counts.marks),
                        ("hidden", counts.hidden), ("listed", counts.listed),
                        ("excerpts", counts.excerpts)):  # fmt: skip
        assert said[name] == str(count)
    assert len([i for i in ids if re.fullmatch(r"mark-\d+", i)]) == counts.marks
    for mark in shown.marks:
        of = _data(ids[f"mark-{mark.number}"])
        assert (of["mark"], of["class"], of["name"]) == (mark.key, mark.precision, mark.name)
        assert (of["names"], of["excerpts"], of["held"], of["shown"]) == (
            str(mark.names), str(mark.excerpts), str(mark.held), str(int(mark.shown)),
        )  # fmt: skip
        assert of["drawn"] == mark.figure
        assert ids[f"mark-{mark.number}"].find(f".//{SVG}path") is not None
        assert (f"disc-{mark.number}" in ids) == mark.shown
        at = ids[f"at-{mark.number}"]
        assert (float(at.get("data-lon")), float(at.get("data-lat"))) == (mark.lon, mark.lat)
    tray = sorted((_data(e)["reason"], int(_data(e)["times"])) for i, e in ids.items()
                  if i.startswith("tray-"))  # fmt: skip
    assert tray == sorted((row.reason, row.times) for row in shown.tray)
    excerpts = [_data(e)["excerpt"] for i, e in ids.items() if i.startswith("excerpt-")]
    assert excerpts == [e.key for e in shown.excerpts]


def test_a_country_that_is_named_is_an_outline_for_outside_programs(
    parse_of, area, boundaries, options
):
    parse = parse_of("Kuwait.", {"Kuwait": area("country:KW", Precision.P6)})
    root = ET.fromstring(_write(parse, boundaries, options, format="svg"))  # noqa: S314 - ours
    (outline,) = [node for node in root.iter() if (node.get("id") or "").startswith("outline-")]
    assert outline.get("id") == "outline-KW"
    assert outline.get("data-country") == "KW"
    assert outline.find(f".//{SVG}path") is not None


def test_degrees_fall_where_the_svgs_own_affine_says(iraq, boundaries, options, mapped):
    payload = draw(mapped(iraq), boundaries=boundaries, options=options(format="svg"))
    root = ET.fromstring(payload)  # noqa: S314 - ours
    a, b, c, d, e, f = map(float, root.get("data-affine").split())
    points = [x for x in root.iter() if (x.get("id") or "").startswith("at-")]
    assert len(points) == 9
    for point in points:
        x, y = float(point.get("cx")), float(point.get("cy"))
        there = project(Point(float(point.get("data-lon")), float(point.get("data-lat"))), 32638)
        assert a * x + c * y + e == pytest.approx(there.x, abs=0.5)
        assert b * x + d * y + f == pytest.approx(there.y, abs=0.5)


RING = Around(lon=43.1, lat=36.3, radius_km=60.0, words="two hours from Mosul")
TINY = Around(lon=43.1, lat=36.3, radius_km=1.0, words="1 km from Mosul")


@pytest.mark.parametrize(("disc", "drawn"), [(RING, "ring"), (TINY, "small")])
def test_a_ring_is_as_wide_on_the_ground_as_it_says_or_said_to_be_small(
    boundaries, options, mapped, disc, drawn
):
    names = (
        ("Mosul", Read(MOSUL, precision=Precision.P2, around=disc)),
        ("Tikrit", Read(TIKRIT)),
        ("Khanaqin", Read(KHANAQIN)),
    )
    shown = mapped(make_parse(Told("Mosul, Tikrit and Khanaqin.", names)))
    payload = draw(shown, boundaries=boundaries, options=options(format="svg"))
    root = ET.fromstring(payload)  # noqa: S314 - ours
    ring = next(x for x in root.iter() if x.get("id") == "mark-1")
    assert (ring.get("data-drawn"), float(ring.get("data-km"))) == (drawn, disc.radius_km)
    a, _, _, d, e, f = map(float, root.get("data-affine").split())
    path = ring.find(f".//{SVG}path").get("d")
    steps = (step.split() for step in re.findall(r"[MLC]([^A-Za-z]+)", path))
    corners = [step[-2:] for step in steps]
    assert len(corners) >= (96 if drawn == "ring" else 8)
    far = []
    for x, y in corners:
        back = project(
            Point(a * float(x) + e, d * float(y) + f), int(root.get("data-crs")), inverse=True
        )
        far.append(distance_km(back.x, back.y, disc.lon, disc.lat))
    if drawn == "ring":
        assert far == pytest.approx([disc.radius_km] * len(far), rel=0.01)
    else:
        assert min(far) > disc.radius_km
        assert b"ring under 2 mm here: 1 km" in payload


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


def test_letters_are_cut_out_of_a_font_once():
    faces = fonts.font_faces("Mosul, Samarra")
    cut = fonts._cut.cache_info().misses
    assert fonts.font_faces("Samarra, Mosul") == faces
    assert fonts._cut.cache_info().misses == cut
    assert fonts.font_faces("Mosul, Samarra!") != faces
    assert fonts._cut.cache_info().misses > cut


def test_missing_fonts_fall_back_and_are_named(iraq, boundaries, options, monkeypatch, tmp_path):
    def forget():
        for cached in (fonts.damaged, fonts.chains, fonts.properties, fonts._covered):
            cached.cache_clear()

    shutil.copy(data_folder() / "manifest.json", tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "data_folder", lambda: tmp_path)
        forget()
        payload = _write(iraq, boundaries, options, format="svg").decode()
    forget()
    assert "fonts missing or altered, DejaVu used: NotoSans-Regular.ttf" in payload
    assert "@font-face" not in payload
