"""What the map shows: sent while a menu is open, in a fragment of its own."""

from __future__ import annotations

import streamlit as st

from components import front, state


@st.fragment
def render() -> None:
    """Listen to the map; what it tells reruns this alone, never the page."""
    with st.container(key="dl-sight"):
        front.unseen("sight")(key=state.SIGHT, on_box_change=_heard)
    if state.is_behind():
        st.rerun()


def _heard() -> None:
    state.see(state.component_value(state.SIGHT).get("box"))
