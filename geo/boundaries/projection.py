"""Projection, in the one place that projects."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

WGS84 = 4326
_MAX_UTM_LAT = 84.0
_MIN_UTM_LAT = -80.0
_UPS_NORTH = 32661
_UPS_SOUTH = 32761


def utm_epsg(lon: float, lat: float) -> int:
    """
    Return the EPSG code of the UTM zone (UPS at the poles) that holds a point.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.

    Returns
    -------
    int
        326zz in the north, 327zz in the south; the exceptions of Norway and Svalbard are not made.
    """
    if lat > _MAX_UTM_LAT:
        return _UPS_NORTH
    if lat < _MIN_UTM_LAT:
        return _UPS_SOUTH
    zone = int((lon + 180) % 360 // 6) + 1
    return (32600 if lat >= 0 else 32700) + zone


def convergence_deg(lon: float, lat: float, crs: int | str) -> float:
    """
    Return the grid convergence at a point: the clockwise angle from true to grid north.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    crs : int or str
        EPSG code, or any projected CRS pyproj reads.

    Returns
    -------
    float
        Degrees; negative west of a UTM zone's central meridian in the north.
    """
    return float(
        pyproj.Proj(pyproj.CRS.from_user_input(crs)).get_factors(lon, lat).meridian_convergence
    )


def project(
    geometry: shapely.Geometry, crs: int | str, *, inverse: bool = False
) -> shapely.Geometry:
    """
    Return `geometry` taken from WGS 84 degrees (lon, lat) to metres, or back.

    Parameters
    ----------
    geometry : Geometry
        In WGS 84 degrees, or in `crs` when `inverse`.
    crs : int or str
        EPSG code, or any CRS pyproj reads.
    inverse : bool, optional
        Go from `crs` to WGS 84.

    Returns
    -------
    Geometry
        Coordinates in easting, northing order; lon, lat when `inverse`.
    """
    turn = _transformer(crs, inverse)

    def move(xy: NDArray[float]) -> NDArray[float]:  # type: ignore[type-var]
        x, y = turn.transform(xy[:, 0], xy[:, 1])
        xy[:, 0], xy[:, 1] = x, y
        return xy

    return shapely.transform(geometry, move)


def circle(lon: float, lat: float, km: float, corners: int = 96) -> NDArray[np.float64]:
    """
    Return the points at a distance from a position along geodesics of the WGS 84 ellipsoid.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    km : float
        Kilometres on the ground.
    corners : int, optional
        How many points.

    Returns
    -------
    array of float, shape (corners, 2)
        Longitude and latitude in degrees, clockwise from north.
    """
    turns = np.arange(corners) * (360.0 / corners)
    lons, lats = np.full(corners, lon), np.full(corners, lat)
    there = pyproj.Geod(ellps="WGS84").fwd(lons, lats, turns, np.full(corners, km * 1000.0))
    return np.column_stack(there[:2])


@lru_cache(maxsize=32)
def _transformer(crs: int | str, inverse: bool) -> pyproj.Transformer:  # noqa: FBT001 - a cache key
    source, target = (crs, WGS84) if inverse else (WGS84, crs)
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
