"""The first half of an installation: places to columns, their names to heaps to be hashed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from geo.gazetteer.columns import NUMBERS, TEXTS
from geo.gazetteer.folding import fold
from geo.gazetteer.install.entries import LONGEST_ALIAS
from geo.gazetteer.layer import ID_SHIFT, IDS
from geo.gazetteer.nearest import FINENESS
from geo.gazetteer.tables import HASH_BITS
from geo.types import Kind

if TYPE_CHECKING:
    from geo.gazetteer.install.divisions import Divisions
    from geo.gazetteer.install.entries import Entry
    from geo.gazetteer.install.journal import Journal

HEAP_BITS = 6
HEAPS = 1 << HEAP_BITS  # a heap takes the keys whose hash begins alike, and is sorted in memory
CODED = "code:"  # opens a first-level division that is not shipped: its GeoNames code follows
_CHUNK_ROWS = 1 << 17  # places, and
_CHUNK_NAMES = 1 << 19  # names, held in memory before they are written
_NO_CODE = frozenset({"", "00"})  # GeoNames writes 00 where it knows no division
_KINDS = {kind: number for number, kind in enumerate(Kind)}
_UNHELD = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.CONTINENT, Kind.SEA})
_FIRST_LEVEL = "ADM1"
_LEVELS = frozenset({_FIRST_LEVEL, "ADM2"})  # GeoNames' level of a shipped division varies


class Gatherer:
    """
    Takes places and names one at a time and writes them in chunks.

    Parameters
    ----------
    journal : Journal
        Where the files grow; its state's `values`, `codes`, `places`, `pairs` and `modified` are
        this class's.
    divisions : Divisions
        The shipped areas.
    """

    def __init__(self, journal: Journal, divisions: Divisions) -> None:
        self._journal, self._divisions = journal, divisions
        state = journal.state
        self.places: int = state.setdefault("places", 0)
        self._codes: dict[str, str] = state.setdefault("codes", {})
        self._values = {
            name: _Numbering(state.setdefault("values", {}).setdefault(name, [""]))
            for name in ("countries", "admin1", "admin2", "features")
        }
        self._seen = _Seen(journal)
        self._modified = ""
        self._clear()

    def place(self, entry: Entry) -> None:
        """Take a place; one whose GeoNames id was taken before is passed over."""
        if entry.number and not self._seen.add(entry.number):
            return
        row = self.places
        self.places += 1
        own = entry.id or self._divisions.same(entry)
        cells = self._cells
        cells["geonameid"].append(entry.number)
        cells["kind"].append(_KINDS[entry.kind])
        cells["lon"].append(round(entry.lon * FINENESS))
        cells["lat"].append(round(entry.lat * FINENESS))
        cells["country"].append(self._values["countries"].number(entry.country))
        cells["admin1"].append(self._division(entry, own))
        cells["admin2"].append(self._district(entry))
        cells["population"].append(entry.population)
        cells["feature"].append(self._values["features"].number(entry.feature))
        for column, words in (("id", own), ("name", entry.name)):
            packed = words.encode()
            self._texts[column].append(packed)
            self._lengths[column].append(len(packed))
        if own:
            self._heap(f"#{own}", row)
        keys = {fold(name) for name in entry.names if len(name) <= LONGEST_ALIAS}
        keys.add(fold(entry.name))
        for key in sorted(keys):
            self._heap(key, row)
        self._modified = max(self._modified, entry.modified)

    def alias(self, row: int, name: str) -> None:
        """Take another name of the place in a row."""
        if len(name) <= LONGEST_ALIAS:
            self._heap(fold(name), row)

    def row_of(self, number: int) -> int | None:
        """Return the row of a GeoNames id, once `number_ids` has run; None where there is none."""
        return self._seen.row(number)

    def full(self) -> bool:
        """Return whether it is time to write."""
        return len(self._cells["kind"]) >= _CHUNK_ROWS or self._held >= _CHUNK_NAMES

    def flush(self) -> None:
        """Write what is held; it counts from the journal's next commit."""
        self._locate()
        journal, state = self._journal, self._journal.state
        for column, cells in self._cells.items():
            journal.append(column, cells.tobytes())
        for column in TEXTS:
            journal.append(f"{column}.bytes", b"".join(self._texts[column]))
            journal.append(f"{column}.lengths", self._lengths[column].tobytes())
        for at, heap in enumerate(self._heaps):
            if heap:
                journal.append(heap_name("names", at), "".join(heap).encode())
        state["places"] = self.places
        state["pairs"] = state.get("pairs", 0) + self._held
        state["modified"] = max(state.get("modified", ""), self._modified)
        self._clear()

    def number_ids(self) -> None:
        """Write GeoNames' ids in order, each with its row."""
        numbers = np.fromfile(self._journal.folder / "geonameid", dtype="<u4").astype("<u8")
        packed = numbers << np.uint64(ID_SHIFT) | np.arange(len(numbers), dtype="<u8")
        packed.sort()
        self._journal.append(IDS, packed.tobytes())

    def _clear(self) -> None:
        self._cells: dict[str, array[Any]] = {n: array(c) for n, (c, _) in NUMBERS.items()}
        self._texts: dict[str, list[bytes]] = {name: [] for name in TEXTS}
        self._lengths = {name: array("H") for name in TEXTS}
        self._heaps: list[list[str]] = [[] for _ in range(HEAPS)]
        self._homeless: list[tuple[int, Entry]] = []
        self._held = 0
        self._modified = ""

    def _heap(self, key: str, row: int) -> None:
        if key:
            self._heaps[crc32(key.encode()) >> (HASH_BITS - HEAP_BITS)].append(f"{key}\t{row}\n")
            self._held += 1

    def _division(self, entry: Entry, own: str) -> int:
        numbering = self._values["admin1"]
        if own.startswith("adm1:"):
            return numbering.number(own)
        if entry.feature == _FIRST_LEVEL:
            self._codes[f"{entry.country}.{entry.admin1}"] = entry.name
        elif entry.kind in _UNHELD and entry.number:
            return 0
        elif held := self._divisions.holder(entry):
            return numbering.number(held)
        if entry.country or not entry.number:
            self._homeless.append((len(self._cells["admin1"]), entry))
        return 0

    def _district(self, entry: Entry) -> int:
        if entry.admin2 in _NO_CODE:
            return 0
        code = f"{entry.country}.{entry.admin1}.{entry.admin2}"
        if entry.feature == "ADM2":
            self._codes[code] = entry.name
            return 0
        return self._values["admin2"].number(code)

    def _locate(self) -> None:
        """Give each place whose code names no shipped division the one that holds its point."""
        entries = [entry for _, entry in self._homeless]
        areas = self._divisions.locate(
            [e.lon for e in entries], [e.lat for e in entries], [e.country for e in entries]
        )
        for (at, entry), area in zip(self._homeless, areas, strict=True):
            if entry.feature in _LEVELS and self._divisions.is_called(area, entry.names):
                self._rename(at, area)
            if area and (entry.feature != _FIRST_LEVEL or self._texts["id"][at]):
                self._cells["admin1"][at] = self._values["admin1"].number(area)
                country = area.removeprefix("adm1:").partition(".")[0]
                self._cells["country"][at] = self._values["countries"].number(country)
            elif entry.admin1 not in _NO_CODE and entry.feature != _FIRST_LEVEL:
                coded = f"{CODED}{entry.country}.{entry.admin1}"
                self._cells["admin1"][at] = self._values["admin1"].number(coded)

    def _rename(self, at: int, area: str) -> None:
        """Say that a place of this chunk is a shipped division."""
        packed = area.encode()
        self._texts["id"][at], self._lengths["id"][at] = packed, len(packed)
        self._heap(f"#{area}", self.places - len(self._cells["kind"]) + at)


def heap_name(table: str, at: int) -> str:
    """Return the file of one heap of a table's keys."""
    return f"{table}-{at:02d}"


class _Numbering:
    """Words by number, in the order they came; the list is the caller's."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._numbers = {word: number for number, word in enumerate(words)}

    def number(self, word: str) -> int:
        """Return a word's number, a new one for a new word."""
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self._words)
            self._words.append(word)
        return known


class _Seen:
    """Which GeoNames ids were taken: a bit each, so that millions cost little."""

    def __init__(self, journal: Journal) -> None:
        self._bits = bytearray()
        self._path = journal.folder / IDS
        self._sorted: memoryview | None = None
        if journal.size("geonameid"):
            for number in np.fromfile(journal.folder / "geonameid", dtype="<u4").tolist():
                self.add(number)

    def add(self, number: int) -> bool:
        """Take an id; return whether it is new."""
        at, bit = number >> 3, 1 << (number & 7)
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 1 - len(self._bits)))
        new = not self._bits[at] & bit
        self._bits[at] |= bit
        return new

    def row(self, number: int) -> int | None:
        """Return an id's row, None where the id was not taken."""
        if number >> 3 >= len(self._bits) or not self._bits[number >> 3] & 1 << (number & 7):
            return None
        if self._sorted is None:
            self._sorted = memoryview(self._path.read_bytes()).cast("Q")
        packed: int = self._sorted[bisect_left(self._sorted, number << ID_SHIFT)]
        return packed & ((1 << ID_SHIFT) - 1)
