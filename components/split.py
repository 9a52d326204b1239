"""The handle between the map and what stands beside it; the browser alone moves it."""

from __future__ import annotations

import streamlit as st

from components import front


def render() -> None:
    """Draw the handle: called outside every fragment, that no click sends it again."""
    with st.container(key="dl-split"):
        front.element("split")(key="split")
