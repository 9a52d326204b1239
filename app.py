"""The dashboard: one article, its map and its evidence; composes and nothing else."""

from __future__ import annotations

import streamlit as st

from components import cached, header, intake, map, share, snapshot, state, theme  # noqa: A004 - the room's name
from components.views import ground as ground_view
from components.views import header as header_view
from components.views import map as map_view
from geo import GeoError, Parse


def main() -> None:
    """Draw the page, or say what is wrong."""
    st.set_page_config(page_title="Dateline", page_icon="🗺️", layout="wide")
    theme.apply()
    try:
        shown = cached.parse(state.article_data())
        page(shown)
    except GeoError as trouble:
        theme.trouble(str(trouble))


def page(shown: Parse) -> None:
    """Draw the header, then map and evidence."""
    with theme.header():
        header.render(header_view.build(shown))
        with theme.actions():
            intake.render(key="intake")
            intake.render_way_back(key="way")
            share.render(key="share")
            snapshot.render(shown, key="snapshot")
        with theme.menu():
            intake.render(key="intake-small")
            intake.render_way_back(key="way-small")
            share.render(key="share-small")
            snapshot.render(shown, key="snapshot-small")
    work(shown)


@st.fragment
def work(shown: Parse) -> None:
    """Draw the evidence and the map; a click reruns this alone, the words first."""
    selection = state.get_selection()
    words, drawing = theme.work()
    with words:
        mark = map_view.build(shown).mark(selection.place)
        st.subheader(mark.name if mark else "All excerpts")
    with drawing:
        view = map_view.build(shown)
        map.render(
            view,
            cached.ground(ground_view.extent(view)),
            selected=selection.place,
            counts=map_view.counts(shown, speaker=selection.speaker, speech=selection.speech),
            on_select=state.toggle,
            key="map",
        )
    state.publish()


main()
