"""An article of the case as it came, beside its words: a dialog with the passage marked in it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, dialog, front, state
from components.views.words import markdown, sentence
from geo import ArticleError, CaseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.views.passages import Passage
    from components.views.shown import Shown
    from geo import Look


def render(shown: Shown) -> None:
    """Draw the dialog, where the article of the case that is on screen is to be looked at."""
    article = state.kept_article()
    if article is not None and state.is_asking(state.ORIGINAL):
        dialog.titled("The article as it came", width="large")(_look)(shown, article)


def _look(shown: Shown, article: str) -> None:
    passages = cached.passages(shown)
    at = _passage(passages)
    key = state.asked_key(f"original-page-{at}")  # of a PDF, that was turned to for this passage
    try:
        with st.spinner("Opening it\u2026"):
            look = cached.look(article, passages[at].text, state.turned_to(key))
    except (ArticleError, CaseError) as trouble:
        st.error(markdown(sentence(str(trouble))))
        return
    st.text(_said(look))
    if look.pages > 1:
        st.number_input(
            f"Page, of {look.pages}", min_value=1, max_value=look.pages, value=look.page, key=key
        )
    png = base64.b64encode(look.png).decode()
    front.element("original")(
        key="original-seen", data={"html": look.html, "png": png, "told": _alt(look)}
    )


def _passage(passages: Sequence[Passage]) -> int:
    """Ask which passage is looked for: one at the place that is chosen, until another is."""
    place = state.get_selection().place
    return st.selectbox(
        "Passage",
        range(len(passages)),
        index=next((i for i, each in enumerate(passages) if place in each.marks), 0),
        format_func=lambda at: passages[at].words,
        key="original-passage",
    )


def _said(look: Look) -> str:
    if look.found:
        return "The passage is marked."
    where = "on this page" if look.pages > 1 else "in it"
    return f"The passage was not found {where}: it may be split there, or written otherwise."


def _alt(look: Look) -> str:
    """Say in words what is shown."""
    if look.html:
        return "The page as it came, without its scripts and pictures"
    return f"Page {look.page} of the PDF" + (", the passage marked" if look.found else "")
