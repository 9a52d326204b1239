"""The menu to publish: what is on screen as a publishable sheet, a table or features."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

import geo
from components import cached, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.state import Selection
    from components.views.shown import Shown
    from components.views.whole import Whole
    from geo import Box

Extent = Literal["marks", "screen", "countries"]
Format = Literal["png", "svg", "pdf", "csv", "geojson"]
_FORMATS: tuple[tuple[Format, str, str], ...] = (
    ("png", "PNG picture, 300 dpi", "image/png"),
    ("svg", "SVG drawing", "image/svg+xml"),
    ("pdf", "PDF, every excerpt whole", "application/pdf"),
    ("csv", "CSV table of the names", "text/csv"),
    ("geojson", "GeoJSON of the names", "application/geo+json"),
)
_EXTENTS: dict[Extent, str] = {
    "marks": "The marks, with a margin",
    "screen": "As the map stands on screen",
    "countries": "The whole countries",
}


@st.fragment
def render(shown: Shown | Whole, *, key: str) -> None:
    """
    Draw the menu; a file is drawn only when its button is pressed.

    Parameters
    ----------
    shown
        What is on screen.
    key
        Of its button, and the beginning of those in it.
    """
    with st.popover("Publish", key=key):
        st.caption("The map as it stands: the chosen place and the filters are kept.")
        now, seen = state.follow(), state.look()
        stem = file_stem(shown, now())
        extent = st.radio(
            "What the sheet's map shows",
            list(_EXTENTS),
            format_func=_EXTENTS.__getitem__,
            key=f"{key}-extent",
        )
        for form, label, mime in _FORMATS:
            st.download_button(
                label,
                data=partial(write, shown, now, form, extent=extent, seen=seen),
                file_name=f"{stem}.{form}",
                mime=mime,
                key=f"{key}-{form}",
                on_click="ignore",
                width="stretch",
            )


def write(
    shown: Shown | Whole,
    now: Callable[[], Selection],
    form: Format,
    *,
    extent: Extent = "marks",
    seen: Callable[[], Box | None] = lambda: None,
) -> bytes:
    """
    Make the file of what is on screen when the button is pressed.

    Parameters
    ----------
    shown
        What is on screen.
    now
        Gives the place and the filters on screen.
    form
        Its format.
    extent
        What a sheet's map shows; rows are not bound by it.
    seen
        Gives what the map on screen shows, None where it has not told yet.
    """
    asked = now().asked
    match form:
        case "csv" | "geojson":
            return cached.write(shown, asked, form)
        case "png" | "svg" | "pdf":
            framing: geo.Framing = "countries" if extent == "countries" else "marks"
            options = geo.SnapshotOptions(made=datetime.now(UTC), format=form, framing=framing)
            box = seen() if extent == "screen" else None
            return cached.write(shown, replace(asked, extent=box), options)


def file_stem(shown: Shown | Whole, selection: Selection) -> str:
    """Name a file by the article, the place and the filters on screen, and the day."""
    asked = selection.asked
    chosen = shown.places.get(asked.place or "")
    place = next((mark.name for mark in shown.map.marks if mark.id == chosen), asked.place)
    return geo.file_stem(shown.title, said=geo.said_of(asked, place), made=datetime.now(UTC).date())
