"""The small map of answers: each where it lies, its number readable, the land under it."""

import base64
import math
import re
from xml.etree import ElementTree as ET

import pytest

from components.views import spots
from components.views.spots import Look, Spot
from geo import Boundaries

DOT = re.compile(r'<i class="(\w+)" style="left:([\d.]+)%;top:([\d.]+)%;')
NUMBER = re.compile(
    r'<b class="(\w+)" style="left:([\d.]+)%;top:([\d.]+)%;margin:(-?\d+)px 0 0 (-?\d+)px">(\d+)'
)
NAME = re.compile(r"<small [^>]*>([^<]*)</small>")
PARIS = Spot(lon=2.35, lat=48.85, number=1, look=Look.ENGINE, country="FR")
TEXAS = Spot(lon=-95.55, lat=33.66, number=2, look=Look.OTHER, country="US")


@pytest.fixture(scope="module")
def source():
    return Boundaries.open()


def picture(drawn):
    return ET.fromstring(base64.b64decode(re.search('base64,([^"]*)', drawn)[1]))  # noqa: S314 - ours


def test_west_is_left_and_each_answer_is_there_once(source):
    drawn = spots.draw((PARIS, TEXAS), source)
    (paris, texas) = DOT.findall(drawn)
    assert (paris[0], texas[0]) == ("engine", "other")
    assert float(texas[1]) < float(paris[1])
    assert float(texas[2]) > float(paris[2])
    assert [number[-1] for number in NUMBER.findall(drawn)] == ["1", "2"]
    assert "<script" not in drawn


def test_the_land_is_a_picture_that_is_well_formed_and_small(source):
    drawn = spots.draw((PARIS, TEXAS), source)
    root = picture(drawn)
    paths = [path for path in root if path.get("class") == "land"]
    assert len(paths) > 20
    assert len(drawn) < 250_000
    assert "prefers-color-scheme" in root[0].text


def test_numbers_of_places_side_by_side_do_not_touch(source):
    near = [
        Spot(lon=44.4 + step / 50, lat=33.3, number=step + 1, look=Look.OTHER) for step in range(4)
    ]
    drawn = spots.draw((*near, TEXAS), source)
    at = [
        (float(left) * 3.4 + int(dx), float(top) * 3.4 * 240 / 640 + int(dy))
        for _, left, top, dy, dx, _ in NUMBER.findall(drawn)
    ]
    assert len(at) == 5
    gaps = [math.dist(one, two) for i, one in enumerate(at) for two in at[:i]]
    assert min(gaps) >= 12


def test_an_answer_of_its_own_is_looked_at_closely(source):
    pin = Spot(lon=44.4, lat=33.3, number=0, look=Look.CHOSEN, km=30.0, country="IQ")
    drawn = spots.draw((PARIS, TEXAS, pin), source)
    ((look, left, top),) = DOT.findall(drawn)
    assert (look, float(left), float(top)) == ("chosen", 50.0, 50.0)
    (ring,) = [shape for shape in picture(drawn) if shape.get("class") == "ring"]
    assert 40 < float(ring.get("r")) < 120
    assert NAME.findall(drawn)
    assert [shape for shape in picture(drawn) if shape.get("class") == "inner"]


def test_an_area_is_its_outline_and_never_a_dot(source):
    diyala = Spot(lon=45.0, lat=34.0, number=1, look=Look.ENGINE, country="IQ", area="adm1:IQ.10")
    drawn = spots.draw((diyala,), source)
    assert DOT.findall(drawn) == []
    assert len(NUMBER.findall(drawn)) == 1
    assert [shape for shape in picture(drawn) if shape.get("class") == "area engine"]


def test_an_outline_of_the_analysts_is_drawn_without_its_circle(source):
    words = '{"type":"Polygon","coordinates":[[[44,33],[44.2,33],[44.2,33.2],[44,33]]]}'
    own = Spot(lon=44.1, lat=33.1, number=0, look=Look.CHOSEN, km=15.0, outline=words)
    drawn = spots.draw((own,), source)
    kinds = [shape.get("class") for shape in picture(drawn)]
    assert "area chosen" in kinds
    assert "ring" not in kinds


@pytest.mark.parametrize(("lon", "other"), [(179.9, -179.9), (-179.9, 179.9)])
def test_across_the_date_line_neighbours_are_neighbours(source, lon, other):
    pair = tuple(
        Spot(lon=at, lat=-16.8, number=n, look=Look.OTHER) for n, at in enumerate((lon, other), 1)
    )
    drawn = spots.draw(pair, source)
    (one, two) = DOT.findall(drawn)
    assert 2 < abs(float(one[1]) - float(two[1])) < 40
    assert (float(one[1]) < float(two[1])) is (lon > 0)


@pytest.mark.parametrize("lat", [-90.0, 89.9])
def test_a_pole_can_be_drawn(source, lat):
    assert DOT.findall(spots.draw((Spot(lon=0, lat=lat, number=1, look=Look.OTHER),), source))
