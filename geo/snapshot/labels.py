"""Where names and numbers may stand: beside their place, or farther off with a leader."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.snapshot.page import Box
from geo.snapshot.placing import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_SPOKES = 16
_GAPS = (0.35, 1.2)  # mm between a sign and the name beside it
_FARTHER = (
    3.2,
    5.5,
    8.5,
    12.0,
    16.0,
    21.0,
    28.0,
    36.0,
)  # mm from a sign to a name that a leader joins
_ASIDE = (
    0.9,
    2.0,
    3.4,
    5.0,
    7.0,
    9.5,
    13.0,
    17.0,
    22.0,
)  # mm from a place to the edge of a number set aside
_BESIDE = (
    (1, 0, 0.0), (-1, 0, 0.3), (1, -1, 0.5), (1, 1, 0.6), (-1, -1, 0.7), (-1, 1, 0.8),
    (0, -1, 0.9), (0, 1, 1.0),
)  # fmt: skip
_OFF = 0.16  # mm between a sign and the line that leaves it
_CORNER = 0.7  # of the way to a sign's side, for names at its corners
_NEARER = 0.25  # mm by which a name is nearer to its own sign than to any other


@dataclass(slots=True)
class Room:
    """The free room of a map: its frame and the boxes already taken."""

    inside: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Return whether the box is inside and touches nothing taken."""
        return self.inside.holds(box) and not any(t.overlap(box) > 0 for t in self.taken)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a name belongs to: a middle and a radius in mm, and whether it stands on its place."""

    x: float
    y: float
    radius: float
    aside: bool = False


class Fixed:
    """What cannot move: the frame, and shapes in mm that nothing may lie on."""

    def __init__(self, inside: Box, shapes: Sequence[BaseGeometry]) -> None:
        self.inside = inside
        self.tree = shapely.STRtree(list(shapes))

    def free(self, choices: Sequence[Choice]) -> list[Choice]:
        """Return the choices that lie in the frame and touch nothing, leaders included."""
        held = [choice for choice in choices if self.inside.holds(choice.box)]
        if not held:
            return []
        boxes = shapely.box(*np.array([_sides(choice.box) for choice in held]).T)
        hit = {int(at) for at in self.tree.query(boxes, predicate="intersects")[0]}
        led = [at for at, choice in enumerate(held) if choice.leader and at not in hit]
        if led:
            lines = shapely.linestrings([held[at].leader for at in led])
            hit |= {led[int(at)] for at in self.tree.query(lines, predicate="intersects")[0]}
        return [choice for at, choice in enumerate(held) if at not in hit]


def aside(x: float, y: float, radius: float, spokes: int = _SPOKES) -> Iterator[Choice]:
    """Yield where a number may stand that its place has no room for, the nearest first."""
    for ring, far in enumerate(_ASIDE):
        for east, north in _spokes(spokes, ring % 2 / 2):
            cx, cy = x + east * (far + radius), y + north * (far + radius)
            box = Box(cx - radius, cy - radius, 2 * radius, 2 * radius)
            edge = (cx - east * radius, cy - north * radius)
            yield Choice(box, 5.0 + far, ((x, y), edge))


def beside(sign: Sign, w: float, h: float) -> Iterator[Choice]:
    """Yield where a name of this size may stand beside its sign, the best first."""
    for step, gap in enumerate(_GAPS):
        out = sign.radius + gap
        for right, down, cost in _BESIDE:
            share = _CORNER if right and down else 1.0
            cx = sign.x + right * (out * share + w / 2)
            cy = sign.y + down * (out * share + h / 2)
            yield Choice(Box(cx - w / 2, cy - h / 2, w, h), cost + 0.4 * step)


def farther(sign: Sign, w: float, h: float) -> Iterator[Choice]:
    """Yield where a name may stand that a leader joins to its sign, the nearest first."""
    for far in _FARTHER:
        for east, north in _spokes():
            x, y = sign.x + east * (sign.radius + far), sign.y + north * (sign.radius + far)
            # The box hangs by the side that faces the sign.
            left = x if east > 0.3 else x - w if east < -0.3 else x - w / 2  # noqa: PLR2004 - a side, or above and below
            top = y - h if north < -0.7 else y if north > 0.7 else y - h / 2  # noqa: PLR2004 - the same
            box = Box(left, top, w, h)
            end = (min(max(sign.x, left), left + w), min(max(sign.y, top), top + h))
            yield Choice(box, 3.0 + 0.35 * far, (_edge(sign, end), end))


def _spokes(count: int = _SPOKES, turn: float = 0.0) -> Iterator[tuple[float, float]]:
    for spoke in range(count):
        angle = 2 * math.pi * (spoke + turn) / count
        yield math.cos(angle), math.sin(angle)


def _edge(sign: Sign, end: tuple[float, float]) -> tuple[float, float]:
    """Return where a line from a sign to a point leaves the sign."""
    dx, dy = end[0] - sign.x, end[1] - sign.y
    far = math.hypot(dx, dy) or 1.0
    return sign.x + dx / far * (sign.radius + _OFF), sign.y + dy / far * (sign.radius + _OFF)


def read_as_own(
    choices: Iterable[Choice], own: Sequence[tuple[float, float]], others: NDArray[np.float64]
) -> list[Choice]:
    """
    Return the choices that a reader takes for their own sign's name.

    Parameters
    ----------
    choices : iterable of Choice
        Places of a name.
    own : sequence of (float, float)
        Its sign and its place, in mm.
    others : array of float, shape (n, 2)
        The signs and places of all other marks.

    Returns
    -------
    list of Choice
        Those that a leader joins, and those nearer to their own sign than to any other.
    """
    kept = []
    for choice in choices:
        nearest = _gaps(choice.box, others).min() if len(others) else math.inf
        if choice.leader or _gaps(choice.box, np.array(own)).max() + _NEARER < nearest:
            kept.append(choice)
    return kept


def _gaps(box: Box, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distances from a box to points, 0 inside it."""
    dx = np.maximum(np.maximum(box.x - points[:, 0], points[:, 0] - box.right), 0.0)
    dy = np.maximum(np.maximum(box.y - points[:, 1], points[:, 1] - box.bottom), 0.0)
    return np.hypot(dx, dy)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.right, box.bottom
