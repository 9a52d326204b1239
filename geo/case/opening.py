"""A case's file opened: what it is, whether it may be written, and in which journal mode."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from geo.case import geometry
from geo.case.header import MAGIC, SIZE, WAL_AT, is_geopackage
from geo.case.skeleton import FORMAT
from geo.errors import CaseBusyError, CaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 10.0  # seconds for another program to finish
_WAL = 2
_AGAIN = 0.02  # seconds between tries of what SQLite does not wait for by itself
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "ncpfs"})
_MOUNTS = Path("/proc/self/mounts")
_SAID = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing was written, make room and try again",
    sqlite3.SQLITE_READONLY: "it can be read and not written here; copy it to where you may write",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; take a copy that `dateline case verify` passes",
    sqlite3.SQLITE_NOTADB: "the file is damaged; take a copy that `dateline case verify` passes",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened here; is its folder one that you may write to?",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written, or is full; nothing was written",
    sqlite3.SQLITE_CONSTRAINT: "another program changed it; `dateline case verify` says how",
}


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """
    Open a case's file.

    Parameters
    ----------
    path : Path
        The file.
    write : bool
        Whether it is to be changed: it is then put into WAL mode with full synchronisation, or
        kept in DELETE mode on a network drive, where WAL is unsafe.

    Returns
    -------
    sqlite3.Connection
        In autocommit mode.

    Raises
    ------
    CaseBusyError
        When another program holds the file for too long.
    CaseError
        When it is missing, no case, damaged, or may not be written; one sentence says which.
    """
    _check_file(path)
    with speaking(path):
        connection = _writable(path) if write else _readable(path)
        try:
            check_format(connection, path)
            if write:
                _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def close(connection: sqlite3.Connection) -> None:
    """Close a file, in DELETE mode where no one else has it open: it can be copied as it is."""
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        if not connection.execute("PRAGMA query_only").fetchone()[0]:
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """
    Turn what SQLite says into one sentence.

    Raises
    ------
    CaseBusyError
        When another program holds the file.
    CaseError
        For everything else.
    """
    try:
        yield
    except sqlite3.Error as cause:
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            msg = f"{str(path)!r} was busy for {WAIT:.0f} s; nothing was written, try again"
            raise CaseBusyError(msg) from cause
        msg = f"{str(path)!r}: {_SAID.get(code, f'it is no whole case ({cause})')}"
        raise CaseError(msg) from cause


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """
    Return whether a file lies on a network drive, as far as the system says.

    Parameters
    ----------
    path : Path
        The file.
    mounts : str, optional
        Lines as Linux has them in /proc/self/mounts, which are read when left out.
    """
    where = os.path.realpath(path)
    if where.startswith("\\\\"):  # a share of Windows
        return True
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        at = fields[1].replace("\\040", " ") if len(fields) > 2 else ""  # noqa: PLR2004 - a kind
        inside = where == at or where.startswith(at.rstrip("/") + "/")
        if at and inside and len(at) >= len(best):
            best, kind = at, fields[2]
    return kind in _NETWORK


def _check_file(path: Path) -> None:
    """Refuse what is no case before SQLite looks at it."""
    try:
        with path.open("rb") as file:
            first = file.read(SIZE)
    except (OSError, ValueError) as cause:
        why = getattr(cause, "strerror", None) or str(cause)
        msg = f"there is no case at {str(path)!r} ({why}); `dateline case new` makes one"
        raise CaseError(msg) from cause
    if not first.startswith(MAGIC) or len(first) < SIZE:
        msg = f"{str(path)!r} is no case of Dateline, nor another GeoPackage; nothing was changed"
        raise CaseError(msg)
    if not is_geopackage(first):
        msg = f"{str(path)!r} is a SQLite file of another program, no case; nothing was changed"
        raise CaseError(msg)


def check_format(connection: sqlite3.Connection, path: Path) -> int:
    """
    Return the format of a case's tables.

    Raises
    ------
    CaseError
        When the GeoPackage is another program's, or a newer Dateline's.
    """
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'dateline_case'")
    row = found.fetchone() and connection.execute("SELECT format FROM dateline_case").fetchone()
    if not row or type(row[0]) is not int:
        msg = f"{str(path)!r} is a GeoPackage of another program, no case; nothing was changed"
        raise CaseError(msg)
    if row[0] > FORMAT:
        msg = (
            f"{str(path)!r} was made by a newer Dateline (format {row[0]}, this one reads "
            f"{FORMAT}); install the newer one"
        )
        raise CaseError(msg)
    return int(row[0])


def _writable(path: Path) -> sqlite3.Connection:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        msg = f"{str(path)!r} can be read and not written here; copy it to where you may write"
        raise CaseError(msg)
    return _open(path, "mode=rw")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make what is written outlast a loss of power, and what is deleted be gone."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    _set_journal(connection, "DELETE" if is_on_network(path) else "WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _set_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Change the journal mode, waiting for others as a statement would."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _readable(path: Path) -> sqlite3.Connection:
    """Open to read: also where nothing can be written, as on a DVD."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connection = _open(path, "mode=rw")  # a killed writer's journal may have to be played back
    else:
        connection = _open(path, _where_nothing_is_written(path))
    connection.execute("PRAGMA query_only = ON")
    return connection


def _where_nothing_is_written(path: Path) -> str:
    for ending in ("-journal", "-wal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            msg = (
                f"{str(path)!r} was not closed by the program that wrote it, and cannot be put in "
                f"order here: copy it and {beside.name} to where you may write"
            )
            raise CaseError(msg)
    with path.open("rb") as file:
        is_wal = file.read(SIZE)[WAL_AT] == _WAL
    return "immutable=1" if is_wal else "mode=ro"


def _open(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{how}", uri=True, timeout=WAIT, isolation_level=None
    )
    geometry.register(connection)
    return connection
