"""The modes of one workspace: to read, to review, to publish; and the keys that lead to them."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components import front, state

Mode = Literal["read", "review"]


def render(now: Mode, *, left: int | None = None, can_review: bool = True) -> None:
    """
    Draw the ways to read and to review, and out of a review the one to publish.

    Parameters
    ----------
    now
        The mode that the page is in.
    left
        How many names are left to review; None where that is not known.
    can_review
        Whether what is on screen can be reviewed: it is of a case.
    """
    st.button("Read", key="dl-mode-read", on_click=_read if now == "review" else None)
    if can_review:
        st.button(
            f"Review {left:,}" if left else "Review",
            key="dl-mode-review",
            on_click=state.review if now == "read" else None,
        )
    if now == "review":
        st.button("Publish", key="dl-mode-publish", on_click=_read)  # keys.js then opens the menu


def render_keys(now: Mode) -> None:
    """Draw the button that tells the keys; its script listens to them."""
    front.element("keys")(key="dl-keys", data={"now": now})


def _read() -> None:
    state.review(wanted=False)
