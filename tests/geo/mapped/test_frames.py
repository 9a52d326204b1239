"""What a map must show, worked out by hand on a flat grid of degrees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapped import Asked, Seen, box_of, fitted, map_evidence, to_see
from geo.mapped.bounds import join
from geo.types import Around, Precision
from tests.making import (
    DIYALA,
    EUPHRATES,
    IRAQ,
    KURDISTAN,
    MOSUL,
    RED_SEA,
    SUVA,
    TIGRIS,
    Read,
    Told,
    make_parse,
    town,
)


def shown_of(*reads, **asked):
    """A map of names that are each read as one says."""
    names = tuple((f"Name{n:02}", read) for n, read in enumerate(reads))
    text = " ".join(f"They met in {name}." for name, _ in names)
    return map_evidence([make_parse(Told(text, names))], Asked(**asked))


def at(lon, lat=0.0, score=0.9):
    return Read(town(f"{lon}/{lat}", "Somewhere", lon, lat), score=score)


def spots(shown):
    return [(lon, lat) for lon, lat, _ in to_see(shown).discs]


@pytest.mark.parametrize(
    ("sure", "unsure", "is_seen"),
    [
        ([(0, 0), (2, 0)], (12, 0), True),  # 2 and 1 degrees, four times
        ([(0, 0), (2, 0)], (12.5, 0), False),
        ([(0, 0), (2, 0)], (0, 12), True),
        ([(0, 0), (2, 0)], (0, 12.5), False),
        ([(0, 0), (0, 2)], (0, -10), True),
        ([(0, 0), (0, 2)], (0, -10.5), False),
        ([(0, 0)], (4, 0), True),
        ([(0, 0)], (4.5, 0), False),
        ([(179, 0), (-179, 0)], (-169, 0), True),
        ([(179, 0), (-179, 0)], (-166, 0), False),
        ([(179, 0), (-179, 0)], (166, 0), False),
    ],
)
def test_an_unsure_mark_makes_the_frame_four_times_as_wide_at_most(sure, unsure, is_seen):
    seen = spots(shown_of(*(at(*spot) for spot in sure), at(*unsure, score=0.4)))
    assert seen == [*sure, unsure] if is_seen else seen == sure


def test_marks_are_sure_from_one_half_and_where_none_is_all_are_seen():
    assert spots(shown_of(at(0), at(90, score=0.5))) == [(0, 0), (90, 0)]
    assert spots(shown_of(at(0, score=0.4), at(90, score=0.3))) == [(0, 0), (90, 0)]


def test_unsure_marks_are_left_out_together():
    assert spots(shown_of(at(0), at(1, score=0.4), at(50, score=0.4))) == [(0, 0)]


def test_a_rings_kilometres_are_seen_and_widen_what_the_sure_marks_need():
    around = Around(lon=0.0, lat=0.0, radius_km=222.39, words="200 km around Mosul")
    ring = Read(MOSUL, precision=Precision.P5, around=around)
    assert to_see(shown_of(ring)).discs == ((0.0, 0.0, 222.39),)
    assert spots(shown_of(ring, at(15, score=0.4))) == [(0, 0), (15, 0)]  # 4 x (4 + 1) from -2
    assert spots(shown_of(ring, at(19, score=0.4))) == [(0, 0)]


def test_each_figure_is_seen_in_its_own_way():
    shown = shown_of(Read(DIYALA), Read(KURDISTAN), Read(TIGRIS), Read(MOSUL))
    region = next(mark for mark in shown.marks if mark.place is KURDISTAN)
    assert len(region.areas) > 1
    assert to_see(shown) == Seen(
        discs=((KURDISTAN.lon, KURDISTAN.lat, 0.0), (MOSUL.lon, MOSUL.lat, 0.0)),
        areas=("adm1:IQ.10",),
        wide=(region.areas,),
        lines=("supplement:tigris",),
    )


def test_what_several_marks_share_is_seen_once():
    shown = shown_of(
        Read(DIYALA), Read(DIYALA, within="in Diyala"), Read(KURDISTAN),
        Read(KURDISTAN, within="in Kurdistan"), Read(TIGRIS), Read(TIGRIS, within="on the Tigris"),
    )  # fmt: skip
    seen = to_see(shown)
    assert len(shown.marks) == 6
    assert (seen.areas, len(seen.wide), seen.lines) == (("adm1:IQ.10",), 1, ("supplement:tigris",))


def test_countries_are_those_of_all_marks_and_those_named():
    shown = shown_of(
        Read(MOSUL), Read(DIYALA), Read(TIGRIS), Read(SUVA, score=0.2), Read(IRAQ), Read(RED_SEA)
    )
    assert to_see(shown, "countries") == Seen(
        discs=((MOSUL.lon, MOSUL.lat, 0.0),),
        areas=("adm1:IQ.10", "country:IQ", "country:FJ"),
        lines=("supplement:tigris",),
    )
    assert to_see(shown, "marks").areas == ("adm1:IQ.10",)


def test_a_box_that_is_asked_for_is_all_that_is_seen():
    box = (1.0, 2.0, 3.0, 4.0)
    for framing in ("marks", "countries"):
        assert to_see(shown_of(Read(DIYALA), Read(IRAQ), extent=box), framing) == Seen(box=box)
    seen = Seen(discs=((9.0, 9.0, 0.0),), wide=(("a",),), lines=("l",), box=box)
    assert fitted(seen, {}.get, {}.get) is seen
    assert box_of(seen, {}.get, {}.get) == box


def disc(lon, lat=0.0):
    return (float(lon), float(lat), 0.0)


BODIES = {
    "near": (0.0, 0.0, 28.0, 1.0),
    "far": (0.0, 0.0, 28.5, 1.0),
    "west": (-27.0, 0.0, 1.0, 1.0),
    "high": (0.0, 0.0, 1.0, 28.0),
    "higher": (0.0, 0.0, 1.0, 28.5),
    "over": (179.0, 0.0, -160.0, 1.0),
}


@pytest.mark.parametrize(
    ("wide", "areas"),
    [
        ([("near",)], ("near",)),  # 28 degrees: four times one degree and six
        ([("far",)], ()),
        ([("west",)], ("west",)),
        ([("high",)], ("high",)),
        ([("higher",)], ()),
        ([("near",), ("far",)], ("near",)),
        ([("near",), ("west",)], ("near", "west")),  # each by itself, though both are wider
        ([("near", "far")], ()),
        ([("near", "no boundary")], ("near", "no boundary")),
        ([("near",), ("near", "west")], ("near",)),
    ],
)
def test_a_region_is_seen_whole_unless_it_makes_the_map_a_far_one(wide, areas):
    seen = Seen(discs=(disc(0), disc(1)), wide=tuple(wide))
    assert fitted(seen, BODIES.get, lambda _: ()) == Seen(discs=seen.discs, areas=areas)


def test_a_region_across_the_date_line_is_as_wide_as_it_is():
    seen = Seen(discs=(disc(179), disc(-180)), wide=(("over",),))
    assert fitted(seen, BODIES.get, lambda _: ()).areas == ("over",)
    assert box_of(seen, BODIES.get) == (179.0, 0.0, -160.0, 1.0)


def test_a_region_alone_is_seen_whole_however_wide_it_is():
    vast = {"vast": (0.0, 0.0, 100.0, 50.0), "spot": (1.0, 1.0, 1.0, 1.0)}.get
    alone = Seen(discs=(disc(1, 1),), wide=(("vast",),))
    assert fitted(alone, vast, lambda _: ()).areas == ("vast",)
    assert box_of(alone, vast) == (0.0, 0.0, 100.0, 50.0)
    beside = replace(alone, areas=("spot",))
    assert fitted(beside, vast, lambda _: ()).areas == ("spot",)
    assert box_of(beside, vast) == (1.0, 1.0, 1.0, 1.0)
    two = replace(alone, discs=(disc(1, 1), disc(2, 1)))
    assert fitted(two, vast, lambda _: ()).areas == ()
    another = replace(alone, discs=(disc(1, 1), disc(1, 1)), wide=(("vast",), ("spot",)))
    assert fitted(another, vast, lambda _: ()).areas == ("spot",)


@pytest.mark.parametrize(
    ("course", "seen"),
    [
        ([(10, 0), (20, 0)], [(10, 0)]),
        ([(-3, 0), (5, 0)], [(-3, 0)]),  # 3 degrees to the west, 4 to the east
        ([(-5, 0), (5, 0)], [(5, 0)]),
        ([(0, 7), (0, -4)], [(0, -4)]),  # 6 degrees to the north, 4 to the south
        ([(0, 4), (0, -4)], [(0, 4)]),
        ([(-9, 0), (1, 1), (9, 0)], []),  # through the corner of what is seen
        ([(-9, 0.5), (0.5, 0.5), (9, 0.5)], []),
        ([(4, 4), (6, 1)], [(4, 4)]),  # 3 and 3 degrees are less than 5
        ([], []),
    ],
)
def test_of_a_river_the_nearest_point_is_seen(course, seen):
    marks = Seen(discs=(disc(0, 0), disc(1, 1)), lines=("l",))
    found = fitted(marks, {}.get, {"l": course}.get)
    assert found == Seen(discs=(*marks.discs, *(disc(*spot) for spot in seen)))


def test_degrees_of_longitude_are_short_in_the_north():
    marks = Seen(discs=(disc(0, 60), disc(1, 61)), lines=("l",))
    course = [(5.0, 60.5), (1.0, 63.0)]  # 4 degrees to the east are less than 2 to the north
    assert fitted(marks, {}.get, {"l": course}.get).discs[2:] == (disc(5, 60.5),)


def test_a_river_is_as_near_across_the_date_line():
    marks = Seen(discs=(disc(179), disc(-179)), lines=("l",))
    near = fitted(marks, {}.get, {"l": [(177.0, 0.0), (-178.0, 0.0)]}.get)
    assert near.discs[2:] == (disc(-178),)
    assert fitted(marks, {}.get, {"l": [(177.0, 0.0), (180.0, 0.0)]}.get) == Seen(discs=marks.discs)


def test_a_river_alone_is_seen_whole_and_one_beside_an_area_where_it_is_near():
    course = {"l": [(0.0, 0.0), (9.0, 5.0)], "m": [(20.0, 0.0), (30.0, 0.0)]}.get
    alone = Seen(lines=("l",))
    assert fitted(alone, {}.get, course).discs == (disc(0), disc(9, 5))
    assert box_of(alone, {}.get, course) == (0.0, 0.0, 9.0, 5.0)
    two = Seen(areas=("near",), lines=("l", "m"))
    assert fitted(two, BODIES.get, course) == Seen(areas=("near",))
    assert fitted(replace(two, areas=("high",)), BODIES.get, course).discs == (disc(20),)


def test_where_a_river_comes_near_is_part_of_what_a_region_is_measured_by():
    seen = Seen(discs=(disc(0), disc(1)), wide=(("far",),), lines=("l",))
    assert fitted(seen, BODIES.get, {"l": [(1.5, 0.0)]}.get) == Seen(
        discs=(*seen.discs, disc(1.5)), areas=("far",)
    )


def test_halves_of_the_globe_are_the_whole_of_it():
    assert join([(-180.0, 0.0, 0.0, 1.0), (0.0, -1.0, 180.0, 0.0)]) == (-180.0, -1.0, 180.0, 1.0)
    assert join([(0.0, 0.0, 90.0, 1.0), (90.0, 0.0, 0.0, 1.0)]) == (-180.0, 0.0, 180.0, 1.0)


def test_a_map_without_courses_has_no_rivers():
    assert box_of(Seen(discs=(disc(2, 3),), lines=("l",)), {}.get) == (2.0, 3.0, 2.0, 3.0)
    assert box_of(Seen(areas=("over",), discs=(disc(170),)), BODIES.get) == (170, 0, -160, 1)


lats = st.integers(-60, 60).map(float)
together = st.tuples(st.integers(-30, 30).map(float), lats)  # so one way round is the shorter
anywhere = st.tuples(st.integers(-180, 179).map(float), lats)


@given(
    st.lists(together, min_size=1, max_size=3),
    st.lists(anywhere, min_size=1, max_size=5),
    st.sampled_from([90.0, 180.0, -90.0]),
)
def test_turning_the_globe_turns_what_is_near_on_a_river(marks, course, turn):

    def turned(spot):
        return ((spot[0] + turn + 180) % 360 - 180, spot[1])

    def nearest(spots, line):
        seen = Seen(discs=tuple(disc(*spot) for spot in spots), lines=("l",))
        return fitted(seen, {}.get, {"l": line}.get).discs[len(spots) :]

    before = nearest(marks, course)
    after = nearest([turned(spot) for spot in marks], [turned(spot) for spot in course])
    assert len(before) == len(after) <= 1
    assert all((spot[0], spot[1]) in course for spot in before)
    if len(set(course)) == 1:
        assert [turned(spot[:2]) for spot in before] == [spot[:2] for spot in after]


def test_a_river_that_has_no_line_is_a_ring_and_lies_in_no_country():
    seen = to_see(shown_of(Read(EUPHRATES)), "countries")
    assert seen == Seen(discs=((EUPHRATES.lon, EUPHRATES.lat, 40.0),))
