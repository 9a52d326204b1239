"""The log of a case: entries, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FIRST = "0" * 64  # "previous" of the first entry
_COLUMNS = (
    "entry", "when", "who", "tool", "what", "article", "span", "before", "after", "why", "undoes",
    "previous", "hash",
)  # fmt: skip
_JSON = frozenset({"span", "before", "after"})
_NAMES = ", ".join(f'log."{name}"' for name in _COLUMNS)
_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
_INSERT = f"INSERT INTO log VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - marks
_SELECT = f"SELECT {_NAMES} FROM log"  # noqa: S608 - our names


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log; `span` counts code points of the article's stored text, half-open."""

    entry: int  # from 1, counting up
    when: str  # UTC, ISO 8601 with milliseconds
    who: str
    tool: str  # "dateline 0.1.0"
    what: str  # "new", "add", "place", "undo", ...
    article: str | None
    span: tuple[int, int] | None
    before: Any  # JSON values
    after: Any
    why: str | None
    undoes: int | None  # the entry that this one takes back
    previous: str  # hash of the entry before
    hash: str

    def to_plain(self) -> dict[str, Any]:
        """Return the fields by name, ready for JSON."""
        plain = {name: getattr(self, name) for name in _COLUMNS}
        return {**plain, "span": None if self.span is None else list(self.span)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of a chain and its hash; 0 and zeros before the first."""

    entry: int
    hash: str


def hash_of(plain: dict[str, Any]) -> str:
    """
    Return the hash of an entry.

    Parameters
    ----------
    plain : dict
        Its fields by name; `hash` is left out.

    Returns
    -------
    str
        SHA-256, hexadecimal, of JSON with sorted keys, no blanks, UTF-8.
    """
    fields = {name: value for name, value in plain.items() if name != "hash"}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def canonical(plain: object) -> str:
    """Return values as the JSON that is hashed: sorted keys, no blanks."""
    return _CANONICAL.encode(plain)


def digest(plain: object) -> str:
    """Return the SHA-256, hexadecimal, of values as canonical JSON."""
    return hashlib.sha256(canonical(plain).encode("utf-8", "surrogatepass")).hexdigest()


def head(connection: sqlite3.Connection) -> Head:
    """Return the end of the chain."""
    row = connection.execute("SELECT entry, hash FROM log ORDER BY entry DESC LIMIT 1").fetchone()
    return Head(entry=0, hash=FIRST) if row is None else Head(entry=row[0], hash=row[1])


def append(connection: sqlite3.Connection, fields: dict[str, Any]) -> Entry:
    """
    Add an entry at the end, inside the transaction that is open.

    Parameters
    ----------
    connection : sqlite3.Connection
        Of the case.
    fields : dict
        `when`, `who`, `tool`, `what`, and of `article`, `span`, `before`, `after`, `why` and
        `undoes` those that are not None.
    """
    last = head(connection)
    plain: dict[str, Any] = {**dict.fromkeys(_COLUMNS), **fields}
    plain |= {"entry": last.entry + 1, "previous": last.hash}
    plain["hash"] = hash_of(plain)
    connection.execute(_INSERT, [_cell(name, plain[name]) for name in _COLUMNS])
    return _entry(plain)


def read(connection: sqlite3.Connection, after: int = 0) -> Iterator[Entry]:
    """
    Yield the entries after one, in order.

    Raises
    ------
    ValueError
        When a cell that holds JSON is none.
    """
    for row in connection.execute(f"{_SELECT} WHERE entry > ? ORDER BY entry", (after,)):
        yield _entry(_plain(row))


def one(connection: sqlite3.Connection, number: int) -> Entry | None:
    """Return the entry of a number, None where there is none."""
    row = connection.execute(f"{_SELECT} WHERE entry = ?", (number,)).fetchone()
    return None if row is None else _entry(_plain(row))


def _cell(name: str, value: object) -> object:
    return canonical(value) if name in _JSON and value is not None else value


def _plain(row: tuple[Any, ...]) -> dict[str, Any]:
    return {
        name: json.loads(cell) if name in _JSON and cell is not None else cell
        for name, cell in zip(_COLUMNS, row, strict=True)
    }


def _entry(plain: dict[str, Any]) -> Entry:
    span = plain["span"]
    return Entry(**{**plain, "span": None if span is None else (span[0], span[1])})


def in_force(connection: sqlite3.Connection, article: str) -> Iterator[Entry]:
    """Yield the entries of decisions in force on an article or on the whole case, in order."""
    rows = connection.execute(
        f"SELECT {_NAMES} FROM decisions JOIN log USING (entry)"  # noqa: S608 - our names
        " WHERE in_force = 1 AND (decisions.article = ? OR decisions.article IS NULL)"
        " ORDER BY entry",
        (article,),
    )
    for row in rows:
        yield _entry(_plain(row))


def of_stories(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Yield the entries of decisions in force on whole articles, in order."""
    rows = connection.execute(
        f"SELECT {_NAMES} FROM decisions JOIN log USING (entry)"  # noqa: S608 - our names
        " WHERE in_force = 1 AND log.what IN ('own-story', 'same-story') ORDER BY entry"
    )
    for row in rows:
        yield _entry(_plain(row))


def concerning(
    connection: sqlite3.Connection, article: str, after: int
) -> list[tuple[Entry, Entry]]:
    """
    Return the decisions on an article or the whole case that are so by an entry after one.

    Each comes with the entry that it is so by.
    """
    rows = connection.execute(
        "SELECT entry, changed FROM decisions WHERE (article = ? OR article IS NULL)"
        " AND changed > ? ORDER BY entry",
        (article, after),
    ).fetchall()
    found = [(one(connection, entry), one(connection, changed)) for entry, changed in rows]
    return [(entry, changed) for entry, changed in found if entry and changed]
