"""What the commands read: files of any kind, standard input, and addresses that are named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geo.errors import ArticleError, CaseError

if TYPE_CHECKING:
    from geo.intake import Document
    from geo.intake.reader import Reader

STDIN = "-"


def read(name: str) -> bytes:
    """
    Read a file, standard input for "-", or what is at an address of the web.

    Raises
    ------
    ArticleError
        When it cannot be read.
    """
    if name == STDIN and sys.stdin is None:
        msg = "standard input is closed; give the path of an article's file"
        raise ArticleError(msg)
    if _address(name):
        from geo.intake.address import fetch  # noqa: PLC0415 - no command asks the web unasked

        return fetch(name)
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        msg = f"cannot read {name!r} ({why}); give the path of an article's file, or -"
        raise ArticleError(msg) from error


def case_of(files: list[str]) -> Path | None:
    """
    Return the case that is given, None where articles are.

    Raises
    ------
    CaseError
        When something else is given beside it.
    """
    from geo.case.header import looks_like_case  # noqa: PLC0415 - each command loads what it uses

    cases = [name for name in files if name != STDIN and looks_like_case(name)]
    if cases and len(files) > 1:
        msg = f"{cases[0]!r} is a case: give it alone, its articles are in it"
        raise CaseError(msg)
    return Path(cases[0]) if cases else None


def documents(name: str, data: bytes, reader: Reader | None = None) -> tuple[Document, ...]:
    """
    Return the documents that a file holds, having said on standard error what was not read.

    Parameters
    ----------
    name : str
        As the user gave it.
    data : bytes
        The file.
    reader : Reader, optional
        Who reads foreign formats, where several files are read.

    Raises
    ------
    ArticleError
        When it holds no article that can be read.
    """
    from geo.intake import read_documents  # noqa: PLC0415 - each command loads what it uses

    url = _address(name)
    called = "" if name == STDIN else url.partition("?")[0] or name
    found = read_documents(data, name=called, url=url, reader=reader)
    for note in (note for document in found for note in document.notes):
        typer.echo(f"dateline: {called or 'the input'!r}: {note}", err=True)
    return found


def one_document(name: str) -> Document:
    """
    Return the one document that a file holds.

    Raises
    ------
    ArticleError
        When it holds several, or none that can be read.
    """
    found = documents(name, read(name))
    if len(found) > 1:
        msg = f"{name!r} holds {len(found):,} articles; give one, in a file of its own"
        raise ArticleError(msg)
    return found[0]


def _address(name: str) -> str:
    """Return an address of the web as it is kept; "" for anything else."""
    if "://" not in name:
        return ""
    from geo.web import bare, is_url  # noqa: PLC0415 - each command loads what it uses

    return bare(name) if is_url(name) else ""
