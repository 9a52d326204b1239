"""A coordinate given as one: read in every form that maps copy, refused where it is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import read_coordinate
from tests.strategies import hostile_texts

READ = {
    "33.3, 44.4": (33.3, 44.4),
    "33.3 44.4": (33.3, 44.4),
    " (33.31, 44.36) ": (33.31, 44.36),
    "33,3128; 44,3615": (33.3128, 44.3615),
    "33,3128, 44,3615": (33.3128, 44.3615),
    "33.3128\u00b0, 44.3615\u00b0": (33.3128, 44.3615),
    "-33.9,18.4": (-33.9, 18.4),
    "\u221233.9, \u221218.4": (-33.9, -18.4),
    "33\u00b018\u2032N 44\u00b024\u2032E": (33.3, 44.4),
    "33\u00b018'45\"N 44\u00b021'36\"E": (33.3125, 44.36),
    "33\u00b0 18\u2032 45\u2033 N, 44\u00b0 21\u2032 36\u2033 E": (33.3125, 44.36),
    "n33 18 e44 24": (33.3, 44.4),
    "33.3 N, 44.4 W": (33.3, -44.4),
    "44.4E 33.3S": (-33.3, 44.4),
    "lat 33.3 lon 44.4": (33.3, 44.4),
    "Longitude: 44.361; latitude: 33.312": (33.312, 44.361),
    "38S MB 4183 8841": (33.33333, 44.375),
    "38smb41838841": (33.33333, 44.375),
    "331845N 0442136E": (33.3125, 44.36),
}
REFUSED = [
    "", "33.3", "Baghdad", "91, 3", "33.3, 200", "33.3, 44.4, 5", "1e5, 3", "nan nan", "inf, 0",
    "33.3 N, 44.4 N", "38S II 1 1", "33.3, 44.4 and more", "0" * 300, "1," * 60,
]  # fmt: skip


@pytest.mark.parametrize(("words", "at"), READ.items())
def test_it_is_read(words, at):
    point = read_coordinate(words)
    assert (point.lat, point.lon) == pytest.approx(at, abs=1e-5)


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_none_is_refused(words):
    assert read_coordinate(words) is None


def test_its_last_digit_tells_how_fine_it_is():
    assert read_coordinate("33.3, 44.4").unit_km == pytest.approx(11.1, abs=0.1)
    assert read_coordinate("33.31280, 44.36150").unit_km < 0.01


@given(hostile_texts())
def test_whatever_is_given_is_a_point_on_earth_or_none(words):
    point = read_coordinate(words)
    assert point is None or (abs(point.lat) <= 90 and abs(point.lon) <= 180)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_written_in_decimals_comes_back(lat, lon):
    point = read_coordinate(f"{lat:.6f}, {lon:.6f}")
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=1e-6)
