"""Lines of a text file, or of the one in a zip, read in bounded memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import DataError
from geo.gazetteer.install.bounds import MAX_RATIO, SMALL, size
from geo.gazetteer.install.entries import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_LINE = 1 << 20  # bytes; GeoNames' longest lines have some 30,000
_BLOCK = 1 << 20
_NOT_TABLES = frozenset({"readme.txt", "iso-languagecodes.txt"})
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others unpack without bound
_ENCRYPTED = 1  # bit of a member's flags
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)


def count_lines(path: Path) -> int:
    """
    Return how many lines `read_lines` will give, having read every byte once.

    Raises
    ------
    DataError
        When the file is missing, damaged or cut short: sooner than half-way through a build.
    """
    try:
        facts = path.stat()
    except OSError:
        return _count(path, 0, 0)
    return _count(path, facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=32)
def _count(path: Path, _size: int, _changed: int) -> int:
    """Count once what has not changed since."""
    lines, last = 0, b""
    with _open(path) as stream:
        for block in iter(partial(stream.read, _BLOCK), b""):
            lines += block.count(b"\n")
            last = block
    return lines + (not last.endswith(b"\n") and bool(last))


def unpacked(path: Path) -> int:
    """
    Return how many bytes `read_lines` will give at most, which a zip says in its directory.

    Raises
    ------
    DataError
        When the file is missing or damaged, or a zip is none that is read.
    """
    with _reading(path):
        if path.suffix.lower() != ".zip":
            return path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            return _table(archive, path).file_size  # zipfile gives no byte more than that


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
def _reading(path: Path) -> Iterator[None]:
    """Say of whatever breaks that it is the file's fault."""
    try:
        yield
    except _BROKEN as cause:
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        msg = f"cannot read {path} ({why}); it is missing, damaged or cut short: fetch it again"
        raise DataError(msg) from cause


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Open what holds the lines."""
    with _reading(path):
        if path.suffix.lower() != ".zip":
            with path.open("rb", buffering=_BLOCK) as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive, archive.open(_table(archive, path)) as packed:
            yield io.BufferedReader(packed, _BLOCK)  # type: ignore[type-var]


def _table(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return a zip's one table; nothing is ever written under the name that it has there."""
    tables = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(".txt") and member.filename.lower() not in _NOT_TABLES
    ]
    if len(tables) != 1:
        msg = f"{path} holds {len(tables)} tables (.txt); a GeoNames zip holds one"
        raise DataError(msg)
    (table,) = tables
    if table.flag_bits & _ENCRYPTED:
        msg = f"{path} is encrypted; unpack it and give the table"
        raise DataError(msg)
    if table.compress_type not in _PACKED:
        msg = f"{path} is packed in a way that GeoNames does not use; unpack it and give the table"
        raise DataError(msg)
    if table.file_size > max(SMALL, MAX_RATIO * path.stat().st_size):
        msg = (
            f"{path} would unpack from {size(path.stat().st_size)} to {size(table.file_size)}, more"
            f" than {MAX_RATIO} times as much, as no table of places does; it was not unpacked"
        )
        raise DataError(msg)
    return table
