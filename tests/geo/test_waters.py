"""Lakes, rivers and towns: where they are, how large, and found by the gazetteer's ids."""

import pytest
import shapely

from geo.boundaries import distance_km, lakes, river, rivers, towns
from geo.boundaries.gaps import rows_of
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from geo.types import Kind
from workshop import manifest
from workshop.rivers import Network

ROWS = {row["id"]: row for row in rows_of(data_folder(), "rivers.csv")}
IRAQ = (38.0, 30.0, 49.0, 38.0)
ALONG = [  # towns on the bank that were not used to find the river, and one far from it
    ("supplement:tigris", (43.68, 34.93)),  # Baiji
    ("supplement:tigris", (45.83, 32.51)),  # Kut
    ("supplement:euphrates", (40.15, 35.34)),  # Deir ez-Zor
    ("supplement:euphrates", (41.0, 34.4)),  # Abu Kamal, Al-Qaim
    ("supplement:dnipro-river-ua", (35.05, 48.46)),  # Dnipro
    ("supplement:danube", (18.9, 46.2)),  # Baja
    ("supplement:nile", (32.64, 25.7)),  # Luxor
    ("supplement:niger-river", (-0.05, 16.27)),  # Gao
    ("supplement:volga-ru", (46.0, 51.53)),  # Saratov
    ("supplement:yangtze-cn", (117.0, 30.5)),  # Anqing
    ("supplement:mississippi-river-us", (-91.15, 30.45)),  # Baton Rouge
]


@pytest.mark.parametrize("place", ROWS)
def test_a_river_is_the_gazetteer_s_and_runs_past_its_towns(place):
    found, line = Gazetteer.open().place(place), river(place)
    assert (found.kind, found.name) == (Kind.RIVER, ROWS[place]["name"])
    assert line.geom_type == "LineString"
    for part in ROWS[place]["along"].split("|"):
        lon, lat = (float(x) for x in part.split())
        assert near_km(line, lon, lat) < 30


@pytest.mark.parametrize(("place", "town"), ALONG)
def test_a_river_runs_by_towns_it_was_not_told_of(place, town):
    assert near_km(river(place), *town) < 12


def test_a_river_the_source_does_not_have_has_no_line():
    assert river("supplement:adhaim-river-iq") is None
    assert len(ROWS) > 25


def near_km(line, lon, lat):
    at = line.interpolate(line.project(shapely.Point(lon, lat)))
    return distance_km(lon, lat, at.x, at.y)


def test_lakes_in_view_are_given_largest_first():
    found = lakes((31.0, -3.0, 35.0, 1.0))
    assert shapely.contains(found[0], shapely.Point(33.0, -1.0))  # Victoria
    sizes = [lake.area for lake in found]
    assert sizes[0] > 5  # square degrees
    assert len(lakes((31.0, -3.0, 35.0, 1.0), at_least_km2=10_000)) == 1
    assert lakes((20.0, 20.0, 22.0, 22.0)) == ()  # the Sahara


def test_rivers_in_view():
    found = rivers(IRAQ)
    for lon, lat in ((44.37, 33.33), (43.13, 36.34), (43.3, 33.44), (46.25, 31.04)):
        assert min(near_km(line, lon, lat) for line in found) < 12  # Baghdad to Nasiriyah
    assert all(shapely.intersects(line, shapely.box(*IRAQ)) for line in found)
    assert len(rivers(IRAQ, at_least_deg=5.0)) < len(found)


def test_no_river_is_drawn_through_a_lake():
    victoria = lakes((31.0, -3.0, 35.0, 1.0))[0].buffer(-0.05)
    assert all(shapely.intersection(r, victoria).length < 0.01 for r in rivers(victoria.bounds))


def test_capitals_come_before_larger_towns():
    found = towns(IRAQ, most=4)
    assert found[0].name == "Baghdad"
    assert [town.capital for town in found] == [True, False, False, False]
    assert [t.population for t in found[1:]] == sorted(t.population for t in found[1:])[::-1]
    assert towns(IRAQ, most=0) == ()


def test_a_country_has_one_capital():
    every = towns((-180, -90, 180, 90), most=100_000)
    capitals = [town.country for town in every if town.capital]
    assert len(capitals) == len(set(capitals)) > 200
    gazetteer = Gazetteer.open()
    for town in every:
        place = gazetteer.place(town.id)
        assert (place.lon, place.lat) == pytest.approx((town.lon, town.lat), abs=1e-4)


def test_a_way_follows_the_lines_and_joins_small_gaps():
    bend = shapely.LineString([(0, 0), (0.5, 0.2), (1, 0)])
    after = shapely.LineString([(1.05, 0), (2, 0)])
    network = Network([bend, after, shapely.LineString([(5, 5), (6, 5)])])
    line = network.river("Bend", [(0, 0.1), (2, 0.1)])
    assert list(line.coords) == [(0, 0), (0.5, 0.2), (1, 0), (1.05, 0), (2, 0)]
    with pytest.raises(DataError, match=r"Bend: no river of the source runs by \(3, 3\)"):
        network.river("Bend", [(0, 0), (3, 3)])
    with pytest.raises(DataError, match="Bend: no way in the source"):
        network.river("Bend", [(0, 0), (5, 5)])


@pytest.mark.parametrize("damage", [None, b"id,name\nx,y\n"])
def test_damaged_files_are_named_with_the_remedy(tmp_path, damage):
    (tmp_path / "boundaries").mkdir()
    if damage is not None:
        for name in ("waters.parquet", "rivers.parquet", "towns.csv"):
            (tmp_path / "boundaries" / name).write_bytes(damage)
    manifest.measure(tmp_path)
    with pytest.raises(DataError, match=r"waters\.parquet"):
        lakes(IRAQ, folder=tmp_path)
    with pytest.raises(DataError, match=r"rivers\.parquet"):
        river("supplement:tigris", tmp_path)
    with pytest.raises(DataError, match=r"towns\.csv"):
        towns(IRAQ, 3, tmp_path)
