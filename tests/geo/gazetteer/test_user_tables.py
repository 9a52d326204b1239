"""The user's own CSV and GeoJSON: mapped, placed, and refused with the line that is wrong."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.gazetteer import Gazetteer
from geo.gazetteer.install import Options, install
from geo.gazetteer.install.user import UserTable
from geo.types import Kind
from tests.geo.gazetteer.conftest import silent
from tests.strategies import hostile_texts

pytestmark = pytest.mark.usefixtures("home")
SQUARE = [[[44.0, 33.0], [44.2, 33.0], [44.2, 33.2], [44.0, 33.2], [44.0, 33.0]]]


@pytest.fixture
def own(tmp_path):
    """Install a file of the user's: own("mine.csv", text, name="Village")."""

    def run(file, content, default=Kind.TOWN, **columns):
        path = tmp_path / file
        path.write_text(content, encoding="utf-8")
        install([str(path)], Options(columns=columns, kind=default), silent)
        return Gazetteer.open()

    return run


def test_columns_are_mapped_and_the_rest_guessed(own):
    gazetteer = own(
        "my camps.csv",
        "Camp,Y,long,Sort,also,pcode,pop\n"
        'Zarqaz,34.1,44.2,site,"Old Zarqaz|Zarqaz Tahtani",IQ07,"12,000"\n'
        "Zirqiz,34.2,44.3,,,,\n",
        name="Camp", kind="Sort", alternates="also", id="pcode", population="pop",
    )  # fmt: skip
    place = gazetteer.lookup("Zarqaz Tahtani")[0].place
    assert (place.id, place.kind, place.population) == ("my-camps:IQ07", Kind.SITE, 12_000)
    assert (place.lat, place.lon) == (34.1, 44.2)
    assert (place.admin, place.country) == (("Iraq", "Salahuddin"), "IQ")
    assert place.source == "my-camps"
    other = gazetteer.lookup("Zirqiz")[0].place
    assert other.kind is Kind.TOWN
    assert gazetteer.place(other.id) == other


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_usual_mark_parts_the_cells(own, mark):
    gazetteer = own("mine.csv", mark.join(("name", "lat", "lon")) + f"\nZarqaz{mark}1{mark}2\n")
    assert gazetteer.lookup("Zarqaz")[0].place.lon == 2.0


def test_an_id_without_a_column_stays_when_rows_are_added(own):
    first = own("mine.csv", "name,lat,lon\nZarqaz,1,2\n").lookup("Zarqaz")[0].place.id
    again = own("mine.csv", "name,lat,lon\nOther,3,4\nZarqaz,1,2\n").lookup("Zarqaz")[0].place.id
    assert first == again


def test_names_can_be_added_to_known_places(own):
    gazetteer = own(
        "nick.csv",
        "name,lat,lon,id\nPearl of Diyala,34,45,geonames:94591\nTop Province,1,1,adm1:IQ.10\n",
    )
    assert gazetteer.lookup("Pearl of Diyala")[0].place == gazetteer.place("geonames:94591")
    assert gazetteer.lookup("Pearl of Diyala")[0].place.name == "Khanaqin"
    assert gazetteer.lookup("Top Province")[0].place.id == "adm1:IQ.10"


def test_a_division_can_be_given_by_code(own):
    gazetteer = own(
        "mine.csv", "name,lat,lon,country,admin1\nZarqaz,0,-30,iq,10\nZirqiz,0,-30,IQ,adm1:IQ.07\n"
    )
    assert gazetteer.lookup("Zarqaz")[0].place.admin == ("Iraq", "Diyala")
    assert gazetteer.lookup("Zirqiz")[0].place.admin1 == "adm1:IQ.07"


def test_geojson_points_and_areas(own):
    features = [
        {"type": "Feature", "id": 4, "properties": {"name": "Zarqaz", "alternates": ["A zed", "B"]},
         "geometry": {"type": "Point", "coordinates": [44.1, 33.1, 7]}},
        {"type": "Feature", "properties": {"name": "Zirqiz", "population": 30, "country": None},
         "geometry": {"type": "Polygon", "coordinates": SQUARE}},
    ]  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": features})
    gazetteer = own("mine.geojson", content, default=Kind.REGION)
    place = gazetteer.lookup("A zed")[0].place
    assert (place.id, place.lon, place.lat, place.kind) == ("mine:4", 44.1, 33.1, Kind.REGION)
    area = gazetteer.lookup("Zirqiz")[0].place
    assert 44.0 < area.lon < 44.2
    assert 33.0 < area.lat < 33.2
    assert area.population == 30


HEAD = "name,lat,lon,kind,country,population\n"
BAD_ROWS = {
    "latitude": ("Zarqaz,91,2,,,", "'91' is not a number of degrees from -90 to 90"),
    "words": ("Zarqaz,north,2,,,", "'north' is not a number of degrees"),
    "nan": ("Zarqaz,1,nan,,,", "'nan' is not a number of degrees"),
    "name": (",1,2,,,", "'' is not a name"),
    "kind": ("Zarqaz,1,2,castle,,", "'castle' is not a kind of place"),
    "country": ("Zarqaz,1,2,,Iraq,", "'IRAQ' is not a country's two letters"),
    "people": ("Zarqaz,1,2,,,some", "'some' is not a population"),
    "short": ("Zarqaz,1", "fewer cells"),
}


@pytest.mark.parametrize(("row", "said"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named(own, row, said):
    with pytest.raises(GeoError, match=r"mine\.csv line 3: ") as error:
        own("mine.csv", f"{HEAD}Good,1,2,town,IQ,3\n{row}\n")
    assert said in str(error.value)
    assert not Gazetteer.open().knows("Good")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("a.csv", "", "holds no places"),
        ("a.csv", "name,lat,lon\n", "holds no places"),
        ("a.csv", "title,lat,lon\nx,1,2\n", "no column for name; it has 'title', 'lat', 'lon'"),
        ("a.geojson", "{", "as GeoJSON"),
        ("a.geojson", "[]", "no GeoJSON FeatureCollection"),
        ("a.geojson", '{"features": [{}]}', "line 1: a feature needs"),
        ("a.geojson", '{"features": [7]}', "line 1: a feature needs"),
        (
            "a.geojson",
            '{"features": [{"properties": {"name": "x"}, "geometry": {"type": "Blob"}}]}',
            "line 1: a feature needs",
        ),
        (
            "a.geojson",
            json.dumps(
                {
                    "features": [
                        {
                            "properties": {"name": "x"},
                            "geometry": {"type": "Point", "coordinates": [400, 1]},
                        }
                    ]
                }
            ),
            "'400.0' is not a number of degrees",
        ),
    ],
)
def test_a_bad_file_is_named(own, file, content, said):
    with pytest.raises(GeoError, match=file) as error:
        own(file, content)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("columns", "said"), [({"name": "Nom"}, "no column 'Nom'"), ({"colour": "x"}, "is none of")]
)
def test_a_bad_mapping_is_named(own, columns, said):
    with pytest.raises(GeoError, match=said):
        own("mine.csv", "name,lat,lon\nx,1,2\n", **columns)


def test_own_tables_and_geonames_do_not_mix(tmp_path):
    for name in ("a.csv", "b.txt"):
        (tmp_path / name).write_text("name,lat,lon\n", encoding="utf-8")
    with pytest.raises(GeoError, match="apart from GeoNames"):
        install([str(tmp_path / "a.csv"), str(tmp_path / "b.txt")], Options(), silent)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=hostile_texts(), suffix=st.sampled_from(["csv", "tsv", "geojson"]))
def test_any_text_is_read_or_refused(tmp_path_factory, content, suffix):
    path = tmp_path_factory.mktemp("own") / f"mine.{suffix}"
    header = "name,lat,lon\n" if suffix != "geojson" else ""
    path.write_bytes((header + content).encode("utf-8", "surrogatepass"))
    table = UserTable(path=path, name="mine", columns={})
    try:
        entries = [entry for _, entry in table.read(0)]
    except GeoError as error:
        assert "mine." in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert all(abs(e.lat) <= 90 and abs(e.lon) <= 180 and e.name for e in entries)
