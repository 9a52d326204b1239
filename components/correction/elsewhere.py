"""An answer that is no candidate: looked up, within a place, a point, or near another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cached, dialog, front, state
from components.correction import small
from components.views import elsewhere as view_of
from components.views.correction import Way, sought
from components.views.words import markdown, unsaved
from geo import CaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from components.views.correction import CorrectionView, Option
    from geo import Place

_LONGEST_NAME = 120  # code points
_LONGEST_POINT = 100
_A_POINT = "A point"
_POINT, _PIN = "correction-point", "correction-pin"
_FIRST: dict[Way | None, int] = {Way.WITHIN: 1, Way.POINT: 2}  # in the list of ways


def render(view: CorrectionView, first: Way | None = None) -> Option | None:
    """
    Ask where else a name is.

    Parameters
    ----------
    view
        The name.
    first
        What is chosen until something else is; a place by its name where left out.

    Returns
    -------
    Option or None
        None until something is chosen.
    """
    ways: dict[str, Callable[[CorrectionView], Option | None]] = {
        "A place by its name": _named,
        "Somewhere within a place": _within,
        _A_POINT: _pinned,
        "Near a candidate": _near,
        "An outline": _outlined,
    }
    if not _placed(view):
        del ways["Near a candidate"]
    with st.container(key="dl-elsewhere"):
        way = st.radio(
            "Where else",
            list(ways),
            index=_FIRST.get(first, 0),
            key=state.asked_key("correction-way"),
            horizontal=True,
        )
        option = ways[way](view)
        if way != _A_POINT:  # which is clicked on its own map, beside its field
            small.render(view, option)
        return option


def _named(view: CorrectionView) -> Option | None:
    found = _sought("Name of the place", "correction-sought")
    return _one("Which one", sought(view, found), "correction-found")


def _within(_: CorrectionView) -> Option | None:
    found = _sought("Name of the place that it lies in", "correction-holder")
    return _one("Within which one", view_of.within(found), "correction-within")


def _pinned(view: CorrectionView) -> Option | None:
    left, right = st.columns((3, 2), vertical_alignment="bottom")
    given = left.text_input(
        "Latitude, longitude; or a grid reference",
        max_chars=_LONGEST_POINT,
        placeholder="33.3128, 44.3615",
        key=state.asked_key(_POINT),
    )
    km = right.number_input(
        "Within how many km of it", min_value=0.0, value=None, placeholder="the very point",
        key=state.asked_key("correction-radius"),
    )  # fmt: skip
    with st.container(key="dl-pin"):
        front.unseen("pin")(key=state.asked_key(_PIN), on_point_change=_clicked)
    st.caption("Or click on this map; once it has come nearer, click again.")
    drawn = st.container()
    option = _at(view, given, km)
    with drawn:
        small.render(view, option, pointing=True)
    return option


def _at(view: CorrectionView, given: str, km: float | None) -> Option | None:
    """Return what is chosen of a point that was given, and what is near it."""
    if not given.strip():
        return None
    try:
        pin = view_of.pinned(given.strip(), km, view.engine)
    except CaseError as refused:
        _refuse(refused)
        return None
    if pin.note:
        st.text(pin.note)
    options = (pin.option, *view_of.near(cached.nearest(*pin.at)))
    return _one("The point, or a place near it", options, "correction-pinned")


def _clicked() -> None:
    """Write where the small map was clicked into the field of coordinates."""
    point = state.component_value(state.asked_key(_PIN)).get("point")
    if isinstance(point, str):
        state.put_widget_value(state.asked_key(_POINT), point[:_LONGEST_POINT])


def _near(view: CorrectionView) -> Option | None:
    places = _placed(view)
    chosen = st.selectbox(
        "Near which one",
        list(places),
        format_func=lambda key: places[key].words,
        key=state.asked_key("correction-centre"),
    )
    at = places[chosen].place
    found = () if at is None else cached.nearest(at.lon, at.lat)
    options = tuple(o for o in view_of.near(found) if at is None or o.place != at)
    return _one("What is near it", options, "correction-near")


def _outlined(view: CorrectionView) -> Option | None:
    file = st.file_uploader(
        "Polygons in GeoJSON, longitude and latitude", type=("geojson", "json"),
        key=state.asked_key("correction-outline"), max_upload_size=1,
    )  # fmt: skip
    if file is None:
        return None
    try:
        option = view_of.outlined(file.getvalue(), file.name, view.engine)
    except CaseError as refused:
        _refuse(refused)
        return None
    st.text(f"{option.words}.")
    return option


def _placed(view: CorrectionView) -> dict[str, Option]:
    return {option.key: option for option in view.options if option.place is not None}


def _refuse(refused: CaseError) -> None:
    st.error(markdown(unsaved(refused)))


def _sought(label: str, key: str) -> Sequence[Place]:
    name = st.text_input(label, max_chars=_LONGEST_NAME, key=state.asked_key(key))
    found = cached.look_up(name) if name.strip() else ()
    if name.strip() and not found:
        st.text("The gazetteer has no place of that name. Write it otherwise, or give a point.")
    return found


def _one(label: str, options: Sequence[Option], key: str) -> Option | None:
    """Return which of some answers is chosen: the first, until another is."""
    own = {option.key: option for option in options}
    chosen = dialog.one_of(label, {key: option.words for key, option in own.items()}, key)
    return None if chosen is None else own[chosen]
