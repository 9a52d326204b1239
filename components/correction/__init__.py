"""What a name stands for, said by the analyst: a dialog that writes one decision into the case."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, dialog, state
from components.correction import elsewhere, missed, reach, small
from components.views.correction import Scope, Way, way_of, with_class
from components.views.shown import Shown
from components.views.words import markdown, unsaved
from geo import CaseError, Precision, scale

if TYPE_CHECKING:
    from components.views.correction import CorrectionView, Option
    from components.views.shown import Bare

_ELSEWHERE = "elsewhere"


def render(shown: Shown | Bare) -> None:
    """
    Draw the dialog, where a name is being corrected.

    Parameters
    ----------
    shown
        The article on screen, one of the case.
    """
    if state.is_asking(state.MISSED) and isinstance(shown, Shown):
        dialog.titled("A name that was missed")(_missed)(shown, state.asking_since(shown.entry))
    elif state.is_asking(state.CORRECTION):
        view = cached.name_of(shown, state.get_selection().name)
        if view is None:
            state.stop_asking()
        else:
            dialog.titled("Wrong place?")(form)(view, state.asking_since(shown.entry))


def _missed(shown: Shown, expect: int) -> None:
    view = missed.ask(shown)
    if view is not None:
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
    opened = way_of(state.asking_about())
    option = _answer(view, opened)
    left, right = st.columns(2)
    with right:
        option = with_class(option, _class())
    with left:  # nothing of the kind is found elsewhere: what a rule holds for is
        scope = Scope.ONE if view.missed else reach.ask(view, as_rule=opened is Way.RULE)
    reach.preview(view, option, scope)
    why = dialog.reason("correction")
    if why is not None and option is None:
        st.error("Choose what it is first.")
    elif why is not None and option is not None:
        _save(view, option, why, expect, scope)


def _answer(view: CorrectionView, opened: Way | None) -> Option | None:
    """Return what is chosen, drawn on a map: what the name could mean, or what is said instead."""
    options = {option.key: option for option in view.options}
    numbers = _numbers(view)

    def told(key: str) -> str:
        if key == _ELSEWHERE:
            return "Somewhere else: by its name, a point, within \u2026"
        return f"{numbers.get(key, '')}{markdown(options[key].words)}"

    keys = [*options, _ELSEWHERE]
    first = {None: None, Way.RULE: 0}.get(opened, len(options))
    chosen = st.radio(
        "It is",
        keys,
        format_func=told,
        index=first,
        key=state.asked_key("correction-answer"),
    )
    if chosen == _ELSEWHERE:
        return elsewhere.render(view, opened)
    option = None if chosen is None else options[chosen]
    small.render(view, option)
    return option


def _numbers(view: CorrectionView) -> dict[str, str]:
    """Return the number of each answer that is a place, as Markdown that begins no list."""
    placed = [option.key for option in view.options if option.place is not None]
    return {key: f"**{number}** \u00b7 " for number, key in enumerate(placed, start=1)}


def _class() -> Precision | None:
    words = {grade: f"{grade.value}: {row.words}" for grade, row in scale().items()}
    words[Precision.P0] = "as the answer has it"
    chosen = st.selectbox(
        "How precisely (class)",
        list(words),
        format_func=words.__getitem__,
        key=state.asked_key("correction-class"),
    )
    return None if chosen is Precision.P0 else chosen


def _save(view: CorrectionView, option: Option, why: str, expect: int, scope: Scope) -> None:
    try:
        cached.decide(view, option.said, why=why, expect=expect, scope=scope)
    except CaseError as refused:
        st.error(markdown(unsaved(refused)))
        return
    state.stop_asking()
    if not view.missed:
        state.correct(state.get_selection().name)
    st.rerun()
