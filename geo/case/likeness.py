"""Which articles of a case tell one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.intake.alike import groups

if TYPE_CHECKING:
    from geo.case.keeping import Case


def near(case: Case) -> dict[str, tuple[str, ...]]:
    """
    Return the articles that are near-duplicates of each: cut, or under another headline.

    Parameters
    ----------
    case : Case
        Open.

    Returns
    -------
    dict of str to tuple of str
        Ids by id, in the order they came; an article without its like has none.
    """
    with case.reading() as connection:
        rows = connection.execute("SELECT article, text FROM articles ORDER BY id").fetchall()
    found: dict[str, tuple[str, ...]] = {}
    for group in groups(text for _, text in rows):
        ids = tuple(rows[number][0] for number in group)
        found |= {own: tuple(other for other in ids if other != own) for own in ids}
    return found
