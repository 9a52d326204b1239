"""What the dialogs have in common: how they open and close, one of several, a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar
from zlib import crc32

import streamlit as st

from components import state
from components.views.words import markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_REASON = 500  # code points
_Key = TypeVar("_Key")
_Form = TypeVar("_Form", bound=Callable[..., None])


def titled(title: str, *, width: Literal["medium", "large"] = "medium") -> Callable[[_Form], _Form]:
    """Return what draws a form as the dialog of a title, which is forgotten when it is shut."""
    return st.dialog(title, width=width, on_dismiss=state.closing())


def one_of(label: str, words: Mapping[_Key, str], key: str) -> _Key | None:
    """
    Ask for one of several; the first, until another is chosen.

    Parameters
    ----------
    label
        What they are.
    words
        What is said of each, by what is returned.
    key
        Of the field.
    """
    if not words:
        return None
    # other options are another widget: a browser tells its choice in words of the list it had
    told = crc32("\n".join(words.values()).encode())
    return st.radio(
        label,
        list(words),
        format_func=lambda each: markdown(words[each]),
        key=state.asked_key(f"{key}-{told:08x}"),
    )


def reason(name: str) -> str | None:
    """Ask for a reason, in a form of a name; return it once it is sent, None before."""
    with st.form(name, border=False):
        why = st.text_input(
            "Why, for the log (may be left out)",
            max_chars=_LONGEST_REASON,
            key=state.asked_key(f"{name}-why"),
        )
        sent = st.form_submit_button("Save", type="primary", key=state.asked_key(f"{name}-save"))
    return why if sent else None
