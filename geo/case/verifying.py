"""Whether a case is what its log says: every byte of it looked at, each fault named."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geo.case import chain, layering, skeleton
from geo.case.adding import SOURCE_FACTS, facts_of
from geo.case.deriving import derived
from geo.case.keeping import decision_of, unpacked
from geo.case.replaying import Replayed, replay
from geo.decisions import settle, span_of
from geo.errors import ExportError, GeoError
from geo.mapped.lock import check_words
from geo.records import article_from_plain
from geo.records import from_plain as parse_from_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.case.keeping import Case
    from geo.types import Parse

CHECKS = ("file", "chain", "originals", "texts", "words", "state", "layers")
_UNREADABLE = (sqlite3.Error, GeoError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as the log says."""

    check: str  # one of CHECKS
    where: str  # "entry 17", "source s3", "article e237e09f"
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a look at every byte found."""

    entries: int
    head: str
    checks: dict[str, bool]
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(case: Case, head: str | None = None) -> Report:
    """
    Hold a case against its log.

    Parameters
    ----------
    case : Case
        Open.
    head : str, optional
        A head printed before, on a sheet or a file: whether it is in the chain is then told, and
        with it whether the chain's end was cut off since.

    Returns
    -------
    Report
        Every fault, by the check that found it.
    """
    with case.reading():
        return _Inspector(case).report(head)


class _Inspector:
    """The checks, one after another, as of one moment."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._execute = case.connection.execute
        self._faults: list[Fault] = []
        self._entries: tuple[chain.Entry, ...] = ()
        self._said = Replayed()
        self._evidence: dict[str, tuple[layering.Row, ...]] = {}

    def report(self, head: str | None) -> Report:
        """Return what all checks find."""
        self._run("chain", "log", lambda: self._check_chain(head))
        self._run("file", "file", self._check_file)
        self._run("file", "file", self._check_tables)
        self._run("originals", "sources", self._check_originals)
        self._run("texts", "articles", self._check_texts)
        self._run("state", "decisions", self._check_state)
        for article in sorted(self._said.parses):
            where = f"article {article[:8]}"
            self._run("words", where, partial(self._check_article, article, where))
        self._run("layers", "evidence", self._check_evidence)
        self._run("layers", "places", self._check_marks)
        wrong = {fault.check for fault in self._faults}
        return Report(
            entries=len(self._entries),
            head=self._entries[-1].hash if self._entries else chain.FIRST,
            checks={check: check not in wrong for check in CHECKS},
            faults=tuple(self._faults),
        )

    def _run(self, check: str, where: str, look: Callable[[], None]) -> None:
        """Run a check; what it cannot even read is a fault."""
        try:
            look()
        except _UNREADABLE as cause:
            self._fault(check, where, f"it cannot be read ({str(cause)[:200]})")

    def _fault(self, check: str, where: str, sentence: str) -> None:
        self._faults.append(Fault(check=check, where=where, sentence=sentence))

    def _check_chain(self, head: str | None) -> None:
        self._entries = tuple(chain.read(self._case.connection))
        previous, number = chain.FIRST, 0
        for entry in self._entries:
            number += 1
            where = f"entry {entry.entry}"
            if entry.entry != number:
                self._fault("chain", where, f"entry {number} is missing before it")
                number = entry.entry
            if entry.previous != previous:
                self._fault("chain", where, "it does not follow the entry before it")
            if chain.hash_of(entry.to_plain()) != entry.hash:
                self._fault("chain", where, "it was changed: its hash is another")
            previous = entry.hash
        if not self._entries or self._entries[0].what != "new":
            self._fault("chain", "log", "it does not begin with the making of the case")
        if head is not None and head.lower() not in {entry.hash for entry in self._entries}:
            sentence = f"the head {head[:64]} is not in the chain: entries were cut off or replaced"
            self._fault("chain", "log", sentence)
        self._said = replay(self._entries)

    def _check_file(self) -> None:
        for (said,) in self._execute("PRAGMA integrity_check(20)"):
            if said != "ok":
                self._fault("file", "file", f"SQLite finds it damaged: {said}")
        for row in self._execute("PRAGMA foreign_key_check"):
            self._fault("file", f"table {row[0]}", "a row points to one that is not there")

    def _check_tables(self) -> None:
        wanted, found = skeleton.made_of(), skeleton.objects(self._case.connection)
        for name in sorted(wanted.keys() - found.keys()):
            self._fault("file", name, "it is missing: another program took it out")
        for name in sorted(wanted.keys() & found.keys()):
            if wanted[name] != found[name]:
                self._fault("file", name, "it is not as Dateline makes it")
        own = ", ".join(f"'{name}'" for name in skeleton.TABLES)
        triggers = self._execute(
            f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({own})"  # noqa: S608
        )
        for name in sorted({name for (name,) in triggers} - wanted.keys()):
            self._fault("file", name, "a trigger that Dateline did not make acts on its tables")

    def _check_originals(self) -> None:
        found = set()
        for number, sha256, data, *facts in self._execute(
            f"SELECT id, sha256, bytes, {SOURCE_FACTS} FROM sources ORDER BY id"  # noqa: S608
        ):
            found.add(number)
            where, said = f"source s{number}", self._said.sources.get(number)
            digest = hashlib.sha256(data).hexdigest()
            if said is None:
                self._fault("originals", where, "the log does not know of it")
            elif digest != said["sha256"]:
                self._fault("originals", where, "its bytes are not those that came")
            elif sha256 != digest or facts_of(tuple(facts)) != said["facts"]:
                self._fault("originals", where, "what is said of where it came from was changed")
        for number in sorted(self._said.sources.keys() - found):
            self._fault("originals", f"source s{number}", "it is missing")

    def _check_texts(self) -> None:
        found = set()
        for article, text, record, *said in self._execute(
            "SELECT article, text, record, title, publisher, published, url, language"
            " FROM articles ORDER BY id"
        ):
            found.add(article)
            where = f"article {article[:8]}"
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != article:
                self._fault("texts", where, "its text was changed")
            kept = article_from_plain(unpacked(record))
            published = None if kept.published is None else str(kept.published)
            if [kept.text, kept.title, kept.publisher, published, kept.url, kept.language] != [
                text,
                *said,
            ]:
                self._fault("texts", where, "what is told of it is not what was read")
            if article not in self._said.parses:
                self._fault("texts", where, "the log does not know of it")
        for article in sorted(self._said.parses.keys() - found):
            self._fault("texts", f"article {article[:8]}", "it is missing")

    def _check_state(self) -> None:
        rows = self._execute("SELECT title FROM dateline_case").fetchall()
        if rows != [(self._said.title,)]:
            self._fault("state", "case", "its title is not the one in the log")
        found = {
            entry: (article, bool(in_force), changed)
            for entry, article, in_force, changed in self._execute(
                "SELECT entry, article, in_force, changed FROM decisions"
            )
        }
        for entry, held in self._said.decisions.items():
            if found.pop(entry, None) != (held.article, *self._said.standing[entry]):
                self._fault("state", f"entry {entry}", "whether it is in force was changed")
        for entry in sorted(found):
            self._fault("state", f"entry {entry}", "the log has no such decision")

    def _check_article(self, article: str, where: str) -> None:
        row = self._execute(
            "SELECT record, sha256, key, engine FROM parses WHERE article = ?", (article,)
        ).fetchone()
        if row is None:
            self._fault("words", where, "what the engine made of it is missing")
            return
        plain, said = unpacked(row[0]), self._said.parses[article]
        if chain.digest(plain) != said["sha256"]:
            self._fault("words", where, "what the engine made of it was changed")
        if row[1:] != (said["sha256"], said["key"], said["engine"]):
            self._fault("state", where, "what is told of its parse is not in the log")
        parse = parse_from_plain(plain)
        try:
            check_words(parse)
        except ExportError as cause:
            self._fault("words", where, str(cause))
            return
        self._check_derived(parse, where)

    def _check_derived(self, parse: Parse, where: str) -> None:
        article = parse.article.id
        decisions = tuple(
            decision_of(entry)
            for number, entry in self._said.decisions.items()
            if self._said.standing[number][0] and entry.article in {None, article}
        )
        for decision in decisions:
            span = span_of(decision.target)
            if span is not None and span.end > len(parse.article.text):
                self._fault("words", f"entry {decision.entry}", "it lies outside its text")
        wanted = derived(settle(parse, decisions))
        counts = self._execute(
            "SELECT names, on_map, listed, decided FROM articles WHERE article = ?", (article,)
        ).fetchone()
        if counts != wanted.counts:
            self._fault("state", where, "its counts are not what the log leads to")
        self._evidence[article] = wanted.evidence

    def _check_evidence(self) -> None:
        """Hold each row of the evidence against what the log leads to: programs of maps edit it."""
        numbers = dict(self._execute("SELECT article, id FROM articles"))
        for article, wanted in self._evidence.items():
            where = f"article {article[:8]}"
            held = layering.stored(self._case.connection, numbers.get(article, 0))
            found = {row[1:][layering.KEY]: row for row in held}
            for row in wanted:
                name = f"{where}, {row[layering.KEY][0]}:{row[layering.KEY][1]}"
                other = found.pop(row[layering.KEY], None)
                if other is None:
                    self._fault("layers", name, "its row of evidence is missing")
                elif other[1:] != row:
                    self._fault("layers", name, f"evidence was changed: {_which(other[1:], row)}")
            for row in found.values():
                self._fault("layers", f"evidence {row[0]}", "the log leads to no such row")
        known = {numbers[article] for article in self._evidence if article in numbers}
        for fid, number in self._execute("SELECT fid, number FROM evidence"):
            if number not in known:
                self._fault("layers", f"evidence {fid}", "the log leads to no such row")

    def _check_marks(self) -> None:
        """Hold the marks against the evidence, which was held against the log."""
        connection = self._case.connection
        marks = {row[layering.MARK] for rows in self._evidence.values() for row in rows} - {None}
        for mark in sorted(marks):
            row = layering.mark_of(connection, mark)
            if row is None:
                continue  # its evidence is missing, which was told
            self._hold(layering.stored_mark(connection, "places", mark), row, f"places {mark}")
            held = layering.stored_mark(connection, "areas", mark)
            if layering.has_shape(row):
                shape = layering.shape_of(connection, row)
                if held is not None and layering.is_same(held[1], shape):
                    shape = held[1]  # other libraries may write the same shape otherwise
                self._hold(held, (shape, *row[1:]), f"areas {mark}")
            elif held is not None:
                self._fault("layers", f"areas {mark}", "the log leads to no such row")
        for layer in ("places", "areas"):
            for (mark,) in self._execute(f"SELECT mark FROM {layer}"):  # noqa: S608 - our names
                if mark not in marks:
                    self._fault("layers", f"{layer} {mark}", "the log leads to no such row")

    def _hold(self, held: layering.Row | None, wanted: layering.Row, where: str) -> None:
        if held is None:
            self._fault("layers", where, "its row is missing")
        elif held[1:] != wanted:
            names = _which(held[1:], wanted, layering.MARKS)
            self._fault("layers", where, f"it was changed: {names}")


def _which(
    held: layering.Row, wanted: layering.Row, columns: tuple[str, ...] = layering.EVIDENCE
) -> str:
    """Name the columns that differ."""
    return ", ".join(n for n, a, b in zip(columns, held, wanted, strict=True) if a != b)
