"""One process at a time, by a lock that the system drops when its holder ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

_AT = 1 << 30  # the byte that Windows locks; what it locks, others cannot read


@contextmanager
def locked(path: Path, wait: Callable[[str], None] | None = None) -> Iterator[int]:
    """
    Hold a file's lock.

    Parameters
    ----------
    path : Path
        The file; it is made where it is missing, and stays.
    wait : callable, optional
        Told once who holds the lock ("process 123") before it is waited for. Nothing is waited
        for when None.

    Yields
    ------
    int
        The file's descriptor. On POSIX a child that inherits it keeps the lock until it ends too,
        even when this process is killed.

    Raises
    ------
    DataError
        When another process holds the lock and `wait` is None.
    """
    with path.open("a+b") as file:
        if not _take(file, at_once=True):
            if wait is None:
                msg = f"another installation holds {path}; wait until it has ended"
                raise DataError(msg)
            wait(_holder(file))
            while not _take(file, at_once=False):
                pass  # Windows gives up after ten seconds and is asked again
        file.truncate(0)
        file.write(f"process {os.getpid()}".encode())
        file.flush()
        yield file.fileno()


def _holder(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(40).decode("ascii", "replace") or "another process"


def _take(file: IO[bytes], *, at_once: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is none elsewhere

            file.seek(_AT)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK if at_once else msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if at_once else 0))
    except OSError:
        return False
    return True
