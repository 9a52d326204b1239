"""Distance, bearing and destination along great circles, with nothing to load."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

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


def bearing(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """
    Return the direction in which a great circle leaves one point for another.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float
        WGS 84 degrees; from the first to the second.

    Returns
    -------
    float
        Degrees clockwise from north, -180 to 180.
    """
    east = radians(lon2 - lon1)
    south, north = radians(lat1), radians(lat2)
    x = cos(south) * sin(north) - sin(south) * cos(north) * cos(east)
    return degrees(atan2(sin(east) * cos(north), x))


def destination(lon: float, lat: float, bearing: float, km: float) -> tuple[float, float]:
    """
    Return the point reached from another along a great circle.

    Parameters
    ----------
    lon, lat : float
        Where from, WGS 84 degrees.
    bearing : float
        Degrees clockwise from north.
    km : float
        How far, on the sphere of the mean radius.

    Returns
    -------
    lon, lat : float
        WGS 84 degrees, longitude in [-180, 180).
    """
    angle, north, turn = km / EARTH_RADIUS_KM, radians(lat), radians(bearing)
    sine = sin(north) * cos(angle) + cos(north) * sin(angle) * cos(turn)
    east = atan2(
        sin(turn) * sin(angle) * cos(north),
        cos(angle) - sin(north) * sine,
    )
    reached = (lon + degrees(east) + 180.0) % 360.0 - 180.0
    return reached, degrees(asin(max(-1.0, min(1.0, sine))))
