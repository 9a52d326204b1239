"""What a name stands for, said by the analyst: a dialog that writes one decision into the case."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.views.correction import sought
from components.views.words import markdown, sentence
from geo import CaseError

if TYPE_CHECKING:
    from components.views.correction import CorrectionView, Option
    from components.views.shown import Bare, Shown

_LONGEST_REASON = 500  # code points
_LONGEST_NAME = 120
_ONE, _ALL = "This mention alone", "Every mention in this article"


def render(shown: Shown | Bare) -> None:
    """
    Draw the dialog, where a name is being corrected.

    Parameters
    ----------
    shown
        The article on screen, one of the case.
    """
    if state.is_asking(state.CORRECTION):
        view = cached.name_of(shown, state.get_selection().name)
        if view is None:
            state.stop_asking()
        else:
            _dialog(view, state.asking_since(shown.entry))


@st.dialog("Wrong place?", width="medium", on_dismiss=state.stop_asking)
def _dialog(view: CorrectionView, expect: int) -> None:
    form(view, expect)


def form(view: CorrectionView, expect: int) -> None:
    """
    Ask what a name stands for, and write the answer into the case.

    Parameters
    ----------
    view
        The name, and what can be said of it.
    expect
        The last entry of the log that was on screen when it was asked for.
    """
    st.html(
        f'<p class="dl-name-asked"><b><bdi>{escape(view.name)}</bdi></b> · '
        f'{escape(view.now)}</p><blockquote class="dl-asked" dir="auto">{escape(view.sentence)}'
        "</blockquote>"
    )
    options = _options(view)
    with st.form("correction", border=False):
        chosen = st.radio(
            "It is",
            list(options),
            format_func=lambda key: markdown(options[key].words),
            index=None,
            key="correction-answer",
        )
        scope = _ONE
        if view.mentions > 1:
            scope = st.radio(
                f"Of {view.mentions:,} mentions of this name",
                (_ONE, _ALL),
                key="correction-scope",
                horizontal=True,
            )
        why = st.text_input(
            "Why, for the log (may be left out)",
            max_chars=_LONGEST_REASON,
            key="correction-why",
        )
        sent = st.form_submit_button("Save", type="primary", key="correction-save")
    if not sent:
        return
    if chosen is None:
        st.error("Choose what it is first.")
        return
    try:
        cached.decide(view, options[chosen].said, why=why, expect=expect, everywhere=scope == _ALL)
    except CaseError as refused:
        st.error(f"{markdown(sentence(str(refused)))} Nothing was saved.")
        return
    state.stop_asking()
    state.correct(state.get_selection().name)
    st.rerun()


def _options(view: CorrectionView) -> dict[str, Option]:
    """Return the answers by key, with the places of a name that the analyst looks up."""
    name = st.text_input(
        "Look up another place by its name", max_chars=_LONGEST_NAME, key="correction-sought"
    )
    found = cached.look_up(name) if name.strip() else ()
    if name.strip() and not found:
        st.text("The gazetteer has no place of that name.")
    return {option.key: option for option in sought(view, found)}
