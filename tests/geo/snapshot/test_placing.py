"""Names and numbers: none on another, each its own place's, the same every time, and bounded."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, box

from geo.snapshot.labels import Fixed, Sign, aside, beside, farther, read_as_own
from geo.snapshot.page import Box
from geo.snapshot.placing import Choice, place

SIDES = st.floats(0.5, 12.0)
BOXES = st.builds(Box, st.floats(0.0, 60.0), st.floats(0.0, 60.0), SIDES, SIDES)
POINTS = st.tuples(st.floats(0.0, 60.0), st.floats(0.0, 60.0))
CHOICES = st.builds(Choice, BOXES, st.floats(0.0, 9.0), st.none() | st.tuples(POINTS, POINTS))
LABELS = st.lists(st.lists(CHOICES, max_size=4), max_size=9)
SIGNS = st.builds(Sign, st.floats(10.0, 90.0), st.floats(10.0, 90.0), st.floats(0.5, 3.0))


def _solid(choice):
    inner = choice.box.grown(-0.03)
    return box(inner.x, inner.y, inner.right, inner.bottom)


@given(LABELS)
@settings(deadline=None, max_examples=40)
def test_no_two_labels_touch_and_each_takes_one_of_its_own_places(labels):
    found = place(labels)
    assert len(found) == len(labels)
    placed = [(at, choice) for at, choice in enumerate(found) if choice is not None]
    for at, choice in placed:
        assert any(choice is own for own in labels[at])
    for at, (_, one) in enumerate(placed):
        for _, other in placed[at + 1 :]:
            assert not _solid(one).intersects(_solid(other))
            for a, b in ((one, other), (other, one)):
                assert a.leader is None or not LineString(a.leader).crosses(_solid(b))
            if one.leader and other.leader:
                assert not LineString(one.leader).crosses(LineString(other.leader))


@given(LABELS)
@settings(deadline=None, max_examples=40)
def test_a_label_is_left_out_only_where_all_its_places_are_taken(labels):
    found = place(labels)
    taken = [choice for choice in found if choice is not None]
    for own, choice in zip(labels, found, strict=True):
        if choice is None:
            assert all(any(_may_touch(each, other) for other in taken) for each in own)


def _may_touch(one, other):
    shapes = []
    for choice in (one, other):
        shape = box(choice.box.x, choice.box.y, choice.box.right, choice.box.bottom)
        shapes.append(shape.union(LineString(choice.leader)) if choice.leader else shape)
    return shapes[0].distance(shapes[1]) < 1e-6


@given(LABELS)
@settings(deadline=None, max_examples=40)
def test_the_same_labels_find_the_same_places(labels):
    assert place(labels) == place([list(own) for own in labels])


def test_three_names_in_a_corridor_move_for_the_fourth():
    def at(x, cost=0.0):
        return Choice(Box(x, 0.0, 1.9, 1.0), cost)

    labels = [[at(0.0), at(2.0, 1.0)], [at(2.0), at(4.0, 1.0)], [at(4.0), at(6.0, 1.0)], [at(0.0)]]
    found = place(labels)
    assert [choice.box.x for choice in found] == [2.0, 4.0, 6.0, 0.0]


def test_a_cheaper_place_is_taken_once_it_is_free():
    lone = [[Choice(Box(0, 0, 2, 1), 3.0), Choice(Box(5, 0, 2, 1), 1.0)]]
    assert place(lone)[0].box.x == 5


@given(SIGNS, SIDES, SIDES)
@settings(deadline=None, max_examples=40)
def test_a_name_beside_its_sign_never_lies_on_it(sign, w, h):
    for choice in (*beside(sign, w, h), *farther(sign, w, h)):
        near = box(choice.box.x, choice.box.y, choice.box.right, choice.box.bottom)
        gap = near.distance(_point(sign)) - sign.radius
        assert gap > -0.12
        if choice.leader:
            start, end = choice.leader
            assert math.dist(start, (sign.x, sign.y)) > sign.radius
            assert near.distance(_point_at(end)) < 1e-6


def _point(sign):
    return _point_at((sign.x, sign.y))


def _point_at(at):
    from shapely.geometry import Point

    return Point(at)


@given(SIGNS, st.lists(POINTS, min_size=1, max_size=6), SIDES, SIDES)
@settings(deadline=None, max_examples=40)
def test_a_name_without_a_leader_is_nearer_to_its_own_sign(sign, others, w, h):
    own = (sign.x, sign.y)
    for choice in read_as_own([*beside(sign, w, h), *farther(sign, w, h)], [own], np.array(others)):
        if choice.leader is None:
            shape = box(choice.box.x, choice.box.y, choice.box.right, choice.box.bottom)
            nearest = min(shape.distance(_point_at(other)) for other in others)
            assert shape.distance(_point_at(own)) < nearest


@given(POINTS, st.lists(BOXES, max_size=5))
@settings(deadline=None, max_examples=40)
def test_what_is_free_lies_in_the_frame_and_on_nothing(at, taken):
    frame = Box(0.0, 0.0, 60.0, 60.0)
    shapes = [box(b.x, b.y, b.right, b.bottom) for b in taken]
    for choice in Fixed(frame, shapes).free(list(aside(*at, 2.0))):
        assert frame.holds(choice.box)
        own = box(choice.box.x, choice.box.y, choice.box.right, choice.box.bottom)
        assert not any(own.intersects(shape) for shape in shapes)
        assert not any(LineString(choice.leader).intersects(shape) for shape in shapes)


def test_two_hundred_crowded_labels_are_placed_in_bounded_steps():
    rows = [
        [Choice(Box(x + dx, y + dy, 9.0, 2.5), float(k)) for k, (dx, dy) in enumerate(_OFFSETS)]
        for x in np.linspace(0, 120, 20)
        for y in np.linspace(0, 60, 10)
    ]
    found = place(rows)
    assert sum(choice is not None for choice in found) >= 100


_OFFSETS = [(2.0, -1.2), (-11.0, -1.2), (-4.5, -4.0), (-4.5, 1.6), (1.5, -4.0), (1.5, 1.6)]
