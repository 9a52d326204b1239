"""A PDF to its words: columns in order, paragraphs apart, running heads and page numbers gone."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from geo.intake.found import Found, UnreadableError
from geo.language.tokeniser import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PAGES = 500
_MOST_CHARACTERS = 4_000_000
_LEAST = 20  # characters of a page that has words
_EDGE = 2  # lines at the top and the bottom of a page that may be its running ones
_OFTEN = 0.5  # share of the pages that have a running line
_CLOSE = 0.2  # of the distances of two lines, in order, that is the one within a paragraph
_WIDE = 1.25  # of that distance, beyond which a paragraph begins
_LARGE, _OTHER = 1.2, 0.15  # a headline beside the text; a size that is another
_NEAR = 2.0  # letters' sizes between two lines of one headline
_HEAD, _OPENING, _LONGEST_TITLE = 12, 4000, 300  # lines, code points, code points
_INDENT, _SAME = 0.7, 0.3  # of a letter's size
_HYPHENS = frozenset({0x02, 0xFFFE})  # for a hyphen that ends a line, which pdfium then goes on
_ENDED = re.compile(r"[.!?\u061f\u06d4\u3002]['\"\u2019\u201d\u00bb)\]]*\s*$")  # a sentence
_ENDS = frozenset({0x0A, 0x0D})
_JUNK = re.compile(
    r"^(?:untitled|document\d*|microsoft \w+ - .*|.*\.(?:docx?|pdf|odt|rtf|indd|qxd))$",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    """One line of a page; points, y from the bottom."""

    text: str
    left: float
    base: float
    size: float


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of a PDF."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        if "password" in str(cause).lower():
            msg = "is a PDF locked with a password; save a copy without one"
            raise UnreadableError(msg) from cause
        raise
    try:
        return [_read(document, url)]
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, url: str) -> Found:
    count = len(document)
    if count > _MOST_PAGES:
        msg = f"has {count:,} pages, the limit is {_MOST_PAGES}; save the article's pages alone"
        raise UnreadableError(msg)
    pages, pictures, size = [], [], 0
    for number in range(count):
        lines, is_picture = _page(document, number)
        pages.append(lines)
        pictures += [number + 1] if is_picture else []
        size += sum(len(line.text) for line in lines)
        if size > _MOST_CHARACTERS:
            msg = f"has more than {_MOST_CHARACTERS:,} characters; save the article's pages alone"
            raise UnreadableError(msg)
    kept = _without_running(pages)
    if not any(kept):
        raise UnreadableError(_wordless(count, pictures))
    said = document.get_metadata_dict()
    whole = _headlines([line for page in kept for line in page])
    text = _written(whole)
    return Found(
        text=text,
        title=_title(said.get("Title", ""), whole, text),
        byline=said.get("Author", ""),
        url=url,
        notes=tuple(f"page {n} is a picture, and was not read" for n in pictures),
    )


def _wordless(count: int, pictures: list[int]) -> str:
    if pictures:
        pages = "its page is a picture" if count == 1 else f"its {count} pages are pictures"
        return f"is a scan: {pages} without words; have text recognition (OCR) read it first"
    return "is a PDF without words in it; copy the article's words from where it was made"


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[_Line], bool]:
    """Return a page's lines, and whether it is a picture in their stead."""
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            lines = list(_lines(text.raw, text.count_chars()))
        finally:
            text.close()
        wordless = sum(len(line.text.strip()) for line in lines) < _LEAST
        image = pdfium.FPDF_PAGEOBJ_IMAGE
        return lines, wordless and any(True for _ in page.get_objects(filter=[image], max_depth=3))
    finally:
        page.close()


def _lines(text: object, count: int) -> Iterator[_Line]:
    """Yield the lines of a page; one that ends in a hyphen is whole again once it is normalised."""
    letters: list[str] = []
    first = -1
    for index in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(text, index) if index < count else 0x0A
        if code in _HYPHENS:
            letters.append("-")
        elif code not in _ENDS:
            letters.append(chr(code))
            first = index if first < 0 and code > 0x20 else first  # noqa: PLR2004 - a blank
        if code in _ENDS or code in _HYPHENS:
            if first >= 0:
                yield _line(text, first, "".join(letters))
            letters, first = [], -1


def _line(text: object, index: int, words: str) -> _Line:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return _Line(words, x.value, y.value, pdfium.FPDFText_GetFontSize(text, index) or 1.0)


def _without_running(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Return the pages without the lines that stand at the edge of most of them."""
    edges = Counter(
        mask for page in pages for mask in {_mask(page[at].text) for at in _edges(page)}
    )
    running = {mask for mask, n in edges.items() if n > 1 and n > _OFTEN * len(pages)}
    kept = []
    for number, page in enumerate(pages, start=1):
        own = {at for at in _edges(page) if _mask(page[at].text) in running}
        own |= {at for at in _edges(page) if page[at].text.strip() == str(number)}
        kept.append([line for at, line in enumerate(page) if at not in own])
    return kept


def _edges(page: list[_Line]) -> set[int]:
    last = len(page)
    return {*range(min(_EDGE, last)), *range(max(0, last - _EDGE), last)}


def _mask(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split()))


def _headlines(lines: list[_Line]) -> list[_Line]:
    """Return the lines with those of one headline joined."""
    large = _LARGE * _usual_size(lines)
    found: list[_Line] = []
    for line in lines:
        before = found[-1] if found else None
        step = before.base - line.base if before else 0.0
        if before and before.size == line.size > large and 0 < step < _NEAR * line.size:
            words = f"{before.text.strip()} {line.text.strip()}"
            found[-1] = before._replace(text=words, base=line.base)
        else:
            found.append(line)
    return found


def _usual_size(lines: list[_Line]) -> float:
    """Return the size of most letters."""
    half = sum(len(line.text) for line in lines) / 2
    for line in sorted(lines, key=lambda line: line.size):
        half -= len(line.text)
        if half <= 0:
            return line.size
    return 1.0


def _written(lines: list[_Line]) -> str:
    """Return the words of all pages, a blank line where a paragraph begins."""
    steps = sorted((a.base - b.base) / b.size for a, b in pairwise(lines) if a.base > b.base)
    usual = steps[int(len(steps) * _CLOSE)] if steps else 0.0
    parts: list[str] = []
    for i, line in enumerate(lines):
        if i and _begins(lines, i, usual):
            parts.append("")
        parts.append(line.text.strip())
    return "\n".join(parts)


def _begins(lines: list[_Line], i: int, usual: float) -> bool:
    """Return whether a line begins a paragraph, by where it stands; steps are in letters' sizes."""
    before, line = lines[i - 1], lines[i]
    step = (before.base - line.base) / line.size
    if abs(line.size - before.size) > _OTHER * before.size:
        return True
    if step <= 0:  # the next column or page, or the same line
        return step < -usual and bool(_ENDED.search(before.text)) and not line.text[:1].islower()
    after = lines[i + 1] if i + 1 < len(lines) else None
    is_set_in = line.left - before.left > _INDENT * line.size
    goes_back = after is not None and abs(after.left - before.left) < _SAME * line.size
    return step > _WIDE * usual or (is_set_in and goes_back)


def _title(stated: str, lines: list[_Line], text: str) -> str:
    """Return the title as stated, if the words have it; else what is largest at the top."""
    stated = " ".join(stated.split())
    folded = _folded(stated)
    if folded and folded in _folded(text[:_OPENING]):
        return stated
    first = max(lines[:_HEAD], key=lambda line: line.size)
    if first.size > _LARGE * _usual_size(lines):
        return first.text[:_LONGEST_TITLE]
    return "" if _JUNK.match(stated) else stated


def _folded(words: str) -> str:
    return " ".join(words_of(words.casefold()))
