"""What a map must show, and the classes of how much is said: the same on screen and on paper."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapped import FRAMINGS, STEPS, WORDS, Asked, Seen, box_of, map_evidence, shade, to_see
from geo.mapped.bounds import join
from geo.types import Around, Precision
from tests.making import APIA, DIYALA, IRAQ, MOSUL, SUVA, Read, Told, make_parse

NEAR = Around(lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul")


def _shown(*names, **asked):
    text = " ".join(f"They met in {name}." for name, _ in names)
    return map_evidence([make_parse(Told(text, names))], Asked(**asked))


def test_the_marks_are_seen_and_no_country_round_them():
    shown = _shown(
        ("Suva", Read(SUVA)), ("Diyala", Read(DIYALA)), ("Iraq", Read(IRAQ)),
        ("Mosul", Read(MOSUL, precision=Precision.P2, around=NEAR)),
    )  # fmt: skip
    assert to_see(shown) == Seen(
        discs=((SUVA.lon, SUVA.lat, 0.0), (43.118, 36.335, 10.0)), areas=("adm1:IQ.10",)
    )


def test_countries_are_seen_where_they_are_asked_for_or_all_there_is():
    shown = _shown(("Suva", Read(SUVA)), ("Iraq", Read(IRAQ)))
    assert to_see(shown, "countries").areas == ("country:FJ", "country:IQ")
    assert to_see(_shown(("Iraq", Read(IRAQ)))) == Seen(areas=("country:IQ",))
    assert to_see(_shown()) == Seen()


def test_a_filter_moves_no_frame_and_a_box_is_the_frame():
    names = (("Suva", Read(SUVA)), ("Mosul", Read(MOSUL)))
    assert to_see(_shown(*names, place="geonames:99072")) == to_see(_shown(*names))
    box = (40.0, 30.0, 50.0, 40.0)
    assert to_see(_shown(*names, extent=box)) == Seen(box=box)


def test_an_unsure_mark_far_off_stretches_no_frame():
    sure = (("Mosul", Read(MOSUL)), ("Diyala", Read(DIYALA)))
    far = _shown(*sure, ("Suva", Read(SUVA, score=0.3)))
    assert to_see(far) == to_see(_shown(*sure))
    near = replace(MOSUL, id="geonames:1", lon=44.0)
    assert (44.0, MOSUL.lat, 0.0) in to_see(_shown(*sure, ("Near", Read(near, score=0.3)))).discs
    assert to_see(_shown(("Suva", Read(SUVA, score=0.3)))).discs == ((SUVA.lon, SUVA.lat, 0.0),)


def test_the_box_goes_the_short_way_round_the_globe():
    seen = to_see(_shown(("Suva", Read(SUVA)), ("Apia", Read(APIA))))
    assert box_of(seen, lambda _: None) == pytest.approx((SUVA.lon, SUVA.lat, APIA.lon, APIA.lat))
    with_body = Seen(discs=((170.0, -20.0, 0.0),), areas=("a", "b"))
    bodies = {"a": (177.0, -19.0, -179.0, -16.0)}
    assert box_of(with_body, bodies.get) == (170.0, -20.0, -179.0, -16.0)
    assert box_of(Seen(box=(1.0, 2.0, 3.0, 4.0)), bodies.get) == (1.0, 2.0, 3.0, 4.0)
    assert box_of(Seen(), bodies.get) is None


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=9))
def test_a_box_joined_of_points_holds_each(points):
    west, south, east, north = join([(lon, lat, lon, lat) for lon, lat in points])
    for lon, lat in points:
        assert south <= lat <= north
        across = lon >= west or lon <= east if west > east else west <= lon <= east
        assert across or abs(lon) == pytest.approx(180.0)


@pytest.mark.parametrize(
    ("excerpts", "index"),
    [(0, 0), (1, 0), (2, 1), (4, 1), (5, 2), (9, 2), (10, 3), (1_000_000, 3)],
)
def test_the_classes_of_excerpts_are_fixed(excerpts, index):
    assert shade(excerpts) == index
    assert len(WORDS) == len(STEPS) == 4


def test_the_framings_are_two():
    assert FRAMINGS == ("marks", "countries")
