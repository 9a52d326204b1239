"""What follows from an article's parse and the decisions on it, written beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.case import layering
from geo.mapped import map_evidence

if TYPE_CHECKING:
    import sqlite3

    from geo.decisions import Settled


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


def derive(case: Settling, article: str, settled: Settled | None = None) -> None:
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
    """
    made = derived(settled or case.settled(article))
    (number,) = case.connection.execute(
        "SELECT id FROM articles WHERE article = ?", (article,)
    ).fetchone()
    layering.write(case.connection, number, made.evidence)
    case.connection.execute(
        "UPDATE articles SET names = ?, on_map = ?, listed = ?, decided = ? WHERE id = ?",
        (*made.counts, number),
    )
