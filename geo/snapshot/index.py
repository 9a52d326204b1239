"""The list under the map of the marks whose names found no room on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.snapshot.fonts import Style
from geo.snapshot.page import Box, Page, shorten, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.snapshot.spots import Spot


class _Look(NamedTuple):
    """How a list is set."""

    columns: int
    step: float  # mm of a row
    size: float  # points


_FEW = 60  # rows that are set as `_PLAIN`; more of them are set closer
_ROOMY, _PLAIN, _CLOSE = _Look(3, 3.4, 7.2), _Look(5, 2.55, 5.8), _Look(7, 2.45, 5.6)
_GUTTER, _HEAD = 1.6, 4.2  # mm between columns, and of the heading
_ABOVE = 4.6  # mm between the map's edge and the heading: its degrees stand there
_PLACE = 6.0  # mm that the name of a province needs to say something
HEADING = Style(size=6.6, bold=True, colour="#1c1c1c")


def _look(count: int) -> _Look:
    return _PLAIN if count <= _FEW else _CLOSE


def height(count: int) -> float:
    """Return the height of a list of so many rows, in mm, with what keeps it off the map."""
    return 0.0 if count == 0 else _tall(count, _look(count))


def _tall(count: int, look: _Look) -> float:
    return _ABOVE + _HEAD + -(-count // look.columns) * look.step


def holds(tall: float, count: int) -> int:
    """Return how many of so many rows a list of this height has room for."""
    look = _look(count)
    return max(0, int((tall - _ABOVE - _HEAD) / look.step + 1e-6)) * look.columns


def draw(page: Page, spots: Sequence[Spot], box: Box, *, every: bool) -> int:
    """
    Write the list.

    Parameters
    ----------
    page : Page
        The sheet of paper.
    spots : sequence of Spot
        The marks to list, in order of number.
    box : Box
        Below the map.
    every : bool
        Whether it lists every mark, or those without a name on the map.

    Returns
    -------
    int
        How many rows found room.
    """
    roomy = every and _tall(len(spots), _ROOMY) <= box.h
    look = _ROOMY if roomy else _look(len(spots))
    fits = spots if roomy else spots[: holds(box.h, len(spots))]
    if not fits:
        return 0
    rows = -(-len(fits) // look.columns)
    wide = (box.w - (look.columns - 1) * _GUTTER) / look.columns
    left = len(spots) - len(fits)
    words = "The numbers on the map" if every else "Numbers without a name on the map"
    tail = f", and {left:,} more in the tables" if left else ""
    page.text(box.x, box.y + _ABOVE + 2.2, words + tail, HEADING)
    for at, spot in enumerate(fits):
        x = box.x + (at // rows) * (wide + _GUTTER)
        y = box.y + _ABOVE + _HEAD + (at % rows + 1) * look.step - 0.6
        _row(page, spot, Box(x, y, wide, look.step), look.size)
    return len(fits)


def _row(page: Page, spot: Spot, box: Box, size: float) -> None:
    """Write a number, its name, and the province or country it lies in where there is room."""
    number = Style(size=size, bold=True, colour=spot.style(size).colour)
    plain = Style(size=size, colour="#1c1c1c")
    quiet = Style(size=size - 0.6, colour="#5d5d5d")
    mark, indent = spot.mark, size * 0.8
    page.text(box.x + indent - 0.8, box.y, str(mark.number), number, ha="right")
    name = shorten(mark.name, plain, box.w - indent)
    at = box.x + indent
    page.text(at, box.y, name, plain, gid=spot.gid("index"))
    at += width_of(name, plain) + 1.0
    if spot.out:
        where = "outside the map"
    else:
        where = mark.place.admin[-1] if mark.place.admin else mark.place.country or ""
    if where and where != mark.name and box.right - at > _PLACE:
        page.text(at, box.y, shorten(where, quiet, box.right - at), quiet)
