"""Streamlit's caches around geo: the only module that uses them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

from components.views import ground as ground_view
from geo import Boundaries, SnapshotOptions, default_engine, draw_map, read_article, settings

if TYPE_CHECKING:
    from components.state import Selection
    from geo import Engine, Parse

Format = Literal["png", "svg", "pdf"]
_SAMPLE = "articles/inherent-resolve.txt"


def parse(data: bytes | None) -> Parse:
    """
    Return the engine's answer for an article; None is the sample.

    Parameters
    ----------
    data
        The article's bytes as pasted or uploaded.

    Returns
    -------
    Parse
        The same answer for the same bytes; one user's text is never another's.

    Raises
    ------
    ArticleError
        When the bytes cannot be read as an article.
    DataError
        When the engine's data are missing or altered.
    """
    return _sample() if data is None else _pasted(data)


@st.cache_data(max_entries=64, show_spinner=False)
def ground(asked: ground_view.Extent) -> str:
    """Return `components.views.ground.draw` as JSON; keyed by ids and degrees alone."""
    return json.dumps(ground_view.draw(asked, boundaries()), separators=(",", ":"))


def snapshot(shown: Parse, selection: Selection, kind: Format) -> bytes:
    """
    Draw the publishable sheet of what is on screen.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The place and the filters on screen.
    kind
        "png", "svg" or "pdf".

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    ExportError
        When the sheet cannot be drawn.
    """
    speech = selection.speech if selection.speech in ("direct", "reported") else "all"
    options = SnapshotOptions(
        made=datetime.now(UTC),
        format=kind,
        selected=selection.place,
        speaker=selection.speaker,
        quotes=cast("Literal['all', 'direct', 'reported']", speech),
    )
    return draw_map(shown, boundaries=boundaries(), options=options)


@st.cache_resource(show_spinner=False)
def boundaries() -> Boundaries:
    """Return the shipped boundaries, opened once."""
    return Boundaries.open()


@st.cache_resource(show_spinner=False)
def _engine() -> Engine:
    """Return the engine, built once."""
    return default_engine()


@st.cache_resource(show_spinner=False)
def _sample() -> Parse:
    """Parse the sample article once for everybody: it is nobody's secret."""
    path = settings.data_folder() / _SAMPLE
    return _engine().parse(read_article(path.read_bytes(), name=path.name))


@st.cache_resource(max_entries=12, show_spinner=False, scope="session")
def _pasted(data: bytes) -> Parse:
    """Parse what a user pasted, kept in that user's session alone."""
    return _engine().parse(read_article(data, name="the pasted text"))
