"""
Words that overrule what a name would else mean: "Tripoli in Lebanon", "Riyadh, near Hawija".

Company, people and fame speak for a place; what the text says of where a name lies decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.resolve.holding import HOLDERS, SMALL, Told, holds
from geo.resolve.ties import How
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.resolve.ties import Tie
    from geo.types import Place, Toponym

    Row = tuple[float, Place]  # of what a name may mean: its probability, and the place

_HOLDS_AT_ALL = 0.2  # chance of a place that may overrule
_MORE_THAN_NOT = 0.5


def untied(
    toponyms: Sequence[Toponym],
    options: Sequence[Sequence[Option]],
    contexts: Sequence[Context],
    chances: Sequence[Sequence[float]],
) -> tuple[Context, ...]:
    """
    Return the contexts without what was said of another mention, where a sentence says otherwise.

    After "Riyadh, a town near Hawija", a sentence on Riyadh that names Saudi Arabia is on another.

    Parameters
    ----------
    toponyms : sequence of Toponym
        In reading order.
    options : sequence of sequence of Option
        What each toponym might mean.
    contexts : sequence of Context
        What stands around each.
    chances : sequence of sequence of float
        The probability of each option.

    Returns
    -------
    tuple of Context
        The same, in order; without `tie` and `container` where the likeliest place lies in one
        that its own sentence names.
    """
    if not any(context.tie is not None and context.tie.elsewhere for context in contexts):
        return tuple(contexts)
    best = [
        max(zip(row, (o.place for o in group), strict=True), key=lambda pair: pair[0])
        if group
        else None
        for group, row in zip(options, chances, strict=True)
    ]
    sentences: dict[int, list[Place]] = defaultdict(list)
    for toponym, found in zip(toponyms, best, strict=True):
        if found is not None and found[0] > _MORE_THAN_NOT and found[1].kind in HOLDERS:
            sentences[toponym.sentence].append(found[1])

    def otherwise(i: int) -> bool:
        tie, found = contexts[i].tie, best[i]
        if tie is None or not tie.elsewhere or found is None:
            return False
        return any(holds(place, found[1]) for place in sentences[toponyms[i].sentence])

    return tuple(
        replace(context, tie=None, container=None) if otherwise(i) else context
        for i, context in enumerate(contexts)
    )


def overruled(
    options: Sequence[Sequence[Option]],
    contexts: Sequence[Context],
    chances: Sequence[Sequence[float]],
) -> dict[int, Told]:
    """
    Return the names that are ranked first somewhere else than their words say they lie.

    Parameters
    ----------
    options : sequence of sequence of Option
        What each toponym might mean.
    contexts : sequence of Context
        What stands around each.
    chances : sequence of sequence of float
        The probability of each option.

    Returns
    -------
    dict of int to Told
        By the index of the toponym: the place that its words name, in which or beside which some
        option of it lies, but not the likeliest.
    """
    found: dict[int, Told] = {}
    for i, context in enumerate(contexts):
        tie = context.tie
        if tie is None or tie.how is How.PEOPLE or tie.late or not options[i]:
            continue
        rows, holders = (_ranked(options[j], chances[j]) for j in (i, tie.holder))
        told = _told(tie, rows, holders)
        if told is not None:
            found[i] = told
    return found


def _ranked(group: Sequence[Option], chances: Sequence[float]) -> list[Row]:
    """Return what a name may mean, the likeliest first."""
    rows = zip(chances, (option.place for option in group), strict=True)
    return sorted(rows, key=lambda row: (-row[0], row[1].id))


def _told(tie: Tie, rows: Sequence[Row], holders: Sequence[Row]) -> Told | None:
    """Return where a tie puts a name; None where its likeliest place, or none, lies there."""
    best = rows[0][1]
    for told in _readings(tie, best, holders):
        if any(told.admits(place) for _, place in rows):
            return None if told.admits(best) else told
    return None


def _readings(tie: Tie, best: Place, holders: Sequence[Row]) -> Iterator[Told]:
    """Yield what the words may mean, the likeliest first."""
    for chance, holder in holders:
        if chance < _HOLDS_AT_ALL or not _firm(tie.how, best, holder):
            return
        if tie.how is How.BESIDE and holder.kind in SMALL:
            yield Told(holder, tie.reach_km)
        elif holder.kind in HOLDERS:
            yield Told(holder)


def _firm(how: How, best: Place, holder: Place) -> bool:
    """Return whether words leave no doubt: two names with a comma between may be a list."""
    if best.kind in {Kind.COUNTRY, Kind.CONTINENT, Kind.SEA} or best.id == holder.id:
        return False
    return how is not How.COMMA or holder.kind is not Kind.PROVINCE or best.kind is Kind.TOWN
