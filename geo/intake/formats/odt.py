"""An ODT to its words: what was deleted under review, notes and fields' commands are left out."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from geo.intake.formats.zipped import bounded
from geo.intake.found import Found, UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"}
)
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_HEAD = 10  # paragraphs in which a headline is looked for
_MOST_BLANKS = 100  # of one element that stands for several


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of an ODT."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        bounded(held)
        names = held.namelist()
        if "META-INF/manifest.xml" in names and _MANIFEST in {
            element.tag
            for element in ElementTree.fromstring(held.read("META-INF/manifest.xml")).iter()
        }:
            msg = "is locked with a password; save a copy without one"
            raise UnreadableError(msg)
        content = ElementTree.fromstring(held.read("content.xml"))
        meta = ElementTree.fromstring(held.read("meta.xml")) if "meta.xml" in names else None
    body = content.find(f".//{_OFFICE}text")
    said = {} if meta is None else {e.tag: (e.text or "").strip() for e in meta.iter()}
    if body is None:
        msg = "is an ODT without a text in it; save its words as plain text"
        raise UnreadableError(msg)
    return [
        Found(
            text="\n\n".join(filter(None, (block.strip() for block in _words(body).split("\n\n")))),
            title=_heading(content, body) or said.get(f"{_DUBLIN}title", ""),
            byline=said.get(f"{_META}initial-creator", "") or said.get(f"{_DUBLIN}creator", ""),
            language=said.get(f"{_DUBLIN}language", ""),
            url=url,
        )
    ]


def _heading(content: Element, body: Element) -> str:
    """Return the first paragraphs' headline: a heading, or one in the style of a title."""
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name")
        for style in content.iter(f"{_STYLE}style")
    }
    for block in islice((e for e in body.iter() if e.tag in _BLOCKS), _HEAD):
        style = block.get(f"{_TEXT}style-name", "")
        if block.tag == f"{_TEXT}h" or "Title" in {style, parents.get(style)}:
            return "".join(block.itertext()).strip()
    return ""


def _words(body: Element) -> str:
    """Return the words of an element, in order, without recursion."""
    parts: list[str] = []
    ahead: list[Element | str] = [body]
    while ahead:
        now = ahead.pop()
        if isinstance(now, str):
            parts.append(now)
            continue
        after = _flat(now.tail)
        if now.tag in _SKIPPED:
            parts.append(after)
            continue
        if now.tag == f"{_TABLE}table":
            parts += (_rows(now), "\n\n", after)
            continue
        begins, ends = _around(now)
        parts += (begins, _flat(now.text))
        ahead += (after, ends)
        ahead.extend(reversed(now))
    return "".join(parts)


def _flat(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")


def _rows(table: Element) -> str:
    """Return a table's words, a row a line, a tab between cells."""
    return "\n".join(
        "\t".join(" ".join(_words(cell).split()) for cell in row.findall(f"{_TABLE}table-cell"))
        for row in table.iter(f"{_TABLE}table-row")
    )


def _around(element: Element) -> tuple[str, str]:
    """Return what stands before and after an element's words."""
    if element.tag in _BLOCKS:
        return "", "\n\n"
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS), ""
    return {
        f"{_TEXT}tab": ("\t", ""),
        f"{_TEXT}line-break": ("\n", ""),
    }.get(element.tag, ("", ""))
