"""A DOCX to its words: what was deleted under review is left out, what was put in is read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.table import Table

from geo.intake.formats.zipped import bounded
from geo.intake.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

_SKIPPED = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HEADLINES = ("Title", "Heading 1")
_LIBRARY = "python-docx"
_NOBODY = frozenset({_LIBRARY, "unknown", "user", "administrator", "microsoft office user"})


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        bounded(held)
    document = docx.Document(io.BytesIO(data))
    properties = document.core_properties
    author, title = properties.author or "", properties.title or ""
    if author == _LIBRARY:  # the library's own, where the file has none
        title = ""
    return [
        Found(
            text="\n\n".join(_blocks(document)),
            title=_title(document, title),
            byline="" if author.casefold() in _NOBODY else author,
            language=properties.language or "",
            url=url,
        )
    ]


def _blocks(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = (_row(row) for row in block._tbl.tr_lst)  # noqa: SLF001 - merged cells once
            words = "\n".join(row for row in rows if row.strip())
        else:
            words = _words(block._p)  # noqa: SLF001 - its text leaves out what was put in
        if words.strip():
            yield words.strip()


def _row(row: _Element) -> str:
    return "\t".join(" ".join(_words(cell).split()) for cell in row.iter(qn("w:tc")))


def _words(element: _Element) -> str:
    """Return the words of an element, in order, without recursion."""
    parts: list[str] = []
    ahead = [element]
    while ahead:
        now = ahead.pop()
        if now.tag in _SKIPPED:
            continue
        if now.tag == qn("w:t"):
            parts.append(now.text or "")
        elif now.tag == qn("w:p") and now is not element:
            parts.append("\n")
        parts.append(_BREAKS.get(now.tag, ""))
        ahead.extend(reversed(now))
    return "".join(parts)


def _title(document: Document, stated: str) -> str:
    for paragraph in document.paragraphs[:10]:
        if _style(paragraph) in _HEADLINES and (words := _words(paragraph._p).strip()):  # noqa: SLF001
            return words
    return stated


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""
