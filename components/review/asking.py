"""What the review asks next, of one article or of all of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components import cached, state
from components.views import review

if TYPE_CHECKING:
    from components.casework import Reviewed
    from components.views.agenda import Agenda
    from components.views.review import Order

_LONGEST_TITLE = 120  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question, or that there is none, as the page shows it."""

    view: dict[str, Any]
    head: str  # the last entry's hash


def of_article(article: str, order: Order) -> Asking:
    """
    Return what is asked next of one article.

    Raises
    ------
    CaseError
        When the case cannot be read.
    """
    reviewed = cached.review(article)
    view = _view(reviewed, order)
    following = None if view["question"] else _following(article)
    return Asking(view={**view, "next": following, "whole": False}, head=reviewed.head)


def of_case(order: Order) -> Asking | None:
    """
    Return what is asked next of a case: what has the most at stake in any of its articles.

    Returns
    -------
    Asking or None
        None while the case is being read.

    Raises
    ------
    CaseError
        When the case cannot be read.
    """
    case = cached.case()
    agenda = None if case is None else cached.agenda(case)
    if case is None or agenda is None:
        return None
    reviewed = _heaviest(agenda, order) or cached.review(case.articles[0].article)
    view = _view(reviewed, order)
    last = None if agenda.last is None else review.last(cached.review(agenda.last).settled)
    told = {"progress": review.progress(agenda.total()), "last": last, "next": None, "whole": True}
    return Asking(view={**view, **told, "case": case.title}, head=reviewed.head)


def article_of(article: str | None, key: str) -> str | None:
    """Return the article of a question's key; None where all are reviewed and none has it."""
    if article is not None:
        return article
    case = cached.case()
    held = () if case is None else case.articles
    return next((each.article for each in held if review.is_of(each.article, key)), None)


def decided_last(article: str | None) -> str | None:
    """Return the article that was decided on last; the one under review where one alone is."""
    agenda = cached.agenda_seen()
    return agenda.last if article is None and agenda is not None else article


def note(article: str) -> None:
    """Note that one entry was written about an article: where the case stands is known still."""
    agenda = cached.agenda_seen()
    if agenda is not None:
        agenda.entry += 1
        agenda.last = article
        _looked_at(agenda, article)


def _view(reviewed: Reviewed, order: Order) -> dict[str, Any]:
    view = review.build(reviewed.settled, reviewed.queue, order)
    return {**view, "article": reviewed.settled.parse.article.id, "entry": reviewed.entry}


def _heaviest(agenda: Agenda, order: Order) -> Reviewed | None:
    """Return the article that is asked about next; None where no article asks anything."""
    if order.first is not None:
        chosen = article_of(None, order.first)
        if chosen is not None:
            return cached.review(chosen)
    while (article := agenda.heaviest()) is not None:
        reviewed = _looked_at(agenda, article)
        if agenda.heaviest() == article:
            return reviewed
    return _put_off(order)


def _looked_at(agenda: Agenda, article: str) -> Reviewed:
    """Return how an article stands, which the agenda knows then."""
    reviewed = cached.review(article)
    standing = review.standing(reviewed.settled.parse, reviewed.queue, state.later())
    agenda.note(article, standing)
    return reviewed


def _put_off(order: Order) -> Reviewed | None:
    """Return the article of the question that was put off first and is still open."""
    for key in order.later:
        article = article_of(None, key)
        if article is not None:
            reviewed = cached.review(article)
            if review.find(reviewed.settled.parse, reviewed.queue, key) is not None:
                return reviewed
    return None


def _following(article: str) -> dict[str, Any] | None:
    """Return the next article of the case with names that nobody decided; None where none has."""
    case = cached.case()
    articles = () if case is None else case.articles
    at = next((i for i, each in enumerate(articles) if each.article == article), 0)
    for each in (*articles[at + 1 :], *articles[:at]):
        if each.decided < each.names:
            title = " ".join(each.title.split())[:_LONGEST_TITLE] or "Untitled article"
            return {"article": each.article, "title": title, "names": each.names - each.decided}
    return None
