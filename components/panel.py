"""The evidence panel: excerpts, article, places and what is not drawn, in one element."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from components import cached, front, state
from components.state import Selection
from components.views.json import whole_number
from geo import CaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = {"place", "speaker", "speech", "tab", "name", "rival"}
_LONGEST_NAME = 120  # code points
_MOST_NAMES = 1_000_000  # no article within the engine's bounds has more


def render(version: str, selection: Selection, *, key: str) -> None:
    """
    Draw the panel; what the reader chooses there goes to `components.state`.

    Parameters
    ----------
    version : str
        Of what the page keeps: `components.views.panel.pack` of the article, as "panel".
    selection : Selection
        The place, filters and tab on screen.
    key : str
        Where the component keeps what it sent.
    """

    def chosen() -> None:
        event = state.component_value(key).get("event")
        if isinstance(event, dict):
            obey(cast("Mapping[str, Any]", event))

    front.element("panel", "panel-start.js")(
        key=key,
        data={
            "version": version,
            "selection": asdict(selection),
            "article": state.article_id(),
            "correctable": state.kept_article() is not None,
        },
        on_event_change=chosen,
    )


def obey(event: Mapping[str, Any]) -> None:
    """
    Take over what the reader chose in the panel; an event without all of it is ignored.

    Parameters
    ----------
    event : mapping
        The place, filters, tab and name chosen, as the panel sent them; and "article", the id in
        the address, where Back or Forward led to another choice in the article on screen, or
        "arrive", the address, where they led elsewhere; or "correct", where the name is to be
        corrected; or "quote", the index of one whose speaker is to be corrected; or "missed",
        words that are a name which the engine did not find, and "sentence", where they stand; or
        "undo" or "unsay", the entry of a decision on a name or a quote that is to be taken back.
    """
    if not event.keys() >= _FIELDS:
        return
    wanted = Selection(
        place=_word(event["place"]),
        speaker=_word(event["speaker"]),
        speech=state.voice(_word(event["speech"])),
        tab=_word(event["tab"]) or "",
        name=_index(event["name"]),
        rival=_word(event["rival"]),
    )
    article, address = _word(event.get("article")), _word(event.get("arrive"))
    if address is not None:
        state.arrive_at(address)
    elif article is not None:
        state.arrive(article, wanted)
    else:
        state.choose(wanted)
    if state.kept_article() is not None:
        _correct(event)


def _correct(event: Mapping[str, Any]) -> None:
    """Ask what a name stands for or whose words a quote is, or take a decision back."""
    quote, missed = _index(event.get("quote")), event.get("missed")
    if event.get("correct") is True:
        state.ask(state.CORRECTION)
        state.look_again()
    elif quote is not None:
        state.ask(state.SPEAKER, quote)
        state.look_again()
    elif isinstance(missed, str):
        state.ask(state.MISSED, (missed[:_LONGEST_NAME], _index(event.get("sentence"))))
        state.look_again()
    for key in ("undo", "unsay"):
        entry = _index(event.get(key))
        if entry is not None:
            _take_back(entry, of_name=key == "undo")


def _take_back(entry: int, *, of_name: bool) -> None:
    """Take a decision back; a name's place may be another one then."""
    try:
        cached.turn(entry, back=True)
    except CaseError as refused:
        state.look_again(str(refused))
        return
    if of_name:
        state.correct(state.get_selection().name)
    state.look_again()


def _word(value: object) -> str | None:
    """Return a word that the panel sent, None for nothing and for anything else."""
    return value if isinstance(value, str) and value else None


def _index(value: object) -> int | None:
    """Return an index that the panel sent, None for anything else."""
    found = whole_number(value)
    return found if found is not None and 0 <= found < _MOST_NAMES else None
