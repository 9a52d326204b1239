"""Coordinates in a text are places as written; numbers of another sort are none."""
# ruff: noqa: RUF001 - the marks that reports write

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mgrs import MGRS
from pyproj import Transformer

from geo import default_engine, distance_km, map_evidence, read_article, to_result
from geo.coordinates import find_coordinates
from geo.exports import geojson, table
from geo.records import from_plain, to_plain
from geo.sentences import split_sentences
from geo.settings import Settings
from geo.types import By, Kind, Precision, Status

MINUTE, SECOND = 1 / 60, 1 / 3600
DEGREE = 111.19508  # kilometres of a meridian on the sphere of the mean radius


def written(text):
    """The coordinates of a text: words, latitude, longitude, kilometres of the last digit."""
    article = read_article(text)
    return [
        (row.toponym.surface, row.point.lat, row.point.lon, row.point.unit_km)
        for row in find_coordinates(article, split_sentences(article))
    ]


def parsed(text):
    return default_engine().parse(read_article(text))


def answer(text):
    """The one coordinate's resolution."""
    (found,) = (r for r in parsed(text).resolutions if r.resolver == "coordinates-1")
    return found


FORMS = [  # text, words taken, latitude, longitude, kilometres of one unit of the last digit
    ("A depot at 36.34N 43.13E burned.", "36.34N 43.13E", 36.34, 43.13, 0.01 * DEGREE),
    ("It fell at 36.34n, 43.13e today.", "36.34n, 43.13e", 36.34, 43.13, 0.01 * DEGREE),
    ("At 36.34N/43.13E, they said.", "36.34N/43.13E", 36.34, 43.13, 0.01 * DEGREE),
    ("A storm at 25.4S 71.3W grew.", "25.4S 71.3W", -25.4, -71.3, 0.1 * DEGREE),
    ("Seen at 48.5956° N, 37.9999° E.", "48.5956° N, 37.9999° E", 48.5956, 37.9999,
     0.0001 * DEGREE),
    ("It is 43.13°E and 36.34°N there.", "43.13°E and 36.34°N", 36.34, 43.13, 0.01 * DEGREE),
    ("At 1.28 degrees south, 36.81 degrees east.", "1.28 degrees south, 36.81 degrees east",
     -1.28, 36.81, 0.01 * DEGREE),
    ("Camp 36°20′24″N 43°07′48″E.", "36°20′24″N 43°07′48″E", 36.34, 43.13, SECOND * DEGREE),
    ("Camp 36°20'24.5\"N, 43°07'48.1\"E.", "36°20'24.5\"N, 43°07'48.1\"E",
     36 + 20 * MINUTE + 24.5 * SECOND, 43 + 7 * MINUTE + 48.1 * SECOND, 0.1 * SECOND * DEGREE),
    ("Camp 33 18 54 N, 44 21 58 E.", "33 18 54 N, 44 21 58 E", 33 + 18 * MINUTE + 54 * SECOND,
     44 + 21 * MINUTE + 58 * SECOND, SECOND * DEGREE),
    ("Camp 36-20-24N 43-07-48E.", "36-20-24N 43-07-48E", 36.34, 43.13, SECOND * DEGREE),
    ("A notice for 362024N 0430748E.", "362024N 0430748E", 36.34, 43.13, SECOND * DEGREE),
    ("A notice for 3620N 04307W.", "3620N 04307W", 36 + 20 * MINUTE, -43 - 7 * MINUTE,
     MINUTE * DEGREE),
    ("It lies at N 35 20.5, E 40 08.2.", "N 35 20.5, E 40 08.2", 35 + 20.5 * MINUTE,
     40 + 8.2 * MINUTE, 0.1 * MINUTE * DEGREE),
    ("It lies at W58.12 S34.56 now.", "W58.12 S34.56", -34.56, -58.12, 0.01 * DEGREE),
    ("lat 15.5007 lon 32.5599, market hit", "lat 15.5007 lon 32.5599", 15.5007, 32.5599,
     0.0001 * DEGREE),
    ("The grave (Lat: -1.28, Lng: 36.81).", "Lat: -1.28, Lng: 36.81", -1.28, 36.81,
     0.01 * DEGREE),
    ("Longitude 43.13 W, latitude 36.34 S.", "Longitude 43.13 W, latitude 36.34 S", -36.34, -43.13,
     0.01 * DEGREE),
    ("Lat N 36.34 Lon W 43.13.", "Lat N 36.34 Lon W 43.13", 36.34, -43.13, 0.01 * DEGREE),
    ("36 degrees 20 minutes north, 43 degrees 8 minutes east was told.",
     "36 degrees 20 minutes north, 43 degrees 8 minutes east", 36 + 20 * MINUTE, 43 + 8 * MINUTE,
     MINUTE * DEGREE),
    ("At 36.34° South latitude and 43.13° East longitude.",
     "36.34° South latitude and 43.13° East longitude", -36.34, 43.13, 0.01 * DEGREE),
    ("lat 15 lon 32, a market", "lat 15 lon 32", 15, 32, DEGREE),
    ("A blast (33.3152, 44.3661) was heard.", "33.3152, 44.3661", 33.3152, 44.3661,
     0.0001 * DEGREE),
    ("A blast [33.315, 44.366] was heard.", "33.315, 44.366", 33.315, 44.366, 0.001 * DEGREE),
    ("Location: −1.286, 36.817.", "−1.286, 36.817", -1.286, 36.817, 0.001 * DEGREE),
    ("GPS 33.31 44.36 shows a hole.", "33.31 44.36", 33.31, 44.36, 0.01 * DEGREE),
    ("33.315, 44.366", "33.315, 44.366", 33.315, 44.366, 0.001 * DEGREE),
    ("It hit 15.5007, 32.5599 at noon.", "15.5007, 32.5599", 15.5007, 32.5599, 0.0001 * DEGREE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "lat", "lon", "km"), FORMS)
def test_a_form_of_coordinates_is_read_whole_and_as_finely_as_it_is_written(
    text, words, lat, lon, km
):
    (found,) = written(text)
    assert found[0] == words
    assert found[1:3] == pytest.approx((lat, lon), abs=1e-9)
    assert found[3] == pytest.approx(km, rel=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Call +964 770 123 4567 or 0770 123 4567.",
        "Bonds cost $71.2345, 72.3456 in May.",
        "It rose from 71.2345, 72.3456 dollars.",
        "They won 2-1, 3-0 and 6.4, 7.5.",
        "Version 3.11.2, 3.12.1 is out.",
        "On 12.03.2024, 13.03.2024 it rained.",
        "Support was 33.3, 44.4 per cent.",
        "Support was 33.3152, 44.3661 per cent.",
        "Location of voters: 33.3152, 44.3661%.",
        "There were 33 dead, 44 hurt, 36 N and 43 E.",
        "Servers 192.168.10.12, 10.20.30.40 were hit.",
        "The euro stood at 1.0842, 1.0912.",
        "Values of 12.3456, 23.4567, 34.5678 were read.",
        "Values of 12.3456, 23.4567 and 34.5678 were read.",
        "Temperatures of 36.5°, 37.2° were measured.",
        "It was 20°C, 25°C in the shade.",
        "He ran 9.58s, 10.2w.",
        "Exits 5N, 3E are closed.",
        "A motor of 10.5 W and 3.3 N.",
        "lat 95.5 lon 32.5 is nowhere.",
        "It is at 91.34N 43.13E, they claim.",
        "It is at 36.34N 183.13E, they claim.",
        "Coordinates 136.34, 43.13 are wrong.",
        "It is at 36.34N 43.13N, they claim.",
        "It is at -36.34N 43.13E, they claim.",
        "It is at 36°75′N 43°08′E, they claim.",
        "It is at 36°20.5′24″N 43°08′E, they claim.",
        "It is at 362074N 0430748E, they claim.",
        "lat 36.34 lat 43.13",
        "lat 36.34E lon 43.13N",
        "Lat E 36.34 Lon N 43.13",
        "They waited 20 minutes, 30 seconds.",
        "36 years 20 minutes north, 43 years 8 minutes east",
        "Rooms 12A BC 1234 and 14C AB 1234 are let.",
        "Grid 38S LF 3255 227 is cut off.",
        "Grid 38A LF 3255 2270 has no such band.",
        "Grid 38C LF 3255 2270 is far from its band.",
        "See example.org/33.3152,44.3661 there.",
    ],
)
def test_other_numbers_are_no_coordinates(text):
    assert written(text) == []


GRIDS = [  # words, EPSG code of the zone, easting and northing of the cell's middle, its width
    ("38S LF 3255 2270", 32638, 332_555, 4_022_705, 0.01),
    ("38SLF32552270", 32638, 332_555, 4_022_705, 0.01),
    ("38SLF 3255022700", 32638, 332_550.5, 4_022_700.5, 0.001),
    ("38S LF 32 22", 32638, 332_500, 4_022_500, 1.0),
    ("18S UJ 23480 06470", 32618, 323_480.5, 4_306_470.5, 0.001),
]


@pytest.mark.parametrize(("words", "zone", "easting", "northing", "km"), GRIDS)
def test_a_grid_reference_is_the_middle_of_its_cell(words, zone, easting, northing, km):
    (found,) = written(f"The grid {words} was struck at dawn.")
    to_degrees = Transformer.from_crs(zone, 4326, always_xy=True)
    lon, lat = to_degrees.transform(easting, northing)
    assert found[0] == words
    assert found[1:3] == pytest.approx((lat, lon), abs=1e-7)
    assert found[3] == pytest.approx(km)


def test_a_published_grid_reference_lies_where_its_publisher_says():
    # the Washington Monument in the United States National Grid, FGDC-STD-011-2001: 38 53 22 N
    (found,) = written("The grid 18S UJ 23480 06470 was visited.")
    assert distance_km(found[2], found[1], -77.0353, 38.8895) < 0.05


@example(8.0, 0.0)  # the corner of its cell lies in the band south of it
@example(-8.0, 20.5)
@given(st.floats(-79.9, 83.9), st.floats(-180, 179.9))
def test_every_grid_reference_leads_back(lat, lon):
    (found,) = written(f"The grid {MGRS().toMGRS(lat, lon)} was struck.")
    assert distance_km(found[2], found[1], lon, lat) < 0.002


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(3, 10))
def test_every_pair_in_brackets_leads_back(lat, lon, digits):
    (found,) = written(f"The camp ({lat:.{digits}f}, {lon:.{digits}f}) burned.")
    assert found[1:3] == pytest.approx((lat, lon), abs=0.51 * 10**-digits)


def test_a_coordinate_is_a_place_as_written_with_a_ring_by_its_digits():
    found = answer("In Iraq a depot at 36.34N 43.13E burned.")
    place, around = found.place, found.around
    assert (place.id, place.name, place.kind) == ("coord:36.34,43.13", "36.34N 43.13E", Kind.SITE)
    assert (place.lat, place.lon, place.source) == (36.34, 43.13, "text")
    assert (place.country, place.admin, place.admin1) == ("IQ", ("Iraq", "Nineveh"), "adm1:IQ.15")
    assert (found.status, found.precision, found.score) == (Status.RESOLVED, Precision.P1, 1.0)
    assert (found.toponym.found_by, found.placed_by) == (By.RULE, By.RULE)
    assert (around.lat, around.lon, around.radius_km) == (36.34, 43.13, 1.1)
    assert (around.words, around.nominal) == ("36.34N 43.13E", False)
    assert found.reasons == (
        "a coordinate, as written", "lies in Nineveh, Iraq", "its last digit is worth 1.1 km",
    )  # fmt: skip


def test_fine_digits_are_a_point_and_very_coarse_ones_no_exact_place():
    fine = answer("Seen at 48.5956° N, 37.9999° E by volunteers.")
    assert (fine.precision, fine.around) == (Precision.P1, None)
    coarse = answer("Seen at 38°N 127°E by volunteers.")
    assert (coarse.precision, coarse.around.radius_km) == (Precision.P5, 111.2)
    assert (coarse.place.admin, coarse.place.admin1) == (("South Korea",), None)


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("A market in Iraq, 15.5007, 32.5599, was hit.", "Iraq"),
        ("Iraqi and Syrian forces fired at 15.5007, 32.5599 today.", "Iraq, Syria"),
        ("A market in Sudan, 15.5007, 32.5599, was hit.", None),
        ("A market in Sudan or Iraq, 15.5007, 32.5599, was hit.", None),
        ("A market at 15.5007, 32.5599 was hit.", None),
    ],
)
def test_the_reasons_say_when_no_country_that_is_named_holds_it(text, abroad):
    found = answer(text)
    says = f"none of the countries that the text names holds it: {abroad}"
    assert (found.place.lat, found.place.lon, found.place.country) == (15.5007, 32.5599, "SD")
    assert [r for r in found.reasons if r.startswith("none of")] == ([says] if abroad else [])


def test_the_names_beside_a_coordinate_are_answered_as_without_it():
    plain = parsed("Shells fell near Kirkuk and Tikrit. Baghdad was quiet.")
    text = "Shells fell near Kirkuk and Tikrit. Baghdad was quiet. It is (36.34N 43.13E)."
    told = parsed(text).resolutions
    assert [(r.place.id, r.score) for r in told[:-1]] == [
        (r.place.id, r.score) for r in plain.resolutions
    ]
    assert told[-1].toponym.surface == "36.34N 43.13E"


def test_names_inside_a_coordinate_are_none():
    parse = parsed("In Iraq the grid 38S LF 3255 2270 was struck at dawn, the battalion wrote.")
    assert [t.surface for t in parse.toponyms] == ["Iraq", "38S LF 3255 2270"]
    assert "LF" not in " ".join(n.surface for n in parse.not_places)


def test_a_coordinate_in_a_quotation_is_in_that_quote():
    text = "“It is at 48.5956° N, 37.9999° E,” the Ukrainian general said in Kyiv."
    parse = parsed(text)
    (quote,) = (q for q in parse.quotes if q.direct)
    assert answer(text).toponym.quote == quote.index
    assert parse.toponyms == tuple(r.toponym for r in parse.resolutions)


def test_json_tables_and_map_carry_it_as_any_place():
    parse = parsed("A depot at 36.34N 43.13E burned. Another at 33.3152° N, 44.3661° E did not.")
    coarse, fine = to_result(parse)["toponyms"]
    assert (coarse["name"], coarse["precision"]) == ("36.34N 43.13E", "P1")
    assert coarse["place"] == {
        "id": "coord:36.34,43.13", "name": "36.34N 43.13E", "kind": "site", "lat": 36.34,
        "lon": 43.13, "country": "IQ", "admin1": "Nineveh",
    }  # fmt: skip
    assert coarse["around"]["radius_km"] == 1.1
    assert fine["around"] is None
    shown = map_evidence([parse])
    assert [(m.key, m.figure, m.km, m.holder) for m in shown.marks] == [
        ("around:43.130,36.340,1.1@P1", "ring", 1.1, "adm1:IQ.15"),
        ("coord:33.3152,44.3661@P1", "point", 0.0, "adm1:IQ.07"),
    ]
    rows = list(csv.DictReader(io.StringIO(table.write(shown))))
    names = ("coord_basis", "source", "radius_km", "relative_words", "lat")
    assert [[row[name] for name in names] for row in rows] == [
        ["as_written", "text", "1.1", "", "36.34"],
        ["as_written", "text", "", "", "33.3152"],
    ]
    features = json.loads(geojson.write(shown))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[43.13, 36.34], [44.3661, 33.3152]]


def test_a_kept_parse_has_its_coordinates_and_the_rules_alone_find_them_too():
    text = "In Iraq a depot at 36.34N 43.13E burned, and the grid 38S LF 3255 2270 too."
    parse = parsed(text)
    assert from_plain(json.loads(json.dumps(to_plain(parse)))) == parse
    rules = default_engine(settings=Settings(recognizer="rules")).parse(read_article(text))
    assert [r.place.id for r in rules.resolutions] == [r.place.id for r in parse.resolutions]
    assert [r.place.id for r in rules.resolutions] == [
        "country:IQ", "coord:36.34,43.13", "coord:36.334851,43.134314",
    ]  # fmt: skip
