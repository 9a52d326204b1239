"""What follows from an article's parse and the decisions on it, written beside them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING, Protocol

from geo.case import layering
from geo.exports.rows import row_of
from geo.mapped import bare, key_of, map_evidence, marks, name_of, why_not
from geo.mapped.labels import label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from geo.decisions import Settled
    from geo.mapped import Mark
    from geo.types import Resolution, Span


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


def derive(case: Settling, states: Mapping[str, tuple[Settled | None, Settled]]) -> None:
    """
    Write anew what follows from the parses of articles and decisions on them, where it differs.

    Parameters
    ----------
    case : Settling
        In a transaction of its own.
    states : mapping
        By the id of an article: how it stood when this was last written, and how it stands now.
        Names that neither changed, nor their marks, are not looked at; all are, without the former.
    """
    touched: set[str] = set()
    for article, (before, now) in states.items():
        touched |= _write(case.connection, article, before, now)
    layering.write_marks(case.connection, touched)


def _write(
    connection: sqlite3.Connection, article: str, before: Settled | None, now: Settled
) -> set[str]:
    """Write what follows for one article alone; return the marks that it touches."""
    number, *counts = connection.execute(
        "SELECT id, names, on_map, listed, decided FROM articles WHERE article = ?", (article,)
    ).fetchone()
    if before is None or before.parse.quotes != now.parse.quotes:
        touched = layering.write(connection, number, derived(now).evidence)
    else:
        rows, spans = _changed(now, before)
        touched = layering.write(connection, number, rows, spans)
    counted = (*layering.counts(connection, number), len(now.decided))
    if tuple(counts) != counted:  # a row with a whole text in it is not written for nothing
        connection.execute(
            "UPDATE articles SET (names, on_map, listed, decided) = (?, ?, ?, ?) WHERE id = ?",
            (*counted, number),
        )
    return touched


def stirred(before: Settled, now: Settled) -> set[Span]:
    """Return where a name may be answered otherwise: all others are the very same."""
    old, new = before.names, now.names
    if len(old) == len(new) and all(map(is_, old, new)):  # a span is not hashed for nothing
        pairs = zip(old, old.values(), new.values(), strict=True)
        return {span for span, was, answer in pairs if was is not answer}
    return {span for span in old.keys() | new.keys() if old.get(span) is not new.get(span)}


def _changed(now: Settled, before: Settled) -> tuple[list[layering.Row], set[Span]]:
    """Return the rows that are to be written anew, and where their names and those gone stand."""
    changed = stirred(before, now)
    placed = before.under.keys() | now.under.keys()  # another may say the same of their places
    changed |= {span for span in placed if before.decided.get(span) != now.decided.get(span)}
    answers = [s.names[span] for s in (before, now) for span in changed if span in s.names]
    old, new = _groups(before, answers), _groups(now, answers)
    for key, group in new.items():
        if key not in old or not _is_drawn_so(now, group, before, old[key]):
            changed |= {answer.toponym.span for answer in group}
    spans = sorted(span for span in changed if span in now.names)
    keys = {key_of(now.names[span]) for span in spans}
    made = {key: _mark(now, group) for key, group in new.items() if key in keys}
    return [_row(now, span, made) for span in spans], changed


def _groups(settled: Settled, answers: Sequence[Resolution]) -> dict[str, list[Resolution]]:
    """Return the names on the map that share marks with some, by mark, in reading order."""
    found: dict[str, list[Resolution]] = {key: [] for a in answers if (key := key_of(a))}
    places = {answer.place.id for answer in answers if answer.place is not None}
    for answer in settled.names.values():
        place = answer.place
        if place is None or (place.id not in places and answer.around is None):
            continue  # a mark is of one place, or of a ring beside any
        group = found.get(key_of(answer) or "")
        if group is not None and why_not(answer) is None:
            group.append(answer)
    return {key: group for key, group in found.items() if group}


def _mark(settled: Settled, group: Sequence[Resolution]) -> Mark:
    article = settled.parse.article
    return bare(marks.make(1, [(article, answer) for answer in group]))


def _is_drawn_so(
    now: Settled, group: Sequence[Resolution], before: Settled, was: Sequence[Resolution]
) -> bool:
    """Return whether what each row of evidence repeats of its mark is as it was."""
    if was[0] is group[0]:  # what is drawn follows from the first name, its label from all
        article = now.parse.article
        return label(article, was)[0] == label(article, group)[0]
    return _repeated(_mark(before, was)) == _repeated(_mark(now, group))


def _repeated(mark: Mark) -> tuple[object, ...]:
    return mark.name, mark.figure, mark.km, mark.nominal, mark.areas, mark.line


def _row(settled: Settled, span: Span, made: Mapping[str, Mark]) -> layering.Row:
    parse = settled.parse
    index = bisect_left(parse.toponyms, span, key=lambda name: name.span)
    at = bisect_left(parse.evidence, span, key=lambda each: each.resolution.toponym.span)
    excerpt = parse.evidence[at] if at < len(parse.evidence) else None
    if excerpt is not None and excerpt.resolution.toponym.span != span:
        excerpt = None
    name = name_of(0, parse, index, excerpt)
    mark = None if name.mark is None else made[name.mark]
    row = row_of(parse, name, mark, None if excerpt is None else excerpt.text)
    return layering.evidence_row(settled, span, row)
