"""An article taken out of a case for good: hashes, entry and reason stay."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.case import chain, layering
from geo.errors import CaseError

if TYPE_CHECKING:
    from geo.case.keeping import Case, Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was taken out."""

    entry: int
    hash: str
    article: str
    sources: tuple[str, ...]
    decisions: tuple[int, ...]  # entries of those that went with it; they stay in the log


def forget(case: Case, article: str, hand: Hand) -> Forgotten:
    """
    Take an article's originals, text and words out of a case; no byte of them stays in the file.

    Parameters
    ----------
    case : Case
        Open to write.
    article : str
        Its id.
    hand : Hand
        Who takes it out, and why: the reason is what stays.

    Raises
    ------
    CaseError
        When there is no reason or no such article any more, or the case cannot be written.
    """
    if hand.why is None:
        msg = "a reason is needed: it is what stays of the article"
        raise CaseError(msg)
    with case.writing() as connection:
        row = connection.execute("SELECT id FROM articles WHERE article = ?", (article,)).fetchone()
        if row is None:
            msg = f"article {article[:8]} is not in the case any more"
            raise CaseError(msg)
        (number,) = row
        sources = _numbers(connection, "SELECT id FROM sources WHERE article = ?", article)
        decisions = _numbers(connection, "SELECT entry FROM decisions WHERE article = ?", article)
        layering.write_marks(connection, layering.write(connection, number, ()))
        for table in ("decisions", "parses", "sources", "articles"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608
        told = {"sources": list(sources), "decisions": list(decisions)}
        entry = chain.append(
            connection, {**hand.signed("forget"), "article": article, "before": told}
        )
    case.let_go(article)
    with suppress(sqlite3.OperationalError):  # what was deleted is overwritten: this gives room
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return Forgotten(
        entry=entry.entry,
        hash=entry.hash,
        article=article,
        sources=tuple(f"s{source}" for source in sources),
        decisions=decisions,
    )


def _numbers(connection: sqlite3.Connection, words: str, article: str) -> tuple[int, ...]:
    return tuple(number for (number,) in connection.execute(words, (article,)))
