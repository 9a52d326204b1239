"""A decision taken back, and brought back: both are entries of the log themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.case import chain
from geo.case.chain import Head
from geo.case.deciding import answered_otherwise, mentions
from geo.case.deriving import derive
from geo.case.keeping import decision_of
from geo.case.ruling import concerned, standing
from geo.decisions import OnMentions, OnPlace, OnStory, settle
from geo.errors import CaseError

if TYPE_CHECKING:
    import sqlite3

    from geo.case.chain import Entry
    from geo.case.keeping import Case, Hand
    from geo.decisions import Settled

_LAST = "SELECT max(entry) FROM decisions WHERE in_force = 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What an undo or a redo did."""

    entry: int
    hash: str
    what: str  # "undo" or "redo"
    article: str | None
    span: tuple[int, int] | None
    undoes: int | None
    decision: int  # that is taken back or brought back
    changes: int  # names that are answered otherwise now; 0 where it was so already


def undo(case: Case, number: int | None, hand: Hand) -> Turned:
    """
    Take a decision back.

    Parameters
    ----------
    case : Case
        Open to write.
    number : int or None
        Its entry; the last that is in force where None.
    hand : Hand
        Who takes it back.

    Raises
    ------
    CaseError
        When there is none, or the entry is no decision.
    """
    with case.writing() as connection:
        chosen = _last(connection) if number is None else number
        decision = _decision(connection, chosen)
        in_force, changed = _state(connection, decision)
        if not in_force:
            return _already(connection, decision, changed)
        return _turn(case, decision, hand.signed("undo"), decision.entry)


def redo(case: Case, hand: Hand) -> Turned:
    """
    Bring back what was taken back last.

    Raises
    ------
    CaseError
        When nothing was, or a decision was made since.
    """
    with case.writing() as connection:
        row, is_last = _taken_back(connection)
        if row is None or not is_last:
            since = "" if row is None else ": a decision was made since the last undo"
            msg = f"there is nothing to redo{since}"
            raise CaseError(msg)
        return _turn(case, _decision(connection, row[0]), hand.signed("redo"), row[1])


def turnable(case: Case) -> tuple[bool, bool]:
    """Return whether there is a decision to take back, and one to bring back."""
    with case.reading() as connection:
        (last,) = connection.execute(_LAST).fetchone()
        row, is_last = _taken_back(connection)
    return last is not None, row is not None and is_last


def _taken_back(connection: sqlite3.Connection) -> tuple[tuple[int, int] | None, bool]:
    """Return what was taken back last and by which entry, and whether nothing was decided since."""
    row = connection.execute(
        "SELECT entry, changed FROM decisions WHERE in_force = 0 ORDER BY changed DESC LIMIT 1"
    ).fetchone()
    latest = connection.execute("SELECT max(entry) FROM decisions").fetchone()[0]
    return row, row is not None and latest <= row[1]


def _turn(case: Case, decision: Entry, signed: dict[str, Any], undoes: int) -> Turned:
    connection, what = case.connection, str(signed["what"])
    articles = _concerned(case, decision)
    before = {article: case.settled(article) for article in articles}
    entry = chain.append(
        connection,
        {
            **signed,
            "article": decision.article,
            "span": None if decision.span is None else list(decision.span),
            "after": {"decision": decision.entry},
            "undoes": undoes,
        },
    )
    connection.execute(
        "UPDATE decisions SET in_force = ?, changed = ? WHERE entry = ?",
        (int(what == "redo"), entry.entry, decision.entry),
    )
    states: dict[str, tuple[Settled, Settled]] = {}
    for article, was in before.items():
        states[article] = (was, settle(was.read, case.decisions(article)))
        case.remember(article, states[article][1], Head(entry=entry.entry, hash=entry.hash))
    derive(case, states)
    changes = sum(len(answered_otherwise(was, now)) for was, now in states.values())
    return _turned(entry, decision, changes)


def _turned(entry: Entry, decision: Entry, changes: int) -> Turned:
    return Turned(
        entry=entry.entry,
        hash=entry.hash,
        what=entry.what,
        article=decision.article,
        span=decision.span,
        undoes=entry.undoes,
        decision=decision.entry,
        changes=changes,
    )


def _already(connection: sqlite3.Connection, decision: Entry, changed: int) -> Turned:
    entry = chain.one(connection, changed)
    return _turned(entry or decision, decision, 0)


def _concerned(case: Case, decision: Entry) -> tuple[str, ...]:
    """Return the articles that a decision may change."""
    target = decision_of(decision).target
    if isinstance(target, OnPlace):
        return concerned(case.connection, standing(case.connection), target.place)
    if isinstance(target, OnStory):
        return ()
    if not isinstance(target, OnMentions):
        return (target.article,)
    found = dict.fromkeys(mentions(case, target.name, target.article))
    known = set(case.ids())
    return tuple(found | dict.fromkeys(a for a, _ in target.spans if a in known))


def _last(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute(_LAST).fetchone()
    if last is None:
        msg = "there is no decision to take back"
        raise CaseError(msg)
    return int(last)


def _decision(connection: sqlite3.Connection, number: int) -> Entry:
    held = connection.execute("SELECT 1 FROM decisions WHERE entry = ?", (number,)).fetchone()
    entry = chain.one(connection, number)
    if entry is None or held is None:
        what = "is not in the log" if entry is None else f"is no decision in force ({entry.what})"
        msg = f"entry {number} {what}; `dateline case log` has them all"
        raise CaseError(msg)
    return entry


def _state(connection: sqlite3.Connection, decision: Entry) -> tuple[bool, int]:
    in_force, changed = connection.execute(
        "SELECT in_force, changed FROM decisions WHERE entry = ?", (decision.entry,)
    ).fetchone()
    return bool(in_force), int(changed)
