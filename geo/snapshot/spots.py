"""Where each mark falls on the sheet, and how it can be drawn at this scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.boundaries import circle, project, river
from geo.mapped import Mark, depth
from geo.snapshot.basemap import View, shape_of
from geo.snapshot.fonts import Style
from geo.snapshot.page import Box
from geo.types import Precision

if TYPE_CHECKING:
    from geo.boundaries import Boundaries

AREA_INK, POINT_INK, QUIET_INK = "#4a2f0b", "#1b4b7a", "#7d7768"
COLLAR = 0.75  # mm between a number and the ring round it, of a mark drawn small
SMALL_MM = 2.0  # a ring of a smaller radius is drawn as a sign of its own
_TORN = 0.5  # of a ring's mean radius, between two corners: it is cut by the map's edge
_ANCHOR = 200  # an area's middle is sought to this part of the frame's width
VAST = 0.7  # of the frame: an area that fills more of it is hatched alone
_LEAST_ROOM = 0.15  # of an area that its own name keeps to, others named inside it left out
_FROM_EDGE = 5.0  # mm that a number on a line stands from the map's edge, where it can
_ALONG = 12  # places tried along a line


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the sheet: its anchor in mm, and its area, ring or line in metres where drawn."""

    mark: Mark
    x: float
    y: float
    shape: BaseGeometry | None = None
    ring: BaseGeometry | None = None
    inside: bool = True  # of the frame
    room: BaseGeometry | None = None  # of an area, what no smaller one that is named fills
    vast: bool = False  # whether it fills most of the frame
    line: BaseGeometry | None = None
    along: tuple[tuple[float, float], ...] = ()  # anchors on that line in mm, the best first

    @property
    def out(self) -> bool:
        """Whether it lies outside the map."""
        return self.shape is None and not self.inside

    @property
    def bare(self) -> bool:
        """Whether it stands on one place of its own: neither an area nor a line."""
        return self.shape is None and self.line is None

    @property
    def small(self) -> bool:
        """Whether it is a ring too small to be drawn at this scale."""
        return bool(self.mark.km) and self.ring is None and self.shape is None

    @property
    def drawn(self) -> str:
        """How it is drawn at this scale: point, ring, area, line, small, or none outside."""
        if not self.bare:
            return self.mark.figure
        if self.out and self.ring is None:
            return "none"
        return "point" if not self.mark.km else "small" if self.small else "ring"

    def gid(self, part: str) -> str:
        """Return the id of a part of the mark in the file: "mark-3", "label-3"."""
        return f"{part}-{self.mark.number}"

    def style(self, size: float) -> Style:
        """Return the look of its name; an area's is a little larger."""
        if not self.mark.shown:
            return Style(size=size - 0.8, colour=QUIET_INK)
        larger = 0.5 if self.shape is not None else 0.0
        return Style(size=size + larger, bold=True, colour=ink(self.mark))


def ink(mark: Mark) -> str:
    """Return the colour of a mark's number and name: blue for points, brown for areas."""
    return POINT_INK if mark.precision in (Precision.P1, Precision.P2) else AREA_INK


def spots(view: View, boundaries: Boundaries, marks: tuple[Mark, ...]) -> tuple[Spot, ...]:
    """Find where each mark falls."""
    found = tuple(_spot(view, boundaries, mark) for mark in marks)
    return tuple(_roomy(view, spot, found) if spot.mark.wide else spot for spot in found)


def _spot(view: View, boundaries: Boundaries, mark: Mark) -> Spot:
    if mark.line is not None:
        return _on_line(view, mark, river(mark.line))
    if mark.areas:
        shape = shape_of(view, boundaries.union(mark.areas))
        if not shape.is_empty:
            return Spot(mark, *_middle(view, shape), shape, room=shape)
    x, y = view.frame.place(mark.lon, mark.lat)
    inside = view.frame.box.holds(Box(x, y, 0.0, 0.0))
    return Spot(mark, x, y, None, _ring(view, mark) if mark.km else None, inside)


def _middle(view: View, shape: BaseGeometry) -> tuple[float, float]:
    """Return the roomiest point of an area in mm."""
    tolerance = view.frame.scale * view.frame.box.w / _ANCHOR
    inner = shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance), 0)
    return view.frame.mm(inner.x, inner.y)


def _roomy(view: View, spot: Spot, found: tuple[Spot, ...]) -> Spot:
    """Return a wide area, how much it fills, and where no smaller area is named inside it."""
    shape = spot.shape
    if shape is None:
        return spot
    frame = shapely.box(*view.frame.metres)
    filled = shapely.intersection(shape, frame).area / frame.area
    spot = replace(spot, vast=bool(filled >= VAST))
    own = depth(spot.mark.areas)
    inner = [s.shape for s in found if s.shape is not None and depth(s.mark.areas) > own]
    room = shapely.difference(shape, shapely.union_all(inner))
    if not inner or room.area < _LEAST_ROOM * shape.area:
        return spot
    x, y = _middle(view, room)
    return replace(spot, x=x, y=y, room=room)


def _on_line(view: View, mark: Mark, whole: BaseGeometry | None) -> Spot:
    """Return a river by what the frame shows of its line, its anchors nearest the middle first."""
    shape = None if whole is None else shape_of(view, whole)
    if shape is None or shape.is_empty:
        return Spot(mark, *view.frame.place(mark.lon, mark.lat), inside=False)
    left, bottom, right, top = view.frame.metres
    pad = _FROM_EDGE * view.frame.scale
    middle = shapely.box(left + pad, bottom + pad, right - pad, top - pad)
    well_inside = shapely.intersection(shape, middle)
    main = max(shapely.get_parts(shape if well_inside.is_empty else well_inside),
               key=lambda part: part.length)  # fmt: skip
    shares = (np.arange(_ALONG) + 0.5) / _ALONG
    at = shapely.line_interpolate_point(main, shares, normalized=True)
    order = np.argsort(np.abs(shares - 0.5), kind="stable")
    along = tuple(view.frame.mm(at[i].x, at[i].y) for i in order)
    return Spot(mark, *along[0], line=shape, along=along)


def _ring(view: View, mark: Mark) -> BaseGeometry | None:
    """Return the circle on the ground, projected; None where it is too small, or torn."""
    ring = project(Polygon(circle(mark.lon, mark.lat, mark.km)), view.frame.crs.code)
    corners = shapely.get_coordinates(ring)
    middle = project(shapely.Point(mark.lon, mark.lat), view.frame.crs.code)
    reach = np.hypot(corners[:, 0] - middle.x, corners[:, 1] - middle.y)
    if not np.isfinite(reach).all() or reach.min() < SMALL_MM * view.frame.scale:
        return None
    steps = np.hypot(*np.diff(corners, axis=0).T)
    return None if steps.max() > _TORN * reach.mean() else ring
