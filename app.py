"""The dashboard: one article, its map and its evidence; composes and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import (
    cached,
    casebook,
    correction,
    follow,
    forgetting,
    header,
    intake,
    kept,
    map,  # noqa: A004 - the room's name
    modes,
    offer,
    original,
    panel,
    review,
    ruling,
    share,
    sight,
    snapshot,
    speaker,
    split,
    state,
    theme,
    whole,
)
from components.views.map import told
from geo import ArticleError, CaseError, GeoError, WorkError

if TYPE_CHECKING:
    from components.casework import Listing
    from components.views.shown import Shown
    from components.views.whole import Whole


def main() -> None:
    """Draw the page, or say what is wrong."""
    st.set_page_config(page_title="Dateline", page_icon="🗺️", layout="wide")
    theme.apply()
    try:
        case = cached.case()
        if case is None:
            state.leave_case()
            lone()
        else:
            of_case(case)
    except GeoError as trouble:
        theme.trouble(str(trouble), of_case=isinstance(trouble, CaseError))


def lone(case: Listing | None = None) -> None:
    """Draw an article that is not kept, or the sample, or make it first."""
    data = state.article_data()
    shown = cached.show(data)
    if shown is not None:
        page(shown, case)
    elif data is not None:
        intake.render_wait(data)


def of_case(case: Listing) -> None:
    """Draw the article of the case that is on screen."""
    state.begin_case(tuple(each.article for each in case.articles), has_sample=case.own)
    if state.is_whole() and state.is_reviewing():
        reviewing(case, None)
        return
    if state.is_whole():
        of_whole(case)
        return
    article = state.kept_article()
    if article is None and (case.own or state.article_data() is not None):
        lone(case)
        return
    if article is not None and state.is_reviewing():
        reviewing(case, article)
        return
    try:
        shown = None if article is None else cached.show_kept(article, case.head)
    except (ArticleError, WorkError) as trouble:
        bare(case)
        casebook.render_trouble(str(trouble))
        return
    now = shown
    if shown is None and article is not None:
        shown = cached.seen(article)
    if shown is not None:
        page(shown, case, is_behind=now is None)
        return
    bare(case)
    if article is None:
        casebook.render_empty(case)
    else:
        casebook.render_wait()


def of_whole(case: Listing) -> None:
    """Draw all articles of the case on one map."""
    try:
        now = cached.show_whole(case.head)
    except WorkError as trouble:
        bare(case)
        casebook.render_trouble(str(trouble))
        return
    drawn = now or cached.whole_seen()
    if drawn is None:
        bare(case)
        casebook.render_wait()
        return
    state.catch_up()
    state.keep_to(drawn.places, drawn.speakers, 0)
    head(drawn)
    casebook.render(case, drawn, key="case")
    follow.render(case.head, key="follow")
    behind = (casebook.BEHIND,) if now is None else ()
    theme.notice((*behind, *state.notes(), *cached.warnings()))
    version = kept.render(map.parts(drawn.ground, drawn.drawn))
    work_on_all(drawn, version)
    split.render()
    sight.render()
    ruling.render(drawn)
    if now is None:
        casebook.watch()


@st.fragment
def work_on_all(drawn: Whole, version: str) -> None:
    """Draw the list of the case and its map; a click or a filter reruns this alone."""
    if state.catch_up():
        st.rerun()
    state.keep_to(drawn.places, drawn.speakers, 0)
    selection = state.get_selection()
    found = cached.find_in(drawn, selection.asked)
    words, drawing = theme.work()
    with words:
        whole.render(drawn, found, selection, key="whole")
    with drawing:
        map.render(
            drawn.map,
            version,
            now=map.Now(
                selected=selection.place, told=told(found.chosen), filtered=told(found.filtered)
            ),
            on_select=state.toggle,
            key="map",
        )
    state.publish()


def reviewing(case: Listing, article: str | None) -> None:
    """Draw the review of an article, or of all of the case, without a map and its evidence."""
    state.catch_up()
    with theme.header():
        header.render_name(case.title)
        with theme.modes():
            modes.render("review")
        with theme.actions():
            modes.render_keys("review")
    asked(article)
    about = article or review.about()
    if about is not None and state.is_asking(state.CORRECTION):
        correction.render(cached.bare(about))


@st.fragment
def asked(article: str | None) -> None:
    """Draw what is asked next; an answer reruns this alone."""
    if state.catch_up():
        st.rerun()
    try:
        head = review.render(article, key="review")
    except GeoError as trouble:
        theme.trouble(str(trouble), of_case=True)
        return
    if head is None:
        casebook.render_wait()
        return
    follow.render(head, key="follow")
    state.publish()


def bare(case: Listing) -> None:
    """Draw what stands above an article, without one."""
    state.catch_up()
    with theme.header():
        header.render_name(case.title)
        with theme.actions():
            intake.render(key="bare-intake")
    book(case)


def book(case: Listing, shown: Shown | None = None) -> None:
    """Draw the bar of the case, and follow what others decide in it."""
    casebook.render(case, shown, key="case")
    follow.render(case.head, key="follow")
    forgetting.render(case)


def page(shown: Shown, case: Listing | None = None, *, is_behind: bool = False) -> None:
    """Draw the header, then the evidence and the map; say where what is shown is of before."""
    state.catch_up()
    keep_to(shown)
    head(shown)
    if case is not None and casebook.is_needed(case):
        book(case, shown)
    behind = (casebook.BEHIND,) if is_behind else ()
    theme.notice((*behind, *state.notes(), *cached.warnings()))
    offer.render(shown, key="offer")
    version = kept.render({"panel": shown.panel} | map.parts(shown.ground, shown.drawn))
    work(shown, version)
    split.render()
    sight.render()
    if state.kept_article() is not None:
        correction.render(shown)
        speaker.render(shown)
        original.render(shown)
    if is_behind:
        casebook.watch()


def keep_to(shown: Shown) -> None:
    """Choose nothing that the article on screen does not have."""
    state.keep_to(shown.places, shown.speakers, shown.names, shown.keys)


def head(shown: Shown | Whole) -> None:
    """Draw the header: what is on screen, and what can be done with it."""
    with theme.header():
        header.render(shown.header)
        with theme.modes():
            can_review = state.is_whole() or state.kept_article() is not None
            modes.render("read", left=shown.questions, can_review=can_review)
            snapshot.render(shown, key="dl-publish")
        with theme.actions():
            actions(shown, key="wide")
            modes.render_keys("read")
        with theme.menu():
            actions(shown, key="menu")


def actions(shown: Shown | Whole, *, key: str) -> None:
    """Draw what can be done with a whole article, or a whole case."""
    intake.render_way_back(key=f"{key}-way")
    intake.render(key=f"{key}-intake")
    share.render(shown.header.digest, key=f"{key}-share")


@st.fragment
def work(shown: Shown, version: str) -> None:
    """Draw the evidence and the map; a click reruns this alone, the words first."""
    if state.catch_up():
        st.rerun()
    keep_to(shown)  # what was chosen on the page of a moment ago may be no more
    selection = state.get_selection()
    chosen, filtered = cached.figures(shown, selection)
    words, drawing = theme.work()
    with words:
        panel.render(version, selection, key="panel")
    with drawing:
        map.render(
            shown.map,
            version,
            now=map.Now(
                selected=selection.place,
                told=told(chosen),
                filtered=told(filtered),
                ghost=cached.ghost(shown, selection),
            ),
            on_select=state.toggle,
            key="map",
        )
    state.publish()


main()
