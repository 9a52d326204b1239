"""Wide areas as unions: every member is an area, and the shape holds the region's own point."""

import pytest
import shapely

from geo.boundaries import Boundaries, members
from geo.boundaries.gaps import rows_of
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from workshop import manifest

ROWS = {row["id"]: row for row in rows_of(data_folder(), "unions.csv")}
# Points of these lie in a neighbour, at sea between islands, or in a part that is left out.
ELSEWHERE = {"geonames:6695072"}
EXACT = {
    "supplement:darfur-sd": ["adm1:SD.47", "adm1:SD.49", "adm1:SD.55", "adm1:SD.60", "adm1:SD.61"],
    "supplement:kordofan-sd": ["adm1:SD.50", "adm1:SD.56"],
    "supplement:donbas-ua": ["adm1:UA.05", "adm1:UA.14"],
    "supplement:kurdistan-region-iq": ["adm1:IQ.05", "adm1:IQ.08", "adm1:IQ.11"],
    "supplement:kashmir": ["adm1:IN.12", "adm1:IN.x-kashmir", "adm1:PK.06", "adm1:PK.07"],
    "supplement:sahel": ["country:BF", "country:ML", "country:MR", "country:NE", "country:TD"],
    "supplement:benelux": ["country:BE", "country:LU", "country:NL"],
}
REGIONS = {  # of how many divisions, as their states say
    "supplement:andalusia-es": 8, "supplement:castile-and-leon-es": 9, "supplement:catalonia-es": 4,
    "supplement:lombardy-it": 12, "supplement:tuscany-it": 10, "supplement:veneto-it": 7,
    "supplement:brittany-fr": 4, "supplement:normandy-fr": 5, "supplement:occitanie-fr": 13,
    "supplement:ile-de-france-fr": 8, "supplement:boucle-du-mouhoun-bf": 6,
    "supplement:sahel-region-bf": 4, "geonames:2638360": 32, "geonames:2634895": 22,
    "supplement:metro-manila-ph": 17, "supplement:davao-region-ph": 5, "supplement:caraga-ph": 5,
    "geonames:2641364": 26, "supplement:greater-manchester-gb": 10, "geonames:6695072": 27,
}  # fmt: skip


@pytest.mark.parametrize("place", EXACT)
def test_regions_are_their_provinces(place):
    assert list(members(place)) == EXACT[place]


@pytest.mark.parametrize("place", REGIONS)
def test_regions_have_as_many_divisions_as_their_states_say(place):
    assert len(members(place)) == REGIONS[place]


def test_the_regions_of_the_philippines_share_out_its_provinces():
    regions = [x for x in ROWS if x.startswith("supplement:") and x.endswith("-ph")]
    each = [area for region in regions for area in members(region)]
    assert len(regions) == 17
    assert sorted(each) == sorted(area.id for area in Boundaries.open().divisions("PH"))
    assert {"adm1:PH.x-albay", "adm1:PH.39", "adm1:PH.19"} < set(
        members("supplement:bicol-region-ph")
    )
    assert set(members("supplement:bangsamoro-ph")) < set(members("supplement:mindanao"))
    assert not set(members("supplement:luzon")) & set(members("supplement:mindanao"))


@pytest.mark.parametrize("place", ROWS)
def test_every_row_is_a_place_and_areas_and_has_a_source(place):
    areas, found = Boundaries.open(), Gazetteer.open().place(place)
    row = ROWS[place]
    assert row["source"]
    assert found.name == row["name"]
    assert list(members(place)) == sorted(set(members(place)))
    assert all(area in areas for area in members(place))
    if found.country:
        assert {areas.area(area).country for area in members(place)} == {found.country}


@pytest.mark.parametrize("place", sorted(ROWS.keys() - ELSEWHERE))
def test_a_region_s_point_lies_in_or_by_its_shape(place):
    areas, found = Boundaries.open(), Gazetteer.open().place(place)
    point = shapely.Point(found.lon, found.lat)
    off = min(shapely.distance(areas.area(a).geometry, point) for a in members(place))
    assert off < 1.5, found.name  # degrees


def test_a_place_that_is_no_union_has_no_members():
    assert members("adm1:IQ.10") == ()
    assert members("supplement:eastern-ghouta-sy") == ()


@pytest.mark.parametrize("damage", [None, b"id,name\nx,y\n", b"\xff\xfe", b'id,areas\n"x'])
def test_a_damaged_list_is_named_with_the_remedy(tmp_path, damage):
    (tmp_path / "boundaries").mkdir()
    if damage is not None:
        (tmp_path / "boundaries" / "unions.csv").write_bytes(damage)
    manifest.measure(tmp_path)
    with pytest.raises(DataError, match=r"unions\.csv"):
        members("supplement:darfur-sd", tmp_path)
