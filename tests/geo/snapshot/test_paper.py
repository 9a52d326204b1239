"""The PDF: every excerpt whole, read by machines, and no word of the article ever run."""

import ast
import json
import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfua import validate

from geo import default_engine, read_article
from geo.errors import ExportError
from geo.mapped import map_evidence
from geo.settings import data_folder
from geo.snapshot import SnapshotOptions, draw, paper, typesetting
from geo.snapshot.files import drawing
from geo.snapshot.lifting import lift
from geo.snapshot.sheet import build
from geo.types import Precision
from tests.making import (
    DIYALA,
    IRAQ,
    KHANAQIN,
    MOSUL,
    TIKRIT,
    TORETSK,
    Read,
    Told,
    make_parse,
)

ARABIC = (
    "قال العقيد إن مسلحين هاجموا خانقين مساء الأحد. “قتل اثنان في الموصل إلى الآن،” قال BBC.\n"
    "وشهدت ديالى 25 هجوما، ثم عادت الحياة."
)
LONG = "“We left the house before dawn and carried what we could, {}until we reached Mosul{}.”"
HOSTILE = (
    '#read("/etc/passwd")', "$x^2$ $ sum_1 $", "@label <label>", "\\ \\n \\u{1f600} /* */ // --",
    "= A heading", "- item\n+ item", "*bold* _it_ `raw`", '#import "@preview/x:1.0.0"',
    "\u202egpj.exe\u2066 \x00\x07", "Z" + "\u0301" * 90 + "algo", "W" * 900, "قُتِلَ שָׁלוֹם",
    "北京 \U0001f600 \uffff", "a\u200db\u200c \u034f\ufe0f", "]]>&amp;<!--<svg/onload=x>",
    "0\u064b",
)  # fmt: skip


def _told():
    forty = tuple(f"“We went from Mosul to Tikrit on day {n},” said Ann Lee." for n in range(40))
    return {
        "long quotes": Told(
            "\n".join([LONG.format("and walked on " * 200, " and slept" * 150),
                       "Khanaqin was quiet."]),
            (("Mosul", Read(MOSUL)), ("Khanaqin", Read(KHANAQIN))),
            ("Ann Lee",),
        ),
        "forty excerpts": Told(
            "\n".join(forty), (("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT))) * 40,
            ("Ann Lee",) * 40,
        ),
        "arabic": Told(
            ARABIC,
            (("خانقين", Read(KHANAQIN, form="خانقين")), ("الموصل", Read(MOSUL, form="الموصل")),
             ("ديالى", Read(DIYALA, form="ديالى"))),
            article={"title": "هجمات في ديالى ليلة الأحد"},
        ),
        "one country": Told(
            "Iraq waits for a budget.\n“Iraq has none,” said Ann Lee.",
            (("Iraq", Read(IRAQ)), ("Iraq", Read(IRAQ))),
            ("Ann Lee",),
        ),
    }  # fmt: skip


NOON = datetime(2026, 11, 25, 12, 0, 0, 123, tzinfo=UTC)
CASES = ("sample", "long quotes", "forty excerpts", "arabic", "one country")


@pytest.fixture(scope="module")
def shown_of():
    def make(case):
        if case == "sample":
            path = data_folder() / "articles" / "inherent-resolve.txt"
            return map_evidence([default_engine().parse(read_article(path.read_bytes()))])
        return map_evidence([make_parse(_told()[case])])

    return make


@pytest.fixture(scope="module")
def made(shown_of, boundaries, options):
    done = {}

    def make(case):
        if case not in done:
            shown = shown_of(case)
            done[case] = (
                shown,
                draw(shown, boundaries=boundaries, options=options(format="pdf", author="A. W.")),
            )
        return done[case]

    return make


def _plain(words):
    """Letters and digits alone: a line may end anywhere, and controls are no words."""
    kept = (c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c)[0] in "LN")
    return "".join(kept)


def _pages(pdf):
    book = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in book]


def _structure(element, found):
    """Gather the tags of a PDF with what hangs on them, in reading order."""
    for child in _children(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append(child)
            _structure(child, found)
    return found


def _children(element):
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _faults(pdf, folder):
    """What the checker finds; it must have run every rule it has but one that it cannot run."""
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    report = validate(str(path))
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}  # its own error
    return [(fault.rule_id, fault.message) for fault in report.findings]


def _tags(pdf):
    with pikepdf.open(BytesIO(pdf)) as book:
        return [
            (str(tag["/S"]), str(tag.get("/Alt", "")))
            for tag in _structure(book.Root.StructTreeRoot, [])
        ]


@pytest.mark.parametrize("case", CASES)
def test_the_pdf_is_tagged_without_a_failure(made, case, tmp_path):
    shown, pdf = made(case)
    assert _faults(pdf, tmp_path) == []
    tags = _tags(pdf)
    kinds = [kind for kind, _ in tags]
    assert kinds[0] == "/Document"
    assert "/H1" in kinds
    (alt,) = [alt for kind, alt in tags if kind == "/Figure"]
    assert alt.startswith("Map of the places named in")
    assert kinds.count("/TR") == (len(shown.marks) + 1 if shown.marks else 0)
    assert kinds.count("/TH") == (7 if shown.marks else 0)


@pytest.mark.parametrize("case", CASES)
def test_the_pdf_says_which_standards_it_keeps(made, case):
    _, pdf = made(case)
    with pikepdf.open(BytesIO(pdf)) as book:
        with book.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:creator"] == ["A. W."]
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang) == "en"
        fonts = [o for o in book.objects if isinstance(o, pikepdf.Dictionary)
                 and o.get("/Type") == "/FontDescriptor"]  # fmt: skip
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        names = {str(font["/FontName"]).partition("+")[2] for font in fonts}
        assert all(name.startswith(("NotoSans", "NotoSerif", "DejaVu")) for name in names), names


@pytest.mark.parametrize("case", CASES)
def test_every_excerpt_stands_whole_in_the_pdf(made, case):
    shown, pdf = made(case)
    words = _plain("".join(_pages(pdf)))
    assert shown.excerpts
    missing = [e.text for e in shown.excerpts if _plain(e.text) not in words]
    assert missing == []
    for row in shown.tray:
        assert _plain(row.name) in words
        assert _plain(row.words) in words
    for mark in shown.marks:
        assert _plain(mark.place.id) in words


def test_arabic_comes_out_as_it_went_in(made):
    _, pdf = made("arabic")
    first, *rest = _pages(pdf)
    for words in ("مساء الأحد", "هجمات في ديالى ليلة الأحد", "وشهدت ديالى 25 هجوما، ثم عادت"):
        assert _plain(words) in _plain(first)
    assert _plain("هجمات في ديالى ليلة الأحد") in _plain("".join(rest))


def _fitted(shown, boundaries, options):
    with drawing():
        return build(shown, boundaries, options())


def test_an_excerpt_cut_on_the_first_page_says_so_and_follows_whole(shown_of, boundaries, options):
    shown = shown_of("long quotes")
    drawn = _fitted(shown, boundaries, options)
    first, second = drawn.fitted.excerpts
    assert (first.whole, second.whole) == (False, True)
    assert first.text.startswith("… ")
    assert first.text.endswith(" …")
    inside = first.text.strip("… ")
    assert inside in shown.excerpts[0].text
    assert set(inside.split()) <= set(shown.excerpts[0].text.split())
    assert "Mosul" in inside
    said = [t.get_text() for t in drawn.page.axes.texts]
    assert "Not on this page: the whole of 1 excerpt cut here (…). The PDF has all of it." in said
    following = paper.record(drawn, shown, options())
    (kept,) = following["excerpts"]
    assert "".join(run["text"] for run in kept["runs"]) == shown.excerpts[0].text
    assert [run["text"].strip() for run in kept["runs"] if run["bold"]] == ["Mosul"]


def test_what_the_first_page_has_no_room_for_is_counted_and_follows(shown_of, boundaries, options):
    shown = shown_of("forty excerpts")
    drawn = _fitted(shown, boundaries, options)
    rest = paper.record(drawn, shown, options())["excerpts"]
    here = len(drawn.fitted.excerpts)
    assert 4 <= here < 40
    assert len(rest) == 40 - here
    said = [t.get_text() for t in drawn.page.axes.texts]
    assert f"Not on this page: {40 - here} more excerpts. The PDF has all of it." in said
    svg = draw(shown, boundaries=boundaries, options=options(format="svg")).decode()
    assert [int(n) for n in re.findall(r'data-whole="(\d)"', svg)] == [1] * here + [0] * (40 - here)


def test_a_country_lists_its_words(shown_of, boundaries, options):
    drawn = _fitted(shown_of("one country"), boundaries, options)
    assert [(e.text, e.listed) for e in drawn.fitted.excerpts] == [
        ("Iraq waits for a budget.", ("Iraq",)),
        ("“Iraq has none,” said Ann Lee.", ("Iraq",)),
    ]
    said = " ".join(t.get_text() for t in drawn.page.axes.texts)
    assert "No excerpt leads to the map" not in said


def test_the_first_page_is_the_very_svg(shown_of, boundaries, options, monkeypatch):
    shown, given = shown_of("long quotes"), []

    def keep(sheet, following, when):
        given.append((sheet, following, when))
        return b"%PDF"

    monkeypatch.setattr(typesetting, "assemble", keep)
    draw(shown, boundaries=boundaries, options=options(format="pdf"))
    svg = draw(shown, boundaries=boundaries, options=options(format="svg"))
    ((sheet, following, when),) = given
    assert sheet == svg
    assert lift(svg.decode()) == (svg.decode(), [])
    assert when == options().made
    assert json.loads(json.dumps(following)) == following


def test_a_quotation_beside_the_name_is_said_to_be_beside_it(boundaries, options):
    text = "“Two neighbours were wounded,” said a resident of Toretsk."
    shown = map_evidence([make_parse(Told(text, (("Toretsk", Read(TORETSK)),), ("a resident",)))])
    pdf = draw(shown, boundaries=boundaries, options=options(format="pdf"))
    words = " ".join("".join(_pages(pdf)).split())
    assert "Named by the article · beside a quotation of a resident" in words
    assert "own words" not in words


@pytest.fixture(scope="module")
def hostile(boundaries, options):
    text = "\n".join(f"In Mosul they read {words} today." for words in HOSTILE)
    names = (("Mosul", Read(MOSUL)),) * len(HOSTILE)
    told = Told(text, names, article={"title": " ".join(HOSTILE)})
    shown = map_evidence([make_parse(told)])
    return draw(shown, boundaries=boundaries, options=options(format="pdf", author=HOSTILE[0]))


def test_hostile_words_are_set_as_words(hostile, tmp_path):
    words = "".join(_pages(hostile))
    for said in ('#read("/etc/passwd")', "$x^2$", "@label <label>", "= A heading", "`raw`",
                 '#import "@preview/x:1.0.0"', "&amp;<!--<svg/onload=x>"):  # fmt: skip
        assert said in words
    assert "root:" not in words
    # In the heading and in its excerpt, broken over lines and a page.
    assert sum(map(len, re.findall("W{4,}", words))) == 2 * 900
    assert _faults(hostile, tmp_path) == []


def test_no_word_runs_off_its_page(hostile):
    for number, page in enumerate(pypdfium2.PdfDocument(hostile)):
        wide, high = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert -1 <= left <= right <= wide + 1, (number, text.get_text_range(index, 1))
            assert -1 <= bottom <= top <= high + 1


def test_nothing_is_reached_but_the_template_and_the_fonts():
    template = (typesetting.ROOT / "pages.typ").read_text(encoding="utf-8")
    assert not re.search(r"#?\b(import|include|read|plugin|eval|cbor|csv|xml|yaml|toml)\b\s*[(\"@]",
                         template)  # fmt: skip
    assert [p.name for p in typesetting.ROOT.iterdir()] == ["pages.typ"]
    families = set(typesetting._typefaces().families())
    assert {"Noto Sans", "Noto Serif", "Noto Sans Arabic", "DejaVu Sans"} <= families
    assert "Libertinus Serif" not in families


@pytest.mark.parametrize("line", ['#read("/etc/passwd")', '#read("../typesetting.py")',
                                  '#import "@preview/cetz:0.3.0"'])  # fmt: skip
def test_even_a_template_could_read_nothing_else(monkeypatch, tmp_path, line):
    path = tmp_path / "pages.typ"
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr(typesetting, "ROOT", tmp_path)
    monkeypatch.setattr(typesetting, "_TEMPLATE", path)
    with pytest.raises(ExportError, match="the PDF cannot be set"):
        typesetting.assemble(b"<svg/>", {}, NOON)


def test_a_moment_between_seconds_is_no_trouble(shown_of, boundaries):
    shown = shown_of("one country")
    asked = SnapshotOptions(made=NOON, format="pdf")
    with pikepdf.open(BytesIO(draw(shown, boundaries=boundaries, options=asked))) as book:
        assert str(book.docinfo["/CreationDate"]).startswith("D:20261125120000")


def test_the_same_map_gives_the_same_bytes_in_another_process(made):
    """Typst numbers nothing at random, and asks no clock."""
    _, pdf = made("arabic")
    script = (
        "import sys, hashlib, datetime\n"
        "from tests.geo.snapshot.test_paper import _told\n"
        "from tests.making import make_parse\n"
        "from geo.boundaries import Boundaries\n"
        "from geo.mapped import map_evidence\n"
        "from geo.snapshot import SnapshotOptions, draw\n"
        "made = datetime.datetime(2026, 11, 23, 15, 10, tzinfo=datetime.UTC)\n"
        "asked = SnapshotOptions(made=made, format='pdf', author='A. W.')\n"
        "shown = map_evidence([make_parse(_told()['arabic'])])\n"
        "sys.stdout.buffer.write(draw(shown, boundaries=Boundaries.open(), options=asked))\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True)
    assert done.stdout == pdf


def test_other_formats_do_not_load_typst():
    script = "import sys\nfrom geo.snapshot import files, sheet\nprint('typst' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[3],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ast.literal_eval(done.stdout.strip()) is False


def test_the_table_says_what_a_filter_hides(boundaries, options, mapped):
    told = Told(
        "“We hold Mosul,” said Ann Lee.\nMosul and Tikrit were quiet.",
        (("Mosul", Read(MOSUL)), ("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT))),
        ("Ann Lee",),
    )
    shown = mapped(make_parse(told), voice="direct")
    rows = paper.record(_fitted(shown, boundaries, options), shown, options())["marks"]
    assert [(r["number"], r["name"], r["class"], r["mentions"], r["excerpts"]) for r in rows] == [
        (1, "Mosul", "town, P1", "1 (1 left out)", "1"),
        (2, "Tikrit", "town, P1", "0 (1 left out)", "0"),
    ]
    assert rows[0]["at"] == "at 43.1180, 36.3350"
    assert shown.marks[0].precision == Precision.P1
