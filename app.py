"""The dashboard: one article, its map and its evidence; composes and nothing else."""

from __future__ import annotations

import streamlit as st

from components import (
    cached,
    header,
    intake,
    map,  # noqa: A004 - the room's name
    panel,
    share,
    snapshot,
    state,
    theme,
)
from components.views.map import counts, told
from geo import GeoError


def main() -> None:
    """Draw the page, or say what is wrong."""
    st.set_page_config(page_title="Dateline", page_icon="🗺️", layout="wide")
    theme.apply()
    try:
        page(cached.show(state.article_data()))
    except GeoError as trouble:
        theme.trouble(str(trouble))


def page(shown: cached.Shown) -> None:
    """Draw the header, then the evidence and the map."""
    state.keep_to(shown.places, shown.panel.speakers, len(shown.panel.names))
    with theme.header():
        header.render(shown.header)
        with theme.actions():
            actions(shown, key="wide")
        with theme.menu():
            actions(shown, key="menu")
    theme.notice(cached.warnings())
    work(shown)


def actions(shown: cached.Shown, *, key: str) -> None:
    """Draw what can be done with the whole article."""
    intake.render_way_back(key=f"{key}-way")
    intake.render(key=f"{key}-intake")
    share.render(key=f"{key}-share")
    snapshot.render(shown, key=f"{key}-snapshot")


@st.fragment
def work(shown: cached.Shown) -> None:
    """Draw the evidence and the map; a click reruns this alone, the words first."""
    selection = state.get_selection()
    chosen, filtered = cached.evidence(shown, selection)
    words, drawing = theme.work()
    with words:
        panel.render(shown.panel, selection, key="panel")
    with drawing:
        map.render(
            shown.map,
            shown.ground,
            now=map.Now(
                selected=selection.place,
                counts=counts(filtered),
                told=told(chosen),
                ghost=cached.ghost(shown, selection),
            ),
            on_select=state.toggle,
            key="map",
        )
    state.publish()


main()
