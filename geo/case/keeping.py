"""A case: one file that keeps articles, what the engine made of them, and what was decided."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from geo.case import chain, header, opening, skeleton
from geo.case.chain import Head
from geo.case.migrating import migrate
from geo.decisions import Decision, Settled, What, from_plain, settle
from geo.errors import CaseError, DataError
from geo.records import article_from_plain
from geo.records import from_plain as parse_from_plain
from geo.settings import VERSION
from geo.types import Parse
from geo.writing import settle as settle_file

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path
    from types import TracebackType

    from geo.case.chain import Entry
    from geo.types import Article

TOOL = f"dateline {VERSION}"
_KNOWN = frozenset(What)  # kinds of decision
_KEPT = 64  # parses held in memory
_MOST = 1 << 30  # bytes that one record may unpack to
_ARTICLE = re.compile(r"[0-9a-f]{8,64}")
_CHECKPOINT_MS = 1_000  # that a checkpoint waits for readers: the commit is durable without it


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, why, and by which clock."""

    who: str
    why: str | None = None
    clock: Callable[[], datetime] = field(default=_now)

    def signed(self, what: str) -> dict[str, Any]:
        """Return the fields of an entry that say who did what and when."""
        return {"when": self.time(), "who": self.who, "tool": TOOL, "what": what, "why": self.why}

    def stopped(self) -> Hand:
        """Return the same with a clock that stands still: one act has one time."""
        now = self.clock()
        return replace(self, clock=lambda: now)

    def time(self) -> str:
        """Return the time: UTC, ISO 8601 with milliseconds."""
        now = self.clock().astimezone(UTC)
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One arrival of a text."""

    source: str  # "s7"
    url: str | None
    publisher: str | None
    published: str | None  # ISO 8601
    retrieved: str  # UTC, ISO 8601
    sha256: str  # of the bytes as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One article of a case, as a list shows it."""

    article: str
    title: str
    language: str
    names: int
    on_map: int
    listed: int
    decided: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands at one end of the log, and as long as its mark is the same."""

    head: Head
    mark: tuple[object, ...]
    settled: Settled


@dataclass(frozen=True, slots=True)
class Memory:
    """What was read of one case's articles, the last ones: marks tell whether it still holds."""

    most: int = _KEPT  # articles
    parses: OrderedDict[str, tuple[str, Parse]] = field(default_factory=OrderedDict)
    settled: OrderedDict[str, Standing] = field(default_factory=OrderedDict)

    def keep_to(self, articles: Container[str]) -> None:
        """Hold nothing but of these articles."""
        for held in (self.parses, self.settled):
            for article in [each for each in held if each not in articles]:
                del held[article]


class Case:
    """
    A case that is open; `Case.new` and `Case.open` make one.

    Attributes
    ----------
    path : Path
        Its file.
    connection : sqlite3.Connection
        In autocommit mode; `writing` opens a transaction on it.
    notes : tuple of str
        What its user should know of how it was opened, a sentence each.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, write: bool) -> None:
        self.path = path
        self.connection = connection
        self._write = write
        self.notes: tuple[str, ...] = ()
        self._memory = Memory()

    @classmethod
    def new(cls, path: Path, title: str, hand: Hand) -> Case:
        """
        Make a case and open it to write.

        Parameters
        ----------
        path : Path
            Where; nothing that is there is written over.
        title : str
            What it is called.
        hand : Hand
            Who makes it.

        Raises
        ------
        CaseError
            When there is something already, or it cannot be written.
        """
        beside = path.with_name(f".dateline-{os.urandom(6).hex()}.part")
        try:
            with opening.speaking(path):
                _build(beside, title, hand)
            _put(beside, path)
        except OSError as cause:
            msg = f"cannot make a case at {str(path)!r} ({cause.strerror or cause})"
            raise CaseError(msg) from cause
        finally:
            with suppress(OSError):
                beside.unlink()
        return cls.open(path, write=True)

    @classmethod
    def open(cls, path: Path, *, write: bool = False, memory: Memory | None = None) -> Case:
        """
        Open a case.

        Parameters
        ----------
        path : Path
            Its file.
        write : bool, optional
            Whether to change it. A case of an older format is then brought to this one, with a
            backup beside it.
        memory : Memory, optional
            Of former openings of the same file, and for later ones: each article is read once.

        Raises
        ------
        CaseBusyError
            When another program holds it for too long.
        CaseError
            When it is missing, no case, damaged, of a newer Dateline, or may not be written.
        """
        case = cls(path, opening.connect(path, write=write), write=write)
        if memory is not None:
            case._memory = memory
        if write and opening.is_on_network(path):
            case.notes = (f"{str(path)!r} lies on a network drive: let one program write to it",)
        try:
            return case._as_of_now()
        except BaseException:
            case.close()
            raise

    def _as_of_now(self) -> Case:
        """Return the case in the format of this version; an older one is kept beside it."""
        with self.reading() as connection:
            found = opening.check_format(connection, self.path)
        if found == skeleton.FORMAT:
            return self
        if self._write:
            self.notes += (_migrated(self.path, found, migrate(self, found)),)
            return self
        self.close()
        with Case.open(self.path, write=True) as older:
            notes = older.notes
        case = Case.open(self.path)
        case.notes = notes
        return case

    def close(self) -> None:
        """Close the file; it can then be copied like any other."""
        opening.close(self.connection)

    def __enter__(self) -> Self:
        """Return the case."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def copy(self, path: Path) -> None:
        """
        Write the case to a file that is empty or not there: as of one moment, whoever writes.

        Raises
        ------
        CaseError
            When it cannot be written.
        """
        with opening.speaking(path):
            # the pragma that lets a reader change nothing forbids even a copy
            self.connection.execute("PRAGMA query_only = OFF")
            try:
                self.connection.execute("VACUUM INTO ?", (str(path),))
            finally:
                self.connection.execute(f"PRAGMA query_only = {int(not self._write)}")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        Hold the case for one write: all that the block does is kept when it ends, or nothing.

        Yields
        ------
        sqlite3.Connection
            In a transaction that no other program writes beside.

        Raises
        ------
        CaseBusyError
            When another program holds the case for too long; nothing was written.
        CaseError
            When it may not be written, the disk is full, or the file is damaged.
        """
        if not self._write:
            msg = f"{str(self.path)!r} is open for reading only"
            raise CaseError(msg)
        with opening.speaking(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._memory.settled.clear()  # of this write: it would pass for the next one's
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self._checkpoint()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read everything in the block as of one moment, whoever writes meanwhile."""
        with opening.speaking(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")

    @property
    def title(self) -> str:
        """What the case is called."""
        with self.reading() as connection:
            return str(connection.execute("SELECT title FROM dateline_case").fetchone()[0])

    @property
    def head(self) -> Head:
        """The end of the chain."""
        with self.reading() as connection:
            return chain.head(connection)

    def log(self, since: int = 0) -> tuple[Entry, ...]:
        """Return the entries after one."""
        with self.reading() as connection:
            return tuple(chain.read(connection, since))

    def articles(self) -> tuple[Kept, ...]:
        """Return the articles with their sources, in the order they came."""
        with self.reading() as connection:
            sources: dict[str, list[Source]] = {}
            for row in connection.execute(
                "SELECT article, id, url, publisher, published, retrieved, sha256 FROM sources"
                " ORDER BY id"
            ):
                sources.setdefault(row[0], []).append(_source(row[1:]))
            return tuple(
                _kept(row, sources.get(row[0], []))
                for row in connection.execute(
                    "SELECT article, title, language, names, on_map, listed, decided FROM articles"
                    " ORDER BY id"
                )
            )

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the articles, in the order they came."""
        with self.reading() as connection:
            rows = connection.execute("SELECT article FROM articles ORDER BY id")
            return tuple(row[0] for row in rows)

    def find(self, words: str) -> str:
        """
        Return the id of the article that words mean.

        Parameters
        ----------
        words : str
            The id, or its first 8 digits or more.

        Raises
        ------
        CaseError
            When no article has such an id, or more than one.
        """
        low = words.lower()
        found: list[str] = []
        if _ARTICLE.fullmatch(low):
            with self.reading() as connection:
                rows = connection.execute(
                    "SELECT article FROM articles WHERE substr(article, 1, ?) = ?", (len(low), low)
                )
                found = [row[0] for row in rows]
        if len(found) == 1:
            return found[0]
        which = "two articles begin so: give more digits" if found else "no article has it"
        msg = f"article {words[:80]!r}: {which}; `dateline case list` has the ids"
        raise CaseError(msg)

    def article(self, article: str) -> Article:
        """Return the article of an id as it was read, which no newer reading changes."""
        with self.reading() as connection:
            row = connection.execute(
                "SELECT record FROM articles WHERE article = ?", (article,)
            ).fetchone()
            return article_from_plain(unpacked(row[0]))

    def parse(self, article: str) -> Parse:
        """Return what the engine made of the article of an id."""
        with self.reading() as connection:
            digest = self._told(article)
            held = self._memory.parses.get(article)
            if held is not None and held[0] == digest:
                self._memory.parses.move_to_end(article)
                return held[1]
            (record,) = connection.execute(
                "SELECT record FROM parses WHERE article = ?", (article,)
            ).fetchone()
            parse = parse_from_plain(unpacked(record))
            self.hold(digest, parse)
            return parse

    def hold(self, digest: str, parse: Parse) -> None:
        """Hold a parse in memory, by the digest that it is stored with."""
        self._memory.parses[parse.article.id] = (digest, parse)
        if len(self._memory.parses) > self._memory.most:
            self._memory.parses.popitem(last=False)

    def let_go(self, article: str) -> None:
        """Keep nothing of an article in memory."""
        self._memory.parses.pop(article, None)
        self._memory.settled.pop(article, None)

    def decisions(self, article: str) -> tuple[Decision, ...]:
        """Return the decisions in force that concern an article, in order of entry."""
        with self.reading() as connection:
            return tuple(decision_of(entry) for entry in chain.in_force(connection, article))

    def settled(self, article: str) -> Settled:
        """Return the parse of an article as decided."""
        with self.reading() as connection:
            head = chain.head(connection)
            held = self._memory.settled.get(article)
            if held is not None and held.head == head:
                return held.settled
            mark = self._mark(article)
            if held is not None and held.mark == mark:
                settled = held.settled
            else:
                settled = settle(self.parse(article), self.decisions(article))
            self._remember(article, Standing(head, mark, settled))
            return settled

    def remember(self, article: str, settled: Settled, head: Head) -> None:
        """Hold in memory how an article stands by the last entry, which concerns it."""
        self._remember(article, Standing(head, (self._told(article), head.entry), settled))

    def _remember(self, article: str, standing: Standing) -> None:
        self._memory.settled[article] = standing
        self._memory.settled.move_to_end(article)
        if len(self._memory.settled) > self._memory.most:
            self._memory.settled.popitem(last=False)

    def _mark(self, article: str) -> tuple[object, ...]:
        """Return what changes whenever an article is parsed or decided anew, by whatever hand."""
        (changed,) = self.connection.execute(
            "SELECT max(changed) FROM decisions WHERE article = ? OR article IS NULL", (article,)
        ).fetchone()
        return self._told(article), changed

    def _told(self, article: str) -> str:
        """Return the digest of what the engine made of an article."""
        (digest,) = self.connection.execute(
            "SELECT sha256 FROM parses WHERE article = ?", (article,)
        ).fetchone()
        return str(digest)

    def _checkpoint(self) -> None:
        """Bring what was written into the file itself, so that a copy of it has everything."""
        execute = self.connection.execute
        execute(f"PRAGMA busy_timeout = {_CHECKPOINT_MS}")
        try:
            execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            execute(f"PRAGMA busy_timeout = {int(opening.WAIT * 1000)}")


def decision_of(entry: Entry) -> Decision:
    """
    Return the decision that an entry of the log holds.

    Raises
    ------
    CaseError
        When it holds none that this version can read.
    """
    try:
        answer, target = from_plain(entry.what, entry.article, entry.span, entry.after)
    except (ValueError, KeyError, TypeError) as cause:
        msg = f"entry {entry.entry} of the log is no decision that this version can read ({cause})"
        if entry.what not in _KNOWN:
            msg = (
                f"entry {entry.entry} of the log is a decision of a kind that this version does "
                f"not know ({entry.what[:40]!r}): it was made with {entry.tool[:40]}; use that "
                "version or a newer one"
            )
        raise CaseError(msg) from cause
    return Decision(
        entry=entry.entry,
        who=entry.who,
        when=entry.when,
        why=entry.why,
        answer=answer,
        target=target,
    )


def packed(plain: object) -> bytes:
    """Return values as JSON, deflated."""
    words = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(words.encode("utf-8", "surrogatepass"))


def unpacked(record: bytes) -> object:
    """
    Return the values that `packed` wrote.

    Raises
    ------
    DataError
        When they are damaged, or are more than any article needs.
    """
    opened = zlib.decompressobj()
    try:
        words = opened.decompress(record, _MOST).decode("utf-8", "surrogatepass")
        plain: object = json.loads(words)
    except (zlib.error, ValueError, TypeError, RecursionError) as cause:
        msg = f"a stored record is damaged ({str(cause)[:120]}); `dateline case verify` says which"
        raise DataError(msg) from cause
    if not opened.eof:
        msg = "a stored record is cut off, or far larger than any article needs"
        raise DataError(msg)
    return plain


def _migrated(path: Path, found: int, backup: Path) -> str:
    return (
        f"{str(path)!r} was of format {found} and is now of {skeleton.FORMAT}; "
        f"as it was, it is kept in {backup.name}"
    )


def _build(path: Path, title: str, hand: Hand) -> None:
    """Write an empty case with its first entry."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {header.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {skeleton.VERSION}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        skeleton.build(connection)
        connection.execute("INSERT INTO dateline_case VALUES (1, ?, ?)", (skeleton.FORMAT, title))
        chain.append(connection, {**hand.signed("new"), "after": {"title": title}})
        connection.execute("COMMIT")
    finally:
        connection.close()


def _put(beside: Path, path: Path) -> None:
    """Give a file its name, which no file has yet."""
    try:
        path.hardlink_to(beside)
    except FileExistsError as cause:
        msg = f"{str(path)!r} is there already; choose another name, or remove it yourself"
        raise CaseError(msg) from cause
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise
        beside.rename(path)
    settle_file(path.parent)


def _source(row: tuple[Any, ...]) -> Source:
    number, url, publisher, published, retrieved, sha256 = row
    return Source(
        source=f"s{number}", url=url, publisher=publisher, published=published,
        retrieved=retrieved, sha256=sha256,
    )  # fmt: skip


def _kept(row: tuple[Any, ...], sources: list[Source]) -> Kept:
    article, title, language, names, on_map, listed, decided = row
    return Kept(
        article=article, title=title, language=language, names=names, on_map=on_map,
        listed=listed, decided=decided, sources=tuple(sources),
    )  # fmt: skip
