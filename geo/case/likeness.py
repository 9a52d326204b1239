"""Which articles of a case tell one story, as their texts and an analyst have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.case import chain
from geo.case.keeping import decision_of
from geo.decisions import OnStory, What
from geo.intake.alike import groups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from geo.case.keeping import Case
    from geo.decisions import Decision


def near(case: Case) -> dict[str, tuple[str, ...]]:
    """
    Return the articles that tell the story of each: cut, or under another headline.

    Parameters
    ----------
    case : Case
        Open.

    Returns
    -------
    dict of str to tuple of str
        Ids by id, in the order they came; an article without its like has none. One that an
        analyst took out of its story has none, and makes no two others alike, unless it, or
        another, was said to tell the same one.
    """
    with case.reading() as connection:
        rows = connection.execute("SELECT article, text FROM articles ORDER BY id").fetchall()
        said = stories(connection)
    ids = [article for article, _ in rows]
    free = [row for row in rows if row[0] not in said]
    found = [[free[number][0] for number in group] for group in groups(text for _, text in free)]
    return _joined(ids, found, said)


def stories(connection: sqlite3.Connection) -> dict[str, Decision]:
    """Return what was said of the stories of articles and is in force, by article: the last."""
    found = (decision_of(entry) for entry in chain.of_stories(connection))
    return {d.target.article: d for d in found if isinstance(d.target, OnStory)}


def _joined(
    ids: Sequence[str], found: Sequence[Sequence[str]], said: Mapping[str, Decision]
) -> dict[str, tuple[str, ...]]:
    """Return each article's like: those of its group, and those said to tell its story."""
    group_of = {own: {own} for own in ids} | {own: set(group) for group in found for own in group}
    for own, decision in said.items():
        other = decision.answer.story
        if decision.answer.what is What.SAME_STORY and own in group_of and other in group_of:
            whole = group_of[own] | group_of[other]
            group_of |= dict.fromkeys(whole, whole)
    place = {own: number for number, own in enumerate(ids)}
    return {own: tuple(sorted(group_of[own] - {own}, key=place.__getitem__)) for own in ids}
