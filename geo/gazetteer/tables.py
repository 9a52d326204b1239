"""Names to payloads in two mapped files: the heads of hashed buckets, and the buckets."""

from __future__ import annotations

import mmap
import struct
from typing import TYPE_CHECKING
from zlib import crc32

from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

HASH_BITS = 32  # of crc32, whose highest bits choose the bucket
RECORD = struct.Struct("<HI")  # lengths in bytes of the key and of the payload that follow
HEAD_BYTES = 8  # a bucket's start in the other file, little-endian
MAGIC = b"dateline"  # opens the file of buckets
MAX_BUCKET = 1 << 26  # bytes; a longer bucket is damage


def bucket_of(key: bytes, bits: int) -> int:
    """Return the bucket, of 2 to the power `bits`, that holds a key."""
    return crc32(key) >> (HASH_BITS - bits)


class Table:
    """
    Keys and their payloads, mapped into memory and never read whole.

    A look-up reads two heads and one bucket of one or two records, so its cost does not grow
    with the table. Bytes that make no sense raise; they are never trusted as lengths.

    Parameters
    ----------
    folder : Path
        Where the files are.
    name : str
        They are `name`.heads and `name`.buckets.

    Raises
    ------
    DataError
        When a file is missing or is no such table; the message names it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.buckets"
        self._heads = memoryview(map_file(folder / f"{name}.heads")).cast("B")
        self._buckets = map_file(self._path)
        count = len(self._heads) // HEAD_BYTES - 1
        if count < 1 or len(self._heads) % HEAD_BYTES or count & (count - 1):
            raise broken(folder / f"{name}.heads")
        if self._buckets[: len(MAGIC)] != MAGIC:
            raise broken(self._path)
        self._starts = self._heads.cast("Q")
        self._shift = HASH_BITS - count.bit_length() + 1

    def get(self, key: str) -> bytes | None:
        """
        Return the payload of a key, or None where there is none.

        Raises
        ------
        DataError
            When the bytes read are damaged.
        """
        sought = key.encode("utf-8", "surrogatepass")
        at = crc32(sought) >> self._shift
        start, end = self._starts[at], self._starts[at + 1]
        if end - start > MAX_BUCKET:
            raise broken(self._path)
        bucket = self._buckets[start:end]
        size, here, stop = len(sought), 0, len(bucket)
        try:
            while here < stop:
                length, carried = RECORD.unpack_from(bucket, here)
                here += RECORD.size
                after = here + length
                if length == size and bucket[here:after] == sought:
                    return bucket[after : after + carried]
                here = after + carried
        except struct.error as cause:
            raise broken(self._path) from cause
        return None


def broken(path: Path, what: str = "is missing or damaged") -> DataError:
    """Return the error for a file of an installed gazetteer; names file, fault and remedy."""
    name = path.parent.name.rpartition("-")[0] or path.parent.name
    msg = (
        f"the installed gazetteer file {path} {what};"
        f" install it again, or run `dateline gazetteer remove {name}`"
    )
    return DataError(msg)


def map_file(path: Path) -> mmap.mmap:
    """Return a file mapped for reading; DataError when it is missing or empty."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as cause:  # ValueError: an empty file cannot be mapped
        raise broken(path) from cause
