"""A user's own table of places: CSV, or GeoJSON, with a mapping of its columns."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError
from geo.gazetteer.install.entries import LONGEST_NAME, MAX_NUMBER, MAX_PEOPLE, Entry, clip, fault
from geo.gazetteer.layer import GEONAMES
from geo.types import MAX_LAT, MAX_LON, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

CSV = frozenset({".csv", ".tsv"})
GEOJSON = frozenset({".geojson", ".json"})
MAX_GEOJSON = 100_000_000  # bytes; it is read whole, which takes some ten times as many
_POINT = ("lon", "lat")
_GUESSES = {
    "name": ("name",),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "kind": ("kind",),
    "country": ("country",),
    "admin1": ("admin1",),
    "population": ("population",),
    "alternates": ("alternates", "aliases", "alternatenames"),
    "id": ("id",),
}
FIELDS = tuple(_GUESSES)
_BETWEEN = re.compile(r"[|;]")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_PEOPLE = re.compile(r"\d{1,12}")
_KNOWN = (GEONAMES, "adm1:", "country:")  # ids that name a place the gazetteer may have
_LONGEST_ID = 100
_HASHED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTable:
    """
    A file of the user's own places.

    Raises from `read` are DataError and name the file and the line (a GeoJSON's feature).
    """

    path: Path
    name: str  # of the gazetteer; goes before its places' ids
    columns: Mapping[str, str]  # field to the file's column; what is left out is guessed
    kind: Kind = Kind.TOWN  # of places whose row does not say

    def count(self) -> int:
        """Return how many rows there are."""
        return sum(1 for _ in self._rows())

    def read(self, skip: int) -> Iterator[tuple[int, Entry]]:
        """Return each row's line and its place, after the first `skip` lines."""
        for line, row in self._rows():
            if line > skip:
                try:
                    yield line, self._entry(row)
                except ValueError as cause:
                    raise fault(self.path, line, str(cause)) from cause

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        read = _features if self.path.suffix.lower() in GEOJSON else _records
        rows = read(self.path)
        first = next(rows, None)
        if first is None:
            msg = f"{self.path} holds no places; nothing was installed"
            raise DataError(msg)
        chosen = self._choose(first[1])
        for line, row in chain((first,), rows):
            yield line, {field: row.get(column, "") for field, column in chosen.items()}

    def _choose(self, header: Mapping[str, str]) -> dict[str, str]:
        """Return the column of each field that has one."""
        folded = {column.strip().casefold(): column for column in header}
        chosen = {}
        for field, guesses in _GUESSES.items():
            asked = self.columns.get(field)
            if asked is not None and asked not in header:
                raise DataError(self._lacks(f"no column {asked!r}", header))
            guess = next((folded[g] for g in guesses if g in folded), None)
            column = guess if asked is None else asked
            if column is not None:
                chosen[field] = column
        for field in ("name", *_POINT):
            if field not in chosen:
                raise DataError(self._lacks(f"no column for {field}", header))
        return chosen

    def _lacks(self, what: str, header: Mapping[str, str]) -> str:
        has = ", ".join(clip(column) for column in list(header)[:20])
        return f"{self.path} has {what}; it has {has}: say which with --column name=COLUMN"

    def _entry(self, row: Mapping[str, str]) -> Entry:
        name = _shown(row["name"])
        _claim(0 < len(name) <= LONGEST_NAME, "a name", name)
        country = row.get("country", "").strip().upper()
        _claim(_COUNTRY.fullmatch(country), "a country's two letters (ISO 3166-1)", country)
        lon, lat = _degrees(row["lon"], MAX_LON), _degrees(row["lat"], MAX_LAT)
        own = self._id(row.get("id", "").strip(), name, lon, lat)
        number = own.removeprefix(GEONAMES) if own.startswith(GEONAMES) else "0"
        _claim(number.isdecimal() and int(number) < MAX_NUMBER, "a GeoNames id", own)
        alternates = _BETWEEN.split(_shown(row.get("alternates", "")))
        return Entry(
            number=int(number),
            id="" if int(number) else own,
            name=name,
            kind=_kind(row.get("kind", ""), self.kind),
            lon=lon,
            lat=lat,
            country=country,
            admin1=_shown(row.get("admin1", "")),
            admin2="",
            population=_people(row.get("population", "")),
            feature="",
            names=(name, *(other.strip() for other in alternates)),
        )

    def _id(self, own: str, name: str, lon: float, lat: float) -> str:
        _claim(len(own) <= _LONGEST_ID and own.isprintable(), "an id", own)
        if own.startswith(_KNOWN):
            return own
        if not own:  # the same place in a later version of the file keeps its id
            own = hashlib.sha256(f"{name} {lon} {lat}".encode()).hexdigest()[:_HASHED]
        return f"{self.name}:{own}"


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            mark = max(",;\t|", key=first.count)
            file.seek(0)
            reader = csv.DictReader(file, delimiter=mark, restkey="", strict=True)
            for row in reader:
                if None in row.values():
                    raise fault(path, reader.line_num, "fewer cells than the header has columns")
                yield reader.line_num, row
    except UnicodeDecodeError as cause:
        msg = f"{path} is not UTF-8 ({cause.reason} at byte {cause.start}); save it as UTF-8"
        raise DataError(msg) from cause
    except (OSError, csv.Error) as cause:
        msg = f"cannot read {path} as CSV ({cause}); give a UTF-8 file with a header"
        raise DataError(msg) from cause


def _features(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Return each feature's number and its properties, with its point as lon and lat."""
    content = _parse(path)
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        msg = f"{path} is no GeoJSON FeatureCollection"
        raise DataError(msg)
    rows = []
    for number, feature in enumerate(features, start=1):
        try:
            rows.append(_properties(feature))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as cause:
            what = "a feature needs properties and a geometry in WGS 84 degrees"
            raise fault(path, number, what) from cause
    header = dict.fromkeys((name for row in rows for name in row), "")
    yield from ((number, header | row) for number, row in enumerate(rows, start=1))


def _properties(feature: Mapping[str, Any]) -> dict[str, str]:
    lon, lat = _point(feature["geometry"])
    row = {str(k): "" if v is None else _words(v) for k, v in feature["properties"].items()}
    if "id" in feature:
        row.setdefault("id", str(feature["id"]))
    return {**row, "lon": str(lon), "lat": str(lat)}


def _parse(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        if path.stat().st_size > MAX_GEOJSON:
            msg = f"{path} is larger than {MAX_GEOJSON:,} bytes; give it as CSV"
            raise DataError(msg)
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as cause:
        msg = f"cannot read {path} as GeoJSON ({cause}); give a UTF-8 FeatureCollection"
        raise DataError(msg) from cause


def _point(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """Return a geometry's point; of anything but a point, one that lies on it."""
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return float(lon), float(lat)
    import shapely  # noqa: PLC0415 - only polygons and lines need it

    try:
        shape = shapely.from_geojson(json.dumps(geometry))
        point = shapely.point_on_surface(shapely.make_valid(shape))
    except shapely.errors.ShapelyError as cause:
        raise ValueError(cause) from cause
    return float(point.x), float(point.y)


def _words(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _shown(words: str) -> str:
    """Return words without ends of lines, tabs, and halves of characters."""
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _degrees(cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = most + 1
    _claim(abs(value) <= most, f"a number of degrees from -{most:.0f} to {most:.0f}", cell)
    return value


def _people(cell: str) -> int:
    bare = cell.replace(",", "").replace(" ", "").removesuffix(".0")
    _claim(not bare or _PEOPLE.fullmatch(bare), "a population", cell)
    return min(int(bare or 0), MAX_PEOPLE)


def _kind(cell: str, default: Kind) -> Kind:
    word = cell.strip().casefold()
    if not word:
        return default
    _claim(word in set(Kind), f"a kind of place ({', '.join(Kind)})", cell)
    return Kind(word)


def _claim(holds: object, what: str, cell: str) -> None:
    if not holds:
        msg = f"{clip(cell)} is not {what}"
        raise ValueError(msg)
