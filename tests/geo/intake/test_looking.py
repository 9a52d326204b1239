"""An original looked at as it came: the passage marked in it, nothing in it run or asked for."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup
from PIL import Image

from geo import ArticleError, can_look, look_at
from geo.intake.formats import original

FILES = Path(__file__).with_name("files")
MARKED = (255, 228, 140)
ACROSS = "described extraordinarily complicated negotiations about compensation"  # two lines


def file(name):
    return (FILES / name).read_bytes()


def yellow(look):
    """The box of what is marked on a page: left, top, right, bottom, as shares of the page."""
    page = np.asarray(Image.open(io.BytesIO(look.png)).convert("RGB"))
    down, across = np.nonzero((page == MARKED).all(axis=2))
    height, width, _ = page.shape
    return across.min() / width, down.min() / height, across.max() / width, down.max() / height


def test_a_passage_of_a_pdf_is_marked_on_its_page_over_a_line_cut_with_a_hyphen():
    look = look_at(file("columns.pdf"), ACROSS)
    assert (look.page, look.pages, look.found, look.html) == (1, 2, True, "")
    left, top, right, bottom = yellow(look)
    assert right < 0.5  # of the first column alone
    assert 0.36 < top < bottom < 0.41
    assert left < 0.1


def test_the_page_that_has_the_passage_is_found_and_another_can_be_turned_to():
    pdf = file("columns.pdf")
    whole = [look_at(pdf, "", page) for page in (1, 2)]
    assert [each.page for each in whole] == [1, 2]
    assert not any(each.found for each in whole)
    turned = look_at(pdf, ACROSS, 2)
    assert (turned.page, turned.found) == (2, False)
    assert (look_at(pdf, ACROSS, 99).page, look_at(pdf, ACROSS, -3).page) == (2, 1)


def test_a_passage_that_goes_on_elsewhere_is_found_by_its_beginning():
    words = f"{ACROSS}, and about responsibility for the words that stand on no page at all"
    assert look_at(file("columns.pdf"), words).found
    assert not look_at(file("columns.pdf"), "nothing of the kind").found


def test_a_turned_page_is_marked_where_its_words_are(tmp_path):
    import pikepdf

    with pikepdf.open(FILES / "columns.pdf") as held:
        held.pages[0].rotate(90, relative=False)
        held.save(tmp_path / "turned.pdf")
    look = look_at((tmp_path / "turned.pdf").read_bytes(), "described extraordinarily complicated")
    left, top, right, bottom = yellow(look)
    assert look.found
    assert bottom < 0.5  # the first column is above, its lines run down
    assert 0.59 < left < right < 0.64
    assert top > 0.15


@pytest.mark.parametrize("name", ["page.html", "chromium.mhtml"])
def test_a_page_is_shown_as_its_words_with_the_passage_marked(name):
    words = "The Red Crescent said it had sent tents from Kirkuk, and that more would"
    look = look_at(file(name), words)
    assert (look.page, look.pages, look.found, look.png) == (1, 1, True, b"")
    tree = markup.fromstring(look.html)
    assert "".join(mark.text_content() for mark in tree.iter("mark")) == words
    assert "Shelters in Erbil" in tree.text_content()


def test_a_passage_over_several_elements_is_marked_piece_by_piece():
    page = (
        b"<html><body><p>Two shells <b>fell on <i>Mosul</i></b> and on\n Tikrit<br>at dawn,"
        b" said Ann.</p><p>Quiet.</p></body></html>"
    )
    look = look_at(page, "fell on Mosul and on Tikrit at dawn")
    tree = markup.fromstring(look.html)
    assert [mark.text for mark in tree.iter("mark")] == [
        "fell on ", "Mosul", " and on\n Tikrit", "at dawn",
    ]  # fmt: skip
    assert tree.text_content().startswith("Two shells fell on Mosul and on\n Tikritat dawn, said")


def test_a_saved_page_is_read_in_the_letters_that_its_part_names():
    words = "Обстріл Харкова тривав дві години"
    saved = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: http://a.example/\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; boundary="b"\n\n--b\n'
        b"Content-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n\n"
        + f"<html><body><p>{words}.</p></body></html>".encode("cp1251")
        + b"\n--b--\n"
    )
    look = look_at(saved, words)
    assert look.found
    assert words in look.html


HOSTILE = b"""<html><head><meta http-equiv=refresh content="0;url=http://evil.example">
<script>alert(1)</script><style>body{background:url(http://evil.example/a)}</style></head>
<body onload="alert(1)" style="background:url(http://evil.example/b)"><img src=http://evil.example/c
onerror=alert(1)>Two shells fell on <a href="javascript:alert(1)" ping="http://evil.example/d">Mosul
</a>.<svg><script>alert(1)</script></svg><iframe src=http://evil.example/e></iframe>After it.
<form action=http://evil.example/f><button formaction=http://evil.example/g>Go</button></form>
<video poster=http://evil.example/h></video><p id=x name=y data-z=1 class=c dir=rtl>Words.</p>
<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></table></mtext></math>
<!-- a comment --><?php echo 1 ?></body></html>"""


def test_nothing_of_a_page_runs_or_asks_for_anything():
    look = look_at(HOSTILE, "Mosul")
    assert look.found
    for bad in ("evil", "script", "alert", "style", "onload", "onerror", "href", "<!--", "<?"):
        assert bad not in look.html, bad
    tree = markup.fromstring(look.html)
    assert {name for node in tree.iter() for name in node.attrib} == {"dir"}
    said = " ".join(tree.text_content().split())
    assert said.startswith("Two shells fell on Mosul .After it.")
    assert "Words." in said


@pytest.mark.parametrize(
    ("name", "expected"),
    [("columns.pdf", True), ("page.html", True), ("chromium.mhtml", True), ("python.eml", False),
     ("article.md", False), ("writer.docx", False)],
)  # fmt: skip
def test_pdfs_and_pages_can_be_looked_at(name, expected):
    assert can_look(file(name)) is expected
    if not expected:
        with pytest.raises(ArticleError, match="which is shown as its text alone"):
            look_at(file(name))


def test_a_plain_text_has_nothing_to_be_looked_at():
    assert not can_look(b"Shells fell on Mosul.")
    assert not can_look(b"")


def test_a_damaged_or_locked_original_is_a_sentence():
    with pytest.raises(ArticleError, match=r"the original is no PDF that can be read"):
        look_at(b"%PDF-1.7\n" + b"\x00" * 500)


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_passage_is_found_where_its_letters_stand_and_nowhere_else(text, words):
    held, wanted = original._letters(text), original._letters(words).words
    found = original._find(held, wanted)
    if wanted and wanted in held.words:
        start, end = found
        assert original._letters(text[start : end + 1]).words.startswith(wanted[:1])
        assert wanted in original._letters(text[start : end + 1]).words
    elif len(wanted) <= min(original._SHORT):
        assert found is None
