"""What comes into a case: files, folders, addresses and lines, each as bytes and an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import read_article
from geo.errors import ArticleError, GeoError
from geo.intake import lines, read_documents
from geo.intake.address import fetch
from geo.intake.read import MOST_BYTES
from geo.intake.reader import Reader
from geo.types import Article
from geo.web import bare, is_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINES = ".jsonl"
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said of an arrival beside its bytes; None where nothing is."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None

    def over(self, article: Article) -> Article:
        """Return the article with what is said of it."""
        return replace(
            article,
            title=one_line(self.title or "") or article.title,
            url=one_line(self.url or "") or article.url,
            publisher=one_line(self.publisher or "") or article.publisher,
            published=self.published or article.published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One text as it came: what it is called, its bytes, and the article they were read as."""

    input: str
    name: str | None  # of its file, without the folders that hold it
    data: bytes
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An input that could not be read, and why."""

    input: str
    error: str


def arrivals(
    inputs: list[str], facts: Facts, stdin: Callable[[], bytes]
) -> Iterator[Arrival | Failed]:
    """
    Read inputs, one after another.

    Parameters
    ----------
    inputs : list of str
        Files, folders (every file in them, hidden ones left out), addresses that begin with
        http:// or https://, or "-". A file that ends in .jsonl has an article a line; what any
        other is, is told by what is in it, and some kinds hold several articles.
    facts : Facts
        Said of each.
    stdin : callable
        Returns what standard input holds.

    Yields
    ------
    Arrival or Failed
        One for each article; one that cannot be read does not end the rest.
    """
    with Reader() as reader:
        for name in (name for given in inputs for name in _files(given)):
            try:
                data = _bytes(name, stdin)
            except GeoError as error:
                yield Failed(input=name, error=str(error))
                continue
            yield from (
                _of_lines(name, data, facts)
                if name.endswith(_LINES)
                else _read(name, data, facts, reader)
            )


def one_line(words: str) -> str:
    """Return words that any file can keep: on one line, without controls and half characters."""
    whole = words.encode("utf-8", "replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


def day(words: object) -> date | None:
    """
    Return the day that words begin with, None for no words.

    Raises
    ------
    ArticleError
        When they are no date.
    """
    try:
        return lines.day(words)
    except ValueError as cause:
        msg = f"{str(words)[:40]!r} {lines.NO_DAY}"
        raise ArticleError(msg) from cause


def _files(given: str) -> Iterator[str]:
    """Yield a folder's files in order of name, or what was given."""
    try:
        is_folder = given != STDIN and not is_url(given) and Path(given).is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield given
        return
    for path in sorted(Path(given).rglob("*")):
        inside = path.relative_to(given).parts
        if path.is_file() and not any(part.startswith(".") for part in inside):
            yield str(path)


def _bytes(name: str, stdin: Callable[[], bytes]) -> bytes:
    """Return the bytes of a file, an address or standard input, as many as a file may have."""
    if name == STDIN:
        return stdin()
    if is_url(name):
        return fetch(name)
    try:
        with Path(name).open("rb") as file:
            return file.read() if name.endswith(_LINES) else file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as cause:
        why = getattr(cause, "strerror", None) or str(cause)
        msg = f"cannot read {name!r} ({why}); give a file, a folder, an address or -"
        raise ArticleError(msg) from cause


def _read(name: str, data: bytes, facts: Facts, reader: Reader) -> Iterator[Arrival | Failed]:
    """Yield each article of a file of any kind, with what the file says of it."""
    address = bare(name) if is_url(name) else ""
    called = "" if name == STDIN else name
    try:
        documents = read_documents(data, name=called, url=address, reader=reader)
    except GeoError as error:
        yield Failed(input=name, error=str(error))
        return
    for number, document in enumerate(documents, start=1):
        given = name if len(documents) == 1 else f"{name}:{number}"
        try:
            article = facts.over(document.article(name=called))
        except GeoError as error:
            yield Failed(input=given, error=str(error))
            continue
        yield Arrival(input=given, name=_file_name(name), data=document.data, article=article)


def _of_lines(name: str, data: bytes, facts: Facts) -> Iterator[Arrival | Failed]:
    for line in lines.read(data.split(b"\n")):
        called = f"{name}:{line.number}"
        try:
            article = _of_line(called, line)
        except GeoError as error:
            yield Failed(input=called, error=str(error))
            continue
        yield Arrival(
            input=called, name=_file_name(name), data=line.words, article=facts.over(article)
        )


def _of_line(called: str, line: lines.Line[bytes]) -> Article:
    """Return the article of a line, with what the line says of it."""
    if line.wrong == lines.NOT_JSON:
        msg = f"{called} {line.wrong}"
        raise ArticleError(msg)
    text = line.text("text")
    if text is None:
        msg = f"{called} {lines.NO_TEXT}"
        raise ArticleError(msg)
    article = read_article(text, name=called)
    said = line.texts("title", "url", "publisher")
    return Facts(**said, published=day(line.held.get("published"))).over(article)


def _file_name(name: str) -> str | None:
    return None if name == STDIN or is_url(name) else Path(name).name
