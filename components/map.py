"""The map: our own ground, the article's marks, one event when a mark is clicked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import folium
from branca.element import Element, MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from components import state
from components.views import tiles
from components.views.json import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from branca.element import Figure

    from components.views.map import MapView

_FRONTEND = Path(__file__).parent / "frontend"
_LEAFLET = "../../app/static/leaflet"  # as seen from the component's own frame
_HEIGHT = 840  # pixels until the style sheet fits the frame to the window
_CREDIT = "Boundaries: Natural Earth 4.1 · Places: GeoNames"
_RETURNED = ["last_active_drawing", "last_object_clicked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What the selection and the filters ask the map to show."""

    selected: str | None  # key of the mark to outline
    counts: Mapping[str, int]  # excerpts by mark's key
    told: Mapping[str, Any]  # for outside programs, as components.views.map.told gives it
    ghost: str = "null"  # JSON of another choice, as components.views.ghost.draw gives it


class _Ground(MacroElement):
    """Everything that stays while one article is on screen."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this.code }}({{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Ground"
        self.code = _read("map.js").strip()
        self.data = data


class _Shown(MacroElement):
    """What the selection and the filters change."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.dateline.show({{ this.data }}, {{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Shown"
        self.data = data


def render(
    view: MapView,
    ground: str,
    *,
    now: Now,
    on_select: Callable[[str], None],
    key: str,
) -> None:
    """
    Draw the map.

    Parameters
    ----------
    view
        The article's marks and what is listed.
    ground
        JSON of the ground, as `components.views.ground.draw` gives it.
    now
        What the reader's choices change.
    on_select
        Called with the id of a mark when it is clicked.
    key
        Where the component keeps what it sent.
    """
    data = '{"ground":' + ground + "," + to_json(describe(view))[1:]
    marked = f"{key}-{hashlib.sha256(data.encode()).hexdigest()[:16]}"

    def clicked() -> None:
        place = clicked_place(state.component_value(marked))
        if view.mark(place) is not None and place is not None:
            on_select(place)

    st_folium(
        _base(data),
        key=marked,
        height=_HEIGHT,
        use_container_width=True,
        returned_objects=_RETURNED,
        feature_group_to_add=_changing(now),
        on_change=clicked,
    )


def describe(view: MapView) -> dict[str, Any]:
    """Return what the frame needs to know of a view, ready for JSON."""
    return {
        "marks": [asdict(mark) for mark in view.marks],
        "listed": [asdict(item) for item in view.listed],
        "credit": _CREDIT,
        "tiles": tiles.URL,
    }


def clicked_place(answer: Mapping[str, Any]) -> str | None:
    """Return the id of the mark in what the component sent, or None."""
    drawing = answer.get("last_active_drawing")
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    place = properties.get("id") if isinstance(properties, dict) else None
    return place if isinstance(place, str) else None


def _base(data: str) -> folium.Map:
    """Return the map that stays the same while one article is on screen."""
    base = folium.Map(
        tiles=None,
        location=(20.0, 0.0),
        zoom_start=3,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        max_zoom=12,
    )
    base.default_js = [("leaflet", f"{_LEAFLET}/leaflet.js")]
    base.default_css = [("leaflet-css", f"{_LEAFLET}/leaflet.css")]
    look = Element(f"<style>{_read('map.css')}</style>")
    cast("Figure", base.get_root()).header.add_child(look, name="look")
    base.add_child(_Ground(data))
    return base


def _changing(now: Now) -> folium.FeatureGroup:
    """Return the one group that differs between two clicks."""
    group = folium.FeatureGroup(name="shown")
    words = to_json(
        {"selected": now.selected, "counts": dict(sorted(now.counts.items())), "told": now.told}
    )
    group.add_child(_Shown(f'{words[:-1]},"ghost":{now.ghost}}}'))
    return group


@cache
def _read(name: str) -> str:
    """Return a front-end file's text."""
    return (_FRONTEND / name).read_text(encoding="utf-8")
