"""Lines of a text file, or of the one in a zip, read in bounded memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import DataError
from geo.gazetteer.install.entries import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_LINE = 1 << 20  # bytes; GeoNames' longest lines have some 30,000
_BLOCK = 1 << 20
_NOT_TABLES = frozenset({"readme.txt", "iso-languagecodes.txt"})
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)


def count_lines(path: Path) -> int:
    """
    Return how many lines `read_lines` will give, having read every byte once.

    Raises
    ------
    DataError
        When the file is missing, damaged or cut short: sooner than half-way through a build.
    """
    lines, last = 0, b""
    with _open(path) as stream:
        for block in iter(partial(stream.read, _BLOCK), b""):
            lines += block.count(b"\n")
            last = block
    return lines + (not last.endswith(b"\n") and bool(last))


def read_lines(path: Path) -> Iterator[bytes]:
    """
    Return the lines of a file, or of the table in a zip.

    Parameters
    ----------
    path : Path
        A text file, or a zip that holds one beside GeoNames' readme.

    Yields
    ------
    bytes
        One line with its end.

    Raises
    ------
    DataError
        When the file is missing, damaged, cut short, or its lines have no end.
    """
    number = 0
    with _open(path) as stream:
        for number, raw in enumerate(iter(partial(stream.readline, MAX_LINE), b""), start=1):
            if len(raw) == MAX_LINE:
                raise fault(path, number, f"no end in {MAX_LINE:,} bytes; this is no table")
            yield raw


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Open what holds the lines; whatever breaks while it is read is the file's fault."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb", buffering=_BLOCK) as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive, archive.open(_table(archive, path)) as packed:
            yield io.BufferedReader(packed, _BLOCK)  # type: ignore[type-var]
    except _BROKEN as cause:
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        msg = f"cannot read {path} ({why}); it is missing, damaged or cut short: fetch it again"
        raise DataError(msg) from cause


def _table(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(".txt") and member.filename.lower() not in _NOT_TABLES
    ]
    if len(tables) != 1:
        msg = f"{path} holds {len(tables)} tables (.txt); a GeoNames zip holds one"
        raise DataError(msg)
    return tables[0]
