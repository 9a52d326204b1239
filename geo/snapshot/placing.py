"""
Which of its possible places each label takes, so that none lies on another.

Every label brings the places it may take, each with a cost. Places that touch make
a graph; labels are placed one by one, the one with the fewest places left first,
each where it takes least from the rest; what found none may then move up to
two others; last, each moves to a cheaper place where one is free. Every loop is
bounded and every tie is broken by order, so the same input gives the same answer.
(Greedy by freedom with local search: Christensen, Marks and Shieber, An empirical
study of algorithms for point-feature label placement, 1995.)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.snapshot.page import Box

if TYPE_CHECKING:
    from collections.abc import Sequence


Point = tuple[float, float]
Floats = NDArray[np.float64]

_CROWDING = 0.6  # cost of taking the last place from another label
_MOVED = 2  # labels that may move to let one more stand
_ROUNDS = 3  # of mending, and of moving to cheaper places
_NO_LINE = ((np.nan, np.nan), (np.nan, np.nan))
_TINY = 1e-12  # mm: a line that runs straight up or across
_TOUCH = 0.02  # mm by which boxes may touch and not lie on each other


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a label may take: its box in mm, what it costs, and its leader if any."""

    box: Box
    cost: float
    leader: tuple[Point, Point] | None = None  # from the label's own sign to the box


def place(labels: Sequence[Sequence[Choice]]) -> list[Choice | None]:
    """
    Choose a place for as many labels as there is room for.

    Parameters
    ----------
    labels : sequence of sequence of Choice
        The places each label may take; none of them on anything that cannot move.

    Returns
    -------
    list of Choice or None
        One for each label, None where it found no place; no two of them touch, leaders included.
    """
    choices = [choice for label in labels for choice in label]
    if not choices:
        return [None for _ in labels]
    owner = np.repeat(np.arange(len(labels)), [len(label) for label in labels])
    board = _Board(choices, owner, len(labels))
    board.greedy()
    for _ in range(_ROUNDS):
        if not board.mend():
            break
    for _ in range(_ROUNDS):
        if not board.settle():
            break
    return [choices[at] if at >= 0 else None for at in board.taken]


class _Board:
    """The choices as numbers: who owns each, what each touches, and what is taken."""

    def __init__(self, choices: list[Choice], owner: NDArray[np.int_], count: int) -> None:
        self.owner = owner
        self.cost = np.array([choice.cost for choice in choices])
        self.touches = _touching(choices, owner)
        starts = np.searchsorted(owner, np.arange(count + 1))
        self.own = [np.arange(a, b) for a, b in pairwise(starts)]
        self.on = np.zeros(len(choices), dtype=bool)
        self.blocked = np.zeros(len(choices), dtype=int)  # taken choices that each one touches
        self.taken = [-1] * count

    def free(self, label: int) -> NDArray[np.int_]:
        own = self.own[label]
        free: NDArray[np.int_] = own[self.blocked[own] == 0]
        return free

    def take(self, label: int, choice: int) -> None:
        self.blocked[self.touches[choice]] += 1
        self.taken[label] = choice
        self.on[choice] = True

    def leave(self, label: int) -> int:
        choice = self.taken[label]
        self.blocked[self.touches[choice]] -= 1
        self.taken[label] = -1
        self.on[choice] = False
        return choice

    def cheapest(self, label: int) -> int | None:
        free = self.free(label)
        return int(free[np.argmin(self.cost[free])]) if len(free) else None

    def greedy(self) -> None:
        """Place labels, the one with the fewest places left first."""
        waiting = [label for label, own in enumerate(self.own) if len(own)]
        while waiting:
            left = np.zeros(len(self.own))
            for label in waiting:
                left[label] = len(self.free(label))
            waiting = [label for label in waiting if left[label]]
            if not waiting:
                return
            label = min(waiting, key=lambda each: (left[each], each))
            waiting.remove(label)
            share = np.where(self.blocked == 0, 1.0 / np.maximum(left[self.owner], 1.0), 0.0)
            share[~np.isin(self.owner, waiting)] = 0.0
            free = self.free(label)
            loss = [self.cost[c] + _CROWDING * share[self.touches[c]].sum() for c in free]
            self.take(label, int(free[int(np.argmin(loss))]))

    def mend(self) -> bool:
        """Place what found no room by moving a few others; return whether any was placed."""
        placed = False
        for label, own in enumerate(self.own):
            if self.taken[label] < 0 and len(own):
                order = own[np.argsort(self.cost[own], kind="stable")]
                placed |= any(self._fits(label, int(choice)) for choice in order)
        return placed

    def _fits(self, label: int, choice: int) -> bool:
        """Take a choice if all that it touches can stand elsewhere; else leave all as it was."""
        if self.blocked[choice] > _MOVED:
            return False
        near = self.touches[choice]
        movers = self.owner[near[self.on[near]]].tolist()
        before = [self.leave(mover) for mover in movers]
        self.take(label, choice)
        moved = []
        for mover in movers:
            other = self.cheapest(mover)
            if other is None:
                break
            self.take(mover, other)
            moved.append(mover)
        if len(moved) == len(movers):
            return True
        for mover in (*moved, label):
            self.leave(mover)
        for mover, old in zip(movers, before, strict=True):
            self.take(mover, old)
        return False

    def settle(self) -> bool:
        """Move each label to the cheapest place free to it; return whether any moved."""
        any_moved = False
        for label, at in enumerate(list(self.taken)):
            if at < 0:
                continue
            old = self.leave(label)
            new = self.cheapest(label)
            better = new is not None and self.cost[new] < self.cost[old]
            self.take(label, new if better and new is not None else old)
            any_moved |= better
        return any_moved


def _touching(choices: list[Choice], owner: NDArray[np.int_]) -> list[NDArray[np.int_]]:
    """Return for each choice those of other labels that touch it, in order."""
    boxes = np.array([_sides(choice.box) for choice in choices])
    lines = np.array([choice.leader or _NO_LINE for choice in choices]).reshape(-1, 4)
    ends = [np.fmin(lines[:, :2], lines[:, 2:]), np.fmax(lines[:, :2], lines[:, 2:])]
    low, high = np.fmin(boxes[:, :2], ends[0]), np.fmax(boxes[:, 2:], ends[1])
    hulls = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    one, other = shapely.STRtree(hulls).query(hulls)
    apart = owner[one] != owner[other]
    one, other = one[apart], other[apart]
    touch = (boxes[one, :2] < boxes[other, 2:]).all(axis=1)
    touch &= (boxes[other, :2] < boxes[one, 2:]).all(axis=1)
    touch |= _crosses_box(lines[one], boxes[other]) | _crosses_box(lines[other], boxes[one])
    touch |= _cross(lines[one], lines[other])
    one, other = one[touch], other[touch]
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    starts = np.searchsorted(one, np.arange(len(choices) + 1))
    return [other[a:b] for a, b in pairwise(starts)]


def _sides(box: Box) -> tuple[float, float, float, float]:
    inner = box.grown(-_TOUCH)
    return inner.x, inner.y, inner.right, inner.bottom


def _crosses_box(lines: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Return which lines (x, y, x, y) pass through which boxes, row by row; none where NaN."""
    start, step = lines[:, :2], lines[:, 2:] - lines[:, :2]
    step = np.where(np.abs(step) < _TINY, _TINY, step)
    near, far = (boxes[:, :2] - start) / step, (boxes[:, 2:] - start) / step
    enter = np.minimum(near, far).max(axis=1)
    leave = np.maximum(near, far).min(axis=1)
    found: NDArray[np.bool_] = (enter < leave) & (enter < 1) & (leave > 0)
    return found


def _cross(one: Floats, other: Floats) -> NDArray[np.bool_]:
    """Return which lines cross which, row by row; none where NaN."""
    a, b, c, d = one[:, :2], one[:, 2:], other[:, :2], other[:, 2:]
    found: NDArray[np.bool_] = (_turn(a, b, c) * _turn(a, b, d) < 0) & (
        _turn(c, d, a) * _turn(c, d, b) < 0
    )
    return found


def _turn(a: Floats, b: Floats, c: Floats) -> Floats:
    """Return on which side of the line from a to b each c lies: the sign of a cross product."""
    side: Floats = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (
        c[:, 0] - a[:, 0]
    )
    return side
