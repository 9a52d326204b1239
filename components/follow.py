"""Whether the case was changed elsewhere: the browser asks the server's door, outside every run."""

from __future__ import annotations

import streamlit as st

from components import front
from components.views.follow import HEAD


def render(head: str, *, key: str) -> None:
    """
    Have the browser look for another head every other second, and draw the page again then.

    Parameters
    ----------
    head
        The hash of the last entry that the page shows.
    key
        Tells two of these apart.
    """
    with st.container(key="dl-follow"):
        front.unseen("follow")(key=key, data={"head": head, "at": HEAD}, on_changed_change=_changed)


def _changed() -> None:
    """Take the word over; the run that it begins draws the page."""
