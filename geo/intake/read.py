"""Bytes of any kind to documents: the one entry, for a file, a case and the page alike."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from typing import Any

from geo.articles import navigation
from geo.articles.decode import decode
from geo.errors import ArticleError
from geo.intake.document import Document
from geo.intake.kinds import Kind, tell
from geo.intake.reader import Reader
from geo.settings import Settings

_MEGABYTE = 1_000_000
_MOST = {  # bytes of a file; pictures make some of them large, and are not looked at
    Kind.MARKDOWN: 10 * _MEGABYTE,
    Kind.HTML: 10 * _MEGABYTE,
    Kind.MHTML: 50 * _MEGABYTE,
    Kind.PDF: 100 * _MEGABYTE,
    Kind.DOCX: 50 * _MEGABYTE,
    Kind.ODT: 50 * _MEGABYTE,
    Kind.RTF: 50 * _MEGABYTE,
    Kind.MAIL: 50 * _MEGABYTE,
    Kind.FEED: 10 * _MEGABYTE,
    Kind.JSONL: 50 * _MEGABYTE,
    Kind.CSV: 50 * _MEGABYTE,
}
_SEVERAL = frozenset({Kind.FEED, Kind.JSONL, Kind.CSV})  # may hold several articles
MOST_BYTES = max(_MOST.values())  # of any file
_LONGEST = {"title": 1000, "byline": 500, "publisher": 300, "language": 35, "url": 2000}
_MOST_NOTES, _LONGEST_NOTE = 20, 300


def read_documents(
    data: bytes,
    *,
    name: str = "",
    url: str = "",
    reader: Reader | None = None,
    settings: Settings | None = None,
) -> tuple[Document, ...]:
    """
    Read what a file holds, whatever kind it is.

    Plain text is decoded here. Everything else is read by a process of its own, which can reach
    nobody, write nothing and take little; docs/intake.md says how.

    Parameters
    ----------
    data : bytes
        The file. Its kind is told by what is in it.
    name : str, optional
        What error messages call it, such as its file name.
    url : str, optional
        Where it was fetched from.
    reader : Reader, optional
        Who reads, where many files of one user are read one after another.
    settings : Settings, optional
        Bounds; `max_bytes` limits a plain text.

    Returns
    -------
    tuple of Document
        One for each article in it, in its order; at least one.

    Raises
    ------
    ArticleError
        When it holds no article that can be read: one sentence with the reason and the remedy.
    """
    called = repr(name) if name else "the input"
    kind = tell(data, called)
    if kind is Kind.TEXT:
        _bound(data, (settings or Settings()).max_bytes, called, "")
        text = decode(data, called)
        return (Document(kind=kind, data=data, text=text, url=url or None),)
    _bound(data, _MOST[kind], called, f" of {kind.value}")
    navigation.load()
    with nullcontext(reader) if reader is not None else Reader() as at_work:
        found = at_work.read(kind, data, called, url)
    if not found:
        msg = f"{called} has no article in it; give one that has"
        raise ArticleError(msg)
    return tuple(_document(each, kind, data, url) for each in found)


def _bound(data: bytes, most: int, called: str, of_kind: str) -> None:
    if len(data) > most:
        msg = (
            f"{called} has {len(data):,} bytes{of_kind}, the limit is {most:,}; "
            "give one article at a time or split the text"
        )
        raise ArticleError(msg)


def _document(found: dict[str, Any], kind: Kind, data: bytes, url: str) -> Document:
    """Return what the reading process found, as far as it is what was asked for."""
    said = {name: _line(found.get(name), most) for name, most in _LONGEST.items()}
    record, text, notes = (found.get(name) for name in ("record", "text", "notes"))
    document = Document(
        kind=kind,
        data=data,
        text=text if isinstance(text, str) else "",
        title=said["title"],
        byline=said["byline"],
        publisher=said["publisher"],
        published=_day(found.get("published")),
        language=said["language"],
        url=said["url"] if kind in _SEVERAL else url or said["url"],
        notes=tuple(
            note[:_LONGEST_NOTE]
            for note in (notes if isinstance(notes, list) else [])[:_MOST_NOTES]
            if isinstance(note, str)
        ),
    )
    if kind not in _SEVERAL:
        return document
    own = record if isinstance(record, str) and record else document.record()
    return replace(document, data=own.encode("utf-8", "surrogatepass"))


def _line(value: object, most: int) -> str | None:
    """Return one line of words, None where there are none."""
    if not isinstance(value, str):
        return None
    clean = "".join(c if c.isprintable() else " " for c in value[: 2 * most])
    return " ".join(clean.split())[:most] or None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
