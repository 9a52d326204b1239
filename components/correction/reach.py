"""For which mentions an answer holds, and what it would change."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.views.correction import Scope
from components.views.words import markdown, unsaved
from geo import CaseError

if TYPE_CHECKING:
    from components.views.correction import CorrectionView, Option
    from components.views.effects import Change, Effects


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
    rows = "".join(map(_row, effects.changes))
    more = f"<p>and {effects.more:,} more</p>" if effects.more else ""
    told = f"<p><b>{_counted(effects)}</b></p><ul>{rows}</ul>{more}"
    st.html(f'<section class="dl-effects" aria-label="What it changes">{told}</section>')


def _counted(effects: Effects) -> str:
    if not effects.mentions:
        return "It changes nothing that is in the case now."
    names = "1 mention" if effects.mentions == 1 else f"{effects.mentions:,} mentions"
    held = "1 article" if effects.articles == 1 else f"{effects.articles:,} articles"
    return f"It changes {names} in {held}:"


def _row(change: Change) -> str:
    return (
        f'<li><span dir="auto">{escape(change.before)}<mark>{escape(change.name)}</mark>'
        f"{escape(change.after)}</span><small><bdi>{escape(change.title)}</bdi> · now "
        f"{escape(change.now)}</small></li>"
    )
