"""One installation of a name at a time; the system drops the lock of a process that ends."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """
    Hold a file's lock.

    Raises
    ------
    DataError
        When another process holds it.
    """
    with path.open("ab") as file:
        try:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415 - there is none elsewhere

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl  # noqa: PLC0415 - there is none on Windows

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            msg = f"another installation holds {path}; wait until it has ended"
            raise DataError(msg) from cause
        yield
