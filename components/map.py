"""The map: our own ground, the article's marks, one event when a mark is clicked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from components import front, state
from components.views.json import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.views.map import MapView

_LEAFLET = "../../app/static/leaflet"  # as seen from the component's own frame
_HEIGHT = 840  # pixels until the style sheet fits the frame to the window
_RETURNED = ["last_active_drawing", "last_object_clicked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What the selection and the filters ask the map to show."""

    selected: str | None  # key of the mark to outline
    told: Mapping[str, Any]  # as components.views.map.told gives it, of the place and filters asked
    filtered: Mapping[str, Any]  # the same, whatever place is chosen: what is drawn
    ghost: str = "null"  # JSON of another choice, as components.views.ghost.draw gives it


class _Start(MacroElement):
    """The frame's beginning: it takes one version's ground and marks from the page."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this.code }}({{ this._parent.get_name() }}, {{ this.version }});"
        "{% endmacro %}"
    )

    def __init__(self, version: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.code = front.script("frame/start.js").strip()
        self.version = to_json(version)


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
    version: str,
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
        The marks.
    version
        Of what the page keeps for the frame: `parts` among it.
    now
        What the reader's choices change.
    on_select
        Called with the id of a mark when it is clicked.
    key
        Where the component keeps what it sent.
    """
    marked = f"{key}-{version}"

    def clicked() -> None:
        place = clicked_place(state.component_value(marked))
        if view.mark(place) is not None and place is not None:
            on_select(place)

    st_folium(
        _base(version),
        key=marked,
        height=_HEIGHT,
        use_container_width=True,
        returned_objects=_RETURNED,
        feature_group_to_add=_changing(now),
        on_change=clicked,
    )


def parts(ground: str, drawn: str) -> dict[str, bytes]:
    """
    Return what the frame needs and no click changes, for the page to keep.

    Parameters
    ----------
    ground
        JSON of the ground, as `components.views.ground.draw` gives it.
    drawn
        JSON of the marks, as `components.views.map.describe` gives it.
    """
    return {
        "ground": ground.encode(),
        "map": drawn.encode(),
        "code": to_json(front.script("frame/map.js")).encode(),
        "look": to_json(front.text("map.css")).encode(),
    }


def clicked_place(answer: Mapping[str, Any]) -> str | None:
    """Return the id of the mark in what the component sent, or None."""
    drawing = answer.get("last_active_drawing")
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    place = properties.get("id") if isinstance(properties, dict) else None
    return place if isinstance(place, str) else None


def _base(version: str) -> folium.Map:
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
    base.add_child(_Start(version))
    return base


def _changing(now: Now) -> folium.FeatureGroup:
    """Return the one group that differs between two clicks."""
    group = folium.FeatureGroup(name="shown")
    same = now.filtered["marks"] == now.told["marks"]  # where no place is chosen: told once
    drawn = None if same else now.filtered["marks"]
    words = to_json({"selected": now.selected, "told": now.told, "drawn": drawn})
    group.add_child(_Shown(f'{words[:-1]},"ghost":{now.ghost}}}'))
    return group
