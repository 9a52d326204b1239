"""What follows from an article's parse and the decisions on it, written beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from geo.case import layering
from geo.mapped import key_of, map_evidence, why_not
from geo.mapped.labels import label
from geo.types import Span

if TYPE_CHECKING:
    import sqlite3

    from geo.decisions import Settled
    from geo.types import Resolution


class Settling(Protocol):
    """What keeps parses and decisions: a case."""

    connection: sqlite3.Connection

    def settled(self, article: str, /) -> Settled:
        """Return the parse of an article as decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a parse as decided leads to."""

    counts: tuple[int, int, int, int]  # names, on the map, listed, decided
    evidence: tuple[layering.Row, ...]  # rows of the layer


def derived(settled: Settled) -> Derived:
    """
    Return what an article's parse as decided leads to.

    Raises
    ------
    ExportError
        When the parse's words are not the article's.
    """
    shown = map_evidence([settled.parse])
    counts = shown.counts
    return Derived(
        counts=(counts.names, counts.on_map, counts.listed, len(settled.decided)),
        evidence=layering.evidence_of(shown, settled),
    )


def derive(
    case: Settling, article: str, settled: Settled | None = None, before: Settled | None = None
) -> None:
    """
    Write anew what follows from an article's parse and decisions, where it differs.

    Parameters
    ----------
    case : Settling
        In a transaction of its own.
    article : str
        Its id.
    settled : Settled, optional
        As it stands now; looked up when left out.
    before : Settled, optional
        As it stood when this was last written: names that neither it nor their marks changed are
        then not looked at.
    """
    now = settled or case.settled(article)
    (number,) = case.connection.execute(
        "SELECT id FROM articles WHERE article = ?", (article,)
    ).fetchone()
    if before is None or before.parse.quotes != now.parse.quotes:
        layering.write(case.connection, number, derived(now).evidence)
    else:
        rows, spans = _changed(now, before)
        layering.write(case.connection, number, rows, spans)
    case.connection.execute(
        "UPDATE articles SET (names, on_map, listed, decided) = (SELECT count(*),"
        " coalesce(sum(on_map), 0), coalesce(sum(NOT on_map), 0), ?1 FROM evidence"
        " WHERE number = ?2 AND why_not IS NOT 'people') WHERE id = ?2",
        (len(now.decided), number),
    )


def _changed(now: Settled, before: Settled) -> tuple[list[layering.Row], frozenset[Span]]:
    """Return the rows that are to be written anew, and where their names and those gone stand."""
    new, old = _by_span(now), _by_span(before)
    changed = {
        span
        for span in new.keys() | old.keys()
        if new.get(span) is not old.get(span) or now.decided.get(span) != before.decided.get(span)
    }
    touched = {key_of(held[s]) for held in (new, old) for s in changed if s in held} - {None}
    groups, groups_before = _groups(new, touched), _groups(old, touched)
    article = now.parse.article
    names = {mark: label(article, group) for mark, group in groups.items()}
    for mark, group in groups.items():
        was = groups_before.get(mark)
        if was is None or was[0] is not group[0] or label(article, was) != names[mark]:
            changed |= {answer.toponym.span for answer in group}
    # what a mark is follows from its first name, what it is called from all of them
    firsts = {group[0].toponym.span for group in groups.values()}
    rows = derived(_only(now, changed | firsts)).evidence
    called = {mark: name for mark, (name, _) in names.items()}
    kept = (row for row in rows if Span(*row[layering.KEY]) in changed)
    return [layering.renamed(row, called) for row in kept], frozenset(changed)


def _by_span(settled: Settled) -> dict[Span, Resolution]:
    return {answer.toponym.span: answer for answer in settled.parse.resolutions}


def _groups(held: dict[Span, Resolution], marks: set[str | None]) -> dict[str, list[Resolution]]:
    """Return the names on the map of some marks, in reading order."""
    found: dict[str, list[Resolution]] = {}
    for answer in held.values():
        mark = key_of(answer)
        if mark is not None and mark in marks and why_not(answer) is None:
            found.setdefault(mark, []).append(answer)
    return found


def _only(settled: Settled, spans: set[Span]) -> Settled:
    """Return what was settled of some names alone."""
    parse = settled.parse
    part = replace(
        parse,
        toponyms=tuple(t for t in parse.toponyms if t.span in spans),
        resolutions=tuple(r for r in parse.resolutions if r.toponym.span in spans),
        evidence=tuple(e for e in parse.evidence if e.resolution.toponym.span in spans),
        not_places=(),
    )
    return replace(settled, parse=part)
