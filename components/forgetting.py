"""An article taken out of the case for good: a dialog that asks once, and why."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, dialog, state
from components.views.words import markdown, sentence
from geo import CaseError

if TYPE_CHECKING:
    from components.casework import Listing
    from geo import Kept

_LONGEST_REASON = 500  # code points
_WHAT = (
    "Its original, its text and every word of it are taken out of the case for good, and what was "
    "decided of it. This cannot be undone. The log keeps the article's hash, the day, who did it "
    "and why. What was exported or copied before stays where it is."
)


def render(listing: Listing) -> None:
    """Draw the dialog, where the article of the case that is on screen is to be forgotten."""
    if not state.is_asking(state.FORGET):
        return
    found = [each for each in listing.articles if each.article == state.kept_article()]
    if found:
        dialog.titled("Forget this article?")(_form)(listing, found[0])
    else:
        state.stop_asking()


def _form(listing: Listing, kept: Kept) -> None:
    """Ask why, and take the article out."""
    title = " ".join(kept.title.split()) or f"Article {kept.article[:8]}"
    st.html(f'<p class="dl-name-asked"><b><bdi>{escape(title)}</bdi></b></p>')
    st.text(_WHAT)
    with st.form("forget", border=False):
        why = st.text_input(
            "Why, for the log", max_chars=_LONGEST_REASON, key=state.asked_key("forget-why")
        )
        sent = st.form_submit_button(
            "Forget it for good", type="primary", key=state.asked_key("forget-it")
        )
    if not sent:
        return
    try:
        done = cached.forget(kept.article, why=why)
    except CaseError as refused:
        st.error(f"{markdown(sentence(str(refused)))} Nothing was taken out.")
        return
    state.stop_asking()
    following = _beside(listing, kept)
    if following is not None:
        state.put_kept(following)
    state.look_again(f"The article is taken out for good, by entry {done.entry:,}.")
    st.rerun()


def _beside(listing: Listing, kept: Kept) -> str | None:
    """Return the article after one in the list, else the one before."""
    ids = [each.article for each in listing.articles]
    at = ids.index(kept.article)
    return next(iter(ids[at + 1 :] or ids[:at][-1:]), None)
