"""The offer of GeoNames' own table of a country, where an article names what the data lack."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.views import offer as view
from components.views.words import sentence

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from components.getting import Getter
    from components.views.shown import Shown
    from geo import Lacking

_MOMENT = 1.0  # seconds that a page waits before it says how far the work has come
_LOOK_SECONDS = 1.0  # between two looks at it
_LICENCE = "GeoNames\u2019 data are under CC BY 4.0: name GeoNames where you publish."


def render(shown: Shown, *, key: str) -> None:
    """
    Draw one line under the header: what is lacking and can be had, or what became of it.

    Nothing is asked of anybody before a button is pressed.

    Parameters
    ----------
    shown
        The article on screen.
    key
        Tells two of these apart.
    """
    getter = cached.getter()
    wanted = next((each for each in shown.lacking if cached.lacks_table(each.country)), None)
    with st.empty():  # kept where there is no line: what stands below stays the same part
        _render(shown, wanted, getter, key)


def _render(shown: Shown, wanted: Lacking | None, getter: Getter, key: str) -> None:
    if not cached.may_install():
        _tell(wanted)
    elif getter.is_busy:
        with _line():
            _work(getter, key)
    elif getter.trouble is not None:
        with _line():
            _trouble(getter, wanted, key)
    elif getter.phase == "got" and _is_about(getter, shown):
        with _line():
            _result(shown, getter, key)
    elif wanted is not None:
        with _line():
            _offer(shown, wanted, getter, key)


def _line() -> DeltaGenerator:
    return st.container(key="dl-offer", horizontal=True, vertical_alignment="center", gap="small")


def _is_about(getter: Getter, shown: Shown) -> bool:
    """Return whether a table was got for the article on screen."""
    return getter.before is not None and getter.before.article == shown.answers.article


def _tell(wanted: Lacking | None) -> None:
    """Tell a reader who may not install what whoever runs the server can do."""
    if wanted is not None:
        with _line():
            _say(view.ask_another(wanted), view.named(wanted))


def _offer(shown: Shown, wanted: Lacking, getter: Getter, key: str) -> None:
    """Offer the table: first its size, then the table."""
    is_told = getter.phase == "told" and getter.country == wanted.country
    more = f"{view.named(wanted)}\n{_LICENCE}"
    _say(view.offer(wanted, getter.size if is_told else None), more)
    if not is_told:
        st.button("Ask its size", key=f"{key}-ask", on_click=getter.ask, args=(wanted,))
        return
    get = (wanted, shown.answers)
    st.button("Get it", key=f"{key}-get", type="primary", on_click=getter.get, args=get)
    st.button("No", key=f"{key}-no", on_click=getter.close)


def _trouble(getter: Getter, wanted: Lacking | None, key: str) -> None:
    """Say why the table could not be had, or not be taken away."""
    _say(sentence(getter.trouble or ""), f"{getter.name}: {_LICENCE}", alarm=True)
    if wanted is not None:
        st.button("Try again", key=f"{key}-again", on_click=getter.ask, args=(wanted,))
    st.button("Close", key=f"{key}-close", on_click=getter.close)


def _work(getter: Getter, key: str) -> None:
    """Show how far it has come until it is done, with a button that ends it."""
    if getter.wait(_MOMENT):
        getter.settle()
        st.rerun()
    st.fragment(_look, run_every=_LOOK_SECONDS)(getter, key)


def _look(getter: Getter, key: str) -> None:
    if getter.wait(0):
        getter.settle()
        st.rerun()
    if state.is_behind():
        st.rerun()
    share, words = view.progress(*getter.stage)
    with st.container(key="dl-offer-now", horizontal=True, vertical_alignment="center"):
        st.progress(share, words)
        st.button("Stop", key=f"{key}-stop", on_click=getter.stop)


def _result(shown: Shown, getter: Getter, key: str) -> None:
    """Say what changed, and offer the way back."""
    found = () if getter.before is None else view.changes(getter.before, shown.answers)
    _say(view.became(getter.name, found), "\n".join([*view.rows(found), _LICENCE]))
    st.button("Undo", key=f"{key}-undo", on_click=getter.take_away)
    st.button("Close", key=f"{key}-close", on_click=getter.close)


def _say(words: str, more: str, *, alarm: bool = False) -> None:
    """Say a sentence that opens to more; both are plain text."""
    role = "alert" if alarm else "status"
    lines = "".join(f"<p>{escape(line)}</p>" for line in more.split("\n"))
    st.html(
        f'<div role="{role}" class="dl-offer"><details><summary>{escape(words)}</summary>'
        f"{lines}</details></div>"
    )
