"""Whose words a quote is, said by the analyst: a dialog that writes one decision into the case."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

import streamlit as st

from components import cached, dialog, state
from components.views.speaker import said
from components.views.words import markdown, unsaved
from geo import CaseError

if TYPE_CHECKING:
    from components.views.shown import Shown
    from components.views.speaker import SpeakerView

_LONGEST_REASON = 500  # code points
_LONGEST_NAME = 120
_NOBODY, _ANOTHER = "nobody", "another"
_WORDS = {_NOBODY: "Nobody is named", _ANOTHER: "Somebody else"}


def render(shown: Shown) -> None:
    """
    Draw the dialog, where a quote's speaker is being corrected.

    Parameters
    ----------
    shown
        The article on screen, one of the case.
    """
    if state.is_asking(state.SPEAKER):
        view = cached.quote_of(shown, cast("int | None", state.asking_about()))
        if view is None:
            state.stop_asking()
        else:
            dialog.titled("Whose words?")(form)(view, state.asking_since(shown.entry))


def form(view: SpeakerView, expect: int) -> None:
    """
    Ask whose words a quote is, and write the answer into the case.

    Parameters
    ----------
    view
        The quote, and who may have said it.
    expect
        The last entry of the log that was on screen when it was asked for.
    """
    st.html(
        f'<p class="dl-name-asked">{escape(view.now)}</p>'
        f'<blockquote class="dl-asked" dir="auto">{escape(view.quote)}</blockquote>'
    )
    answers = _answers(view)
    with st.form("speaker", border=False):
        chosen = st.radio(
            "They are the words of",
            list(answers),
            format_func=lambda key: markdown(answers[key]),
            index=None,
            key=state.asked_key("speaker-answer"),
        )
        other = st.text_input(
            "Name of somebody else", max_chars=_LONGEST_NAME, key=state.asked_key("speaker-name")
        )
        why = st.text_input(
            "Why, for the log (may be left out)",
            max_chars=_LONGEST_REASON,
            key=state.asked_key("speaker-why"),
        )
        sent = st.form_submit_button("Save", type="primary", key=state.asked_key("speaker-save"))
    if sent:
        if other.strip() and chosen not in {None, _ANOTHER}:
            st.error("You chose one and wrote another name: choose “Somebody else”, or no name.")
        else:
            _save(view, _named(chosen, other), why=why, expect=expect)


def _answers(view: SpeakerView) -> dict[str, str]:
    """Return the words of each answer by its key: the name of a speaker, or what is none."""
    engine = {} if view.engine is None else {f"={view.engine}": f"{view.engine} (the engine)"}
    return engine | {f"={name}": name for name in view.others} | _WORDS


def _named(chosen: str | None, other: str) -> str | None:
    """Return the speaker that was chosen, "" where none was, None where it is nobody."""
    if chosen == _NOBODY:
        return None
    if chosen is None or chosen == _ANOTHER:
        return other.strip()
    return chosen.removeprefix("=")


def _save(view: SpeakerView, name: str | None, *, why: str, expect: int) -> None:
    if name == "":
        st.error("Choose who it is first, or write the name.")
        return
    try:
        cached.attribute(view, said(name), why=why, expect=expect)
    except CaseError as refused:
        st.error(markdown(unsaved(refused)))
        return
    state.stop_asking()
    st.rerun()
