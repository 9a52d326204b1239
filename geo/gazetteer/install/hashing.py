"""The second half of an installation: heaps of keys to tables, one heap in memory at a time."""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from geo.gazetteer.alike import MIN_NAME, MIN_SKELETON
from geo.gazetteer.folding import skeleton
from geo.gazetteer.install.gather import HEAP_BITS, HEAPS, heap_name
from geo.gazetteer.layer import BETWEEN
from geo.gazetteer.tables import HASH_BITS, MAGIC, RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.install.entries import Report
    from geo.gazetteer.install.journal import Journal

MAX_ALIKE = 1000  # names kept of one skeleton, those of the most populous places first
_MAX_BITS = 28


def hash_names(journal: Journal, report: Report) -> None:
    """Make the table of names to rows, and heap the names by their skeletons."""
    state = journal.state
    weights = _Weights(journal)
    bits = _bits(state["pairs"])
    for at in range(state["at"], HEAPS):
        alike: list[list[str]] = [[] for _ in range(HEAPS)]
        records = {}
        for key, rows in _groups(journal, "names", at):
            ranked = weights.rank(rows)
            records[key.encode()] = struct.pack(f"<{len(ranked)}I", *ranked)
            if key[0] == "#":
                continue
            state["names"] = state.get("names", 0) + 1
            bones = skeleton(key) if len(key) >= MIN_NAME else ""
            if len(bones) >= MIN_SKELETON:
                heap = crc32(bones.encode()) >> (HASH_BITS - HEAP_BITS)
                alike[heap].append(f"{bones}\t{weights.people(ranked[0])} {key}\n")
        for heap, lines in enumerate(alike):
            if lines:
                state["alike"] = state.get("alike", 0) + len(lines)
                journal.append(heap_name("alike", heap), "".join(lines).encode())
        _write(journal, "names", at, bits, records)
        _step(journal, "names", at, report)


def hash_skeletons(journal: Journal, report: Report) -> None:
    """Make the table of skeletons to names."""
    bits = _bits(journal.state.get("alike", 0))
    for at in range(journal.state["at"], HEAPS):
        records = {}
        for bones, lines in _groups(journal, "alike", at):
            names = [(-int(w), name) for w, _, name in (line.partition(" ") for line in lines)]
            names.sort()
            kept = BETWEEN.join(name for _, name in names[:MAX_ALIKE])
            records[bones.encode()] = kept.encode()
        _write(journal, "alike", at, bits, records)
        _step(journal, "alike", at, report)


def _step(journal: Journal, table: str, at: int, report: Report) -> None:
    journal.state["at"] = at + 1
    heap = heap_name(table, at)
    if journal.size(heap):  # work that would be lost; an empty heap is gone through again at once
        journal.drop([heap])
        journal.commit()
    report(f"hash {table}", at + 1, HEAPS)


def _groups(journal: Journal, table: str, at: int) -> Iterator[tuple[str, list[str]]]:
    """Return each key of a heap with what was heaped under it."""
    name = heap_name(table, at)
    if not journal.size(name):
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for line in (journal.folder / name).read_bytes().decode().split("\n")[:-1]:
        key, _, rest = line.partition("\t")
        groups[key].append(rest)
    yield from groups.items()


def _bits(keys: int) -> int:
    """Return how many bits number the buckets, so that one holds one key or two."""
    return min(max(keys.bit_length() - 1, HEAP_BITS), _MAX_BITS)


def _write(journal: Journal, table: str, at: int, bits: int, records: dict[bytes, bytes]) -> None:
    """Append the buckets of one heap, and where each begins."""
    buckets, heads = f"{table}.buckets", f"{table}.heads"
    if at == 0:
        journal.append(buckets, MAGIC)
    rows = sorted((crc32(key), key, payload) for key, payload in records.items())
    lengths = [RECORD.size + len(key) + len(payload) for _, key, payload in rows]
    ends = journal.size(buckets) + np.cumsum([0, *lengths], dtype="<u8")
    owners = np.array([crc for crc, _, _ in rows], dtype="<u8") >> np.uint64(HASH_BITS - bits)
    first = at << (bits - HEAP_BITS)
    after = at + 1 << (bits - HEAP_BITS)
    starts = ends[np.searchsorted(owners, np.arange(first, after, dtype="<u8"))]
    journal.append(heads, starts.astype("<u8").tobytes())
    journal.append(
        buckets,
        b"".join(RECORD.pack(len(key), len(load)) + key + load for _, key, load in rows),
    )
    if at == HEAPS - 1:
        journal.append(heads, struct.pack("<Q", journal.size(buckets)))


class _Weights:
    """How much places weigh: the more people the more, then by kind, then as they came."""

    def __init__(self, journal: Journal) -> None:
        self._people = memoryview((journal.folder / "population").read_bytes()).cast("I")
        self._kinds = memoryview((journal.folder / "kind").read_bytes())

    def people(self, row: int) -> int:
        """Return how many people live in a row's place."""
        return self._people[row]

    def rank(self, rows: list[str]) -> list[int]:
        """Return rows, the weightiest first, each once."""
        if len(rows) == 1:
            return [int(rows[0])]
        distinct = {int(row) for row in rows}
        return sorted(distinct, key=lambda r: (-self._people[r], self._kinds[r], r))
