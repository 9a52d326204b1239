"""Build data/boundaries/disputed.parquet: the lines of disputed.csv, each with its words."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import shapely

from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

# Claims of the source that no state makes any more: Azerbaijan has held Nagorno-Karabakh since
# September 2023, and Armenia recognises it as Azerbaijan's.
_PAST = frozenset({"Former USSR oblast in 1991", "Ceasefire Line 1994"})
_WORDS = ("id", "place", "parties", "drawn", "source", "as_of")


def lines(
    table: Path,
    claims: geopandas.GeoDataFrame,
    areas: geopandas.GeoDataFrame,
    islands: geopandas.GeoDataFrame,
) -> geopandas.GeoDataFrame:
    """
    Return one row a place whose lines are not agreed, in order of id.

    Parameters
    ----------
    table : Path
        disputed.csv. Its column `line` names what is drawn, parts separated by "|": `within` a box
        (west, south, east, north degrees) of the claims, the `edge` that areas share with another,
        or the `outline` of an area or island.
    claims : GeoDataFrame
        The source's lines: name and geometry (lon, lat).
    areas : GeoDataFrame
        Countries and divisions: id, country and geometry.
    islands : GeoDataFrame
        What an outline may name too: name and geometry.

    Raises
    ------
    DataError
        When a row draws nothing, or a claim of the source is in no row; the message names it.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["id"])
    drawn = _Drawn(claims[~claims["name"].isin(_PAST)], areas, islands)
    found = [
        {
            **{name: row[name] for name in _WORDS},
            "geometry": _merged([drawn.part(row["id"], part) for part in row["line"].split("|")]),
        }
        for row in rows
    ]
    if drawn.left:
        msg = f"{table} has no row for the source's lines at {drawn.left}"
        raise DataError(msg)
    return geopandas.GeoDataFrame(found, crs=claims.crs)


class _Drawn:
    """What the parts of a line are taken from; it keeps account of the claims used."""

    def __init__(
        self,
        claims: geopandas.GeoDataFrame,
        areas: geopandas.GeoDataFrame,
        islands: geopandas.GeoDataFrame,
    ) -> None:
        self._claims = claims.geometry.to_numpy()
        self._used = np.zeros(len(claims), dtype=bool)
        self._areas = areas.set_index("id")
        self._islands = islands

    @property
    def left(self) -> list[tuple[float, ...]]:
        """Return the bounds of the claims that no row has drawn."""
        return [tuple(bounds) for bounds in shapely.bounds(self._claims[~self._used]).round(2)]

    def part(self, row: str, part: str) -> shapely.Geometry:
        """Return one part of a row's line; DataError when it is empty."""
        how, _, what = part.partition(" ")
        line = {"within": self._within, "edge": self._edge, "outline": self._outline}[how](what)
        if line is None or not shapely.length(line) > 0:
            msg = f"{row} draws nothing with {part!r}"
            raise DataError(msg)
        return line

    def _within(self, what: str) -> shapely.Geometry:
        box = shapely.box(*(float(side) for side in what.split()))
        chosen = shapely.contains(box, self._claims)
        self._used |= chosen
        return shapely.union_all(self._claims[chosen])

    def _edge(self, what: str) -> shapely.Geometry:
        """Return what areas share with a country, or with the rest of their own."""
        ours, _, theirs = what.partition(" / ")
        mine = ours.split()
        inside = self._areas["country"] == theirs.removeprefix("country:")
        divisions = self._areas.index.str.startswith("adm1:")
        rest = self._areas[inside & divisions & ~self._areas.index.isin(mine)]
        shapes = (self._areas.loc[mine].geometry, rest.geometry)
        return shapely.intersection(*(shape.union_all().boundary for shape in shapes))

    def _outline(self, what: str) -> shapely.Geometry:
        if what in self._areas.index:
            return self._areas.loc[what, "geometry"].boundary
        return self._islands[self._islands["name"] == what].geometry.union_all().boundary


def _merged(parts: list[shapely.Geometry]) -> shapely.Geometry:
    """Return the lines of geometries as one; points where borders only touch are left out."""
    every = shapely.get_parts(shapely.get_parts(parts))
    strings = [part for part in every if shapely.length(part) > 0]
    return shapely.multilinestrings(
        shapely.get_parts(shapely.line_merge(shapely.union_all(strings)))
    )
