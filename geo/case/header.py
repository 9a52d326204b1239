"""What the first bytes of a file say, read without SQLite: whether it is a case."""

from __future__ import annotations

from pathlib import Path

MAGIC = b"SQLite format 3\x00"
APPLICATION = 0x47504B47  # "GPKG"
SIZE, WAL_AT = 100, 18  # bytes of a SQLite file's header, and where it names the journal mode
_APPLICATION_AT = 68


def looks_like_case(path: Path | str) -> bool:
    """Return whether a file is a GeoPackage by its first bytes, whatever its name ends in."""
    try:
        with Path(path).open("rb") as file:
            first = file.read(SIZE)
    except (OSError, ValueError):
        return False
    return first.startswith(MAGIC) and is_geopackage(first)


def is_geopackage(first: bytes) -> bool:
    """Return whether the header of a SQLite file names GeoPackage as its application."""
    number = first[_APPLICATION_AT : _APPLICATION_AT + 4]
    return int.from_bytes(number, "big") == APPLICATION
