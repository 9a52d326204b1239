"""Great-circle distance, with nothing to load."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """
    Return the great-circle distance between two points in kilometres.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float
        WGS 84 degrees.

    Returns
    -------
    float
        Kilometres, by the haversine formula on a sphere of the mean radius.
    """
    south, north = radians(lat1), radians(lat2)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
