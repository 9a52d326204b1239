"""A name that the engine missed: the analyst writes or selects it, and says which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from components import cached, state
from components.views.words import markdown

if TYPE_CHECKING:
    from components.views.correction import CorrectionView
    from components.views.missed import Found
    from components.views.shown import Shown

_LONGEST_NAME = 120  # code points


def ask(shown: Shown) -> CorrectionView | None:
    """
    Ask for a name and where in the article it stands.

    Parameters
    ----------
    shown
        The article on screen, one of the case.

    Returns
    -------
    CorrectionView or None
        What can be said of it; None while it is not found.
    """
    taken, sentence = cast("tuple[str, int | None]", state.asking_about() or ("", None))
    words = st.text_input(
        "The name, as the article writes it",
        taken,
        max_chars=_LONGEST_NAME,
        key=state.asked_key("missed-name"),
    )
    if not words.strip():
        return None
    found = cached.find(shown, words, sentence)
    if not found:
        st.text("The article has no such words, or they are a name of a place already.")
        return None
    where = found[0]
    if len(found) > 1:
        own = {each.span.start: each for each in found}
        at = st.radio(
            "Where",
            list(own),
            format_func=lambda at: _told(own[at]),
            key=state.asked_key("missed-at"),
        )
        where = own[at]
    return cached.missed(shown, where.span)


def _told(found: Found) -> str:
    """Return words with what stands round them, as Markdown that is nothing else."""
    sides = [markdown(" ".join(side.split())) for side in (found.before, found.after)]
    name = markdown(" ".join(found.words.split()))
    return f"¶{found.paragraph + 1}: {sides[0]} **{name}** {sides[1]}"
