"""The header: the name, the article's title, and one line of where it is from and of figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from components.views.header import HeaderView

_NAME = '<p class="dl-name">Date<b>line</b></p>'
_SKIP = '<a class="dl-skip" href="#dl-start">Skip to the evidence</a>'


def render(view: HeaderView) -> None:
    """
    Draw the header's words.

    Parameters
    ----------
    view
        Title, source and figures; all are escaped here.
    """
    source = f'<span dir="auto">{escape(view.source)}</span> · ' if view.source else ""
    st.html(
        f"{_SKIP}"
        f'<div class="dl-head">{_NAME}'
        '<div class="dl-what">'
        f'<h1 dir="auto" title="{escape(view.title)}">{escape(view.title)}</h1>'
        f"<p>{source}{escape(view.figures)}</p></div></div>"
    )


def render_name(title: str) -> None:
    """Draw the name alone, with a title that is no article's; it is escaped here."""
    words = f'<h1 dir="auto">{escape(title)}</h1>'
    st.html(f'<div class="dl-head">{_NAME}<div class="dl-what">{words}</div></div>')
