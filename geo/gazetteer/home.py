"""Where a user's own gazetteers live, and which are installed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError
from geo.settings import HOME, user_folder

POINTER = ".json"  # NAME.json says which folder holds the gazetteer called NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A gazetteer in the user's folder; its folder's name ends in a digest of its content."""

    name: str
    folder: Path


def gazetteers_folder() -> Path:
    """Return the folder that holds the installed gazetteers, whether or not it exists."""
    return user_folder() / "gazetteer"


def installed() -> tuple[Installed, ...]:
    """
    Return the installed gazetteers in order of name.

    Raises
    ------
    DataError
        When the folder or a pointer in it cannot be read.
    """
    try:
        where = gazetteers_folder()
    except DataError:
        return ()  # with no home there is nothing installed, and the embedded one still works
    try:
        pointers = sorted(e.name for e in os.scandir(where) if e.name.endswith(POINTER))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as cause:
        msg = f"cannot read {where} ({cause.strerror}); mend its permissions, or set {HOME}"
        raise DataError(msg) from cause
    return tuple(follow(where / name) for name in pointers)


def follow(pointer: Path) -> Installed:
    """Return the gazetteer that a pointer leads to; DataError when it cannot be read."""
    try:
        folder = json.loads(pointer.read_text(encoding="utf-8"))["folder"]
        if Path(folder).name != folder:
            raise ValueError(folder)  # noqa: TRY301 - one message for every way it can be wrong
    except (OSError, ValueError, KeyError, TypeError) as cause:
        msg = f"{pointer} is damaged; run `dateline gazetteer remove {pointer.stem}`"
        raise DataError(msg) from cause
    return Installed(name=pointer.stem, folder=pointer.parent / folder)
