"""Where labels go so that none lies on another: greedy, bounded, and the same every time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.snapshot.page import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RINGS, _SPOKES = 12, 16
_STEP = 2.6  # mm between rings of the search


@dataclass(slots=True)
class Room:
    """The free room of a map: its frame and the boxes already taken."""

    inside: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Return whether the box is inside and touches nothing taken."""
        return self.inside.holds(box) and not any(t.overlap(box) > 0 for t in self.taken)

    def first(self, boxes: Iterable[Box]) -> Box | None:
        """Take the first free box and return it; None where none is free."""
        for box in boxes:
            if self.free(box):
                self.taken.append(box)
                return box
        return None


def beside(x: float, y: float, w: float, h: float, gap: float) -> Iterator[Box]:
    """Yield boxes round a point: right, left, above, below, corners, then farther out."""
    for right, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
        cx = x + right * (gap + w / 2)
        cy = y + down * (gap + h / 2)
        if right and down:
            cx, cy = x + right * (gap * 0.6 + w / 2), y + down * (gap * 0.6 + h / 2)
        yield Box(cx - w / 2, cy - h / 2, w, h)
    yield from around(x, y, w, h, start=gap + h / 2)


def around(x: float, y: float, w: float, h: float, *, start: float = 0.0) -> Iterator[Box]:
    """Yield boxes centred on a point, then on rings farther and farther from it."""
    if start == 0.0:
        yield Box(x - w / 2, y - h / 2, w, h)
    for ring in range(1, _RINGS + 1):
        radius = start + ring * _STEP
        for spoke in range(_SPOKES):
            angle = 2 * math.pi * spoke / _SPOKES
            cx = x + math.cos(angle) * (radius + w / 2 * abs(math.cos(angle)))
            cy = y + math.sin(angle) * radius
            yield Box(cx - w / 2, cy - h / 2, w, h)
