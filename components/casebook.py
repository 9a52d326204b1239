"""The bar of a case: its articles to choose from, and what can be done with the one on screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.views.shown import Shown
from components.views.words import sentence
from geo import CaseError, GeoError

if TYPE_CHECKING:
    from components.casework import Listing
    from components.views.whole import Whole
    from geo import Kept

_LOOK_SECONDS = 2.0  # between two looks whether an article is read
_LONGEST_TITLE = 120  # code points
_NAMELESS = "Untitled article"
BEHIND = "What was decided is being drawn: the page still shows what was before."


def is_needed(listing: Listing) -> bool:
    """Return whether there is a bar: a user's own case has none while it is empty."""
    return bool(listing.articles) or not listing.own or state.article_data() is not None


def render(listing: Listing, shown: Shown | Whole | None, *, key: str) -> None:
    """
    Draw the bar.

    Parameters
    ----------
    listing
        What is in the case.
    shown
        What is on screen, of the case or not; None where nothing can be shown.
    key
        Tells two of these apart.
    """
    data = state.article_data()
    with st.container(key="dl-case", horizontal=True, vertical_alignment="center", gap="small"):
        if listing.articles:
            _articles(listing, f"{key}-article")
        if data is not None and isinstance(shown, Shown):
            st.html('<p class="dl-unkept" role="status">This article is not kept</p>')
            st.button("Keep it", key=f"{key}-keep", on_click=_keep, args=(shown, data))
            return
        _turning(listing, key)
        if state.kept_article() is not None:
            if isinstance(shown, Shown) and shown.has_original:
                st.button(
                    "Original", key=f"{key}-original", on_click=state.ask, args=(state.ORIGINAL,)
                )
            st.button("Forget", key=f"{key}-forget", on_click=state.ask, args=(state.FORGET,))
        words = _words(listing)
        st.html(
            f'<p class="dl-case" title="{escape(listing.name)}, {listing.head}">'
            f"<bdi>{escape(listing.title)}</bdi> · {words}</p>"
        )


def _turning(listing: Listing, key: str) -> None:
    """Draw the way back from the last decision, and the way there again."""
    st.button(
        "Undo",
        key=f"{key}-undo",
        disabled=not listing.can_undo,
        on_click=_turn,
        kwargs={"back": True},
    )
    st.button(
        "Redo",
        key=f"{key}-redo",
        disabled=not listing.can_redo,
        on_click=_turn,
        kwargs={"back": False},
    )


def _words(listing: Listing) -> str:
    """Tell how much is in the case, and how much was decided of the article on screen."""
    count = len(listing.articles)
    here = next((e.decided for e in listing.articles if e.article == state.kept_article()), 0)
    said = (
        f"{count:,} {'article' if count == 1 else 'articles'}",
        f"entry {listing.entry:,}",
        f"{here:,} decided here" if here else "",
    )
    return " · ".join(filter(None, said))


def render_empty(listing: Listing) -> None:
    """Say that the case has no article yet."""
    with st.container(key="dl-trouble"):
        st.title("This case has no article yet", anchor=False)
        st.text(f"What you bring is kept in {listing.name}, with the bytes as they came.")


def render_wait() -> None:
    """Say that an article of the case takes a while, and look whether it is done."""
    with st.container(key="dl-trouble"):
        st.title("Opening the article", anchor=False)
        watch()


@st.fragment(run_every=_LOOK_SECONDS)
def watch() -> None:
    """Draw the page again once the article is made."""
    if cached.is_kept_ready():
        st.rerun()


def render_trouble(message: str) -> None:
    """Say why an article of the case cannot be shown; another one can be chosen."""
    with st.container(key="dl-trouble"):
        st.title("This article cannot be shown", anchor=False)
        st.text(sentence(message))


def _articles(listing: Listing, key: str) -> None:
    """Draw the list of articles; what is typed searches it."""
    labels = {each.article: _label(number, each) for number, each in enumerate(listing.articles, 1)}
    now = state.WHOLE if state.is_whole() else state.kept_article()
    state.put_widget_value(key, now)
    if len(labels) > 1:
        labels = {state.WHOLE: "All articles on one map", **labels}
    st.selectbox(
        "Article of the case",
        list(labels),
        index=None if now is None else 0,
        placeholder="Articles of the case",
        format_func=lambda article: labels.get(article, article),
        key=key,
        label_visibility="collapsed",
        on_change=_choose,
        args=(key, tuple(labels)),
    )


def _label(number: int, kept: Kept) -> str:
    """
    Name an article of the list: its number, its title, who published it and when.

    A browser tells its choice by these words: they say nothing that a decision changes.
    """
    title = " ".join(kept.title.split())[:_LONGEST_TITLE] or _NAMELESS
    source = kept.sources[0] if kept.sources else None
    told = (source.publisher, source.published) if source else ()
    return " · ".join(filter(None, (f"{number}. {title}", *told)))


def _choose(key: str, articles: tuple[str, ...]) -> None:
    """Open what was chosen; words of a list that is no more choose nothing."""
    chosen = state.widget_value(key)
    if chosen == state.WHOLE:
        state.open_whole()
    elif chosen in articles:
        state.open_kept(chosen)


def _keep(shown: Shown, data: bytes) -> None:
    """Take the article on screen into the case, where it was not kept."""
    try:
        article = cached.keep(shown, data)
    except GeoError as refused:
        state.look_again(str(refused))
    else:
        state.put_kept(article)


def _turn(*, back: bool) -> None:
    """
    Take the last decision back, or bring it back, and show the article that it is about.

    One that is about no single name or quote is shown on the map of the whole case too.
    """
    try:
        turned = cached.turn(back=back)
    except CaseError as refused:
        state.look_again(str(refused))
        return
    if turned.article is not None and (turned.span is not None or not state.is_whole()):
        state.open_kept(turned.article)
    said = "taken back" if back else "made again"
    state.look_again(
        f"The decision of entry {turned.decision:,} is {said}, by entry {turned.entry:,}."
    )
