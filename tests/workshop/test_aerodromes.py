"""Aerodromes: those that sell tickets everywhere, and all of them where the news is."""

import airportsdata
import pytest

from geo.gazetteer import Gazetteer
from geo.types import Kind
from tests.geo.test_supplement import rows
from workshop import gazetteer as builder


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.open(layered=False)


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("Bourem Airport", "icao:GABR", "ML"),
        ("Goz-Beida Airport", "icao:FTTG", "TD"),
        ("Canoxy Airport", "icao:OY75", "YE"),
        ("Chanmyathazi Airport", "icao:VYCZ", "MM"),
        ("Nyala Airport", "iata:UYL", "SD"),
    ],
)
def test_an_aerodrome_is_found_by_its_name(shipped, name, code, country):
    places = [m.place for m in shipped.lookup(name) if m.how == "exact"]
    assert [(p.id, p.kind, p.country) for p in places] == [(code, Kind.SITE, country)]


def test_each_has_the_point_of_its_own_record(shipped):
    known = airportsdata.load("ICAO")
    found = [code for code, _ in builder._aerodromes(frozenset()) if code.startswith("icao:")]
    assert len(found) > 400
    for own in found[::20]:
        row = known[own.removeprefix("icao:")]
        name = row["name"].replace("/", "-")
        if not name.endswith(builder._AERODROMES) or own[5:] in icao_codes():
            continue
        place = shipped.place(own)
        assert (place.lon, place.lat) == pytest.approx((row["lon"], row["lat"]), abs=1e-5)


def icao_codes():
    return {code for row in rows() for code in builder._ICAO.findall(row["source"])}


def test_none_is_there_twice_beside_the_supplement(shipped):
    codes = icao_codes()
    assert {"ORAA", "URFB"} <= codes
    assert not [code for code in codes if shipped._find(f"icao:{code}") is not None]


def test_a_field_without_tickets_elsewhere_is_not_there():
    elsewhere = {
        row["country"]
        for code, row in builder._aerodromes(frozenset())
        if code.startswith("icao:") and row["country"] not in builder._IN_THE_NEWS
    }
    assert elsewhere == set()
