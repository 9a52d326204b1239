"""Where a user's own gazetteers live, and which are installed."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError

HOME = "DATELINE_DATA"  # the environment's variable that moves the folder
POINTER = ".json"  # NAME.json says which folder holds the gazetteer called NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A gazetteer in the user's folder; its folder's name ends in a digest of its content."""

    name: str
    folder: Path


def user_folder() -> Path:
    r"""
    Return the folder for the user's data, whether or not it exists.

    Returns
    -------
    Path
        What `DATELINE_DATA` says; else the platform's place for an application's data:
        `$XDG_DATA_HOME/dateline` or `~/.local/share/dateline`, on macOS
        `~/Library/Application Support/dateline`, on Windows `%LOCALAPPDATA%\dateline`.

    Raises
    ------
    DataError
        When the user has no home folder.
    """
    if own := os.environ.get(HOME):
        return Path(own)
    try:
        return _platform_folder() / "dateline"
    except RuntimeError as cause:
        msg = f"this user has no home folder; set {HOME} to a folder for gazetteers"
        raise DataError(msg) from cause


def _platform_folder() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    shared = Path(os.environ.get("XDG_DATA_HOME", ""))
    return shared if shared.is_absolute() else Path.home() / ".local" / "share"


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
    return tuple(_follow(where / name) for name in pointers)


def _follow(pointer: Path) -> Installed:
    try:
        folder = json.loads(pointer.read_text(encoding="utf-8"))["folder"]
        if Path(folder).name != folder:
            raise ValueError(folder)  # noqa: TRY301 - one message for every way it can be wrong
    except (OSError, ValueError, KeyError, TypeError) as cause:
        msg = f"{pointer} is damaged; run `dateline gazetteer remove {pointer.stem}`"
        raise DataError(msg) from cause
    return Installed(name=pointer.stem, folder=pointer.parent / folder)
