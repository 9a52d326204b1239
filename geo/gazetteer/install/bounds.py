"""How much an installation takes in, and what it says before it does."""

from __future__ import annotations

MAX_BYTES = 4_000_000_000  # of one file, as it comes and unpacked; GeoNames' largest has 1.7e9
MAX_ROWS = 50_000_000  # of one table; GeoNames' largest has some 18 million
MAX_RATIO = 100  # bytes from one byte of a zip; GeoNames' tables have 4 to 6
SMALL = 1 << 26  # bytes; what unpacks to fewer is of no harm, however well it was packed
_UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


def size(count: int) -> str:
    """Return a number of bytes in words: "1.7 GB"."""
    for unit, worth in _UNITS:
        if count >= worth:
            return f"{count / worth:,.1f} {unit}"
    return f"{count} bytes"


def always(_words: str) -> bool:
    """Agree to whatever is told."""
    return True
