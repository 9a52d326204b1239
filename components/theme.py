"""The page's look: the style sheet, the places for its parts, and the page of trouble."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from components.views.words import sentence

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_SHEET = Path(__file__).parent / "frontend" / "page.css"


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(_SHEET)


def header() -> DeltaGenerator:
    """Return the bar across the top."""
    return st.container(key="dl-header")


def notice(sentences: tuple[str, ...]) -> None:
    """
    Say what the engine has to do without, in one quiet line under the header that opens.

    Parameters
    ----------
    sentences
        Shown as plain text; nothing is seen of none, but its place is kept: what stands below
        would be another part of the page at another place, and the map loaded anew.
    """
    place = st.empty()
    if sentences:
        words = " ".join(escape(sentence(each)) for each in sentences)
        place.html(
            '<div role="status" class="dl-notice">'
            f"<details><summary>{words}</summary></details></div>"
        )


def modes() -> DeltaGenerator:
    """Return the place for the modes: in the middle of the header, or along the bottom."""
    return st.container(key="dl-modes", horizontal=True, gap=None)


def actions() -> DeltaGenerator:
    """Return the row of buttons in the header, for windows with room for it."""
    return st.container(key="dl-actions", horizontal=True, gap="small")


def menu() -> DeltaGenerator:
    """Return the one menu that stands for the row of buttons on a narrow window."""
    return st.container(key="dl-menu").popover("Menu")


def work() -> tuple[DeltaGenerator, DeltaGenerator]:
    """
    Lay out what is under the header.

    Returns
    -------
    tuple of DeltaGenerator
        The evidence and the map, in the order the keyboard meets them; the style sheet puts
        the map on the left.
    """
    both = st.container(key="dl-work")
    panel = both.container(key="dl-panel")
    panel.html('<span id="dl-start" class="dl-start" tabindex="-1"></span>')
    return panel, both.container(key="dl-map")


def trouble(message: str, *, of_case: bool = False) -> None:
    """
    Show a page that says what is wrong and how to mend it, in place of everything else.

    Parameters
    ----------
    message
        What the engine said; shown as plain text.
    of_case
        Whether the case is to blame, and not the engine's data.
    """
    with st.container(key="dl-trouble"):
        title = "This case cannot be opened" if of_case else "Dateline cannot start"
        st.title(title, anchor=False)
        st.text(sentence(message))
        if not of_case and "dateline check" not in message:
            st.text("Run “dateline check” to see what is missing and how to mend it.")
        st.text("Then load this page again.")
