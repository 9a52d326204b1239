"""Shapes of regions and rivers for the page: one a mark, without inner borders, names in them."""

from dataclasses import replace
from functools import cache

import pytest
import shapely
from shapely.geometry import shape

from components.views import ground, panel, wide
from components.views import map as map_view
from geo import Asked, Boundaries, Seen, answer, river, survey
from geo.gazetteer import Gazetteer
from tests.making import MOSUL, Read, Told, make_parse, town

NYALA = town(1, "Nyala", 24.88, 12.05, "SD", "adm1:SD.49")
NAMED = {
    "Nyala": NYALA, "South Darfur": "adm1:SD.49", "Darfur": "supplement:darfur-sd",
    "Sudan": "country:SD", "Nile": "supplement:nile", "Mosul": MOSUL,
}  # fmt: skip


@cache
def found(*names):
    reads = tuple(
        (name, Read(Gazetteer.open().place(made) if isinstance(made, str) else made))
        for name, made in ((name, NAMED.get(name, name)) for name in names)
    )
    return survey([make_parse(Told(" ".join(f"In {name}." for name in names), reads))])


@cache
def view(*names):
    return map_view.build(answer(found(*names), Asked()))


@cache
def drawn(*names):
    asked = ground.extent(view(*names))
    return {x["id"]: x for x in wide.draw(asked, Boundaries.open())}


SUDAN = ("Nyala", "South Darfur", "Darfur", "Nile")


def test_a_region_is_an_area_under_the_provinces_in_it():
    assert [(m.shape.value, m.name, m.wide) for m in view(*SUDAN).marks] == [
        ("area", "Darfur", True), ("area", "South Darfur", False), ("line", "Nile", False),
        ("point", "Nyala", False),
    ]  # fmt: skip
    darfur, south, nile, _ = view(*SUDAN).marks
    assert (darfur.area, len(darfur.union), darfur.line) == ("supplement:darfur-sd", 5, None)
    assert (south.area, south.union, south.line) == ("adm1:SD.49", (), None)
    assert (nile.area, nile.line, nile.radius_km) == (None, "supplement:nile", 0.0)


def test_wider_regions_come_before_those_inside_them():
    names = ("supplement:flanders-be", "supplement:benelux", "geonames:6695072")
    assert [m.id for m in view(*names).marks] == [f"{name}@P5" for name in reversed(names)]


def test_a_union_has_one_outline_and_no_hole():
    body = shape(drawn(*SUDAN)["supplement:darfur-sd"]["geometry"])
    parts = [Boundaries.open().area(a).geometry for a in view(*SUDAN).marks[0].union]
    assert body.geom_type == "Polygon"
    assert list(body.interiors) == []
    assert body.area == pytest.approx(sum(part.area for part in parts), rel=0.02)
    assert body.is_valid


@pytest.mark.parametrize(
    "key",
    ["geonames:2638360", "geonames:6269131", "supplement:kashmir", "supplement:sahel",
     "geonames:6695072", "supplement:kurdistan-region-iq", "supplement:boucle-du-mouhoun-bf"],
)  # fmt: skip
def test_a_region_of_many_parts_is_whole(key):
    (made,) = drawn(key).values()
    body = shape(made["geometry"])
    whole = Boundaries.open().union(view(key).marks[0].union)
    assert body.area == pytest.approx(whole.area, rel=0.03)
    inner = sum(len(part.interiors) for part in shapely.get_parts(body))
    assert inner <= 4  # lakes and states within, no slits between its parts


def test_the_name_of_a_region_keeps_off_the_province_named_in_it():
    anchors = shapely.points(drawn(*SUDAN)["supplement:darfur-sd"]["anchors"])
    body = shape(drawn(*SUDAN)["supplement:darfur-sd"]["geometry"])
    south = Boundaries.open().area("adm1:SD.49").geometry
    assert len(anchors) >= 3
    assert shapely.contains(body, anchors).all()
    assert not shapely.contains(south, anchors).any()


def test_the_name_of_a_river_stands_along_it_and_first_where_the_map_opens():
    made = drawn("Mosul", "supplement:tigris")["supplement:tigris"]
    line = river("supplement:tigris")
    assert shapely.distance(line, shapely.points(made["anchors"])).max() < 0.05
    west, south, east, north = ground.frame(
        ground.extent(view("Mosul", "supplement:tigris")), Boundaries.open()
    )
    lon, lat = made["anchors"][0]
    assert west < lon < east
    assert south < lat < north
    assert shape(made["geometry"]).length == pytest.approx(line.length, rel=0.02)


@pytest.mark.parametrize(
    ("box", "vast"), [((-2.0, 14.0, 2.0, 17.0), True), ((-20.0, 0.0, 30.0, 35.0), False)]
)
def test_a_region_that_fills_the_map_leaves_its_ground_open(box, vast):
    asked = replace(ground.extent(view("supplement:sahel")), seen=Seen(box=box))
    (made,) = wide.draw(asked, Boundaries.open())
    assert made["vast"] is vast
    west, south, east, north = ground.frame(asked, Boundaries.open())
    lon, lat = made["anchors"][0]  # the first is where the map opens
    assert west < lon < east
    assert south < lat < north


def test_the_ground_opens_on_the_region_and_not_on_the_whole_river():
    west, south, east, north = ground.frame(ground.extent(view(*SUDAN)), Boundaries.open())
    darfur = shape(drawn(*SUDAN)["supplement:darfur-sd"]["geometry"]).bounds
    assert (west, south) < darfur[:2]
    assert east > darfur[2]
    assert north < river("supplement:nile").bounds[3]


def test_places_lists_a_region_with_all_that_lies_in_it():
    words = panel.build(found("Nyala", "South Darfur", "Darfur", "Sudan", "Nile"))
    rows = {p["name"]: (p["group"], p["inside"], p["within"]) for p in words.places}
    darfur, south = "supplement:darfur-sd@P5", "adm1:SD.49@P4"
    assert rows == {
        "Nyala": ("point", south, [darfur, south]), "South Darfur": ("area", darfur, [darfur]),
        "Darfur": ("area", None, []), "Sudan": ("country", None, []), "Nile": ("point", None, []),
    }  # fmt: skip
    facets = [set(card["facets"]) for card in words.excerpts]
    assert [darfur in each for each in facets] == [True, True, True, False, False]


def test_marks_of_the_same_areas_lie_in_neither():
    words = panel.build(found("supplement:tibet-cn", "adm1:CN.14"))
    assert [p["inside"] for p in words.places] == [None, None]
