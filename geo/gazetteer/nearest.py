"""Which of many points lie nearest to one: a pass over their columns, no index."""

from __future__ import annotations

from math import inf, radians
from typing import TYPE_CHECKING

from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.types import MAX_LAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Spot = tuple[float, float]  # longitude, latitude; WGS 84 degrees
FINENESS = 100_000  # coordinates are kept in whole hundred-thousandths of a degree
_BANDS = (0.5, 4.0, 2 * MAX_LAT)  # degrees of latitude looked through, until enough are found
_KM = EARTH_RADIUS_KM * radians(1.0)  # in a degree of latitude


def nearest(
    lons: NDArray[np.int32],
    lats: NDArray[np.int32],
    kept: NDArray[np.bool_],
    spot: Spot,
    limit: int,
) -> list[tuple[float, int]]:
    """
    Return the points nearest to a spot, as kilometres on the sphere and their row.

    Parameters
    ----------
    lons, lats : array of int
        WGS 84 degrees, in hundred-thousandths.
    kept : array of bool
        Which rows count.
    spot : tuple
        Longitude and latitude, degrees.
    limit : int
        The most rows returned, the nearest first.
    """
    import numpy as np  # noqa: PLC0415 - no parse needs it

    rows: Sequence[int] = ()
    far: Sequence[float] = ()
    lon, lat = spot
    for band in _BANDS:
        low, high = (round((lat + side) * FINENESS) for side in (-band, band))
        found = np.flatnonzero((lats >= low) & (lats <= high) & kept)
        km = _distances(lons[found] / FINENESS, lats[found] / FINENESS, lon, lat)
        order = np.lexsort((found, km))[:limit]
        rows, far = found[order].tolist(), km[order].tolist()
        if (far[-1] if len(far) == limit else inf) <= band * _KM:
            break  # whatever lies outside the band is farther
    return list(zip(far, rows, strict=True))


def _distances(
    lons: NDArray[np.float64], lats: NDArray[np.float64], lon: float, lat: float
) -> NDArray[np.float64]:
    """Return the kilometres from each point to one, as `distance_km` has them."""
    import numpy as np  # noqa: PLC0415 - no parse needs it

    south, north = np.radians(lats), radians(lat)
    half = np.sin((north - south) / 2) ** 2
    half += np.cos(south) * np.cos(north) * np.sin(np.radians(lons - lon) / 2) ** 2
    km: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return km
