"""How QGIS draws the layers of a case by itself: a point for a point, a circle for a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INK, _FILL, _PALE, _NONE = "140,67,10,255", "179,87,0,255", "179,87,0,70", "0,0,0,0"
_HOLLOW = {"color": _NONE, "outline_color": _INK, "outline_style": "dash", "outline_width": "0.4"}
_ROUND = {"name": "circle", "size_unit": "MM", "outline_width_unit": "MM"}
_POINT = {**_ROUND, "color": _FILL, "outline_color": "255,255,255,255", "size": "2.6"}
_UNSURE = {**_ROUND, **_HOLLOW, "size": "2.6"}
# The place's ring on the ground: its diameter in metres, whatever the scale of the map.
_RING = {**_ROUND, **_HOLLOW, "size": "1000", "size_unit": "RenderMetersInMapUnits"}
_SMALL = {**_ROUND, "name": "square", "color": _PALE, "outline_color": _INK, "size": "1.4"}
_AREA = {"color": _PALE, "style": "solid", "outline_color": _INK, "outline_width": "0.3"}
_WIDE = {**_AREA, "style": "b_diagonal"}
_DIAMETER = "2000 * coalesce(&quot;km&quot;, 0.5)"
_RULES = {  # of a layer: label, filter, kind of symbol, symbol, expression of its size
    "places": (
        ("exact place", "figure = 'point' AND sure", "marker", _POINT, None),
        ("unsure place", "figure = 'point' AND NOT sure", "marker", _UNSURE, None),
        (
            "near this place, or somewhere in the ring",
            "figure = 'ring'",
            "marker",
            _RING,
            _DIAMETER,
        ),
        ("an area or a river: a point in it", "figure IN ('area', 'line')", "marker", _SMALL, None),
    ),
    "evidence": (
        ("name on the map", "figure = 'point'", "marker", {**_POINT, "size": "1.6"}, None),
        ("name of a wider place", "figure <> 'point'", "marker", {**_SMALL, "size": "1"}, None),
    ),
    "areas": (
        ("province or country", "precision IN ('P3', 'P4', 'P6')", "fill", _AREA, None),
        ("area without an exact edge", "precision NOT IN ('P3', 'P4', 'P6')", "fill", _WIDE, None),
    ),
}
_NAMED = {  # a layer whose marks carry their names, on a ground of paper so that each can be read
    "places": '<labeling type="simple"><settings calloutType="simple"><text-style fieldName="name"'
    ' fontFamily="Sans Serif" fontSize="9" fontSizeUnit="Point" textColor="29,35,40,255">'
    '<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM"'
    ' bufferColor="255,253,248,255"/></text-style>'
    '<placement placement="6" dist="0.6" distUnits="MM"/></settings></labeling>'
}
_CLASS = {"marker": "SimpleMarker", "fill": "SimpleFill"}


def qml(layer: str) -> str:
    """Return the style of a layer as QGIS keeps it in `layer_styles`."""
    rules, symbols = [], []
    for number, (label, kept, kind, look, size) in enumerate(_RULES[layer]):
        rules.append(
            f"<rule key={quoteattr(f'{{{layer}-{number}}}')} filter={quoteattr(kept)}"
            f" label={quoteattr(label)} symbol={quoteattr(str(number))}/>"
        )
        symbols.append(
            f'<symbol type="{kind}" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">'
            f'<layer class="{_CLASS[kind]}" enabled="1" locked="0" pass="0">'
            f"{''.join(_props(look))}{_sized(size)}</layer></symbol>"
        )
    return (
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="'
        f'{int(layer in _NAMED)}">'
        '<renderer-v2 type="RuleRenderer" forceraster="0" symbollevels="0" enableorderby="0">'
        f'<rules key="{{{layer}}}">{"".join(rules)}</rules>'
        f"<symbols>{''.join(symbols)}</symbols></renderer-v2>{_NAMED.get(layer, '')}</qgis>"
    )


def _props(look: Mapping[str, str]) -> Iterable[str]:
    return (f"<prop k={quoteattr(name)} v={quoteattr(value)}/>" for name, value in look.items())


def _sized(expression: str | None) -> str:
    if expression is None:
        return ""
    return (
        '<data_defined_properties><Option type="Map"><Option name="name" value="" type="QString"/>'
        '<Option name="properties" type="Map"><Option name="size" type="Map">'
        '<Option name="active" value="true" type="bool"/>'
        f'<Option name="expression" value="{expression}" type="QString"/>'
        '<Option name="type" value="3" type="int"/></Option></Option>'
        '<Option name="type" value="collection" type="QString"/></Option>'
        "</data_defined_properties>"
    )
