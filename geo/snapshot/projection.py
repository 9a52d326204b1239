"""
From degrees to millimetres: which projection carries a map, and where on the sheet things fall.

A map that a UTM zone can carry with a scale error under 1.5 % is drawn in that
zone; a wider one in Lambert's azimuthal equal-area projection about its own
middle, poles and date line included; what no such disc holds in Equal Earth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, box

from geo.boundaries import project, utm_epsg
from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.snapshot.page import Box

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]
Bounds = tuple[float, float, float, float]  # west, south, east, north, WGS 84 degrees

_EARTH = EARTH_RADIUS_KM * 1000  # m
_WGS84_A, _WGS84_E2 = 6_378_137.0, 0.00669437999014  # semi-major axis, m; eccentricity squared
_UTM_REACH = 1_100_000.0  # m from the central meridian: (d / R)^2 / 2 = 1.5 %
_UTM_LATS = (-80.0, 84.0)
_QUARTER = 90.0  # degrees from the meridian, past which the cosine of the latitude says nothing
_CAP = 68.0  # degrees: radius of what the azimuthal projection shows; a wider map is the world's
_MERIDIANS = (11.0, 150.0)  # degrees: cut where no land is but Russia's tip; or in the Atlantic
_CUT_GAIN = 1.2  # times wider that the positions lie before the map is cut in the Atlantic
_CAP_STEPS = 150
_MARGIN = (13.0, 10.0)  # mm round what must be seen, for names: left and right, above and below
_LEAST_TALL = 76.0  # mm of a map of the world
_DENSE = 0.5  # degrees between vertices before projecting
_SAMPLES = 41  # points along each side of the frame, to learn what it shows


class Crs(NamedTuple):
    """A projection: its code for pyproj, its name in print, its central meridian in degrees."""

    code: int | str
    name: str
    meridian: float
    wide: bool = True  # not conformal: scale and north vary over the map
    globe: bool = False  # shows the whole Earth


@dataclass(frozen=True, slots=True)
class Frame:
    """The mapped part of the world on the sheet; metres of the projection to millimetres."""

    crs: Crs
    box: Box
    left: float  # metres east at the left edge
    top: float  # metres north at the top edge
    scale: float  # metres of the projection in one millimetre

    def mm(self, x: float, y: float) -> tuple[float, float]:
        """Return where projected metres fall on the sheet."""
        return self.box.x + (x - self.left) / self.scale, self.box.y + (self.top - y) / self.scale

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a position in degrees falls on the sheet, in millimetres."""
        point = project(Point(lon, lat), self.crs.code)
        return self.mm(point.x, point.y)

    @property
    def metres(self) -> Bounds:
        """The edges in projected metres: left, bottom, right, top."""
        return (
            self.left,
            self.top - self.box.h * self.scale,
            self.left + self.box.w * self.scale,
            self.top,
        )


def cap(points: Points) -> tuple[float, float, float]:
    """
    Return the smallest circle on the sphere that holds positions, to a hundredth of its radius.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Longitude and latitude, WGS 84 degrees; at least one.

    Returns
    -------
    tuple of float
        Its middle (lon, lat) and its radius, in degrees. By Badoiu and Clarkson's core sets
        (2003): the middle steps toward what lies farthest, each step smaller.
    """
    lon, lat = np.radians(points).T
    xyz = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    middle = xyz.mean(axis=0)
    if np.linalg.norm(middle) < 1e-9:  # noqa: PLR2004 - positions that balance on the globe
        middle = xyz[0]
    for step in range(1, _CAP_STEPS):
        middle = middle / np.linalg.norm(middle)
        middle = middle + (xyz[np.argmin(xyz @ middle)] - middle) / (step + 1)
    middle = middle / np.linalg.norm(middle)
    radius = math.degrees(math.acos(float(np.clip((xyz @ middle).min(), -1.0, 1.0))))
    x, y, z = map(float, middle)
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z)))), radius


def choose(points: Points) -> Crs:
    """
    Return the projection that carries these positions together.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Longitude and latitude, WGS 84 degrees; at least one.
    """
    lon, lat, radius = cap(points)
    epsg = utm_epsg(lon, lat)
    meridian = (epsg % 100) * 6 - 183.0
    away = np.abs((points[:, 0] - meridian + 180.0) % 360.0 - 180.0)
    metres = np.radians(away) * np.cos(np.radians(points[:, 1])) * _EARTH
    within = _UTM_LATS[0] <= points[:, 1].min() and points[:, 1].max() <= _UTM_LATS[1]
    if within and metres.max() <= _UTM_REACH and away.max() < _QUARTER:
        zone = f"{epsg % 100}{'N' if lat >= 0 else 'S'}"
        return Crs(epsg, f"UTM zone {zone} (EPSG:{epsg})", meridian, wide=False)
    return azimuthal(lon, lat) if radius <= _CAP else _equal_earth(points)


def _equal_earth(points: Points) -> Crs:
    """Return the map of the world, cut where the positions lie nearer to each other."""
    spans = [np.ptp((points[:, 0] - lon + 180.0) % 360.0) for lon in _MERIDIANS]
    lon = _MERIDIANS[0] if spans[0] <= spans[1] * _CUT_GAIN else _MERIDIANS[1]
    code = f"+proj=eqearth +lon_0={lon:g} +datum=WGS84 +units=m"
    return Crs(code, f"Equal Earth, central meridian {side_of(lon, 'EW')}", lon, globe=True)


def azimuthal(lon: float, lat: float) -> Crs:
    """Return Lambert's azimuthal equal-area projection about a position, to the degree."""
    lon, lat = float(round(lon)), float(round(lat))
    code = f"+proj=laea +lat_0={lat:g} +lon_0={lon:g} +datum=WGS84 +units=m"
    where = f"{side_of(lat, 'NS')} {side_of(lon, 'EW')}"
    return Crs(code, f"Lambert azimuthal equal-area, centred on {where}", lon)


def side_of(value: float, sides: str) -> str:
    """Write degrees with their side: 36°N, 0°, 180°."""
    value = (value + 180) % 360 - 180 if sides == "EW" else value
    side = "" if value in (0, -180) else sides[0 if value > 0 else 1]
    return f"{abs(value):g}°{side}"


def pieces(bounds: Bounds, crs: Crs) -> list[BaseGeometry]:
    """Cut bounds (east may pass 180) where degrees or the projection wrap round."""
    west, south, east, north = bounds
    cut = (crs.meridian + 360) % 360 - 180  # opposite the central meridian
    edges = sorted({-180.0, 180.0, cut})
    found = []
    for shift in (-360.0, 0.0, 360.0):
        for low, high in pairwise(edges):
            left, right = max(low, west + shift), min(high, east + shift)
            if right - left > 1e-6:  # noqa: PLR2004 - a sliver of degrees
                inset = [1e-7 if abs(edge - cut) < 1e-9 else 0.0 for edge in (left, right)]  # noqa: PLR2004 - degrees
                found.append(box(left + inset[0], south, right - inset[1], north))
    return found


def carry(geometry: BaseGeometry, bounds: Bounds, crs: Crs) -> BaseGeometry:
    """Return what lies within the bounds, in metres of the projection."""
    parts = []
    for piece in pieces(bounds, crs):
        cut = shapely.intersection(geometry, piece)
        if not cut.is_empty:
            parts.append(project(shapely.segmentize(cut, _DENSE), crs.code))
    if not parts:
        return Point()
    parts = [part if part.is_valid else shapely.make_valid(part) for part in parts]
    # A grid of a metre closes the seam where degrees wrap round.
    return shapely.union_all(parts, grid_size=1.0) if len(parts) > 1 else parts[0]


def frame(points: Points, crs: Crs, area: Box, least: float) -> Frame:
    """
    Fit a map of projected points into a box on the sheet, with a margin round them.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        What must be seen, in metres of `crs`.
    crs : Crs
        The projection.
    area : Box
        Where on the sheet; a map of the world takes less of its height where it needs less.
    least : float
        Metres that the shorter side shows at the least.
    """
    left, bottom = map(float, points.min(axis=0))
    right, top = map(float, points.max(axis=0))
    room_w, room_h = area.w - 2 * _MARGIN[0], area.h - 2 * _MARGIN[1]
    scale = max((right - left) / room_w, (top - bottom) / room_h, least / min(area.w, area.h))
    x, y = (left + right) / 2, (bottom + top) / 2
    if not crs.globe:
        return Frame(crs, area, x - area.w * scale / 2, y + area.h * scale / 2, scale)
    earth = globe(crs).bounds
    scale = min(scale, (earth[2] - earth[0]) / area.w)
    half = area.w * scale / 2
    x = min(max(x, earth[0] + half), earth[2] - half)
    tall = max((top - bottom) / scale + 2 * _MARGIN[1], _LEAST_TALL)
    tall = min(tall, area.h, (earth[3] - earth[1]) / scale)
    half = tall * scale / 2
    y = min(max(y, earth[1] + half), earth[3] - half)
    box = Box(area.x, area.y, area.w, tall)
    return Frame(crs, box, x - area.w * scale / 2, y + half, scale)


def globe(crs: Crs) -> BaseGeometry:
    """Return the outline of the whole Earth in a projection that shows it."""
    edge = 180.0 - 1e-6
    outline = box(crs.meridian - edge, -90.0, crs.meridian + edge, 90.0)
    return project(shapely.segmentize(outline, 1.0), crs.code)


def seen(frame: Frame) -> Bounds:
    """Return the bounds in degrees of all that the frame shows; east may pass 180."""
    meridian = frame.crs.meridian
    whole = (meridian - 180.0, -90.0, meridian + 180.0, 90.0)
    if frame.crs.globe:
        return whole
    left, bottom, right, top = frame.metres
    xs, ys = np.meshgrid(np.linspace(left, right, _SAMPLES), np.linspace(bottom, top, _SAMPLES))
    points = shapely.multipoints(np.column_stack([xs.ravel(), ys.ravel()]))
    degrees = shapely.get_coordinates(project(points, frame.crs.code, inverse=True))
    if not np.isfinite(degrees).all():
        return whole
    lons = (degrees[:, 0] - meridian + 180.0) % 360.0 - 180.0 + meridian
    pad = 0.02 * max(np.ptp(lons), np.ptp(degrees[:, 1])) + 0.05
    south, north = degrees[:, 1].min() - pad, degrees[:, 1].max() + pad
    poles = [p for p in (-90.0, 90.0) if frame.box.holds(_dot(frame.place(meridian, p * 0.9999)))]
    if poles:
        return (whole[0], min(south, *poles), whole[2], max(north, *poles))
    return (
        max(float(lons.min() - pad), whole[0]),
        max(float(south), -90.0),
        min(float(lons.max() + pad), whole[2]),
        min(float(north), 90.0),
    )


def _dot(at: tuple[float, float]) -> Box:
    """Return an empty box at a point of the sheet."""
    return Box(*at, 0.0, 0.0) if math.isfinite(at[0] + at[1]) else Box(-1e9, -1e9, 0.0, 0.0)


def middle(frame: Frame) -> tuple[float, float]:
    """Return the position at the middle of the frame: lon, lat in WGS 84 degrees."""
    left, bottom, right, top = frame.metres
    centre = Point((left + right) / 2, (bottom + top) / 2)
    point = project(centre, frame.crs.code, inverse=True)
    return point.x, point.y


@dataclass(frozen=True, slots=True)
class Local:
    """How the projection treats the ground at one position."""

    east: tuple[float, float]  # projected metres for one metre of ground to the east
    north: tuple[float, float]  # and to true north

    def ground(self) -> float:
        """Return the metres of ground under one projected metre along the sheet's width."""
        (a, c), (b, d) = self.east, self.north
        det = a * d - b * c
        return math.hypot(d / det, c / det)

    def bearing(self) -> float:
        """Return the degrees clockwise from the sheet's up to true north."""
        return math.degrees(math.atan2(self.north[0], self.north[1]))


def local(lon: float, lat: float, crs: Crs) -> Local:
    """
    Measure the projection at a position by stepping a little east and north on WGS 84.

    Radii of curvature: meridian and prime vertical of the ellipsoid.
    """
    lat = max(min(lat, 89.0), -89.0)
    step, sine = 1e-4, math.sin(math.radians(lat))
    root = math.sqrt(1 - _WGS84_E2 * sine * sine)
    vertical = _WGS84_A / root
    meridian = _WGS84_A * (1 - _WGS84_E2) / root**3
    east = math.radians(2 * step) * vertical * math.cos(math.radians(lat))
    north = math.radians(2 * step) * meridian
    w, e, s, n = (
        project(Point(lon + dx, lat + dy), crs.code)
        for dx, dy in ((-step, 0), (step, 0), (0, -step), (0, step))
    )
    return Local(
        ((e.x - w.x) / east, (e.y - w.y) / east), ((n.x - s.x) / north, (n.y - s.y) / north)
    )
