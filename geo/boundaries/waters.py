"""Lakes, rivers and towns to find one's way by: quiet ground, never a place that is named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.boundaries.areas import Bounds, meet, read_parquet
from geo.boundaries.gaps import rows_of
from geo.integrity import require
from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A capital or a large town; lon, lat in WGS 84 degrees."""

    id: str  # gazetteer id
    name: str
    lon: float
    lat: float
    country: str  # ISO 3166-1 alpha-2
    population: int
    capital: bool  # of its country


def lakes(
    bounds: Bounds, at_least_km2: float = 0.0, folder: Path | None = None
) -> tuple[shapely.Geometry, ...]:
    """
    Return the lakes that meet the bounds, the largest first.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north degrees.
    at_least_km2 : float, optional
        Leave out smaller ones; none is under 20 km².
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    tuple of Geometry
        Polygons in WGS 84 degrees (lon, lat), simplified to some 400 m.

    Raises
    ------
    DataError
        When the file is missing or damaged; the message names it.
    """
    return _within("lake", bounds, at_least_km2, folder)


def rivers(
    bounds: Bounds, at_least_deg: float = 0.0, folder: Path | None = None
) -> tuple[shapely.Geometry, ...]:
    """
    Return the main rivers that meet the bounds, the longest lines first; they have no names.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north degrees.
    at_least_deg : float, optional
        Leave out shorter lines; degrees.
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    tuple of Geometry
        Lines in WGS 84 degrees (lon, lat), true to a few kilometres (1:50m).

    Raises
    ------
    DataError
        When the file is missing or damaged; the message names it.
    """
    return _within("river", bounds, at_least_deg * 1000, folder)


def river(place: str, folder: Path | None = None) -> shapely.Geometry | None:
    """
    Return the line of a river of the gazetteer, None where the source has none.

    Parameters
    ----------
    place : str
        Gazetteer id: "supplement:tigris".
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    Geometry or None
        A LineString in WGS 84 degrees (lon, lat), from source to mouth, true to a few kilometres.

    Raises
    ------
    DataError
        When the file is missing or damaged; the message names it.
    """
    return _rivers(folder or data_folder()).get(place)


def course(place: str, folder: Path | None = None) -> tuple[tuple[float, float], ...]:
    """
    Return the points of a river's line, none where the source has no line.

    Parameters
    ----------
    place, folder
        As `river` takes them.

    Returns
    -------
    tuple of (float, float)
        Longitude and latitude in WGS 84 degrees, from source to mouth.
    """
    line = river(place, folder)
    if line is None:
        return ()
    return tuple((float(lon), float(lat)) for lon, lat in shapely.get_coordinates(line))


def towns(bounds: Bounds, most: int, folder: Path | None = None) -> tuple[Town, ...]:
    """
    Return capitals, then the largest towns, within the bounds.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north degrees.
    most : int
        How many at the most.
    folder : Path, optional
        The data folder; the shipped one when None.

    Raises
    ------
    DataError
        When the file is missing or damaged; the message names it.
    """
    west, south, east, north = bounds
    inside = [
        town
        for town in _towns(folder or data_folder())
        if west <= town.lon <= east and south <= town.lat <= north
    ]
    return tuple(sorted(inside, key=lambda town: not town.capital)[:most])


def _within(
    kind: str, bounds: Bounds, least: float, folder: Path | None
) -> tuple[shapely.Geometry, ...]:
    table = _waters(folder or data_folder())
    meets = meet(table, bounds) & (table["size"].to_numpy() >= least)
    meets &= np.array(table["kind"].to_pylist()) == kind
    rows = np.flatnonzero(meets)
    shapes = shapely.from_wkb([table["geometry"][int(row)].as_py() for row in rows])
    return tuple(shapes[shapely.intersects(shapes, shapely.box(*bounds))])


@lru_cache(maxsize=4)
def _waters(folder: Path) -> pa.Table:
    require(folder, "boundaries/waters.parquet")
    return read_parquet(folder / "boundaries" / "waters.parquet")


@lru_cache(maxsize=4)
def _rivers(folder: Path) -> dict[str, shapely.Geometry]:
    require(folder, "boundaries/rivers.parquet")
    rows = read_parquet(folder / "boundaries" / "rivers.parquet").to_pylist()
    return {row["id"]: shapely.from_wkb(row["geometry"]) for row in rows}


@lru_cache(maxsize=4)
def _towns(folder: Path) -> tuple[Town, ...]:
    """Return all towns, the largest first."""
    return tuple(
        Town(
            id=row["id"],
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country=row["country"],
            population=int(row["population"]),
            capital=row["capital"] == "1",
        )
        for row in rows_of(folder, "towns.csv")
    )
