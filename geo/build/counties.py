"""Build data/gazetteer/counties.csv: counties of the United States with a point inside each."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

import geopandas

from geo.build.boundaries import inside
from geo.errors import DataError

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
    Write `gazetteer/counties.csv`, in order of county number.

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
    path = folder / "gazetteer" / "counties.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "name", "lon", "lat", "admin1"])
        for number, name, geometry in zip(
            counties["id"], counties["name"], counties.geometry, strict=True
        ):
            state = _STATES.get(number[:2])
            if state is None or state in _NO_COUNTY or int(number[2:]) > _CITIES:
                continue
            lon, lat = inside(geometry)
            full = f"{name} {_WORDS.get(state, 'County')}"
            table.writerow([f"uscensus:{number}", full, lon, lat, f"adm1:US.{state}"])
