"""Files of other packages, read only when they are the ones a builder was written for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def read_pinned(path: Path, sha256: str) -> bytes:
    """
    Return the bytes of a file.

    Parameters
    ----------
    path : Path
        The file.
    sha256 : str
        The checksum it must have, in hexadecimal digits.

    Raises
    ------
    DataError
        When it is another file.
    """
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        msg = f"{path} is not the file expected; take it from the package data/README.md names"
        raise DataError(msg)
    return data


def read_pinned_table(path: Path, sha256: str) -> list[list[str]]:
    """Return the rows of a file of cells between tabs, without a head; errors as `read_pinned`."""
    lines = read_pinned(path, sha256).decode().split("\n")
    return [line.split("\t") for line in lines if line]
