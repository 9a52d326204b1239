"""The shipped gazetteer: columns in Arrow and names in marisa tries, mapped into memory."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import marisa_trie
import pyarrow as pa

from geo.errors import DataError
from geo.gazetteer.alike import likenesses
from geo.gazetteer.nearest import FINENESS, Spot, nearest
from geo.integrity import REMEDY, require
from geo.types import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SEPARATOR = "\t"  # between a skeleton and the name it stands for
DIVISION = "%"  # before a second-level division's name that only a word of kind calls up
ROW = "<I"
FILES = ("meta.json", "areas.json", "names.marisa", "alike.marisa", "places.arrow")
FORMAT = 4  # of the files; the builder and this reader must agree
UNPOINTED = "geonames-list"  # source of second-level divisions whose point is not known
LISTED = "listed"  # source of places that an official list puts in a district, without a point
_KINDS = tuple(Kind)
_MAX_BUCKET = 400  # names of one skeleton looked at
_PLACES_KEPT = 20_000
_FIGURES: Mapping[str, Literal["B", "H", "I", "i"]] = {
    "geonameid": "i",
    "kind": "B",
    "lon": "i",
    "lat": "i",
    "population": "I",
    "source": "B",
    "blur": "H",
}  # columns of numbers, and how each is stored
_WORDS = ("country", "admin1", "admin2", "feature")  # columns of words, each stored once


class Embedded:
    """
    The names and places that come with Dateline.

    Parameters
    ----------
    folder : Path
        The data folder; the files are in its folder `gazetteer`.

    Raises
    ------
    DataError
        When a file is missing, damaged, of another version, or cannot be mapped; the message
        names it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        require(folder, *(f"gazetteer/{name}" for name in FILES))
        self._meta = self._json("meta.json")
        if self._meta.get("format") != FORMAT:
            msg = f"the gazetteer in {folder / 'gazetteer'} is of another version; {REMEDY}"
            raise DataError(msg)
        self.id = str(self._meta["id"])
        self._names = self._trie("names.marisa")
        self._alike = self._trie("alike.marisa")
        self._columns = self._table("places.arrow")
        columns = self._columns
        self._figures = {name: _view(columns[name]).cast(size) for name, size in _FIGURES.items()}
        self._kinds, self._people = self._figures["kind"], self._figures["population"]
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        """Return the number of places."""
        return int(self._meta["places"])

    @property
    def names(self) -> int:
        """Return the number of distinct folded names."""
        return len(self._names)

    def rows(self, key: str) -> list[int]:
        """Return the rows of the places with this folded name."""
        return [row for (row,) in self._names.get(key, ())]

    def divisions(self, key: str) -> list[Place]:
        """Return the second-level divisions that this folded name means beside a word of kind."""
        return [self.place(row) for row in sorted(self.rows(f"{DIVISION}{key}"))]

    def ranked(self, key: str, kinds: frozenset[Kind], limit: int) -> list[Place]:
        """
        Return the places of a folded name, the weightiest first.

        Parameters
        ----------
        key : str
            What `fold` returned.
        kinds : set of Kind
            The kinds wanted; all when empty.
        limit : int
            The most places returned.
        """
        rows = self.rows(key)
        if kinds:
            rows = [row for row in rows if _KINDS[self._kinds[row]] in kinds]
        if len(rows) > 1:
            rows.sort(key=self._importance)
        return [self.place(row) for row in rows[:limit]]

    def tolerant(
        self, name: str, bones: str, kinds: frozenset[Kind], limit: int
    ) -> list[tuple[float, Place]]:
        """
        Return the places with a name like this one, and how like, 0 to 100.

        Parameters
        ----------
        name, bones : str
            The folded name and its skeleton.
        kinds : set of Kind
            The kinds wanted; all when empty.
        limit : int
            The most places returned, the most like and weightiest.
        """
        prefix = bones + SEPARATOR
        bucket = list(islice(self._alike.iteritems(prefix), _MAX_BUCKET))
        scores: dict[int, float] = {}
        for at, score in likenesses(name, [full[len(prefix) :] for full, _ in bucket]):
            row = bucket[at][1][0]
            if row not in scores and (not kinds or _KINDS[self._kinds[row]] in kinds):
                scores[row] = score
        best = sorted(scores, key=lambda row: (-round(scores[row]), *self._importance(row)))
        return [(scores[row], self.place(row)) for row in best[:limit]]

    def nearest(self, spot: Spot, kinds: frozenset[Kind], limit: int) -> list[tuple[float, Place]]:
        """
        Return the places nearest to a spot, with their kilometres from it.

        Parameters
        ----------
        spot : tuple
            Longitude and latitude, WGS 84 degrees.
        kinds : set of Kind
            The kinds wanted.
        limit : int
            The most places returned. One whose own point is not known is left out.
        """
        import numpy as np  # noqa: PLC0415 - no parse needs it

        codes = [code for code, kind in enumerate(_KINDS) if kind in kinds]
        kept = np.isin(self._kinds, codes) & (np.asarray(self._figures["blur"]) == 0)
        for source in {LISTED, UNPOINTED}.intersection(self._meta["sources"]):
            kept &= np.asarray(self._figures["source"]) != self._meta["sources"].index(source)
        lons, lats = (np.asarray(self._figures[name]) for name in ("lon", "lat"))
        return [(km, self.place(row)) for km, row in nearest(lons, lats, kept, spot, limit)]

    def knows(self, key: str) -> bool:
        """Return whether some place has this folded name."""
        return key in self._names

    def find(self, place_id: str) -> Place | None:
        """Return the place of an id, or None where there is none."""
        rows = self.rows(f"#{place_id}")
        return self.place(rows[0]) if rows else None

    def blur_km(self, place_id: str) -> float:
        """Return by how many kilometres a place's point may be off, 0 where it is not said."""
        rows = self.rows(f"#{place_id}")
        return float(self._figures["blur"][rows[0]]) if rows else 0.0

    def demonym(self, word: str) -> Place | None:
        """Return the country whose people a folded word is."""
        rows = self.rows(f"~{word}")
        return self.place(rows[0]) if rows else None

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        if row not in self._places:
            if len(self._places) > _PLACES_KEPT:
                self._places.clear()
            self._places[row] = self._read(row)
        return self._places[row]

    @cached_property
    def areas(self) -> dict[str, Any]:
        """Names of countries and divisions by id, read when the first place is."""
        return self._json("areas.json")

    @cached_property
    def _coded(self) -> dict[str, tuple[Sequence[int], list[str]]]:
        """Columns of words as numbers, and the words by number: Arrow's cells cost much each."""
        return {name: _coded(self._columns[name]) for name in _WORDS}

    def _importance(self, row: int) -> tuple[int, int, int]:
        return -self._people[row], self._kinds[row], row

    def _read(self, row: int) -> Place:
        number, areas = self._figures, self.areas
        own, name = (self._columns[column][row].as_py() for column in ("id", "name"))
        coded = (self._coded[column] for column in _WORDS)
        country, division, district, feature = (words[at[row]] for at, words in coded)
        holders = [areas.get(area) for area in (f"country:{country}", division) if area != own]
        return Place(
            id=own or f"geonames:{number['geonameid'][row]}",
            name=name,
            kind=_KINDS[number["kind"][row]],
            lon=number["lon"][row] / FINENESS,
            lat=number["lat"][row] / FINENESS,
            country=country,
            admin=tuple(filter(None, holders)),
            admin1=division or None,
            admin2=district or None,
            area=own if own in areas else None,
            population=number["population"][row],
            feature=feature,
            source=self._meta["sources"][number["source"][row]],
        )

    def _file(self, name: str) -> Path:
        return self._folder / "gazetteer" / name

    def _json(self, name: str) -> dict[str, Any]:
        try:
            loaded: dict[str, Any] = json.loads(self._file(name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as cause:
            raise self._broken(name) from cause
        return loaded

    def _trie(self, name: str) -> marisa_trie.RecordTrie:
        trie = marisa_trie.RecordTrie(ROW)
        try:
            trie.mmap(str(self._file(name)))
        except (OSError, RuntimeError) as cause:
            raise self._broken(name) from cause
        return trie

    def _table(self, name: str) -> dict[str, pa.Array]:
        try:
            table = pa.ipc.open_file(pa.memory_map(str(self._file(name)))).read_all()
        except (OSError, pa.ArrowException) as cause:
            raise self._broken(name) from cause
        return {field: table[field].chunk(0) for field in table.column_names}

    def _broken(self, name: str) -> DataError:
        msg = f"the gazetteer file {self._file(name)} is missing or damaged; run `dateline check`"
        return DataError(msg)


def _coded(column: pa.DictionaryArray) -> tuple[memoryview, list[str]]:
    """Return which word each row has, by number, and the words."""
    size: Literal["b", "h"] = "b" if column.type.index_type == pa.int8() else "h"
    return _view(column.indices).cast(size), column.dictionary.to_pylist()


def _view(column: pa.Array) -> memoryview:
    """Return a column's bytes; Arrow's own way to them would load pandas."""
    return memoryview(column.buffers()[1]).cast("B")
