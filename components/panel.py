"""The evidence panel: excerpts, article, places and what is not drawn, in one element."""

from __future__ import annotations

from dataclasses import asdict
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
        data={"view": asdict(view), "selection": asdict(selection)},
        on_event_change=chosen,
    )


def obey(event: Mapping[str, Any]) -> None:
    """
    Do what an event of the panel asks; anything unknown is ignored.

    Parameters
    ----------
    event : mapping
        `type` is "select", "read", "clear", "speaker", "speech" or "tab"; `value` is its new value.
    """
    value = event.get("value")
    word = value if isinstance(value, str) and value else None
    match event.get("type"):
        case "select":
            state.select(word)
        case "read":
            state.select(word)
            state.open_tab("evidence")
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


@cache
def _element() -> Callable[..., object]:
    """Register the component once; its files are read from the package."""
    html, css, js = ((_FRONTEND / f"panel.{kind}").read_text("utf-8") for kind in _FILES)
    return st.components.v2.component("dateline_panel", html=html, css=css, js=js)
