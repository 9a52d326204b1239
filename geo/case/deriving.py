"""What follows from an article's parse and the decisions on it, written beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.mapped import map_evidence

if TYPE_CHECKING:
    from geo.case.keeping import Case
    from geo.decisions import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a parse as decided leads to."""

    counts: tuple[int, int, int, int]  # names, on the map, listed, decided


def derived(settled: Settled) -> Derived:
    """
    Return what an article's parse as decided leads to.

    Raises
    ------
    ExportError
        When the parse's words are not the article's.
    """
    counts = map_evidence([settled.parse]).counts
    return Derived(counts=(counts.names, counts.on_map, counts.listed, len(settled.decided)))


def derive(case: Case, article: str) -> None:
    """
    Write anew what follows from an article's parse and decisions.

    Parameters
    ----------
    case : Case
        In a transaction of its own.
    article : str
        Its id.
    """
    made = derived(case.settled(article))
    case.connection.execute(
        "UPDATE articles SET names = ?, on_map = ?, listed = ?, decided = ? WHERE article = ?",
        (*made.counts, article),
    )
