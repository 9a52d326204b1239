"""The tables kept by hand: which columns each has, and what may stand in a cell."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.types import MAX_LAT, MAX_LON, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MOST_ODDS = 20.0  # either way: beyond it nothing else would count
_SHOWN = 40  # letters of a wrong cell that a message repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell may hold: a pattern, and for a number the most it may be either way."""

    what: str  # as a message calls it
    pattern: re.Pattern[str]
    most: float | None = None

    def admits(self, cell: str) -> bool:
        """Return whether a cell holds such a thing."""
        if not self.pattern.fullmatch(cell):
            return False
        return self.most is None or not cell or abs(float(cell)) <= self.most


def _cell(what: str, pattern: str, most: float | None = None) -> Cell:
    return Cell(what=what, pattern=re.compile(pattern), most=most)


def _one_of(*words: str) -> Cell:
    return _cell(f"one of {', '.join(words)}", "|".join(map(re.escape, words)))


_NUMBER = r"-?\d+(?:\.\d+)?"
_NAME = r"[^\s|](?:[^|]*[^\s|])?"  # not blank, and no blank at either end
_TEXT = _cell("text", r"(?s:.*)")
_WORD = _cell("a word or a name", _NAME)
_ANY_NAME = _cell("a name, or nothing", rf"(?:{_NAME})?")
_NAMES = _cell("names with | between them", rf"(?:{_NAME}(?:\|{_NAME})*)?")
_SHARE = _cell("a share, 0 to 1", r"[01]\.\d{2,3}", 1.0)
_LON = _cell("a longitude in degrees", _NUMBER, MAX_LON)
_LAT = _cell("a latitude in degrees", _NUMBER, MAX_LAT)
_ANY_LON = _cell("a longitude in degrees, or nothing", rf"(?:{_NUMBER})?", MAX_LON)
_ANY_LAT = _cell("a latitude in degrees, or nothing", rf"(?:{_NUMBER})?", MAX_LAT)
_COUNTRY = _cell("a country's two letters", r"[A-Z]{2}")
_ANY_COUNTRY = _cell("a country's two letters, or nothing", r"(?:[A-Z]{2})?")
_ID = _cell("an id such as geonames:99062", r"[a-z0-9]+:[^\s|]+")
_ANY_ID = _cell("an id, or nothing", rf"(?:{_ID.pattern.pattern})?")
_AREA = _cell("an area's id such as adm1:IQ.10", r"(?:adm1:[A-Z]{2}\.[^\s|]+|country:[A-Z]{2})")
_ANY_AREA = _cell("an area's id, or nothing", rf"(?:{_AREA.pattern.pattern})?")
_HOLDER = _cell("a country's two letters or a place's id", r"[A-Z]{2}|[a-z0-9]+:[^\s|]+")
_CODE = _cell("a whole number, or nothing", r"\d?")
_COUNT = _cell("a whole number", r"\d+")
_SLUG = _cell("small letters and hyphens", r"[a-z]+(?:-[a-z]+)*")
_WORDS = _cell("parts with | between them", rf"{_NAME}(?:\|{_NAME})*")
_AREAS = _cell(
    "areas' ids with | between them", rf"{_AREA.pattern.pattern}(?:\|{_AREA.pattern.pattern})*"
)
_DATE = _cell("a date, a month or a year", r"\d{4}(?:-\d{2}){0,2}")
_YEAR = _cell("a year, before Christ negative", r"-?\d{1,4}")
_ANY_YEAR = _cell("a year, or nothing", rf"(?:{_YEAR.pattern.pattern})?")
_LANGUAGE = _cell("a language's code (ISO 639)", r"[a-z]{2,3}")
_KIND = _one_of(*Kind)
_ANY_KIND = _cell(f"{_KIND.what}, or nothing", rf"(?:{_KIND.pattern.pattern})?")
_KINDS = _cell(
    f"any of {', '.join(Kind)}, with | between them, or nothing",
    rf"(?:(?:{_KIND.pattern.pattern})(?:\|(?:{_KIND.pattern.pattern}))*)?",
)

# Tables of words by use: what each use means is told on top of the file.
USES: Mapping[str, tuple[str, ...]] = {
    "grammar.csv": (
        *("no-place", "no-person", "opener", "adverb", "preposition", "determiner"),
        *("auxiliary", "helper", "and", "no-noun"),
    ),
    "hyphens.csv": ("before", "after"),
    "name_suffixes.csv": ("suffix", "short"),
    "name_words.csv": ("begins", "leads", "after", "before", "of", "asks", "route"),
    "particles.csv": ("article", "inside", "joins", "listed", "person"),
    "people.csv": ("kin", "hears", "nickname"),
    "roles.csv": ("role", "plural", "office", "command"),
    "stops.csv": ("before-number", "maybe-last"),
    "ties.csv": ("part", "site", "home", "in-town"),
    "titles.csv": ("title", "joins", "capital", "military", "short"),
    "verbs.csv": (
        *("reports", "introduces", "gerund", "hearer", "clause", "plain"),
        *("acts", "personal", "befalls"),
    ),
}


def _uses(*words: str) -> Cell:
    one = "|".join(map(re.escape, words))
    return _cell(f"of {', '.join(words)}, with | between them", rf"(?:{one})(?:\|(?:{one}))*")


_SIDES = ("after", "before", "does", "calls", "names", "plays", "trades", "market")  # of things.csv
_ODDS = {"sign": _WORD, "weight": _cell("log-odds", _NUMBER, _MOST_ODDS), "note": _TEXT}
COLUMNS: Mapping[str, Mapping[str, Cell]] = {  # by the file's name, in the order they stand
    "abbreviations.csv": {
        "short": _WORD,
        "name": _WORD,
        "country": _COUNTRY,
        "after": _one_of("yes", "no"),
    },
    "ages.csv": {"words": _WORD, "since": _YEAR, "until": _YEAR, "source": _WORD},
    "affixes.csv": {
        "word": _WORD,
        "side": _one_of("after", "before", "of", "beside"),
        "kind": _ANY_KIND,
        "looked_up": _KINDS,
    },
    "aliases.csv": {"id": _AREA, "name": _WORD, "aliases": _NAMES, "source": _WORD},
    "counties.csv": {"id": _ID, "name": _WORD, "lon": _LON, "lat": _LAT, "admin1": _AREA},
    "countries.csv": {
        "iso2": _COUNTRY,
        "name": _WORD,
        "lon": _LON,
        "lat": _LAT,
        "aliases": _NAMES,
        "source": _WORD,
    },
    "demonyms.csv": {"country": _HOLDER, "adjectives": _NAMES, "people": _NAMES},
    "domains.csv": {"label": _WORD, "country": _ANY_COUNTRY},
    "former.csv": {
        "name": _WORD,
        "id": _ID,
        "since": _ANY_YEAR,
        "until": _YEAR,
        "source": _WORD,
    },
    "heads.csv": {"word": _WORD, "reason": _WORD},
    "heads_of.csv": {"word": _WORD, "reason": _WORD},
    "things.csv": {"word": _WORD, "side": _one_of(*_SIDES), "reason": _WORD},
    "disputed.csv": {
        "id": _SLUG,
        "place": _WORD,
        "parties": _WORD,
        "line": _WORDS,
        "drawn": _WORD,
        "source": _WORD,
        "as_of": _DATE,
    },
    "names.csv": _ODDS,
    "places.csv": _ODDS,
    "confidence.csv": _ODDS,
    "speech.csv": _ODDS,
    "speakers.csv": _ODDS,
    "genders.csv": {"word": _WORD, "gender": _one_of("m", "f")},
    "lacking.csv": {"country": _COUNTRY, "words": _WORD, "source": _WORD},
    "partial.csv": {
        "id": _AREA,
        "name": _WORD,
        "towns": _COUNT,
        "outside": _cell("a share, 0 to 1", _NUMBER, 1.0),
        "drawn_km2": _COUNT,
        "official_km2": _cell("a whole number, or nothing", r"\d*"),
        "official_source": _TEXT,
    },
    "rivers.csv": {"id": _ID, "name": _WORD, "along": _WORDS},
    "towns.csv": {
        "id": _ID,
        "name": _WORD,
        "lon": _LON,
        "lat": _LAT,
        "country": _COUNTRY,
        "population": _COUNT,
        "capital": _one_of("0", "1"),
    },
    "unions.csv": {"id": _ID, "name": _WORD, "areas": _AREAS, "source": _WORD},
    "districts.csv": {
        "id": _ID,
        "name": _WORD,
        "lon": _ANY_LON,
        "lat": _ANY_LAT,
        "admin1": _AREA,
        "aliases": _NAMES,
        "towns": _COUNT,
    },
    "homes.csv": {"county": _ID, "town": _ID},
    "newer.csv": {
        "id": _ID,
        "name": _WORD,
        "kind": _one_of(Kind.DISTRICT, Kind.REGION),
        "lon": _LON,
        "lat": _LAT,
        "country": _COUNTRY,
        "aliases": _NAMES,
        "towns": _COUNT,
    },
    "newer_homes.csv": {"town": _ID, "division": _ID},
    "listed.csv": {
        "id": _ID,
        "name": _WORD,
        "kind": _one_of(Kind.TOWN, Kind.DISTRICT),
        "lon": _ANY_LON,
        "lat": _ANY_LAT,
        "admin1": _AREA,
        "district": _ANY_ID,
        "aliases": _NAMES,
    },
    "kinds.csv": {"word": _WORD, "kind": _KIND},
    "misnamed.csv": {"id": _ID, "name": _WORD, "right": _ANY_NAME, "source": _WORD},
    "points.csv": {"id": _AREA, "lon": _LON, "lat": _LAT, "source": _WORD},
    "world_regions.csv": {
        "iso2": _cell("an ISO 3166-1 alpha-2 code", r"[A-Z]{2}"),
        "m49": _cell("a code of UN M49", r"\d{3}|QO"),
        "region": _WORD,
    },
    "cutoffs.csv": dict.fromkeys(("cut_off", "kept", "right", "wrong_left_out"), _SHARE),
    "reasons.csv": {"code": _cell("a reason's code", r"[a-z]+(?:-[a-z]+)*"), "words": _WORD},
    "scale.csv": {
        "class": _cell("a class, P0 to P7", r"P\d"),
        "words": _WORD,
        "when": _WORD,
        "kinds": _NAMES,
        "acled_geo_precision": _CODE,
        "ucdp_where_prec": _CODE,
        "plover_resolution": _CODE,
        "nominal_km": _cell("a number of kilometres, or nothing", rf"(?:{_NUMBER})?"),
        "drawn_as": _WORD,
    },
    "spellings.csv": {"id": _ID, "language": _LANGUAGE, "names": _NAMES, "source": _WORD},
    "supplement.csv": {
        "id": _ID,
        "name": _WORD,
        "kind": _KIND,
        "lon": _LON,
        "lat": _LAT,
        "country": _ANY_COUNTRY,
        "admin1": _ANY_AREA,
        "aliases": _NAMES,
        "source": _WORD,
        "note": _TEXT,
    },
    **{name: {"word": _WORD, "uses": _uses(*uses)} for name, uses in USES.items()},
}


def read_table(path: Path) -> list[dict[str, str]]:
    """
    Return the rows of a table; blank lines and those that begin with # are not counted in.

    Parameters
    ----------
    path : Path
        A file whose name is in `COLUMNS`.

    Returns
    -------
    list of dict of str to str
        Each row's cells by column.

    Raises
    ------
    DataError
        When the file cannot be read, has other columns, or a cell holds what it may not; the
        message names file, line and column.
    """
    try:
        return list(_rows(path, path.read_text(encoding="utf-8"), COLUMNS[path.name]))
    except UnicodeDecodeError as cause:
        where = f"{cause.reason} at byte {cause.start}"
        msg = f"{path} is not UTF-8 ({where}); save it as UTF-8, or run `dateline check`"
        raise DataError(msg) from cause
    except OSError as cause:
        msg = f"{path} cannot be read ({cause.strerror}); run `dateline check`"
        raise DataError(msg) from cause


def _rows(path: Path, text: str, columns: Mapping[str, Cell]) -> Iterator[dict[str, str]]:
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    reader = csv.reader((line for _, line in lines), strict=True)
    try:
        for at, cells in enumerate(reader):
            number = lines[reader.line_num - 1][0]
            if at:
                yield _row(path, number, columns, cells)
            elif cells != list(columns):
                raise _fault(path, number, f"the columns are not {','.join(columns)}")
    except csv.Error as cause:
        raise _fault(path, lines[reader.line_num - 1][0], str(cause)) from cause
    if len(lines) < 2:  # noqa: PLR2004 - a header and one row
        msg = f"{path} holds no rows; run `dateline check`"
        raise DataError(msg)


def _row(path: Path, number: int, columns: Mapping[str, Cell], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise _fault(path, number, f"{len(cells)} cells instead of {len(columns)}")
    for (name, column), cell in zip(columns.items(), cells, strict=True):
        if not column.admits(cell):
            raise _fault(path, number, f"{name} is {cell[:_SHOWN]!r}, not {column.what}")
    return dict(zip(columns, cells, strict=True))


def _fault(path: Path, number: int, what: str) -> DataError:
    return DataError(f"{path} line {number}: {what}; mend the line, or run `dateline check`")
