"""The list beside the map of a whole case: filters, a timeline, and a page of what is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from components import cached, front, state
from components.views import listing
from components.views.json import whole_number
from geo import CaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.state import Selection
    from components.views.listing import Found
    from components.views.whole import Whole

_MOST_CHOICES = 200  # of publishers, speakers and countries, in a list to choose from
_LONGEST = 200  # code points of a word that the browser sends
_LONGEST_ADDRESS = 2_000
_MOST_PAGES = 1_000_000


def render(whole: Whole, found: Found, selection: Selection, *, key: str) -> None:
    """
    Draw the list; what the reader asks for there goes to `components.state`.

    Parameters
    ----------
    whole
        The case.
    found
        What is asked of it.
    selection
        The same, as the reader chose it.
    key
        Where the component keeps what it sent.
    """

    def told() -> None:
        event = state.component_value(key).get("event")
        if isinstance(event, dict):
            obey(cast("Mapping[str, Any]", event))

    view = listing.build(whole, found, tab=selection.tab, sort=selection.sort, page=selection.page)
    front.element("whole")(
        key=key,
        data={
            **view,
            "choices": choices(whole),
            "chosen": {
                **dict(selection.more),
                "speaker": selection.speaker or "",
                "voice": selection.speech or "",
            },
        },
        on_event_change=told,
    )


def choices(whole: Whole) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen from for each filter that has a list: values and words."""
    publishers = sorted({name for item in whole.items for name in item.publishers})
    speakers = [(name, f"{name} ({count:,})") for name, count in whole.speakers.items()]
    return {
        "voice": list(listing.VOICES.items()),
        "speaker": speakers[:_MOST_CHOICES],
        "publisher": [(name, name) for name in publishers[:_MOST_CHOICES]],
        "country": list(whole.countries.items())[:_MOST_CHOICES],
        "class": list(whole.classes.items()),
        "by": list(listing.BY.items()),
        "score": [(value, f"{value} or more") for value in ("0.5", "0.7", "0.9", "0.95")],
    }


def obey(event: Mapping[str, Any]) -> None:
    """
    Do what the reader asked for; what is no such thing is ignored.

    Parameters
    ----------
    event
        One of: "filter", a key and its value ("" takes it away), or several; "clear"; "tab";
        "sort"; "page"; "place", a mark's key to choose or to leave; "open", an article's id;
        "arrive", the address that Back or Forward led to; "rule", what is to be said, and "of",
        the mark's key or the article's id that it is said of; "undo", the entry of a decision.
    """
    now = state.get_selection()
    if _decided(event):
        return
    if isinstance(event.get("arrive"), str):
        state.arrive_at(event["arrive"][:_LONGEST_ADDRESS])
    elif isinstance(event.get("open"), str):
        state.open_at(event["open"], now.place, now.speaker, now.speech)
    elif event.get("clear") is True:
        state.narrow(replace(now, place=None, speaker=None, speech=None, more=(), page=1))
    elif isinstance(event.get("filter"), dict):
        state.narrow(_filtered(now, event["filter"]))
    elif isinstance(event.get("place"), str):
        place = event["place"][:_LONGEST]
        state.narrow(
            replace(now, place=None if place in {"", now.place} else place, tab="evidence", page=1)
        )
    elif isinstance(event.get("tab"), str):
        state.narrow(replace(now, tab=event["tab"], sort="", page=1))
    elif isinstance(event.get("sort"), str):
        state.narrow(replace(now, sort=event["sort"], page=1))
    else:
        page = whole_number(event.get("page"))
        if page is not None:
            state.narrow(replace(now, page=min(max(page, 1), _MOST_PAGES)))


def _decided(event: Mapping[str, Any]) -> bool:
    """Ask what is to be said in the whole case, or take it back; return whether that was asked."""
    undo, what, of = whole_number(event.get("undo")), event.get("rule"), event.get("of")
    if undo is not None:
        _take_back(undo)
    elif isinstance(what, str) and isinstance(of, str):
        state.ask(state.RULING, (what[:_LONGEST], of[:_LONGEST]))
        state.look_again()
    else:
        return False
    return True


def _take_back(entry: int) -> None:
    """Take a decision of the case back."""
    try:
        cached.turn(entry, back=True)
    except CaseError as refused:
        state.look_again(str(refused))
    else:
        state.look_again()


def _filtered(now: Selection, wanted: Mapping[str, Any]) -> Selection:
    """Return a selection with some filters changed; the state keeps those that there are."""
    more = dict(now.more)
    for key, value in wanted.items():
        word = value[:_LONGEST] if isinstance(value, str) else ""
        if key == "speaker":
            now = replace(now, speaker=word or None)
        elif key == "voice":
            now = replace(now, speech=state.voice(word))
        elif word:
            more[key] = word
        else:
            more.pop(key, None)
    return replace(now, more=tuple(more.items()), page=1)
