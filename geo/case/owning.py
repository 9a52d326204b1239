"""A user's own case: made with the first article that is kept in it, and not before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from geo.case.keeping import Case
from geo.errors import CaseError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.case.keeping import Hand

OWN_TITLE = "My articles"
_PRIVATE = 0o700  # of its folder: other users of the machine look into none of it


def check_own(path: Path) -> None:
    """
    Refuse a place where a user's own case can be neither opened nor made; nothing is written.

    Raises
    ------
    CaseError
        When something else is there, or nothing can be written there.
    """
    if os.path.lexists(path):
        Case.open(path).close()
        return
    folder = next(each for each in path.parents if os.path.lexists(each))
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        msg = f"nothing can be written into {str(folder)!r}"
        raise CaseError(msg)


def open_own(path: Path, hand: Hand) -> Case:
    """
    Open a user's own case to write; where there is none, it is made.

    Raises
    ------
    CaseError
        When it cannot be made, opened or written.
    """
    if not os.path.lexists(path):
        try:
            path.parent.parent.mkdir(parents=True, exist_ok=True)
            path.parent.mkdir(mode=_PRIVATE, exist_ok=True)
        except OSError as cause:
            msg = f"cannot make a folder at {str(path.parent)!r} ({cause.strerror or cause})"
            raise CaseError(msg) from cause
        try:
            return Case.new(path, OWN_TITLE, hand)
        except CaseError:
            if not os.path.lexists(path):  # else another session made it at this moment
                raise
    return Case.open(path, write=True)
