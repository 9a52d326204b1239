"""What is near a point: the same places as a search of every one by its distance."""

import pytest

from geo.boundaries.distance import distance_km
from geo.gazetteer import Gazetteer
from geo.gazetteer.embedded import LISTED
from geo.gazetteer.nearest import _BANDS
from geo.types import Kind
from tests.geo.gazetteer.conftest import place_line

SPOTS = {
    "Baghdad": (44.4, 33.3),
    "the date line": (179.99, -16.5),
    "the other side of it": (-179.99, 71.0),
    "a pole": (12.0, 90.0),
    "an ocean": (-150.0, -40.0),
    "a crowd": (6.1, 49.6),
}
LIMIT = 8


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open(layered=False)


@pytest.fixture(scope="module")
def points(gazetteer):
    """Every town and site with a point of its own: where it is, and its row."""
    held = gazetteer._embedded
    kinds, lons, lats, sources, blurs = (
        held._columns[name].to_pylist() for name in ("kind", "lon", "lat", "source", "blur")
    )
    codes = {list(Kind).index(kind) for kind in (Kind.TOWN, Kind.SITE)}
    listed = held._meta["sources"].index(LISTED)
    return [
        (lons[row] / 100_000, lats[row] / 100_000, row)
        for row, kind in enumerate(kinds)
        if kind in codes and sources[row] != listed and not blurs[row]
    ]


@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS)
def test_the_nearest_are_those_of_a_search_of_all(gazetteer, points, spot):
    every = sorted((distance_km(*spot, lon, lat), row) for lon, lat, row in points)[:LIMIT]
    found = gazetteer.nearest(*spot)
    assert [near.place.id for near in found] == [
        gazetteer._embedded.place(row).id for _, row in every
    ]
    assert [near.km for near in found] == pytest.approx([km for km, _ in every], abs=1e-6)


def test_no_place_is_near_of_which_only_a_district_is_known(gazetteer):
    held = gazetteer._embedded
    listed = held._meta["sources"].index(LISTED)
    place = held.place(held._columns["source"].to_pylist().index(listed))
    assert place.source == LISTED
    assert place.id not in {n.place.id for n in gazetteer.nearest(place.lon, place.lat)}


def test_a_place_of_two_gazetteers_is_near_once(put):
    bare = Gazetteer.open().nearest(45.39, 34.35)
    known = bare[0].place
    at = {"lat": str(known.lat), "lon": str(known.lon)}
    put("iq", place_line(99_000_001, "Zarqaz"), place_line(99_000_002, known.name, **at))
    near = Gazetteer.open().nearest(45.39, 34.35)
    assert near[0].place.name == "Zarqaz"
    assert near[0].km == pytest.approx(0.0, abs=1e-6)
    assert [n.place.id for n in near[1:]] == [n.place.id for n in bare[:-1]]


def test_bands_end_with_all_of_the_earth():
    assert _BANDS[-1] >= 180
