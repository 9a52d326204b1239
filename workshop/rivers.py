"""Named rivers as lines, found in an unnamed network."""

from __future__ import annotations

import csv
import heapq
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import shapely

from geo.boundaries.distance import distance_km
from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_JOIN_KM = 12.0  # between lines that the source draws as one river and does not join
_BANK_KM = 30.0  # from a town on the bank to a vertex of the line
_MOST = 3.0  # times the way from town to town as the crow flies: a longer one is another river
_FINENESS = 4  # decimals of a degree, 11 m
Point = tuple[float, float]


def named(table: Path, lines: list[shapely.LineString]) -> geopandas.GeoDataFrame:
    """
    Return one row a river of a table, in order of id: id, name and geometry (lon, lat).

    Parameters
    ----------
    table : Path
        rivers.csv: each river and the towns on its bank (lon lat degrees, from source to mouth).
        The river is the shortest way through the lines past them.
    lines : list of LineString
        A network without names, lon lat degrees.

    Raises
    ------
    DataError
        When a river is not in the network; the message names it.
    """
    network = Network(lines)
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["id"])
    found = [
        {"id": row["id"], "name": row["name"], "geometry": network.river(row["name"], _along(row))}
        for row in rows
    ]
    return geopandas.GeoDataFrame(found, crs="EPSG:4326")


def lines_of(source: Path) -> list[shapely.LineString]:
    """Return the rivers of the source as plain lines, lon lat degrees."""
    layer = geopandas.read_file(source, layer="rivers").geometry.to_numpy()
    return list(shapely.get_parts(shapely.get_parts(layer)))


def _along(row: dict[str, str]) -> list[Point]:
    pairs = (part.split() for part in row["along"].split("|"))
    return [(float(lon), float(lat)) for lon, lat in pairs]


class Network:
    """Lines as a graph of their vertices, in which a river is a shortest way."""

    def __init__(self, lines: list[shapely.LineString]) -> None:
        self._at = np.unique(
            np.round(np.concatenate([shapely.get_coordinates(x) for x in lines]), _FINENESS), axis=0
        )
        number = {tuple(point): i for i, point in enumerate(self._at.tolist())}
        self._next: dict[int, dict[int, float]] = defaultdict(dict)
        ends = []
        for line in lines:
            points = np.round(shapely.get_coordinates(line), _FINENESS).tolist()
            chain = [number[tuple(point)] for point in points]
            ends += [chain[0], chain[-1]]
            for one, other in pairwise(chain):
                self._link(one, other)
        for end in sorted(set(ends)):
            for other in self._within(self._at[end], _JOIN_KM):
                self._link(end, other)

    def _link(self, one: int, other: int) -> None:
        if one != other:
            km = distance_km(*self._at[one], *self._at[other])
            self._next[one][other] = self._next[other][one] = km

    def _within(self, point: NDArray[np.float64], km: float) -> list[int]:
        """Return the vertices within so many kilometres, nearest first."""
        lon, lat = (float(x) for x in point)
        high = km / 111.0  # kilometres in a degree of latitude
        wide = high / max(0.05, float(np.cos(np.radians(lat))))
        off = np.abs(self._at - point)
        near = np.flatnonzero((off[:, 0] <= wide) & (off[:, 1] <= high)).tolist()
        away = sorted((distance_km(lon, lat, *self._at[i]), i) for i in near)
        return [i for far, i in away if far <= km]

    def river(self, name: str, along: list[Point]) -> shapely.LineString:
        """
        Return the shortest way past points on the bank.

        Raises
        ------
        DataError
            When no line of the source comes near a point, or none leads to the next.
        """
        stops = []
        for point in along:
            near = self._within(np.array(point), _BANK_KM)
            if not near:
                msg = f"{name}: no river of the source runs by {point}"
                raise DataError(msg)
            stops.append(near[0])
        way = [stops[0]]
        for one, other in pairwise(stops):
            straight = distance_km(*self._at[one], *self._at[other])
            leg = self._way(one, other, _MOST * straight + _BANK_KM)
            if leg is None:
                msg = f"{name}: no way in the source from {self._at[one]} to {self._at[other]}"
                raise DataError(msg)
            way += leg[1:]
        return shapely.LineString(self._at[way])

    def _way(self, start: int, goal: int, most: float) -> list[int] | None:
        """Return the vertices of the shortest way, None where it is longer than `most` km."""
        before, done = {start: start}, set()
        best = {start: 0.0}
        queue = [(0.0, start)]
        while queue:
            km, here = heapq.heappop(queue)
            if here == goal:
                way = [goal]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if here in done or km > most:
                continue
            done.add(here)
            for other, step in self._next[here].items():
                if km + step < best.get(other, np.inf):
                    best[other], before[other] = km + step, here
                    heapq.heappush(queue, (km + step, other))
        return None
