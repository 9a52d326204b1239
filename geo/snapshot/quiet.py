"""What a reader finds the way by: names that the article does not say, in quiet type."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.boundaries import project, towns
from geo.snapshot.basemap import inner, on_ground
from geo.snapshot.fonts import Style
from geo.snapshot.labels import Fixed, Sign, beside
from geo.snapshot.lettering import settings, write
from geo.snapshot.page import Box, Page
from geo.snapshot.placing import Choice
from geo.snapshot.projection import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.boundaries import Town
    from geo.snapshot.basemap import View

INK = "#6f6a60"  # 5:1 from white: quiet, and read
SQUARE = 0.5  # mm: half the side of a town's sign, which no mark has
_TOWN = Style(size=5.4, colour=INK)
_DIVISION = Style(size=5.6, colour="#857d6c")
_LINE = Style(size=5.2, colour="#6d7780")
_TOWNS = 12  # on a map
_APART = 9.0  # mm between two of them
_TRIED = 60  # of the towns in view, the first
_POINTS = 16  # places tried inside a division
_ALONG = 24  # places tried along the date line
_AIR = 0.5  # mm round a town's sign
_DATE_LINE = "180°, nominal date line"


@dataclass(slots=True)
class Free:
    """The room that marks, names and furniture leave, and what quiet names took of it."""

    fixed: Fixed
    taken: list[Box] = field(default_factory=list)

    def first(self, choices: Iterable[Choice], more: Box | None = None) -> Box | None:
        """Return the first box that touches nothing, if any, and take it; `more` with it."""
        for choice in self.fixed.free(list(choices)):
            if not any(box.overlap(choice.box) for box in self.taken):
                self.taken += [choice.box] if more is None else [choice.box, more]
                return choice.box
        return None


def put_towns(page: Page, view: View, free: Free, spoken: frozenset[str]) -> int:
    """
    Write capitals and the largest towns in view that the article does not speak of.

    Parameters
    ----------
    page : Page
        The sheet.
    view : View
        The map.
    free : Free
        Its room.
    spoken : frozenset of str
        Ids, and names in lower case, that are not written.

    Returns
    -------
    int
        How many found room.
    """
    put: list[tuple[float, float]] = []
    for town, x, y in _in_view(view, spoken):
        if any(math.hypot(x - a, y - b) < _APART for a, b in put):
            continue  # a suburb of a larger one
        way, sign = settings(town.name, _TOWN)[0], Sign(x, y, SQUARE)
        reach = SQUARE + _AIR
        own = Box(x - reach, y - reach, 2 * reach, 2 * reach)
        if not free.fixed.free([Choice(own, 0.0)]) or any(own.overlap(b) for b in free.taken):
            continue
        box = free.first(beside(sign, way.w + 0.3, way.h), own)
        if box is None:
            continue
        put_sign(page, x, y)
        write(page, way, box, f"town:{town.id}")
        put.append((x, y))
        if len(put) == _TOWNS:
            break
    return len(put)


def put_sign(page: Page, x: float, y: float) -> None:
    """Draw a town's sign: the same for a capital, since not all are agreed."""
    sign = Box(x - SQUARE, y - SQUARE, 2 * SQUARE, 2 * SQUARE)
    page.rectangle(sign, fc="#ffffff", ec=INK, lw=0.5, zorder=8.2)


def _in_view(view: View, spoken: frozenset[str]) -> Iterator[tuple[Town, float, float]]:
    """Yield towns with where they fall in mm, capitals first, then the largest."""
    found = [
        town
        for piece in pieces(view.bounds, view.frame.crs)
        for town in towns(piece.bounds, _TRIED)
        if town.id not in spoken and town.name.casefold() not in spoken
    ]
    found.sort(key=lambda town: (not town.capital, -town.population, town.id))
    if not found:
        return
    points = shapely.multipoints([(town.lon, town.lat) for town in found])
    metres = shapely.get_coordinates(project(points, view.frame.crs.code))
    for town, (east, north) in zip(found[:_TRIED], metres, strict=False):
        yield town, *view.frame.mm(float(east), float(north))


def put_divisions(
    page: Page, view: View, free: Free, divisions: Mapping[str, tuple[str, BaseGeometry]]
) -> set[str]:
    """
    Name the divisions that the article does not, where their name has room inside them.

    Parameters
    ----------
    page : Page
        The sheet.
    view : View
        The map.
    free : Free
        Its room.
    divisions : mapping
        The name of each by its id, and what is seen of it in metres.

    Returns
    -------
    set of str
        The names written, in lower case.
    """
    written = set()
    for key, (name, shape) in sorted(divisions.items(), key=lambda item: -item[1][1].area):
        way = settings(name, _DIVISION)[0]
        w, h = way.w + 1.0, way.h + 0.6
        spots = (Box(x - w / 2, y - h / 2, w, h) for x, y in inner(view.frame, shape)[:_POINTS])
        held = [Choice(spot, 0.0) for spot in spots if shape.covers(on_ground(view.frame, spot))]
        box = free.first(held)
        if box is not None:
            written.add(name.casefold())
            write(page, way, box, f"division:{key}")
    return written


def name_date_line(page: Page, view: View, free: Free, line: BaseGeometry) -> bool:
    """Say beside the meridian of 180 degrees what it is, where there is room; `line` in metres."""
    if line.is_empty:
        return False
    way = settings(_DATE_LINE, _LINE)[0]
    spots = shapely.line_interpolate_point(line, np.linspace(0.03, 0.97, _ALONG), normalized=True)
    at = [view.frame.mm(spot.x, spot.y) for spot in spots]
    boxes = [Box(x + 0.8, y - way.h / 2, way.w + 0.3, way.h) for x, y in at]
    box = free.first(Choice(box, 0.0) for box in boxes)
    if box is not None:
        write(page, way, box, "date-line-name")
    return box is not None
