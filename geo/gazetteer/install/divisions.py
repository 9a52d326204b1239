"""Which of the shipped countries and divisions an incoming place is, or lies in."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq

from geo.errors import DataError
from geo.gazetteer.folding import fold
from geo.integrity import require
from geo.schema import read_table
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyarrow as pa

    from geo.gazetteer.install.entries import Entry

_AREAS = "gazetteer/areas.json"
_COUNTIES = "gazetteer/counties.csv"
_POLYGONS = "boundaries/divisions.parquet"
_COUNTY_DIGITS = 3


class Divisions:
    """
    The shipped areas, by GeoNames' codes and by their polygons.

    Parameters
    ----------
    folder : Path
        The data folder.

    Raises
    ------
    DataError
        When its files are missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        require(folder, _AREAS, _COUNTIES, _POLYGONS)
        words = (folder / _AREAS).read_text(encoding="utf-8")
        self.names: dict[str, str] = json.loads(words)

    def same(self, entry: Entry) -> str:
        """Return the id of the shipped area that a GeoNames place is, "" where it is none."""
        if not entry.number:
            return ""
        if entry.kind is Kind.COUNTRY:
            own = f"country:{entry.country}"
        elif entry.feature == "ADM1":
            own = f"adm1:{entry.country}.{entry.admin1}"
        elif entry.feature == "ADM2" and entry.country == "US":
            return self._counties.get((entry.admin1, entry.admin2), "")
        else:
            return ""
        return own if own in self.names else ""

    def holder(self, entry: Entry) -> str:
        """Return the id of the shipped division that a place's code names, "" where none does."""
        own = entry.admin1
        if own.startswith("adm1:"):
            return own if own in self.names else ""
        coded = f"adm1:{entry.country}.{own}"
        return coded if coded in self.names else ""

    def locate(
        self, lons: Sequence[float], lats: Sequence[float], countries: Sequence[str]
    ) -> list[str]:
        """
        Return the ids of the divisions whose polygons hold points.

        Parameters
        ----------
        lons, lats : sequence of float
            WGS 84 degrees.
        countries : sequence of str
            ISO codes; a division of another country is passed over, "" admits every country.

        Returns
        -------
        list of str
            In the order of the points; "" where no polygon holds one.
        """
        import shapely  # noqa: PLC0415 - only an installation needs it

        ids, owners, shapes = self._polygons
        found = [""] * len(lons)
        if not found:
            return found
        tree = shapely.STRtree(shapely.points(np.asarray(lons), np.asarray(lats)))
        wanted = set(countries)
        chosen = [at for at, owner in enumerate(owners) if "" in wanted or owner in wanted]
        pairs = tree.query(shapes[chosen], predicate="contains")
        for polygon, point in pairs.T.tolist():
            area = chosen[polygon]
            if countries[point] in {"", owners[area]}:
                found[point] = ids[area]
        return found

    def is_called(self, area: str, names: Iterable[str]) -> bool:
        """Return whether one of these names is one of a shipped division's own."""
        own = self._called.get(area, frozenset())
        return any(fold(name) in own for name in names)

    @cached_property
    def _called(self) -> dict[str, frozenset[str]]:
        table = self._read(["id", "name", "aliases"])
        rows = zip(*(table[name].to_pylist() for name in table.column_names), strict=True)
        return {area: frozenset(map(fold, (name, *aliases))) for area, name, aliases in rows}

    def _read(self, columns: list[str]) -> pa.Table:
        path = self._folder / _POLYGONS
        try:
            with pq.ParquetFile(path) as file:
                return file.read(columns=columns)
        except (OSError, ValueError) as cause:
            msg = f"{path} is missing or damaged; run `dateline check`"
            raise DataError(msg) from cause

    @cached_property
    def _polygons(self) -> tuple[list[str], list[str], np.ndarray]:
        import shapely  # noqa: PLC0415 - only an installation needs it

        table = self._read(["id", "country", "geometry"])
        shapes = shapely.from_wkb(np.array(table["geometry"].to_pylist(), dtype=object))
        shapely.prepare(shapes)
        return table["id"].to_pylist(), table["country"].to_pylist(), shapes

    @cached_property
    def _counties(self) -> dict[tuple[str, str], str]:
        """Ids of the counties of the United States by GeoNames' codes of state and county."""
        return {
            (row["admin1"].rpartition(".")[2], row["id"][-_COUNTY_DIGITS:]): row["id"]
            for row in read_table(self._folder / _COUNTIES)
        }
