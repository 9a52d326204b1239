"""A place on its way into a gazetteer, and what can be wrong with where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Report = Callable[[str, int, int], None]  # what is being done, done so far, in all

MAX_NUMBER = 1 << 28  # of GeoNames ids, which have passed 13 million
MAX_PEOPLE = (1 << 32) - 1
LONGEST_ALIAS = 60  # code points; longer alternate names are descriptions
LONGEST_NAME = 200  # code points, as in GeoNames' tables


@dataclass(slots=True)
class Entry:
    """One place as a source gives it; lon and lat are WGS 84 degrees."""

    number: int  # GeoNames id, 0 where it has none
    id: str  # "" where `number` says it
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str  # ISO 3166-1 alpha-2, "" where unknown
    admin1: str  # GeoNames code in its country, or a division's id
    admin2: str  # GeoNames code in its division
    population: int
    feature: str
    names: Iterable[str]
    modified: str = ""  # ISO date of the source's last change, "" where it gives none


def fault(path: Path, line: int, what: str) -> DataError:
    """Return the error for one line of a file; lines count from 1."""
    return DataError(f"{path} line {line}: {what}")


def clip(cell: str) -> str:
    """Return a cell as it can be shown in one line of an error."""
    return repr(cell if len(cell) <= LONGEST_ALIAS else cell[:LONGEST_ALIAS] + "...")
