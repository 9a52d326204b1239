"""The columns of an installed gazetteer: Arrow batches, mapped, read one cell at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from geo.gazetteer.tables import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BATCH_BITS = 20  # a batch holds 2 to this power of rows; only the last holds fewer
BATCH_ROWS = 1 << BATCH_BITS
NUMBERS: Mapping[str, tuple[Literal["B", "H", "I", "i"], pa.DataType]] = {
    "geonameid": ("I", pa.uint32()),
    "kind": ("B", pa.uint8()),
    "lon": ("i", pa.int32()),
    "lat": ("i", pa.int32()),
    "country": ("H", pa.uint16()),
    "admin1": ("I", pa.uint32()),
    "admin2": ("I", pa.uint32()),
    "population": ("I", pa.uint32()),
    "feature": ("H", pa.uint16()),
}  # native letter and Arrow type; country, admin1, admin2, feature number the lists in values.json
TEXTS = ("id", "name")
SCHEMA = pa.schema(
    [(name, kind) for name, (_, kind) in NUMBERS.items()] + [(name, pa.string()) for name in TEXTS]
)


class Columns:
    """
    Cells by column and row; a batch is mapped when its first cell is read.

    Strings are cut out by Python's own bounds-checked slices, so no damaged offset can reach
    outside the file.

    Parameters
    ----------
    path : Path
        The Arrow file.
    rows : int
        How many rows it must have.

    Raises
    ------
    DataError
        When it is missing, is no such file, or has other rows.
    """

    def __init__(self, path: Path, rows: int) -> None:
        self._path, self._rows = path, rows
        self._batches: dict[int, dict[str, memoryview]] = {}
        try:
            self._file = pa.ipc.open_file(pa.memory_map(str(path)))
        except (OSError, pa.ArrowException) as cause:
            raise broken(path) from cause
        expected = -(-rows // BATCH_ROWS)
        if self._file.num_record_batches != expected or not self._file.schema.equals(SCHEMA):
            raise broken(path)

    def number(self, column: str, row: int) -> int:
        """Return a cell of a column of numbers; DataError when the bytes are damaged."""
        batch = self._batches.get(row >> BATCH_BITS) or self._load(row >> BATCH_BITS)
        try:
            value: int = batch[column][row & (BATCH_ROWS - 1)]
        except IndexError as cause:
            raise broken(self._path) from cause
        return value

    def text(self, column: str, row: int) -> str:
        """Return a cell of a column of words; DataError when the bytes are damaged."""
        batch = self._batches.get(row >> BATCH_BITS) or self._load(row >> BATCH_BITS)
        at = row & (BATCH_ROWS - 1)
        try:
            offsets = batch[f"{column}:offsets"]
            start, end = offsets[at], offsets[at + 1]
        except IndexError as cause:
            raise broken(self._path) from cause
        if not 0 <= start <= end <= len(batch[column]):
            raise broken(self._path)
        return bytes(batch[column][start:end]).decode("utf-8", "replace")

    def numbers(self, *columns: str) -> Iterator[tuple[int, list[memoryview]]]:
        """Yield the first row of each batch, and its whole columns of numbers."""
        for which in range(self._file.num_record_batches):
            batch = self._batches.get(which) or self._load(which)
            yield which << BATCH_BITS, [batch[name] for name in columns]

    def _load(self, which: int) -> dict[str, memoryview]:
        try:
            batch = self._file.get_batch(which)
            self._batches[which] = self._views(batch)
        except (OSError, ValueError, TypeError, pa.ArrowException) as cause:
            raise broken(self._path) from cause
        return self._batches[which]

    @staticmethod
    def _views(batch: pa.RecordBatch) -> dict[str, memoryview]:
        views = {}
        for name, (letter, _) in NUMBERS.items():
            views[name] = _view(batch.column(name).buffers()[1]).cast(letter)
        for name in TEXTS:
            _, offsets, data = batch.column(name).buffers()
            views[f"{name}:offsets"] = _view(offsets).cast("i")
            views[name] = _view(data)
        return views


def _view(buffer: pa.Buffer | None) -> memoryview:
    return memoryview(buffer or b"").cast("B")
