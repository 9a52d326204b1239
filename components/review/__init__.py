"""The review of an article of the case: one question at a time, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from components import cached, front, state
from components.casework import Mentions
from components.review import asking
from components.views import review
from components.views.correction import way_of
from components.views.json import whole_number
from components.views.words import sentence, unsaved
from geo import CaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.casework import Reviewed

_LONGEST_REASON = 500  # code points
_LONGEST_ADDRESS = 2_000


def render(article: str | None, *, key: str) -> str | None:
    """
    Draw what the review asks next.

    Parameters
    ----------
    article
        The id of the article on screen, one of the case; None where all of them are reviewed.
    key
        Where the component keeps what it sent.

    Returns
    -------
    str or None
        The hash of the last entry that is shown; None while the case is being read.

    Raises
    ------
    CaseError
        When the case cannot be read.
    """

    def told() -> None:
        event = state.component_value(key).get("event")
        if isinstance(event, dict):
            obey(article, cast("Mapping[str, Any]", event))

    order = review.Order(later=state.later(), first=state.first())
    asked = asking.of_case(order) if article is None else asking.of_article(article, order)
    if asked is None:
        return None
    with st.container(key="dl-review"):
        front.element("review")(
            key=key,
            data={
                **asked.view,
                "notes": [sentence(note) for note in state.notes()],
                "echo": _echo(key),
            },
            on_event_change=told,
        )
    return asked.head


def about() -> str | None:
    """Return the article of the name that comes before all others; None where no name does."""
    first = state.first()
    return None if first is None else asking.article_of(None, first)


def obey(article: str | None, event: Mapping[str, Any]) -> None:
    """
    Do what the analyst asked for; what is no such thing is ignored.

    Parameters
    ----------
    article
        The id of the article under review; None where all of the case are.
    event
        One of: "answer", the key of an answer to the question "key", with the entry that was on
        screen and perhaps a reason "why"; "later" or "else", true or a `Way`, with a question's
        key; "undo", an entry;
        "open", the id of another article; "arrive", the address that Back or Forward led to;
        "leave".
    """
    state.say(None)
    asked = event.get("key")
    if isinstance(event.get("arrive"), str):
        state.arrive_at(event["arrive"][:_LONGEST_ADDRESS])
    elif event.get("leave") is True:
        state.review(wanted=False)
    elif isinstance(event.get("open"), str):
        _open(event["open"])
    elif whole_number(event.get("undo")) is not None:
        _undo(asking.decided_last(article), cast("int", whole_number(event["undo"])))
    elif isinstance(asked, str):
        _obey(asking.article_of(article, asked), asked, event)


def _obey(article: str | None, key: str, event: Mapping[str, Any]) -> None:
    """Do what was asked for about a question, unless it is answered meanwhile."""
    if article is None:
        return
    reviewed = cached.review(article)
    parse = reviewed.settled.parse
    question = review.find(parse, reviewed.queue, key)
    if question is None:
        return
    if event.get("later") is True:
        state.put_off(key)
    elif event.get("else"):
        state.put_first(key)
        state.correct(question.names[0])
        state.ask(state.CORRECTION, way_of(event["else"]))
        state.look_again()
    else:
        _answer(reviewed, key, event)


def _answer(reviewed: Reviewed, key: str, event: Mapping[str, Any]) -> None:
    """Write what was answered, and let the next question come."""
    parse = reviewed.settled.parse
    question = review.find(parse, reviewed.queue, key)
    expect, why = whole_number(event.get("entry")), event.get("why")
    if question is None or expect is None:
        return
    option = review.options(parse, question).get(str(event.get("answer")))
    if option is None:
        return
    mentions = Mentions(article=parse.article.id, spans=review.spans_of(parse, question))
    reason = " ".join(why.split())[:_LONGEST_REASON] if isinstance(why, str) else ""
    try:
        cached.answer(mentions, option.said, why=reason, expect=expect)
    except CaseError as refused:
        state.put_first(key)
        state.say(unsaved(refused))
    else:
        asking.note(parse.article.id)
        state.put_first(None)


def _undo(article: str | None, entry: int) -> None:
    """Take a decision back, and ask again what it answered."""
    if article is None:
        return
    key = review.first_of(cached.review(article).settled, entry)
    if key is None:
        return
    try:
        cached.turn(entry, back=True)
    except CaseError as refused:
        state.say(str(refused))
    else:
        asking.note(article)
        state.put_first(key)


def _open(article: str) -> None:
    """Review another article of the case."""
    listing = cached.case()
    if listing is not None and article in {each.article for each in listing.articles}:
        state.open_kept(article)


def _echo(key: str) -> object:
    """Return when the event was sent that this run answers, by the browser's clock."""
    event = state.component_value(key).get("event")
    return event.get("at") if isinstance(event, dict) else None
