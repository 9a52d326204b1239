"""Files written whole or not at all: beside the old one, then put in its place at once."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALL_MAY = 0o666  # what the user's umask then takes away, as `open` does
_PREFIX, _SUFFIX = ".dateline-", ".part"  # of the file beside, which a killed process leaves


def write(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """
    Write a file: whoever reads it finds the old content or the new, whole, even after a crash.

    Parameters
    ----------
    path : Path
        The file. A link is followed and stays; what is no regular file (a terminal, a pipe)
        is written to as it is.
    content : bytes
        Everything it is to hold.
    mode : int, optional
        Permission bits; those of the old file when None, or what the umask leaves of 0o666.

    Raises
    ------
    OSError
        When it cannot be written; the old file is then as it was, and nothing is left beside.
    """
    target = _target(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        with path.open("wb", buffering=0) as stream:
            _write_all(stream.fileno(), content)
        return
    with replacing(path, mode=mode) as beside, beside.open("r+b", buffering=0) as file:
        _write_all(file.fileno(), content)


def write_text(path: Path, text: str) -> None:
    """Write a file of UTF-8 with plain ends of lines, as `write` does."""
    write(path, text.encode("utf-8"))


@contextmanager
def told(path: Path, remedy: str) -> Iterator[None]:
    """
    Say in a sentence that the block could not write a file, and what to do about it.

    Raises
    ------
    ExportError
        When it could not.
    """
    try:
        yield
    except OSError as cause:
        msg = f"cannot write {str(path)!r} ({cause.strerror or cause}); {remedy}"
        raise ExportError(msg) from cause


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[Path]:
    """
    Give an empty file to fill, and put it in the place of `path` when the block ends well.

    Parameters
    ----------
    path : Path
        The file to be replaced, or made. A link is followed and stays.
    mode : int, optional
        Permission bits; those of the old file when None, or what the umask leaves of 0o666.

    Yields
    ------
    Path
        A file in the same folder, deleted when the block fails.

    Raises
    ------
    OSError
        When it cannot be written or put in place.
    """
    target = _target(path)
    kept = _mode(target)
    beside = target.with_name(f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ALL_MAY))
    try:
        yield beside
        chosen = kept if mode is None else mode
        if chosen is not None:
            beside.chmod(chosen)
        settle(beside)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    settle(target.parent)


def settle(path: Path) -> None:
    """Make what was written in a file, or the names in a folder, outlast a loss of power."""
    if os.name == "nt":  # which cannot open a folder, nor settle what it did not open to write
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as cause:
        if cause.errno not in {errno.EINVAL, errno.ENOTSUP}:  # file systems that cannot
            raise
    finally:
        os.close(handle)


def _target(path: Path) -> Path:
    """Return the file that a path leads to; no path may hold a NUL, or half a character."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as cause:
        raise OSError(errno.EINVAL, str(cause), str(path)) from cause


def _mode(target: Path) -> int | None:
    """Return the permission bits of the old file; refuse one that may not be written."""
    try:
        facts = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(facts.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return stat.S_IMODE(facts.st_mode)


def _write_all(handle: int, content: bytes) -> None:
    """Write every byte; a system may take fewer at once."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
