"""The evidence panel: excerpts, article, places and what is not drawn, in one element."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from components import state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from components.state import Selection
    from components.views.panel import PanelView

_FRONTEND = Path(__file__).parent / "frontend"
_FILES = ("html", "css", "js")
_MOST_NAMES = 1_000_000  # no article within the engine's bounds has more


def render(view: PanelView, selection: Selection, *, key: str) -> None:
    """
    Draw the panel; what the reader chooses there goes to `components.state`.

    Parameters
    ----------
    view : PanelView
        What the panel says about one article.
    selection : Selection
        The place, filters and tab on screen.
    key : str
        Where the component keeps what it sent.
    """

    def chosen() -> None:
        event = state.component_value(key).get("event")
        if isinstance(event, dict):
            obey(cast("Mapping[str, Any]", event))

    _element()(
        key=key,
        data={"view": _plain(view), "selection": asdict(selection)},
        on_event_change=chosen,
    )


def obey(event: Mapping[str, Any]) -> None:
    """
    Do what an event of the panel asks; anything unknown is ignored.

    Parameters
    ----------
    event : mapping
        `type` is "select", "read", "rival", "clear", "speaker", "speech" or "tab"; `value` is its
        new value; `name`, with the first three, is the index of the name whose receipt is open.
    """
    value, name = event.get("value"), _index(event.get("name"))
    word = value if isinstance(value, str) and value else None
    match event.get("type"):
        case "select":
            state.select(word, name)
        case "read":
            state.select(word, name)
            state.open_tab("evidence")
        case "rival" if name is not None:
            state.show_rival(name, word)
        case "clear":
            state.clear()
        case "speaker":
            state.keep_speaker(word)
        case "speech":
            state.keep_speech(word)
        case "tab":
            state.open_tab(word or "")
        case _:
            return


def _plain(view: PanelView) -> dict[str, Any]:
    """Return the view's fields as they are: copying them all would cost more than a click may."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


def _index(value: object) -> int | None:
    """Return an index that the panel sent, None for anything else (a number may come as 3.0)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if 0 <= value < _MOST_NAMES else None


@cache
def _element() -> Callable[..., object]:
    """Register the component once; its files are read from the package."""
    html, css, js = ((_FRONTEND / f"panel.{kind}").read_text("utf-8") for kind in _FILES)
    return st.components.v2.component("dateline_panel", html=html, css=css, js=js)
