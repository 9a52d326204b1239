"""Annotated documents, and the rule that splits them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.articles import read_article
from geo.errors import ArticleError
from geo.offsets import Offsets
from geo.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.types import Article

# Of ten, by the id's hash: nothing is ever tuned on "report".
PARTS = {"train": range(7), "choose": range(7, 8), "report": range(8, 10), "all": range(10)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated name: code points of the raw text; WGS 84 degrees, None where not given."""

    start: int
    end: int
    name: str
    lon: float | None
    lat: float | None

    @property
    def placed(self) -> bool:
        """Return whether the corpus gives coordinates."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One annotated document."""

    id: str
    text: str
    gold: tuple[Gold, ...]


def read_document(document: Document) -> tuple[Article, tuple[Gold, ...]]:
    """
    Read a document's text, with its names where the article has them.

    Parameters
    ----------
    document : Document
        Its names are in code points of the raw text.

    Returns
    -------
    article : Article
        As read.
    gold : tuple of Gold
        The same names, in the same order, in code points of the article's text.

    Raises
    ------
    ArticleError
        When the text cannot be read.
    """
    article = read_article(document.text, name=document.id)
    offsets = Offsets.of(article).inverse()
    return article, tuple(_moved(gold, offsets, len(document.text)) for gold in document.gold)


def _moved(gold: Gold, offsets: Offsets, size: int) -> Gold:
    if not 0 <= gold.start < gold.end <= size:
        return gold  # in no text; it counts as one that is not found
    try:
        span = offsets.original(Span(gold.start, gold.end))
    except ValueError:
        return gold
    return replace(gold, start=span.start, end=span.end)


def part_of(document_id: str) -> int:
    """Return 0 to 9 by the SHA-256 of a document's id: 0-6 train, 7 choose, 8-9 report."""
    return int(hashlib.sha256(document_id.encode()).hexdigest(), 16) % 10


def read_corpus(path: Path, part: str = "report") -> tuple[Document, ...]:
    """
    Read one part of a corpus.

    Parameters
    ----------
    path : Path
        JSON lines of ``{"id", "text", "toponyms": [{"start", "end", "name", "lat", "lon"}]}``.
    part : str, optional
        One of `PARTS`.

    Returns
    -------
    tuple of Document
        In the file's order.

    Raises
    ------
    ArticleError
        When the file cannot be read or a line is not a document; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        msg = f"cannot read the corpus {str(path)!r}; give a file of JSON lines in UTF-8"
        raise ArticleError(msg) from error
    kept = PARTS[part]
    return tuple(d for d in _documents(path, lines) if part_of(d.id) in kept)


def _documents(path: Path, lines: list[str]) -> Iterator[Document]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Document(
                id=str(row["id"]), text=row["text"], gold=tuple(map(_gold, row["toponyms"]))
            )
        except (ValueError, KeyError, TypeError) as error:
            msg = f"line {number} of {str(path)!r} is not a document with id, text and toponyms"
            raise ArticleError(msg) from error


def _gold(row: dict[str, Any]) -> Gold:
    return Gold(
        start=row["start"],
        end=row["end"],
        name=row["name"],
        lon=row.get("lon"),
        lat=row.get("lat"),
    )
