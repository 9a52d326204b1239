"""Countries and first-level divisions: read lazily, decoded one by one, looked up by id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from geo.errors import DataError
from geo.integrity import require
from geo.settings import data_folder
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

Bounds = tuple[float, float, float, float]
Mask = NDArray[np.bool_]
VINTAGE = "Natural Earth 4.1, 1:10m, generalised"
_OUTLINE_TOLERANCE = 0.01  # degrees; about 1 km, below a pixel at zoom 7
_ISLAND = 0.04  # of an area's largest part: a smaller one is no part of its body, and widens no map
_CODES = ("geonames", "fips", "iso")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """A country or a first-level division; geometry in WGS 84 degrees (lon, lat)."""

    id: str  # "adm1:IQ.13", "country:IQ"
    name: str  # common English name
    kind: Kind
    native: str  # what it is called there: "governorate", "oblast"
    country: str  # ISO 3166-1 alpha-2
    country_name: str
    parent: str  # id of the country, "" for a country
    aliases: tuple[str, ...]
    codes: dict[str, str]  # geonames, fips, iso
    lon: float  # representative point inside, degrees
    lat: float
    bounds: Bounds  # west, south, east, north, degrees
    area_km2: float
    geometry: shapely.Geometry

    @property
    def body(self) -> list[shapely.Geometry]:
        """Return its polygons without its far islands, the largest first."""
        parts = sorted(shapely.get_parts(self.geometry), key=lambda part: -part.area)
        return [part for part in parts if part.area >= parts[0].area * _ISLAND]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dispute:
    """A line that is not agreed, with its one wording; geometry in WGS 84 degrees (lon, lat)."""

    id: str
    place: str  # "Crimea"
    parties: str  # in order of the alphabet: "Russia, Ukraine"
    drawn: str  # what the line is: "land edge of Crimea"
    source: str  # of the disagreement
    as_of: str  # that source's date, an ISO 8601 prefix
    geometry: shapely.Geometry

    @property
    def words(self) -> str:
        """Return how map and sheet name it: "Crimea (Russia, Ukraine)"."""
        return f"{self.place} ({self.parties})"


class Boundaries:
    """
    The shipped areas, held as undecoded rows.

    Use `Boundaries.open`; the constructor takes tables already read.
    """

    vintage = VINTAGE

    def __init__(self, countries: pa.Table, divisions: pa.Table, disputed: pa.Table) -> None:
        self._tables = (countries, divisions)
        self._disputed = disputed
        self._at: dict[str, tuple[int, int]] = {
            area: (which, row)
            for which, table in enumerate(self._tables)
            for row, area in enumerate(table["id"].to_pylist())
        }
        self._known: dict[str, Area] = {}
        self._within: dict[str, list[str]] = {}
        for area, country in zip(
            divisions["id"].to_pylist(), divisions["country"].to_pylist(), strict=True
        ):
            self._within.setdefault(country, []).append(area)

    @classmethod
    def open(cls, folder: Path | None = None) -> Boundaries:
        """
        Open the shipped boundaries; the same folder is read once.

        Parameters
        ----------
        folder : Path, optional
            The data folder; the shipped one when None.

        Raises
        ------
        DataError
            When a file is missing, damaged or cannot be read; the message names it.
        """
        return _open(folder or data_folder())

    def __iter__(self) -> Iterator[str]:
        """Return the ids of all areas, countries first, each in order of id."""
        return iter(self._at)

    def __contains__(self, area: str) -> bool:
        """Return whether an area of this id is known."""
        return area in self._at

    def area(self, area: str) -> Area:
        """
        Return the area of an id.

        Raises
        ------
        DataError
            When there is none.
        """
        if area not in self._known:
            if area not in self._at:
                msg = f"no boundary has the id {area!r}; run `dateline check`"
                raise DataError(msg)
            which, row = self._at[area]
            self._known[area] = _decode(self._tables[which].slice(row, 1).to_pylist()[0])
        return self._known[area]

    def country(self, iso2: str) -> Area:
        """Return a country by its ISO 3166-1 alpha-2 code; DataError when there is none."""
        return self.area(f"country:{iso2}")

    def divisions(self, country: str) -> tuple[Area, ...]:
        """Return a country's first-level divisions in order of id."""
        return tuple(self.area(area) for area in self._within.get(country, ()))

    def boxes(self, area: str) -> tuple[Bounds, ...]:
        """
        Return the bounds of an area's main parts, so that two ends of the world are told apart.

        Parameters
        ----------
        area : str
            Area id.

        Returns
        -------
        tuple of Bounds
            West, south, east, north in degrees of each polygon; far islands smaller than a
            twenty-fifth of the largest part are left out.

        Raises
        ------
        DataError
            When no area has the id.
        """
        sides = shapely.bounds(self.area(area).body).tolist()
        return tuple((w, s, e, n) for w, s, e, n in sides)

    def countries_within(self, bounds: Bounds) -> tuple[Area, ...]:
        """Return the countries whose bounds meet (west, south, east, north) degrees."""
        table = self._tables[0]
        ids = table["id"].to_pylist()
        frame = shapely.box(*bounds)
        near = (self.area(ids[row]) for row in np.flatnonzero(meet(table, bounds)))
        return tuple(area for area in near if shapely.intersects(area.geometry, frame))

    def at(self, lon: float, lat: float) -> tuple[Area, ...]:
        """Return what holds a point (WGS 84 degrees): its country, then its division."""
        point = shapely.Point(lon, lat)
        found = []
        for table in self._tables:
            inside = meet(table, (lon, lat, lon, lat))
            ids = table["id"].to_pylist()
            near = (self.area(ids[row]) for row in np.flatnonzero(inside))
            found.append(next((a for a in near if shapely.covers(a.geometry, point)), None))
        return tuple(area for area in found if area is not None)

    def outline(self, area: str, tolerance_deg: float = _OUTLINE_TOLERANCE) -> shapely.Geometry:
        """
        Return an area simplified for the screen, its borders still its neighbours'.

        Parameters
        ----------
        area : str
            Area id; a division is simplified together with its country's others.
        tolerance_deg : float, optional
            Degrees within which a line may move.

        Returns
        -------
        Geometry
            WGS 84 degrees (lon, lat).

        Raises
        ------
        DataError
            When no area has the id.
        """
        found = self.area(area)
        if found.kind is Kind.COUNTRY:
            return shapely.simplify(found.geometry, tolerance_deg, preserve_topology=True)
        return self._simplified(found.country, tolerance_deg)[area]

    def union(self, areas: tuple[str, ...]) -> shapely.Geometry:
        """
        Return the shape of areas taken together, without the borders between them.

        Parameters
        ----------
        areas : tuple of str
            Area ids; those without a boundary are left out.

        Returns
        -------
        Geometry
            WGS 84 degrees (lon, lat); empty where none has a boundary.
        """
        if areas not in self._unions:
            known = [self.area(area).geometry for area in areas if area in self]
            self._unions[areas] = known[0] if len(known) == 1 else shapely.union_all(known)
        return self._unions[areas]

    @cached_property
    def _unions(self) -> dict[tuple[str, ...], shapely.Geometry]:
        return {}

    def _simplified(self, country: str, tolerance_deg: float) -> dict[str, shapely.Geometry]:
        key = (country, tolerance_deg)
        if key not in self._outlines:
            areas = self.divisions(country)
            shapes = shapely.coverage_simplify([a.geometry for a in areas], tolerance_deg)
            self._outlines[key] = {a.id: s for a, s in zip(areas, shapes, strict=True)}
        return self._outlines[key]

    @cached_property
    def _outlines(self) -> dict[tuple[str, float], dict[str, shapely.Geometry]]:
        return {}

    def disputed(self, bounds: Bounds) -> tuple[Dispute, ...]:
        """Return the lines not agreed that meet the bounds (degrees), in order of id."""
        frame = shapely.box(*bounds)
        return tuple(line for line in self._lines if shapely.intersects(line.geometry, frame))

    @cached_property
    def _lines(self) -> tuple[Dispute, ...]:
        rows = self._disputed.to_pylist()
        return tuple(
            Dispute(**{**row, "geometry": shapely.from_wkb(row["geometry"])}) for row in rows
        )


def _decode(row: dict[str, Any]) -> Area:
    return Area(
        id=row["id"],
        name=row["name"],
        kind=Kind(row["kind"]),
        native=row["native"],
        country=row["country"],
        country_name=row["country_name"],
        parent=row["parent"],
        aliases=tuple(row["aliases"]),
        codes={name: row[name] for name in _CODES if row[name]},
        lon=row["lon"],
        lat=row["lat"],
        bounds=(row["west"], row["south"], row["east"], row["north"]),
        area_km2=row["area_km2"],
        geometry=shapely.from_wkb(row["geometry"]),
    )


@lru_cache(maxsize=4)
def _open(folder: Path) -> Boundaries:
    paths = [f"boundaries/{name}.parquet" for name in ("countries", "divisions", "disputed")]
    require(folder, *paths)
    return Boundaries(*(read_parquet(folder / path) for path in paths))


def read_parquet(path: Path) -> pa.Table:
    """Return a table of the boundaries; DataError when it is missing or damaged."""
    try:
        with pq.ParquetFile(path) as file:  # read_table would load pandas, which takes a second
            return file.read()
    except (OSError, ValueError) as cause:
        msg = f"the boundaries file {path} is missing or damaged; run `dateline check`"
        raise DataError(msg) from cause


def meet(table: pa.Table, bounds: Bounds) -> Mask:
    """Return, for each row of a table of the boundaries, whether its bounds meet these, degrees."""
    west, south, east, north = bounds
    sides = [table[name].to_numpy() for name in ("west", "south", "east", "north")]
    found = (sides[0] <= east) & (sides[2] >= west) & (sides[1] <= north) & (sides[3] >= south)
    return np.asarray(found, dtype=np.bool_)
