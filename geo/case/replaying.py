"""What a case must hold by its log alone: the log read again from its first entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.case.chain import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_DECISIONS = frozenset({"new", "add", "undo", "redo", "reparse", "forget"})


@dataclass(slots=True)
class Replayed:
    """What the log says is in the case."""

    title: str = ""
    sources: dict[int, dict[str, Any]] = field(default_factory=dict)  # what "add" told, by number
    parses: dict[str, dict[str, str]] = field(default_factory=dict)  # what was told, by article
    decisions: dict[int, Entry] = field(default_factory=dict)
    standing: dict[int, tuple[bool, int]] = field(default_factory=dict)  # in force; changed by


def replay(entries: Iterable[Entry]) -> Replayed:
    """
    Return what a log says is in its case.

    Raises
    ------
    KeyError, TypeError
        When an entry does not tell what one of its kind has to.
    """
    state = Replayed()
    takes = {"add": _add, "reparse": _reparse, "forget": _forget, "undo": _turn, "redo": _turn}
    for entry in entries:
        if entry.what == "new":
            state.title = entry.after["title"]
        elif entry.what in takes:
            takes[entry.what](state, entry)
        else:
            state.decisions[entry.entry] = entry
            state.standing[entry.entry] = (True, entry.entry)
    return state


def _add(state: Replayed, entry: Entry) -> None:
    article, after = str(entry.article), entry.after
    state.sources[after["source"]] = {**after, "article": article}
    if after["parse"] is not None:
        state.parses[article] = after["parse"]


def _reparse(state: Replayed, entry: Entry) -> None:
    state.parses[str(entry.article)] = entry.after["parse"]


def _forget(state: Replayed, entry: Entry) -> None:
    del state.parses[str(entry.article)]
    gone = [n for n, told in state.sources.items() if told["article"] == entry.article]
    for number in gone:
        del state.sources[number]
    for number in [n for n, told in state.decisions.items() if told.article == entry.article]:
        del state.decisions[number], state.standing[number]


def _turn(state: Replayed, entry: Entry) -> None:
    """Take a decision back, or bring it back: an undo names the decision, a redo the undo."""
    number = entry.after["decision"]
    if number in state.standing:
        state.standing[number] = (entry.what == "redo", entry.entry)
