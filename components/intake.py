"""New article: paste it or bring a text file; the one before stays a step back."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from geo import ArticleError

_NOTHING = (
    "No place was found in this text, so there is nothing to map. "
    "Give the full text of a news article that names towns, provinces or countries."
)


def render(*, key: str) -> None:
    """
    Draw the button that opens the dialog.

    Parameters
    ----------
    key
        Tells two of these apart.
    """
    if st.button("New article", key=f"{key}-open"):
        _dialog(key)


def render_way_back(*, key: str) -> None:
    """Draw the ways back to the article before and to the sample, where there are any."""
    if state.can_go_back():
        st.button("Previous article", key=f"{key}-back", on_click=state.go_back)
    if not state.sample_is_near():
        st.button("Sample article", key=f"{key}-sample", on_click=state.open_article, args=(None,))


@st.dialog("New article", width="medium")
def _dialog(key: str) -> None:
    """Show the form over the page."""
    form(key=key)


def form(*, key: str) -> None:
    """
    Ask for a text, and open it when a place is found in it.

    Parameters
    ----------
    key
        Tells two of these apart.
    """
    st.text("It stays on this machine and in this session; nothing is sent anywhere.")
    with st.form(f"{key}-form", border=False):
        words = st.text_area(
            "Text of the article",
            key=f"{key}-words",
            height=260,
            placeholder="Paste the article here, its headline on the first line",
        )
        upload = st.file_uploader("or a text file", type=["txt"], key=f"{key}-file")
        sent = st.form_submit_button("Map this article", type="primary")
    if not sent:
        return
    data = upload.getvalue() if upload is not None else words.encode("utf-8", "surrogatepass")
    trouble = take(data)
    if trouble is None:
        st.rerun()
    st.error(trouble)


def take(data: bytes) -> str | None:
    """
    Open an article when it can be read and names a place.

    Parameters
    ----------
    data
        The article's bytes.

    Returns
    -------
    str or None
        What is wrong with it, for the reader; None when it is now on screen.

    Raises
    ------
    DataError
        When the engine's data are missing or altered.
    """
    try:
        shown = cached.show(data)
    except ArticleError as refused:
        return _sentence(str(refused))
    if not shown.header.found:
        return _NOTHING
    state.open_article(data)
    return None


def _sentence(words: str) -> str:
    """Return a message with a capital and a full stop, safe as Markdown."""
    plain = "".join(f"\\{ch}" if ch in "\\`*_{}[]()#+-!|<>$:~" else ch for ch in words)
    return plain[:1].upper() + plain[1:] + ("" if plain.endswith((".", "!", "?")) else ".")
