"""What is said of a place in every article of a case: what it is called, that it is another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.case import chain
from geo.case.deciding import Outcome, Proposal, carry_out, in_short
from geo.case.keeping import decision_of
from geo.decisions import Answer, OnPlace, Places, What
from geo.errors import CaseError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from geo.case.deciding import Terms
    from geo.case.keeping import Case
    from geo.decisions import Decision

_HIDDEN = "hidden"  # status of a name whose place its row of evidence has no more


def decide_place(case: Case, place: str, said: Answer, terms: Terms) -> Outcome:
    """
    Rename a place, merge it into another, or hide it: in every article, and in those to come.

    Parameters
    ----------
    case : Case
        Open to write, unless it is a preview.
    place : str
        Its id.
    said : Answer
        `What.RENAME`, `What.MERGE` or `What.HIDE`.
    terms : Terms
        By whom; what its maker saw; whether to write.

    Returns
    -------
    Outcome
        Of the decision; where the very same stands already, of that one, with no changes.

    Raises
    ------
    CaseError
        When no name of the case stands for the place, it would be merged into itself, or another
        hand decided it since.
    """

    def propose() -> Proposal:
        with case.reading() as connection:
            now = standing(connection)
            states = {a: case.settled(a) for a in concerned(connection, now, place)}
        held = Counter(
            in_short(r)
            for settled in states.values()
            for r in settled.names.values()
            if r.place is not None and r.place.id == place
        )
        if not held and place not in now.ids:
            msg = f"no name of the case stands for {place[:80]!r}; `dateline case show` has the ids"
            raise CaseError(msg)
        _check_merge(now, place, said)
        return Proposal(
            target=OnPlace(place=place),
            answer=said,
            before={"names": dict(held), "called": _called(now, place)},
            states=states,
            fits=False,
        )

    return carry_out(case, propose, terms)


def _called(now: Places, place: str) -> str | None:
    decision = now.called.get(place)
    return None if decision is None else decision.answer.called


def _check_merge(now: Places, place: str, said: Answer) -> None:
    """Refuse what would merge a place into itself."""
    into = said.place
    if said.what is What.MERGE and into is not None and now.counts_as(into.id, place):
        msg = f"{into.id} counts as {place} already: a place is not merged into itself"
        raise CaseError(msg)


def standing(connection: sqlite3.Connection) -> Places:
    """Return what was said of places and is in force."""
    now = Places()
    for decision in of_places(connection):
        now = now.taking(decision)
    return now


def of_places(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield the decisions on places that are in force, in order of entry."""
    for entry in chain.in_force(connection, ""):
        if isinstance(entry.after, dict) and "of" in entry.after:
            yield decision_of(entry)


def concerned(connection: sqlite3.Connection, now: Places, place: str) -> tuple[str, ...]:
    """
    Return the articles where what is said of a place may change a name, in the order they came.

    Parameters
    ----------
    connection : sqlite3.Connection
        Of the case.
    now : Places
        What was said of places and is in force.
    place : str
        Its id.
    """
    into, _ = now.leads(place)
    rows = connection.execute(
        "SELECT DISTINCT article, number FROM evidence"
        " WHERE place_id IN (?, ?) OR (status = ? AND ?) ORDER BY number",
        (place, place if into is None else into.id, _HIDDEN, bool(now.hidden)),
    )
    return tuple(article for article, _ in rows)
