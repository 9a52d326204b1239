"""Another choice on the map: what is drawn of it, and how much ground it needs."""

from dataclasses import replace

import pytest
from shapely.geometry import Point, shape

from components.views import ghost, ground
from components.views import map as map_view
from components.views.json import to_json
from geo import Boundaries, Kind, Status, default_engine, map_evidence, read_article

WORDS = "Storm\n\nA fire broke out in Paris, Texas. Troops left Georgia for Zorbinkadom."


@pytest.fixture(scope="module")
def parse():
    return default_engine().parse(read_article(WORDS))


@pytest.fixture(scope="module")
def source():
    return Boundaries.open()


def index(parse, surface):
    return next(i for i, r in enumerate(parse.resolutions) if r.toponym.surface == surface)


def rivals(parse, surface):
    return [c.place for c in parse.resolutions[index(parse, surface)].candidates[1:]]


def test_the_runner_up_is_named_with_its_distance(parse):
    first = parse.resolutions[index(parse, "Paris")].place
    other = rivals(parse, "Paris")[0]
    made = ghost.build(ghost.pack(parse), index(parse, "Paris"), other.id)
    assert made.label.startswith(f"second choice: {other.name}")
    assert f" km from {first.name}" in made.note
    assert made.at == (other.lon, other.lat)
    assert made.origin == (first.lon, first.lat)


def test_the_answer_itself_and_strangers_are_never_ghosts(parse):
    at = index(parse, "Paris")
    first = parse.resolutions[at].place
    assert ghost.build(ghost.pack(parse), at, first.id) is None
    assert ghost.build(ghost.pack(parse), at, "geonames:0") is None
    assert ghost.build(ghost.pack(parse), len(parse.resolutions), first.id) is None
    assert ghost.build(ghost.pack(parse), None, first.id) is None
    assert ghost.build(ghost.pack(parse), at, None) is None


def test_the_first_reading_of_an_undecided_name_can_be_seen(parse):
    at = index(parse, "Paris")
    undecided = replace(parse.resolutions[at], status=Status.AMBIGUOUS)
    rest = parse.resolutions
    changed = replace(parse, resolutions=(*rest[:at], undecided, *rest[at + 1 :]))
    made = ghost.build(ghost.pack(changed), at, undecided.candidates[0].place.id)
    assert made.label.startswith("first choice: ")
    assert (made.note, made.origin) == ("", None)


def drawn(parse, surface, place, source):
    made = ghost.build(ghost.pack(parse), index(parse, surface), place.id)
    return ghost.draw(made, ground.extent(map_view.build(map_evidence([parse]))), source)


def test_a_far_town_brings_its_own_land(parse, source):
    far = next(p for p in rivals(parse, "Paris") if p.country == "FR")
    made = drawn(parse, "Paris", far, source)
    west, south, east, north = made["limit"]
    for lon, lat in (made["at"], made["origin"]):
        assert west < lon < east
        assert south < lat < north
    bodies = [shape(land) for land in made["land"]]
    assert any(body.distance(Point(made["at"])) < 0.2 for body in bodies)
    assert any(body.distance(Point(made["origin"])) < 0.2 for body in bodies)
    assert len(to_json(made)) < 250_000


def test_a_town_within_the_ground_brings_none(parse, source):
    place = parse.resolutions[index(parse, "Paris")].place
    near = ghost.Ghost(
        id="x", label="x", note="", at=(place.lon + 0.1, place.lat), origin=None, area=None
    )
    made = ghost.draw(near, ground.extent(map_view.build(map_evidence([parse]))), source)
    assert made["land"] is None
    assert made["limit"] is None


def test_a_province_is_an_outline_never_a_dot(source):
    parse = default_engine().parse(read_article("Troops left Tbilisi in Georgia."))
    province = next(p for p in rivals(parse, "Georgia") if p.kind is Kind.PROVINCE)
    made = drawn(parse, "Georgia", province, source)
    body = shape(made["geometry"])
    assert body.area == pytest.approx(source.area(province.area).geometry.area, rel=0.02)
