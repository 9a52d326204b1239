"""What the map shows: sent while a menu is open, in a fragment of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from components import front, state

if TYPE_CHECKING:
    from collections.abc import Callable


@st.fragment
def render() -> None:
    """Listen to the map; what it tells reruns this alone, never the page."""
    with st.container(key="dl-sight"):
        _element()(key=state.SIGHT, on_box_change=_heard)
    if state.is_behind():
        st.rerun()


def _heard() -> None:
    state.see(state.component_value(state.SIGHT).get("box"))


@cache
def _element() -> Callable[..., object]:
    """Register the component once."""
    return st.components.v2.component("dateline_sight", js=front.script("sight.js"))
