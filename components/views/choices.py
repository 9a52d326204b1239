"""Files that a reader brings, as articles to choose from; another process can read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo import ArticleError, fetch_documents, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo import Document

STAGE, ASKING = "reading", "asking"
MOST_FILES = 50
MOST_BYTES = 100_000_000  # of all files brought at once
MOST_CHOICES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One article that can be mapped; None where its file does not say."""

    file: str  # the name of its file
    data: bytes  # what it is made of, as `components.views.shown.make` takes it: a line of JSON
    original: bytes = b""  # what it was read from, as it came
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    words: bytes | None = None  # its file, where that is words alone and says nothing of them
    notes: tuple[str, ...] = ()  # what of its file was not read

    @property
    def label(self) -> str:
        """What it is called in a list."""
        day = f"{self.published or ''}"
        return " · ".join(filter(None, (self.title or self.file, self.publisher, day)))

    def told(self, title: str, publisher: str, published: date | None) -> bytes:
        """Return what it is made of, with what the reader says of it."""
        record: dict[str, str] = json.loads(self.data)
        said = {"title": title, "publisher": publisher, "published": f"{published or ''}"}
        record |= {name: " ".join(words.split()) for name, words in said.items()}
        return json.dumps({name: words for name, words in record.items() if words}).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of the files: articles, and a sentence for each file that has none."""

    choices: tuple[Choice, ...]
    troubles: tuple[str, ...]


def read(tell: Callable[[str], None], files: Sequence[tuple[str, bytes]]) -> Brought:
    """
    Read the files that were brought.

    Parameters
    ----------
    tell
        Told the stage that begins.
    files
        Names and contents.

    Returns
    -------
    Brought
        At least one article.

    Raises
    ------
    ArticleError
        When there are too many, or none holds an article.
    """
    tell(STAGE)
    size = sum(len(data) for _, data in files)
    if len(files) > MOST_FILES or size > MOST_BYTES:
        msg = (
            f"{len(files):,} files with {size:,} bytes are too many at once; bring up to "
            f"{MOST_FILES} with {MOST_BYTES:,} bytes, or let `dateline parse` read them"
        )
        raise ArticleError(msg)
    choices: list[Choice] = []
    troubles: list[str] = []
    for name, data in files:
        try:
            choices += (_choice(name, each) for each in read_documents(data, name=name))
        except ArticleError as trouble:
            troubles.append(str(trouble))
    if not choices:
        raise ArticleError("; ".join(troubles))
    return _listed(choices, troubles)


def _listed(choices: list[Choice], troubles: list[str]) -> Brought:
    if len(choices) > MOST_CHOICES:
        troubles.append(f"the first {MOST_CHOICES} of {len(choices):,} articles are listed")
    return Brought(choices=tuple(choices[:MOST_CHOICES]), troubles=tuple(troubles))


def fetch(tell: Callable[[str], None], url: str) -> Brought:
    """
    Ask an address of the web for what is there, and read it.

    Parameters
    ----------
    tell
        Told the stage that begins.
    url
        As the reader gave it.

    Returns
    -------
    Brought
        At least one article.

    Raises
    ------
    ArticleError
        When the address is refused or cannot be reached, or no article is there.
    """
    tell(ASKING)
    found = fetch_documents(url.strip())
    return _listed([_choice(document.url or "", document) for document in found], [])


def _choice(name: str, document: Document) -> Choice:
    return Choice(
        file=name,
        data=document.record().encode(),
        original=document.data,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        words=document.data if document.is_plain else None,
        notes=document.notes,
    )
