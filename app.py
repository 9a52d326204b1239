"""The dashboard: one article, its map and its evidence; composes and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import (
    cached,
    header,
    intake,
    kept,
    map,  # noqa: A004 - the room's name
    offer,
    panel,
    share,
    sight,
    snapshot,
    state,
    theme,
)
from components.views.map import told
from geo import GeoError

if TYPE_CHECKING:
    from components.views.shown import Shown


def main() -> None:
    """Draw the page, or say what is wrong."""
    st.set_page_config(page_title="Dateline", page_icon="🗺️", layout="wide")
    theme.apply()
    try:
        data = state.article_data()
        shown = cached.show(data)
        if shown is not None:
            page(shown)
        elif data is not None:
            intake.render_wait(data)
    except GeoError as trouble:
        theme.trouble(str(trouble))


def page(shown: Shown) -> None:
    """Draw the header, then the evidence and the map."""
    state.catch_up()
    state.keep_to(shown.places, shown.speakers, shown.names)
    with theme.header():
        header.render(shown.header)
        with theme.actions():
            actions(shown, key="wide")
        with theme.menu():
            actions(shown, key="menu")
    theme.notice((*state.notes(), *cached.warnings()))
    offer.render(shown, key="offer")
    version = kept.render({"panel": shown.panel} | map.parts(shown.ground, shown.drawn))
    work(shown, version)
    sight.render()


def actions(shown: Shown, *, key: str) -> None:
    """Draw what can be done with the whole article."""
    intake.render_way_back(key=f"{key}-way")
    intake.render(key=f"{key}-intake")
    share.render(shown.header.digest, key=f"{key}-share")
    snapshot.render(shown, key=f"{key}-snapshot")


@st.fragment
def work(shown: Shown, version: str) -> None:
    """Draw the evidence and the map; a click reruns this alone, the words first."""
    if state.catch_up():
        st.rerun()
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
