"""The builder's rules on a small made-up world, and the areas it ships."""

import csv
import hashlib
import re

import geopandas
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import Boundaries, distance_km
from geo.boundaries.distance import bearing, destination
from geo.errors import DataError
from geo.settings import data_folder
from geo.types import Kind
from workshop import boundaries as builder
from workshop import manifest

FIELDS = ("iso_a2", "name", "fips", "gn_name", "woe_name")
# Four squares in a row. Nordland's towns carry code 05, as its FIPS number says; Ost and West share
# code 07, which is therefore coarser; 07 is also the FIPS number of Insel, which holds no town.
ROWS = (
    ("IQ", "Nordland", "IZ05", "Nordland Province", "Nordland"),
    ("IQ", "Ost", "IZ98", "Ost Province", "Mitte"),
    ("IQ", "West", None, "West Province", "Mitte"),
    ("IQ", "Insel", "IZ07", None, "Ost"),
    ("-1", "Somaliland", None, None, None),
    ("-1", "Spratly Islands", None, None, None),
    ("SO", "Bari", "SO03", "Gobolka Bari", None),
    ("RU", "Crimea", None, "Avtonomna Respublika Krym", None),
    ("IQ", None, None, None, None),
)
TOWNS = (
    *((0.2, "IQ", "05"), (0.5, "IQ", "05"), (0.8, "IQ", "05")),
    *((1.4, "IQ", "07"), (1.6, "IQ", "07"), (2.4, "IQ", "07"), (2.6, "IQ", "07")),
    *((4.5, "SO", "20"), (6.5, "SO", "03"), (7.5, "UA", "11")),
)
NOT_AGREED = {
    "abyei", "crimea", "donbas", "golan", "west-bank", "gaza", "kosovo", "kashmir", "iraq",
    "somaliland", "taiwan", "spratly", "paracel", "northern-cyprus", "western-sahara",
}  # fmt: skip
HEAD = "id,place,parties,line,drawn,source,as_of\n"
CLAIM = 'nordland,Nordland,"Iraq, Nordland",within -1 -1 0.5 2,line claimed,test,2018\n'
DISPUTES = HEAD + CLAIM


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Write a GeoPackage of the shape of the one the builder reads."""
    path = tmp_path_factory.mktemp("source") / "world_map.gpkg"
    squares = [shapely.MultiPolygon([shapely.box(x, 0, x + 1, 1)]) for x in range(len(ROWS))]
    rows = [dict(zip(FIELDS, row, strict=True)) for row in ROWS]
    states = geopandas.GeoDataFrame(rows, geometry=squares, crs=4326)
    states.to_file(path, layer="states_provinces")
    countries = [
        {"iso_a2": code, "NAME": name, "FIPS_10_": fips, "WB_A3": None}
        for code, name, fips in (("IQ", "Iraq", "IZ"), ("SO", "Somalia", "SO"))
    ]
    geopandas.GeoDataFrame(countries, geometry=squares[:2], crs=4326).to_file(
        path, layer="countries"
    )
    lines = [shapely.MultiLineString([[(x, 0), (x, 1)]]) for x in (0, 2)]
    claims = {"name": ["a claim", "Ceasefire Line 1994"]}
    geopandas.GeoDataFrame(claims, geometry=lines, crs=4326).to_file(path, layer="disputed_borders")
    return path


@pytest.fixture
def built(source, tmp_path, monkeypatch):
    """Return a function that builds into a new folder and opens what it built."""
    towns = pd.DataFrame(
        [{"lon": lon, "lat": 0.5, "country": of, "admin1": code} for lon, of, code in TOWNS]
    )
    monkeypatch.setattr(builder, "SOURCE_SHA256", hashlib.sha256(source.read_bytes()).hexdigest())
    monkeypatch.setattr(builder, "_cities", lambda: towns)

    def build(name="data", disputes=DISPUTES):
        folder = tmp_path / name
        (folder / "boundaries").mkdir(parents=True)
        (folder / "boundaries" / "aliases.csv").write_text(
            "id,name,aliases,source\nadm1:IQ.x-west,Westmark,Westen|Okzident,test\n"
        )
        (folder / "boundaries" / "disputed.csv").write_text(disputes)
        builder.build(folder, source)
        manifest.measure(folder)
        return folder

    return build


@pytest.fixture(scope="module")
def shipped():
    return Boundaries.open()


def test_building_twice_gives_the_same_bytes(built):
    once, again = (built(name) / "boundaries" for name in ("once", "again"))
    for name in ("countries", "divisions", "disputed"):
        first, second = ((folder / f"{name}.parquet").read_bytes() for folder in (once, again))
        assert first == second


def test_another_source_is_refused(source, tmp_path):
    with pytest.raises(DataError, match=re.escape(str(source))):
        builder.build(tmp_path, source)


def test_codes_follow_the_towns_and_else_the_name(built):
    divisions = Boundaries.open(built()).divisions("IQ")
    assert [(a.id, a.codes.get("geonames"), a.codes.get("fips")) for a in divisions] == [
        ("adm1:IQ.05", "05", "IZ05"),
        ("adm1:IQ.98", None, "IZ98"),
        ("adm1:IQ.x-insel", None, "IZ07"),
        ("adm1:IQ.x-west", None, None),
    ]


def test_a_name_of_two_divisions_is_an_alias_of_neither(built):
    areas = Boundaries.open(built())
    assert "Mitte" not in areas.area("adm1:IQ.98").aliases
    assert areas.area("adm1:IQ.x-insel").aliases == ()
    west = areas.area("adm1:IQ.x-west")
    assert west.name == "Westmark"
    assert west.aliases == ("Westen", "Okzident", "West", "West Province")


def test_a_code_coarser_than_the_divisions_is_none_s():
    names = {"iso_a2": "PH", "apart": False, "name": ["Albay", "Camarines", "Sorsogon"]}
    squares = [shapely.box(x, 0, x + 1, 1) for x in range(3)]
    raw = geopandas.GeoDataFrame({**names, "fips": ["RP05", None, None]}, geometry=squares)
    own = [(0.5, "05")] * 4
    region = pd.DataFrame([*own, *[(1.5, "05")] * 5, *[(2.5, "05")] * 5], columns=["lon", "admin1"])
    # As many towns lie off it, but where another code comes first: drawn in part, not coarser.
    part = pd.DataFrame([*own, *[(1.5, "05")] * 6, *[(1.5, "09")] * 9], columns=["lon", "admin1"])
    for towns, codes in ((region, ["", "", ""]), (part, ["05", "09", ""])):
        assert builder._vote(raw, towns.assign(lat=0.5, country="PH")) == codes


def test_territories_belong_where_geonames_has_their_towns(built):
    areas = Boundaries.open(built())
    assert [a.id for a in areas.at(4.5, 0.5)] == ["country:SO", "adm1:SO.x-somaliland"]
    assert [a.id for a in areas.at(7.5, 0.5)] == ["country:UA", "adm1:UA.11"]
    assert areas.at(5.5, 0.5) == ()
    assert "country:RU" not in areas


def test_land_without_a_name_is_the_country_s_but_no_division(built):
    areas = Boundaries.open(built())
    assert [a.id for a in areas.at(8.5, 0.5)] == ["country:IQ"]


def test_a_published_point_is_kept_where_it_is_inside():
    land = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(5, 0, 6, 1)])
    assert builder.published(land, 0.3, 1.9) == (0.3, 1.9)
    assert builder.published(land, 2.0, 2.0) == (2.0, 2.0)  # on the shore


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_a_point_off_the_land_is_put_on_the_nearest_island(lon, lat):
    ring = shapely.box(-3, -3, 3, 3).difference(shapely.box(-2, -2, 2, 2))
    land = shapely.MultiPolygon([ring, shapely.box(5, 5, 6, 6), shapely.box(-8, -8, -6, -6)])
    point = shapely.Point(lon, lat)
    found = shapely.Point(builder.published(land, lon, lat))
    assert land.covers(found)
    nearest = min(land.geoms, key=lambda part: part.distance(point))
    assert found == point if land.covers(point) else nearest.contains(found)


def test_edges_not_agreed_are_listed(built):
    (line,) = Boundaries.open(built()).disputed((-1, -1, 9, 2))
    assert (line.id, line.words) == ("nordland", "Nordland (Iraq, Nordland)")
    assert (line.drawn, line.source, line.as_of) == ("line claimed", "test", "2018")
    assert line.geometry.equals(shapely.LineString([(0, 0), (0, 1)]))
    assert Boundaries.open(built("far")).disputed((20, 20, 21, 21)) == ()


def test_a_damaged_file_is_named_with_the_remedy(built):
    folder = built()
    (folder / "boundaries" / "divisions.parquet").write_bytes(b"not parquet")
    with pytest.raises(DataError, match=r"divisions\.parquet is another kind of file"):
        Boundaries.open(folder)


def test_ids_are_unique_and_plain(shipped):
    tables = [table["id"].to_pylist() for table in shipped._tables]
    assert len(list(shipped)) == sum(map(len, tables)) > 4700
    assert [key for key in shipped if not re.fullmatch(r"[A-Za-z0-9:.-]+", key)] == []


def test_a_line_is_made_of_claims_edges_and_outlines(built):
    row = 'all,All,"A, B",{},x,test,2018\n'
    parts = (
        "within -1 -1 0.5 2",
        "edge adm1:IQ.05 / country:IQ",
        "edge adm1:UA.11 / country:IQ",
        "outline Spratly Islands",
        "outline country:SO",
    )
    areas = built("lines", HEAD + row.format("|".join((*parts[:2], *parts[3:]))))
    (line,) = Boundaries.open(areas).disputed((-1, -1, 9, 2))
    assert line.geometry.equals(
        shapely.union_all(
            [
                shapely.LineString([(0, 0), (0, 1)]),
                shapely.LineString([(1, 0), (1, 1)]),
                shapely.box(5, 0, 6, 1).boundary,
                shapely.box(4, 0, 5, 1).union(shapely.box(6, 0, 7, 1)).boundary,
            ]
        )
    )
    for place, faulty in enumerate((parts[2], "within 20 20 21 21", "outline Atlantis")):
        with pytest.raises(DataError, match=r"all draws nothing"):
            built(f"faulty{place}", HEAD + CLAIM + row.format(faulty))


def test_a_claim_of_the_source_in_no_row_is_noticed(built):
    with pytest.raises(DataError, match=r"disputed\.csv has no row"):
        built("less", HEAD + 'x,X,"A, B",edge adm1:IQ.05 / country:IQ,x,test,2018\n')


def test_every_line_worded_is_drawn_and_every_line_drawn_is_worded(shipped):
    drawn = {line.id: line for line in shipped.disputed((-180, -90, 180, 90))}
    with (data_folder() / "boundaries" / "disputed.csv").open(encoding="utf-8") as file:
        worded = {row["id"]: row for row in csv.DictReader(file)}
    assert drawn.keys() == worded.keys()
    assert drawn.keys() >= NOT_AGREED
    for key, row in worded.items():
        line = drawn[key]
        told = (line.place, line.parties, line.drawn, line.source, line.as_of)
        assert told == tuple(row[name] for name in ("place", "parties", "drawn", "source", "as_of"))
        assert all(told), key
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", line.as_of), key
        assert shapely.length(line.geometry) > 0.04, key  # degrees: some 4 km
        assert line.geometry.geom_type == "MultiLineString"
    assert len({line.place for line in drawn.values()}) == len(drawn)


@pytest.mark.parametrize("key", sorted(NOT_AGREED))
def test_parties_are_named_alike(shipped, key):
    (line,) = (x for x in shipped.disputed((-180, -90, 180, 90)) if x.id == key)
    names = line.parties.split(", ")
    assert names == sorted(names)
    assert len(names) > 1


@pytest.mark.parametrize(
    ("key", "lon", "lat"),
    [
        ("crimea", 33.69, 46.15),  # the isthmus of Perekop
        ("west-bank", 35.0, 32.2),  # by Tulkarm
        ("gaza", 34.5, 31.55),  # by Erez
        ("golan", 35.64, 33.0),
        ("kosovo", 21.1, 43.05),
        ("kashmir", 74.0, 34.0),  # by Uri
        ("somaliland", 48.95, 10.0),
        ("western-sahara", -11.0, 27.66),
        ("abyei", 28.4, 10.16),
        ("donbas", 38.0, 48.4),
        ("taiwan", 120.25, 23.0),
        ("spratly", 114.3, 10.4),
        ("northern-cyprus", 33.36, 35.18),  # Nicosia
    ],
)
def test_lines_run_where_they_are(shipped, key, lon, lat):
    (line,) = (x for x in shipped.disputed((-180, -90, 180, 90)) if x.id == key)
    assert shapely.distance(line.geometry, shapely.Point(lon, lat)) < 0.3


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (44.065, 9.56, ["country:SO", "adm1:SO.x-somaliland"]),  # Hargeisa
        (33.3173, 35.3334, ["country:CY", "adm1:CY.x-northern-cyprus"]),  # Kyrenia
        (34.1108, 44.9572, ["country:UA", "adm1:UA.11"]),  # Simferopol
        (123.8907, 10.3167, ["country:PH", "adm1:PH.x-cebu"]),  # Cebu City
        (11.3387, 44.4938, ["country:IT", "adm1:IT.x-bologna"]),
        (-52.3346, 4.9181, ["country:GF", "adm1:GF.GF"]),  # Cayenne
        (34.4668, 31.5017, ["country:PS", "adm1:PS.GZ"]),  # Gaza City
    ],
)
def test_towns_lie_where_they_are(shipped, lon, lat, expected):
    assert [area.id for area in shipped.at(lon, lat)] == expected


@pytest.mark.parametrize(
    ("area", "name", "alias"),
    [
        ("adm1:IQ.15", "Nineveh", "Ninawa"),
        ("adm1:SY.07", "Deir ez-Zor", "Dayr az-Zawr"),
        ("adm1:AF.10", "Helmand", "Hilmand"),
        ("adm1:PK.03", "Khyber Pakhtunkhwa", "KPK"),
        ("adm1:SD.60", "East Darfur", "Eastern Darfur"),
        ("adm1:MM.01", "Rakhine", "Arakan"),
        ("adm1:US.CA", "California", "Calif."),
        ("country:US", "United States", "USA"),
    ],
)
def test_names_are_those_of_the_news(shipped, area, name, alias):
    assert shipped.area(area).name == name
    assert alias in shipped.area(area).aliases


def test_a_name_of_one_province_does_not_call_up_its_neighbour(shipped):
    bearers = [a.id for a in shipped.divisions("SD") if "South Darfur" in {a.name, *a.aliases}]
    assert bearers == ["adm1:SD.49"]


def test_countries_within_a_frame(shipped):
    found = {area.id for area in shipped.countries_within((44.0, 33.0, 46.0, 35.0))}
    assert found == {"country:IQ", "country:IR"}
    assert all(shipped.area(area).kind is Kind.COUNTRY for area in found)


@given(st.floats(-180, 179.99), st.floats(-85, 85), st.floats(0, 360), st.floats(0.5, 900))
def test_a_destination_lies_as_far_as_it_is_told(lon, lat, course, km):
    reached = destination(lon, lat, course, km)
    assert distance_km(lon, lat, *reached) == pytest.approx(km, rel=0.01)
    assert -180 <= reached[0] <= 180
    assert -90 <= reached[1] <= 90


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(-179, 179), st.floats(0.5, 900))
def test_a_bearing_leads_to_where_it_was_taken(lon, lat, course, km):
    reached = destination(lon, lat, course, km)
    again = destination(lon, lat, bearing(lon, lat, *reached), km)
    assert distance_km(*reached, *again) < 0.01 * km
