"""Streamlit's caches around geo: the only module that uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import streamlit as st

from components.views import ghost as ghost_view
from components.views import ground as ground_view
from components.views import header as header_view
from components.views import map as map_view
from components.views import panel as panel_view
from components.views.json import to_json
from geo import (
    Asked,
    Boundaries,
    DataError,
    Parse,
    SnapshotOptions,
    Survey,
    answer,
    default_engine,
    draw_map,
    read_article,
    settings,
    survey,
    to_csv,
    to_geojson,
    verify,
)

if TYPE_CHECKING:
    from components.state import Selection
    from geo import Engine, EvidenceMap

Format = Literal["png", "svg", "pdf"]
_SAMPLE = "articles/inherent-resolve.txt"
_MODELS = "models/"  # of the data, what the engine can do without


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One article as the page shows it: its parse and the views made of it."""

    parse: Parse
    found: Survey  # all the article can show, its words checked
    header: header_view.HeaderView
    map: map_view.MapView
    panel: panel_view.PanelView
    places: Mapping[str, str]  # what can be chosen, by its key or its place's id: its key
    ground: str  # JSON of components.views.ground.draw


def show(data: bytes | None) -> Shown:
    """
    Return what the page shows of an article; None is the sample.

    Parameters
    ----------
    data
        The article's bytes as pasted or uploaded.

    Returns
    -------
    Shown
        The same for the same bytes; one user's text is never another's.

    Raises
    ------
    ArticleError
        When the bytes cannot be read as an article.
    DataError
        When the engine's data are missing or altered.
    """
    engine = _engine()
    return _sample(engine.id) if data is None else _pasted(data, engine.id)


def ghost(shown: Shown, selection: Selection) -> str:
    """
    Return the other choice that the reader wants to see on the map.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The name whose receipt is open, and the rival asked for.

    Returns
    -------
    str
        JSON of `components.views.ghost.draw`, or "null".

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    asked = ghost_view.build(shown.parse, selection.name, selection.rival)
    return "null" if asked is None else _ghost(asked, ground_view.extent(shown.map))


def warnings() -> tuple[str, ...]:
    """Return what the engine has to do without, one sentence each."""
    return _engine().warnings


def evidence(shown: Shown, selection: Selection) -> tuple[EvidenceMap, EvidenceMap]:
    """
    Return the evidence map as chosen, and as filtered whatever place is chosen.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The place and the filters on screen.
    """
    asked = selection.asked
    return answer(shown.found, asked), answer(shown.found, replace(asked, place=None))


def table(shown: Shown, selection: Selection, kind: Literal["csv", "geojson"]) -> bytes:
    """
    Write what is on screen as a table or a collection of features; see `geo.exports`.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The place and the filters on screen.
    kind
        "csv" or "geojson".
    """
    found = answer(shown.found, selection.asked)
    words = to_csv(found) if kind == "csv" else to_geojson(found)
    return words.encode("utf-8", "replace")


def snapshot(shown: Shown, selection: Selection, kind: Format) -> bytes:
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
    options = SnapshotOptions(made=datetime.now(UTC), format=kind)
    asked = answer(shown.found, selection.asked)
    return draw_map(asked, boundaries=_boundaries(), options=options)


def is_needed(path: str) -> bool:
    """Return whether the engine cannot do without a data file, by its path among the data."""
    return not path.startswith(_MODELS)


@st.cache_resource(show_spinner=False)
def _boundaries() -> Boundaries:
    """Return the shipped boundaries, opened once."""
    return Boundaries.open()


def _engine() -> Engine:
    """
    Return the engine, made anew only where a gazetteer was installed or removed meanwhile.

    It can do without its models, and then says so itself; nothing else may be missing.
    """
    _check()
    return default_engine()


@st.cache_resource(show_spinner=False)
def _check() -> None:
    """Compare the data with their checksums, once."""
    problems = [problem for problem in verify() if is_needed(problem.path)]
    if problems:
        raise DataError("\n".join(problem.sentence for problem in problems))


@st.cache_data(max_entries=64, show_spinner=False)
def _ground(asked: ground_view.Extent) -> str:
    """Return the ground as JSON; keyed by ids and degrees, so that users may share it."""
    return to_json(ground_view.draw(asked, _boundaries()))


@st.cache_data(max_entries=64, show_spinner=False)
def _ghost(asked: ghost_view.Ghost, about: ground_view.Extent) -> str:
    """Return another choice as JSON; of places' names, ids and degrees alone, so shared."""
    return to_json(ghost_view.draw(asked, about, _boundaries()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _sample(engine: str) -> Shown:  # noqa: ARG001 - a key of the cache
    """Show the sample article, made once for everybody: it is nobody's secret."""
    path = settings.data_folder() / _SAMPLE
    return _made(path.read_bytes(), path.name)


@st.cache_resource(max_entries=12, show_spinner=False, scope="session")
def _pasted(data: bytes, engine: str) -> Shown:  # noqa: ARG001 - a key of the cache
    """Show what a user pasted, kept in that user's session alone."""
    return _made(data, "")


def _made(data: bytes, name: str) -> Shown:
    """Read, parse and view one article."""
    parse = _engine().parse(read_article(data, name=name))
    found = survey([parse])
    whole = answer(found, Asked())
    drawn, words = map_view.build(whole), panel_view.build(found)
    keys = [place["id"] for place in words.places]
    return Shown(
        parse=parse,
        found=found,
        header=header_view.build(whole),
        map=drawn,
        panel=words,
        places={key.partition("@")[0]: key for key in reversed(keys)} | {key: key for key in keys},
        ground=_ground(ground_view.extent(drawn)),
    )
