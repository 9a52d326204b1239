"""For which mentions an answer holds, and what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.views.correction import Scope
from components.views.effects import to_html
from components.views.words import markdown, unsaved
from geo import CaseError

if TYPE_CHECKING:
    from components.views.correction import CorrectionView, Option


def ask(view: CorrectionView, *, as_rule: bool) -> Scope:
    """Ask for which mentions an answer holds: this one, or a rule, until another is chosen."""
    words = {
        Scope.ONE: "This mention alone",
        Scope.ARTICLE: f"Every mention in this article ({view.mentions:,})",
        Scope.CASE: "Every mention in the case",
        Scope.RULE: "Every mention, those to come too (a rule)",
    }
    if view.mentions == 1:
        del words[Scope.ARTICLE]
    scopes = list(words)
    return st.radio(
        "It holds for",
        scopes,
        index=scopes.index(Scope.RULE) if as_rule else 0,
        format_func=words.__getitem__,
        key=state.asked_key("correction-scope"),
    )


def preview(view: CorrectionView, option: Option | None, scope: Scope) -> None:
    """
    Show what an answer changes, where it holds for more than one mention.

    Parameters
    ----------
    view
        The name.
    option
        The answer; None while there is none.
    scope
        For which mentions.
    """
    if option is None or scope is Scope.ONE:
        return
    try:
        with st.spinner("Looking at what it changes\u2026"):
            effects = cached.preview(view, option.said, scope)
    except CaseError as refused:
        st.error(markdown(unsaved(refused)))
        return
    st.html(to_html(effects))
