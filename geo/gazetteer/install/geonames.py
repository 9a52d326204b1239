"""GeoNames' tables: places, alternate names, and the names of divisions."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from geo.gazetteer.install.entries import (
    LONGEST_NAME,
    MAX_NUMBER,
    MAX_PEOPLE,
    Entry,
    clip,
    fault,
)
from geo.gazetteer.install.features import CLASSES, kind_of
from geo.gazetteer.install.lines import read_lines
from geo.types import MAX_LAT, MAX_LON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACE_COLUMNS = 19
NAME_COLUMNS = (8, 10)  # of alternateNames and alternateNamesV2
CODE_COLUMNS = 4  # of admin1CodesASCII and admin2Codes
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_CODES = {
    1: re.compile(r"[A-Z]{2}\.[^.\s]+"),
    2: re.compile(r"[A-Z]{2}\.[^.\s]+\.[^\t]+"),
}
# what GeoNames keeps among the languages and is no name: links, postal and airport codes
_NO_LANGUAGES = frozenset({
    b"link", b"wkdt", b"post", b"unlc", b"iata", b"icao", b"faac", b"tcid", b"phon",
})  # fmt: skip


class Table(StrEnum):
    """What a file of GeoNames holds."""

    PLACES = "places"
    NAMES = "alternate names"
    DIVISIONS = "first-level divisions"
    DISTRICTS = "second-level divisions"


def kind_of_table(path: Path) -> Table | None:
    """
    Return what a file holds, told by its first line and not its name; None when no such table.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    first = next(iter(read_lines(path)), b"")
    cells = first.decode("utf-8", "replace").rstrip("\r\n").split("\t")
    if len(cells) == PLACE_COLUMNS and cells[0].isdigit():
        return Table.PLACES
    if len(cells) in NAME_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        return Table.NAMES
    if len(cells) == CODE_COLUMNS and _CODES[1].fullmatch(cells[0]):
        return Table.DIVISIONS
    if len(cells) == CODE_COLUMNS and _CODES[2].fullmatch(cells[0]):
        return Table.DISTRICTS
    return None


def read_places(path: Path, skip: int = 0) -> Iterator[tuple[int, Entry]]:
    """
    Return the places of a country's table or of allCountries.

    Parameters
    ----------
    path : Path
        The table, or its zip.
    skip : int, optional
        Lines to pass over.

    Yields
    ------
    int, Entry
        The line's number, from 1, and its place.

    Raises
    ------
    DataError
        When a line is no line of such a table; the message names the file and the line.
    """
    for number, raw in islice(enumerate(read_lines(path), start=1), skip, None):
        try:
            yield number, _place(_cells(raw))
        except ValueError as cause:
            raise fault(path, number, _explain(cause)) from cause


def read_names(path: Path, skip: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """
    Return the alternate names of places.

    Parameters
    ----------
    path : Path
        alternateNamesV2 or alternateNames, or its zip.
    skip : int, optional
        Lines to pass over.

    Yields
    ------
    int, int, bytes
        The line's number, the place's GeoNames id, and the name in UTF-8; the name is empty
        where the line holds a link or a code.

    Raises
    ------
    DataError
        When a line is no line of such a table; the message names the file and the line.
    """
    for number, raw in islice(enumerate(read_lines(path), start=1), skip, None):
        cells = raw.split(b"\t")
        if len(cells) not in NAME_COLUMNS or not cells[1].isdigit():
            what = f"{len(cells)} columns where a table of alternate names has 8 or 10"
            raise fault(path, number, f"{what}; the file is damaged or cut short")
        yield number, int(cells[1][:12]), b"" if cells[2] in _NO_LANGUAGES else cells[3]


def read_codes(path: Path) -> dict[str, str]:
    """
    Return the names of divisions by code: "IQ.10" or "IQ.10.7419086".

    Raises
    ------
    DataError
        When a line is no line of such a table; the message names the file and the line.
    """
    names = {}
    for number, raw in enumerate(read_lines(path), start=1):
        try:
            cells = _cells(raw)
        except ValueError as cause:
            raise fault(path, number, _explain(cause)) from cause
        if len(cells) != CODE_COLUMNS:
            what = f"{len(cells)} columns where a table of divisions has {CODE_COLUMNS}"
            raise fault(path, number, f"{what}; the file is damaged or cut short")
        names[cells[0]] = cells[1][:LONGEST_NAME]
    return names


def _cells(raw: bytes) -> list[str]:
    return raw.decode("utf-8").rstrip("\r\n").split("\t")


def _explain(cause: ValueError) -> str:
    return "the text is not UTF-8" if isinstance(cause, UnicodeDecodeError) else str(cause)


def _place(cells: list[str]) -> Entry:
    """Return the place of a line; ValueError says what is wrong with it."""
    if len(cells) != PLACE_COLUMNS or not _DATE.fullmatch(cells[18]):
        msg = (
            f"{len(cells)} columns where a GeoNames table has {PLACE_COLUMNS}, the last a date;"
            " the file is damaged, cut short or of another kind"
        )
        raise ValueError(msg)
    number, name, lat, lon = int(cells[0]), cells[1], float(cells[4]), float(cells[5])
    _claim(0 < number < MAX_NUMBER, "an id", cells[0])
    _claim(0 < len(name) <= LONGEST_NAME, "a name", name)
    _claim(abs(lat) <= MAX_LAT, "a latitude", cells[4])
    _claim(abs(lon) <= MAX_LON, "a longitude", cells[5])
    _claim(_COUNTRY.fullmatch(cells[8]), "a country's two letters", cells[8])
    _claim(cells[6] in CLASSES or not cells[6], "a feature class", cells[6])
    return Entry(
        number=number,
        id="",
        name=name,
        kind=kind_of(cells[6], cells[7]),
        lon=lon,
        lat=lat,
        country=cells[8],
        admin1=cells[10],
        admin2=cells[11],
        population=min(max(int(cells[14] or 0), 0), MAX_PEOPLE),
        feature=cells[7],
        names=(name, cells[2], *cells[3].split(",")),
        modified=cells[18],
    )


def _claim(holds: object, what: str, cell: str) -> None:
    if not holds:
        msg = f"{clip(cell)} is not {what}"
        raise ValueError(msg)
