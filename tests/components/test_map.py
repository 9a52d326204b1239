"""The map component: what it sends to the frame, and what it makes of a click."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit_folium import _get_header, _get_map_string, generate_js_hash

from components import front
from components import map as map_component
from components.views.json import to_json
from components.views.map import Listed, MapView, Mark, Shape, describe
from geo import Seen

HOSTILE = "</script><img src=x onerror=alert(1)>"


def view(name="Diyala"):
    mark = Mark(
        id="adm1:IQ.10",
        name=name,
        kind="province",
        shape=Shape.AREA,
        area="adm1:IQ.10",
        inside=None,
        lon=45.0,
        lat=33.9,
        data={"mark": "adm1:IQ.10"},
    )
    listed = (Listed(name="Iraq", times=4, reason="a whole country"),)
    return MapView(
        article="a", marks=(mark,), outlines=("IQ",), countries=("IQ",), listed=listed,
        seen=Seen(areas=("adm1:IQ.10",)), nominal={}, spoken=(),
    )  # fmt: skip


def _page():
    import streamlit as st

    from components import map as map_component
    from components.views.map import MapView
    from geo import Seen

    nothing = MapView(
        article="a", marks=(), outlines=(), countries=(), listed=(), seen=Seen(), nominal={},
        spoken=(),
    )  # fmt: skip
    told = {"root": {}, "marks": []}
    now = map_component.Now(selected=None, told=told, filtered=told)
    map_component.render(nothing, "0123456789abcdef", now=now, on_select=st.write, key="map")


def test_it_renders():
    at = AppTest.from_function(_page).run()
    assert not at.exception


def test_only_the_local_leaflet_is_loaded():
    base = map_component._base("0123456789abcdef")
    links = [url for _, url in (*base.default_js, *base.default_css)]
    assert links
    assert not any("//" in url for url in links)
    base.get_root().render()
    assert "://" not in _get_header(base)


def test_hostile_names_cannot_leave_their_string():
    sent = to_json(describe(view(HOSTILE)))
    assert json.loads(sent)["marks"][0]["name"] == HOSTILE
    assert "<" not in sent


def test_the_base_differs_by_the_version_alone():
    def script(version):
        base = map_component._base(version)
        base.get_root().render()
        return generate_js_hash(_get_map_string(base), "map")

    assert script("0123456789abcdef") == script("0123456789abcdef")
    assert script("0123456789abcdef") != script("fedcba9876543210")


def test_what_the_frame_keeps_is_json_that_no_tag_ends():
    kept = map_component.parts('{"bounds":[]}', to_json(describe(view(HOSTILE))))
    assert kept.keys() == {"ground", "map", "code", "look"}
    assert not any(b"<" in part for part in kept.values())
    assert all(json.loads(part) for part in kept.values())


def test_the_changing_group_tells_selections_apart():
    told = {"root": {"names": 3}, "marks": [[1, 3, 3, 3]]}

    def words(selected, **more):
        now = map_component.Now(selected=selected, **{"told": told, "filtered": told, **more})
        return next(iter(map_component._changing(now)._children.values())).data

    assert words("adm1:IQ.10") != words(None)
    plain = {"selected": None, "told": told, "drawn": None, "ghost": None}
    assert json.loads(words(None)) == plain
    assert json.loads(words(None, ghost='{"id":"x"}')) == {**plain, "ghost": {"id": "x"}}
    more = {"root": {"names": 3}, "marks": [[1, 3, 3, 3], [2, 1, 1, 1]]}
    assert json.loads(words(None, filtered=more))["drawn"] == more["marks"]


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ({"last_active_drawing": {"properties": {"id": "adm1:IQ.10"}}}, "adm1:IQ.10"),
        ({"last_active_drawing": {"properties": {"id": 3}}}, None),
        ({"last_active_drawing": {"properties": None}}, None),
        ({"last_active_drawing": None}, None),
        ({}, None),
    ],
)
def test_a_click_is_read_with_care(answer, place):
    assert map_component.clicked_place(answer) == place


def test_article_words_are_never_markup_in_the_frame():
    code = front.script("frame/map.js") + front.script("frame/start.js")
    assert "innerHTML" not in code
    assert "insertAdjacentHTML" not in code
    assert "textContent" in code
