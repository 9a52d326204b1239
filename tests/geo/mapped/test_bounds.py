"""What a map must show: every mark, across the date line and near the poles; its colour classes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo import (
    STEPS,
    WORDS,
    Asked,
    Boundaries,
    Seen,
    box_of,
    default_engine,
    join_boxes,
    map_evidence,
    read_article,
    shade,
    to_see,
)
from geo.mapped.asked import is_within

FIJI, SAMOA = (178.44, -18.14, 0.0), (-171.77, -13.83, 0.0)

discs = st.lists(
    st.tuples(
        st.floats(-180, 180), st.floats(-85, 85), st.sampled_from([0.0, 0.0, 8.0, 40.0, 400.0])
    ),
    min_size=1,
    max_size=12,
)


def parsed(words):
    return default_engine().parse(read_article(words.encode()))


def box(found):
    return box_of(Seen(discs=tuple(found)), lambda _: None)


def width(sides):
    west, _, east, _ = sides
    return east - west if west <= east else east + 360 - west


@example([(0.0, 0.0, 0.0), (-180.0, 0.0, 0.0)])
@given(discs)
def test_the_box_holds_every_mark(found):
    west, south, east, north = box(found)
    held = (west - 1e-9, south, east + 1e-9, north)  # turning round the globe rounds
    assert all(is_within(held, lon, lat) for lon, lat, _ in found)


@given(discs, st.floats(-180, 180))
def test_turning_the_globe_turns_the_box(found, turn):
    turned = [((lon + turn + 180) % 360 - 180, lat, km) for lon, lat, km in found]
    assert width(box(turned)) == pytest.approx(width(box(found)), abs=1e-6)


def test_a_ring_across_the_date_line_is_held_whole_beside_what_it_covers():
    west, _, east, _ = box([(-152.0, 0.0, 0.0), (-166.0, 75.0, 400.0)])
    assert 179.9 < west < 180
    assert -152 < east < -151.9


@pytest.mark.parametrize("lon", [180.0, -180.0])
def test_the_date_line_is_one_meridian_by_either_of_its_names(lon):
    assert is_within((0.0, 0.0, 180.0, 1.0), lon, 0.5)
    assert is_within((-180.0, 0.0, 0.0, 1.0), lon, 0.5)
    assert is_within((170.0, 0.0, -170.0, 1.0), lon, 0.5)
    assert not is_within((-170.0, 0.0, 170.0, 1.0), lon, 0.5)
    assert not is_within((0.0, 0.0, 180.0, 1.0), lon, 1.5)


def test_fiji_and_samoa_are_neighbours():
    assert box([FIJI, SAMOA]) == pytest.approx((178.44, -18.14, -171.77, -13.83))


def test_boxes_on_both_sides_of_the_date_line_are_joined_across_it():
    assert join_boxes([(177, -19, 180, -16), (-180, -17, -179, -16)]) == (177, -19, -179, -16)
    assert join_boxes([(170, 0, -170, 5), (-160, 1, -150, 2)]) == (170, 0, -150, 5)


def test_nothing_has_no_box():
    assert box([]) is None
    assert join_boxes([]) is None


def test_the_marks_are_framed_and_not_their_countries():
    shown = map_evidence([parsed("Shells hit Diyala in Iraq. Khanaqin was quiet.")])
    marks, countries = to_see(shown), to_see(shown, "countries")
    assert marks.areas == ("adm1:IQ.10",)
    assert len(marks.discs) == 1
    assert countries.areas == ("adm1:IQ.10", "country:IQ")


def test_a_filter_does_not_move_the_frame():
    parse = parsed("Shells hit Diyala. “Khanaqin was quiet,” said Anna Smith.")
    kept = [to_see(map_evidence([parse], Asked(voice=v))) for v in (None, "direct", "writer")]
    assert kept[0] == kept[1] == kept[2]


def test_a_box_that_is_asked_for_is_the_frame():
    asked = Asked(extent=(170.0, -20.0, -170.0, -10.0))
    shown = map_evidence([parsed("Shells hit Diyala.")], asked)
    assert box_of(to_see(shown), lambda _: None) == asked.extent


def test_countries_alone_are_framed():
    shown = map_evidence([parsed("Floods spread through Iraq and reached Iran.")])
    assert to_see(shown).areas == ("country:IQ", "country:IR")


@pytest.mark.parametrize("area", ["country:FJ", "country:RU", "country:NZ", "country:US"])
def test_an_area_across_the_date_line_is_narrow(area):
    parts = Boundaries.open().boxes(area)
    assert all(west <= east for west, _, east, _ in parts)
    assert width(join_boxes(parts)) < 240


def test_far_islands_do_not_widen_an_area():
    boxes = Boundaries.open().boxes("country:FR")
    assert join_boxes(boxes)[3] < 52
    assert all(south > 41 for _, south, _, _ in boxes)


def test_colour_goes_on_past_four_excerpts():
    assert STEPS == (1, 2, 5, 10)
    assert [shade(n) for n in (0, 1, 2, 4, 5, 9, 10, 400)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert len(WORDS) == len(STEPS)
