"""The one table of precision, data/scale.csv: what each class means in the field's three scales."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.integrity import require
from geo.schema import read_table
from geo.settings import data_folder
from geo.types import Kind, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.types import Place

_TABLE = "scale.csv"
_MAX_KM = 1000.0  # a wider ring says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One class of precision; a code is None where that scale has no such class."""

    precision: Precision
    words: str  # in a reader's words: "town or site"
    when: str  # what the text must say
    kinds: tuple[Kind, ...]  # of places that a bare name puts in this class
    acled: int | None  # ACLED geo_precision, 1 the finest of 3
    ucdp: int | None  # UCDP where_prec, 1 the finest of 7
    plover: int | None  # PLOVER resolution, 5 the finest
    nominal_km: float  # radius drawn where the text gives none; 0 where no ring is drawn
    drawn: str  # how, in words


def scale(folder: Path | None = None) -> Mapping[Precision, Grade]:
    """
    Return the table, P0 to P7; the same folder is read once.

    Parameters
    ----------
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    Mapping of Precision to Grade
        Read-only, in order. The codes and nominal radii are explained in docs/precision.md.

    Raises
    ------
    DataError
        When `scale.csv` is missing or says something it cannot; the message names file and fault.
    """
    return _read(folder or data_folder())


def precision_of(place: Place | None) -> Precision:
    """
    Return how finely a bare name places something; `geo.resolve.phrases` reads words beside it.

    Parameters
    ----------
    place : Place or None
        What it was taken to mean.

    Returns
    -------
    Precision
        P0 when it was not placed.
    """
    if place is None:
        return Precision.P0
    return next(grade.precision for grade in scale().values() if place.kind in grade.kinds)


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[Precision, Grade]:
    require(folder, _TABLE)
    path = folder / _TABLE
    try:
        grades = [_grade(row) for row in read_table(path)]
        _check(grades)
    except ValueError as cause:
        msg = f"the table of precision {path} is wrong ({cause}); run `dateline check`"
        raise DataError(msg) from cause
    return MappingProxyType({grade.precision: grade for grade in grades})


def _grade(row: dict[str, str]) -> Grade:
    km = float(row["nominal_km"] or 0)
    if not (math.isfinite(km) and 0 <= km <= _MAX_KM):
        msg = f"{km:g} is no radius in kilometres"
        raise ValueError(msg)
    return Grade(
        precision=Precision(row["class"]),
        words=row["words"],
        when=row["when"],
        kinds=tuple(Kind(kind) for kind in row["kinds"].split("|") if kind),
        acled=_number(row["acled_geo_precision"]),
        ucdp=_number(row["ucdp_where_prec"]),
        plover=_number(row["plover_resolution"]),
        nominal_km=km,
        drawn=row["drawn_as"],
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _check(grades: list[Grade]) -> None:
    """Raise ValueError unless each class and each kind has one row."""
    if [grade.precision for grade in grades] != list(Precision):
        msg = "the classes are not P0 to P7, each once and in order"
        raise ValueError(msg)
    kinds = sorted(kind for grade in grades for kind in grade.kinds)
    if kinds != sorted(Kind):
        msg = "not every kind of place is in one class"
        raise ValueError(msg)
