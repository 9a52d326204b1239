"""A case of an older format brought to this one, with a copy of the old beside it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from geo.case import opening, skeleton
from geo.case.deriving import Settling, derive
from geo.errors import CaseError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path


class Older(Settling, Protocol):
    """A case that is open to write."""

    path: Path

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the articles."""

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Hold the case for one write."""


def migrate(case: Older, found: int) -> Path:
    """
    Bring a case to the format of this version.

    Parameters
    ----------
    case : Older
        Open to write.
    found : int
        Its format, which is older.

    Returns
    -------
    Path
        The copy of the case as it was, beside it.

    Raises
    ------
    CaseBusyError
        When another program holds it for too long.
    CaseError
        When the disk has no room for the copy.
    """
    backup = _free(case.path, found)
    with opening.speaking(case.path):
        case.connection.execute("VACUUM INTO ?", (str(backup),))
    with case.writing() as connection:
        (now,) = connection.execute("SELECT format FROM dateline_case").fetchone()
        for step in range(now, skeleton.FORMAT):  # another program may have done it meanwhile
            _STEPS[step](case)
        connection.execute("UPDATE dateline_case SET format = ?", (skeleton.FORMAT,))
    return backup


def _free(path: Path, found: int) -> Path:
    """Return a name beside a case that no file has."""
    for number in range(1, 1_000):
        ending = f".format-{found}.bak" if number == 1 else f".format-{found}-{number}.bak"
        backup = path.with_name(path.name + ending)
        if not backup.exists():
            return backup
    msg = f"{str(path)!r} has too many copies beside it; move them away"
    raise CaseError(msg)


def _add_layers(case: Older) -> None:
    """Format 1 had no layers."""
    skeleton.build_layers(case.connection)
    derive(case, {article: (None, case.settled(article)) for article in case.ids()})


_STEPS: Mapping[int, Callable[[Older], None]] = MappingProxyType({1: _add_layers})
