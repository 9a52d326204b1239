"""An original as it came, to be looked at: a page of a PDF as a picture, a web page as markup."""

from __future__ import annotations

import base64
import ctypes
import io
import unicodedata
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from PIL import Image, ImageChops, ImageDraw

from geo.intake.formats.blocks import tree_of
from geo.intake.formats.html import characters
from geo.intake.formats.mail import saved_markup
from geo.intake.found import UnreadableError
from geo.intake.kinds import Kind

Image.preinit()  # who writes a picture is loaded before anything foreign is read
_WIDE = 1_000  # pixels of a page's picture
_TALL = 4_000
_MARKED = (255, 228, 140)  # red, green, blue, as a marker on paper
_SHORT = (60, 30)  # letters of a passage's beginning, looked for where all of it is not found
_MOST_PAGES = 500
_MOST_MARKUP = 2_000_000  # code points
_AS_IT_IS = frozenset({  # elements that say how words stand; every other one is made a plain one
    "b", "blockquote", "br", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p",
    "strong", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_IN_A_LINE = frozenset({
    "a", "abbr", "bdi", "bdo", "cite", "code", "del", "font", "ins", "label", "mark", "q", "s",
    "small", "span", "sub", "sup", "time", "u",
})  # fmt: skip
_NO_WORDS = frozenset({  # what stands in them is for a program, not for a reader
    "audio", "canvas", "frameset", "head", "iframe", "math", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_KEPT = frozenset({"colspan", "dir", "lang", "rowspan"})  # attributes


class _Letters(NamedTuple):
    """The letters and digits of a text, in whatever case, and where each stands in it."""

    words: str
    at: list[int]


def look(kind: Kind, data: bytes, words: str, page: int | None) -> dict[str, Any]:
    """
    Return what an original looks like, with a passage marked in it.

    Parameters
    ----------
    kind : Kind
        PDF, HTML or MHTML.
    data : bytes
        The original.
    words : str
        The passage; blanks, marks and hyphens of print do not count.
    page : int or None
        Of a PDF, from 1; the one that has the passage where left out.

    Returns
    -------
    dict
        `page`, `pages`, `found` and either `png`, base64, or `html`, which holds no script and
        asks for nothing.
    """
    if kind is Kind.PDF:
        return _pdf(data, _letters(words), page)
    html = characters(data) if kind is Kind.HTML else saved_markup(data)
    return _markup(html, _letters(words).words)


def _letters(text: str) -> _Letters:
    found = [
        (letter, index)
        for index, code in enumerate(text)
        for letter in unicodedata.normalize("NFKC", code).casefold()
        if letter.isalnum()
    ]
    return _Letters("".join(letter for letter, _ in found), [index for _, index in found])


def _find(held: _Letters, wanted: str) -> tuple[int, int] | None:
    """Return the first and the last code point of a passage, or of its beginning."""
    for words in (wanted, *(wanted[:most] for most in _SHORT)):
        start = held.words.find(words) if words else -1
        if start >= 0:
            return held.at[start], held.at[start + len(words) - 1]
    return None


def _pdf(data: bytes, wanted: _Letters, page: int | None) -> dict[str, Any]:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = min(len(document), _MOST_PAGES)
        numbers = range(pages) if page is None else [min(max(page, 1), pages) - 1]
        for number in numbers:
            found = _find(_letters(_text_of(document, number)), wanted.words)
            if found is not None:
                return _pictured(document, number, pages, found)
        return _pictured(document, numbers[0], pages, None)
    finally:
        document.close()


def _text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        return "".join(
            chr(pdfium.FPDFText_GetUnicode(text.raw, index)) for index in range(text.count_chars())
        )
    finally:
        text.close()
        page.close()


def _pictured(
    document: pypdfium2.PdfDocument, number: int, pages: int, found: tuple[int, int] | None
) -> dict[str, Any]:
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(_WIDE / max(width, 1), _TALL / max(height, 1))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        if found is not None:
            _mark(picture, _boxes(page, found, picture.size))
    finally:
        page.close()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return {
        "page": number + 1,
        "pages": pages,
        "found": found is not None,
        "png": base64.b64encode(out.getvalue()).decode(),
    }


def _boxes(
    page: pypdfium2.PdfPage, found: tuple[int, int], size: tuple[int, int]
) -> list[tuple[int, int, int, int]]:
    """Return where code points stand on the picture: left, top, right, bottom in pixels."""
    text = page.get_textpage()
    try:
        first, last = found
        count = text.count_rects(first, last - first + 1)
        return [_box(page, text.get_rect(index), size) for index in range(count)]
    finally:
        text.close()


def _box(
    page: pypdfium2.PdfPage, rect: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple[int, int, int, int]:
    left, bottom, right, top = rect
    (x0, y0), (x1, y1) = _seen(page, left, top, size), _seen(page, right, bottom, size)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _seen(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    """Return where a point of a page stands on its picture; a turned page is turned there too."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _mark(picture: Image.Image, boxes: list[tuple[int, int, int, int]]) -> None:
    over = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(over)
    for left, top, right, bottom in boxes:
        draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=_MARKED)
    picture.paste(ImageChops.multiply(picture, over))


def _markup(html: str, wanted: str) -> dict[str, Any]:
    tree = tree_of(html)
    if tree is None:
        msg = "is a web page without words"
        raise UnreadableError(msg)
    body = tree.find("body")
    root = tree if body is None else body
    _strip(root)
    found = _mark_words(root, wanted)
    written = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    if len(written) > _MOST_MARKUP:
        msg = "is a page too long to be looked at here; open its file in a browser"
        raise UnreadableError(msg)
    return {"page": 1, "pages": 1, "found": found, "html": written}


def _strip(root: etree._Element) -> None:
    """Leave the words and how they stand: nothing that runs, loads, leads away or looks."""
    for node in list(root.iter()):
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        if not tag or tag in _NO_WORDS:
            _drop(node)
        elif tag not in _AS_IT_IS:
            node.tag = "span" if tag in _IN_A_LINE else "div"
        for name in [name for name in node.attrib if name not in _KEPT]:
            del node.attrib[name]


def _drop(node: etree._Element) -> None:
    parent, tail = node.getparent(), node.tail
    if parent is None:
        return
    if tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(node)


def _mark_words(root: etree._Element, wanted: str) -> bool:
    """Put the words of a passage into `mark`, piece by piece; whether it was found."""
    pieces = [(node, is_tail, words) for node, is_tail, words in _pieces(root) if words]
    whole = "".join(words for _, _, words in pieces)
    found = _find(_letters(whole), wanted)
    if found is None:
        return False
    start, end = found[0], found[1] + 1
    for node, is_tail, words in reversed(pieces):
        at = len(whole) - len(words)
        whole = whole[:at]
        first, last = max(start - at, 0), min(end - at, len(words))
        if first < last:
            _wrap(node, words, (first, last), is_tail=is_tail)
    return True


def _pieces(root: etree._Element) -> list[tuple[etree._Element, bool, str]]:
    """Return the words of a tree in reading order, each with its node, and whether after it."""
    found: list[tuple[etree._Element, bool, str]] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            found.append((node, False, node.text or ""))
        elif node is not root:
            found.append((node, True, node.tail or ""))
    return found


def _wrap(node: etree._Element, words: str, part: tuple[int, int], *, is_tail: bool) -> None:
    mark = etree.Element("mark")
    mark.text, mark.tail = words[part[0] : part[1]], words[part[1] :]
    if is_tail:
        node.tail = words[: part[0]]
        parent = node.getparent()
        if parent is not None:
            parent.insert(parent.index(node) + 1, mark)
            mark.tail = words[part[1] :]
    else:
        node.text = words[: part[0]]
        node.insert(0, mark)
