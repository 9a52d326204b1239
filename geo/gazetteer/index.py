"""The embedded gazetteer: memory-mapped columns and names, opened without reading either."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import marisa_trie
import pyarrow as pa
from rapidfuzz import fuzz

from geo.errors import DataError
from geo.gazetteer.affixes import strip_affix
from geo.gazetteer.folding import fold, skeleton
from geo.settings import data_folder
from geo.types import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

How = Literal["exact", "folded", "tolerant"]
SEPARATOR = "\t"  # between a skeleton and the name it stands for
ROW = "<I"
FORMAT = 2  # of the files; the builder and this reader must agree
FINENESS = 100_000  # coordinates are kept in whole hundred-thousandths of a degree
_KINDS = tuple(Kind)
_MAX_BUCKET = 400  # names of one skeleton looked at
_MIN_SKELETON = 2
_MIN_LIKENESS = 80.0  # rapidfuzz ratio, 0 to 100, below which a skeleton match is chance
_MIN_TOLERANT = 4  # letters; shorter names are too easily alike
_PLACES_KEPT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place a name may mean, and how the name was matched."""

    place: Place
    how: How  # the same name; the same without an affix; alike through transliteration


class Gazetteer:
    """
    Names to places, over files mapped into memory.

    Use `Gazetteer.open`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._meta = self._json("meta.json")
        if self._meta.get("format") != FORMAT:
            msg = (
                f"the gazetteer in {folder / 'gazetteer'} is of another version; reinstall dateline"
            )
            raise DataError(msg)
        self.id = str(self._meta["id"])
        self._names = self._trie("names.marisa")
        self._alike = self._trie("alike.marisa")
        self._columns = self._table("places.arrow")
        self._places: dict[int, Place] = {}

    @classmethod
    def open(cls, folder: Path | None = None) -> Gazetteer:
        """
        Open the gazetteer; the same folder is opened once.

        Parameters
        ----------
        folder : Path, optional
            The data folder; the shipped one when None.

        Raises
        ------
        DataError
            When a file is missing or cannot be mapped; the message names it.
        """
        return _open(folder or data_folder())

    def __len__(self) -> int:
        """Return the number of places."""
        return int(self._meta["places"])

    @property
    def names(self) -> int:
        """Return the number of distinct folded names."""
        return len(self._names)

    def knows(self, name: str) -> bool:
        """Return whether some place has exactly this name, up to case, accents and punctuation."""
        return fold(name) in self._names

    def lookup(self, name: str, *, limit: int = 50) -> tuple[Match, ...]:
        """
        Return the places a name may mean, the surest match and the most populous first.

        Parameters
        ----------
        name : str
            As written in the text.
        limit : int, optional
            The most matches returned.

        Returns
        -------
        tuple of Match
            Exact matches; those of the name without an affix ("Diyala Governorate"); and, when
            there are neither, those alike through transliteration.
        """
        key = fold(name)
        if not key:
            return ()
        found: dict[int, How] = dict.fromkeys(self._rows(key), "exact")
        bare, kinds = strip_affix(key)
        if kinds:
            rows = (row for row in self._rows(bare) if self._kind(row) in kinds)
            found |= {row: "folded" for row in rows if row not in found}
        if not found:
            found = dict.fromkeys(self._tolerant(key, limit), "tolerant")
            return tuple(
                Match(place=self._place(r), how=h) for r, h in islice(found.items(), limit)
            )
        order = {"exact": 0, "folded": 1}
        ranked = sorted(found.items(), key=lambda f: (order[f[1]], *self._importance(f[0])))
        return tuple(Match(place=self._place(row), how=how) for row, how in ranked[:limit])

    def place(self, place_id: str) -> Place:
        """
        Return the place of an id.

        Raises
        ------
        DataError
            When there is none.
        """
        row = next(iter(self._rows(f"#{place_id}")), None)
        if row is None:
            msg = f"the gazetteer has no place {place_id!r}; run `dateline check`"
            raise DataError(msg)
        return self._place(row)

    def demonym(self, word: str) -> Place | None:
        """Return the country whose people or adjective `word` is: "Iraqi", "Iraqis"."""
        row = next(iter(self._rows(f"~{fold(word)}")), None)
        return None if row is None else self._place(row)

    def _rows(self, key: str) -> Iterable[int]:
        return (row for (row,) in self._names.get(key, ()))

    def _tolerant(self, key: str, limit: int) -> list[int]:
        bare, kinds = strip_affix(key)
        name = bare if kinds else key
        bones = skeleton(name)
        if len(bones) < _MIN_SKELETON or len(name) < _MIN_TOLERANT:
            return []
        scores: dict[int, float] = {}
        bucket = self._alike.iteritems(bones + SEPARATOR)
        for full, (row,) in islice(bucket, _MAX_BUCKET):
            alike = fuzz.ratio(name, full.split(SEPARATOR, 1)[1])
            if alike >= _MIN_LIKENESS and (not kinds or self._kind(row) in kinds):
                scores[row] = max(alike, scores.get(row, 0.0))
        ranked = sorted(scores, key=lambda row: (-round(scores[row]), *self._importance(row)))
        return ranked[:limit]

    def _kind(self, row: int) -> Kind:
        number: int = self._columns["kind"][row].as_py()
        return _KINDS[number]

    def _importance(self, row: int) -> tuple[int, int, int]:
        kind = self._columns["kind"][row].as_py()
        return (-self._columns["population"][row].as_py(), kind, row)

    def _place(self, row: int) -> Place:
        if row not in self._places:
            if len(self._places) > _PLACES_KEPT:
                self._places.clear()
            self._places[row] = self._read(row)
        return self._places[row]

    def _read(self, row: int) -> Place:
        cell: dict[str, Any] = {name: col[row].as_py() for name, col in self._columns.items()}
        areas = self._areas
        division, country = cell["admin1"], f"country:{cell['country']}"
        own = cell["id"]
        holders = [areas.get(area) for area in (country, division) if area != own]
        return Place(
            id=own or f"geonames:{cell['geonameid']}",
            name=cell["name"],
            kind=_KINDS[cell["kind"]],
            lon=cell["lon"] / FINENESS,
            lat=cell["lat"] / FINENESS,
            country=cell["country"],
            admin=tuple(filter(None, holders)),
            admin1=division or None,
            area=own if own in areas else None,
            population=cell["population"],
            feature=cell["feature"],
            source=self._meta["sources"][cell["source"]],
        )

    @cached_property
    def _areas(self) -> dict[str, Any]:
        """Names of countries and divisions by id, read when the first place is."""
        return self._json("areas.json")

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


@lru_cache(maxsize=4)
def _open(folder: Path) -> Gazetteer:
    return Gazetteer(folder)
