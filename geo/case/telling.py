"""An article taken out of the story of others, or said to tell the same one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.case import chain
from geo.case.deciding import Outcome, check_unseen, write
from geo.case.likeness import near, stories
from geo.decisions import Answer, OnStory, What, to_plain
from geo.errors import CaseError

if TYPE_CHECKING:
    from geo.case.deciding import Terms
    from geo.case.keeping import Case


def decide_story(case: Case, article: str, said: Answer, terms: Terms) -> Outcome:
    """
    Say whether an article tells the story of others: then they are one independent source.

    Parameters
    ----------
    case : Case
        Open to write, unless it is a preview.
    article : str
        Its id.
    said : Answer
        `What.OWN_STORY`, or `What.SAME_STORY` with the other article's id.
    terms : Terms
        By whom; what its maker saw; whether to write.

    Returns
    -------
    Outcome
        `before` has the articles that tell its story; `would` the article, from its first code
        point to its last, where those change. Where the very same stands already,
        of that decision, with no changes.

    Raises
    ------
    CaseError
        When the other article is not in the case or is this one, or another hand decided it since.
    """
    if terms.preview:
        with case.reading():
            return _outcome(case, article, said)
    with case.writing() as connection:
        outcome, target = _outcome(case, article, said), OnStory(article=article)
        check_unseen(case, article, terms, lambda other: other == target)
        held = stories(connection).get(article)
        if held is not None and held.answer == said:
            entry = chain.one(connection, held.entry)
            return replace(outcome, entry=held.entry, hash=entry.hash if entry else None, would=())
        return write(connection, outcome, terms.hand)


def _outcome(case: Case, article: str, said: Answer) -> Outcome:
    alike = near(case)
    if said.story is not None and (said.story not in alike or said.story == article):
        msg = f"article {said.story[:8]} is not another article of the case"
        raise CaseError(msg)
    target = OnStory(article=article)
    end = len(case.article(article).text)
    is_new = said.what is What.SAME_STORY and said.story not in alike[article]
    is_left = said.what is What.OWN_STORY and alike[article]
    return Outcome(
        entry=None,
        hash=None,
        what=said.what.value,
        article=article,
        span=None,
        before={"near": list(alike[article])},
        after=to_plain(said, target),
        would=((article, 0, end),) if is_new or is_left else (),
    )
