"""SHA-256 of files, remembered by what the system says of each, so that one is read once."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.settings import user_folder
from geo.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "digests.json"  # in the user's folder
SMALL = 1 << 16  # bytes; a file below this is read every time, which takes no time
FORMAT = 1  # of the memory; one of another format is begun anew
_SETTLED_NS = 2_000_000_000  # a file changed since may change again within one tick of its clock
_MOST_FILES = 256  # remembered, the latest ones
_MOST_BYTES = 1 << 20  # of the memory; a longer one is not ours
_OTHERS_MAY_WRITE = 0o022
_OURS_ALONE = 0o600
_DIGEST = re.compile(r"[0-9a-f]{64}")

Facts = tuple[int, int, int, int]  # inode, bytes, changed and status changed (ns since 1970)


class Digests:
    """
    Digests of files as they are now.

    A large file is read again only when its inode, size or times are not as remembered. The
    memory guards against accidents, not against an owner who forges it: it is taken only from
    a file that this user alone can write.

    Use `remembered`.
    """

    def __init__(self, known: dict[str, tuple[Facts, str]] | None = None) -> None:
        self.known = known or {}
        self.is_new = False

    def of(self, path: Path, *, fresh: bool = False) -> str:
        """
        Return the SHA-256 (hex) of a file's bytes.

        Parameters
        ----------
        path : Path
            The file.
        fresh : bool, optional
            Whether to read every byte, whatever is remembered.

        Raises
        ------
        OSError
            When it cannot be read.
        """
        where = str(path.absolute())
        before = _facts(path)
        if not fresh and where in self.known and self.known[where][0] == before:
            return self.known[where][1]
        found = sha256_of(path)
        now = time.time_ns()
        if before[1] < SMALL or self.known.get(where) == (before, found):
            return found
        if before == _facts(path) and max(before[2:]) < now - _SETTLED_NS:
            self.known.pop(where, None)  # to the end of the order
            self.known[where] = (before, found)
            self.is_new = True
        return found


@contextmanager
def remembered() -> Iterator[Digests]:
    """
    Give digests, with what earlier runs remembered; keep what is new.

    A memory that cannot be read or written costs time and nothing else.
    """
    try:
        path = user_folder() / NAME
    except DataError:
        yield Digests()
        return
    digests = Digests(_load(path))
    yield digests
    if digests.is_new:
        latest = list(digests.known.items())[-_MOST_FILES:]
        content = {"format": FORMAT, "files": {k: [*facts, d] for k, (facts, d) in latest}}
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, json.dumps(content).encode(), mode=_OURS_ALONE)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _facts(path: Path) -> Facts:
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _load(path: Path) -> dict[str, tuple[Facts, str]]:
    try:
        if not _is_ours(path.lstat()):
            return {}
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            return {}
        return {str(where): _entry(row) for where, row in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _is_ours(facts: os.stat_result) -> bool:
    """Return whether this user, and nobody else, can have written a file."""
    if facts.st_size > _MOST_BYTES:
        return False
    if os.name == "nt":
        return True
    return facts.st_uid == os.getuid() and not facts.st_mode & _OTHERS_MAY_WRITE


def _entry(row: list[object]) -> tuple[Facts, str]:
    *facts, digest = row
    inode, size, changed, status = (_whole(fact) for fact in facts)
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return (inode, size, changed, status), digest


def _whole(fact: object) -> int:
    if not isinstance(fact, int):
        raise TypeError(fact)
    return fact
