"""Where the data are and what bounds the engine works within."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.errors import DataError

VERSION = "0.1.0"
RECOGNISER = "DATELINE_RECOGNISER"  # environment variable
HOME = "DATELINE_DATA"  # environment variable that moves the user's folder
INSTALL = "DATELINE_INSTALL"  # environment variable: whether the page may install gazetteers
FETCH = "DATELINE_FETCH"  # environment variable: whether the page may ask for an article's address
CASE = "DATELINE_CASE"  # environment variable: the case that the page opens
KEEP = (
    "DATELINE_KEEP"  # environment variable: whether the page keeps articles in the user's own case
)
YES, NO = "yes", "no"
LEARNED, RULES = "learned", "rules"  # recognisers that are shipped
_HERE = Path(__file__).resolve().parent
_OWN_CASE = ("cases", "my-articles.gpkg")  # in the user's folder


def data_folder() -> Path:
    """
    Return the folder of shipped data: `geo/_data` in a wheel, `data` in a clone.

    Raises
    ------
    DataError
        When neither exists.
    """
    return _data_folder(_HERE)


@lru_cache
def _data_folder(here: Path) -> Path:
    """Look once: it is asked for with every name that is placed."""
    for folder in (here / "_data", here.parent / "data"):
        if folder.is_dir():
            return folder
    msg = f"no data folder beside {here}; reinstall dateline"
    raise DataError(msg)


def assets_folders() -> tuple[Path, ...]:
    """
    Return the folders of what the browser is given: `static/leaflet` and `static/page`.

    Returns
    -------
    tuple of Path
        Those of a wheel, or those of a clone, whether or not they are there.
    """
    root = _HERE.parent
    page = root / "components" / "_app"
    static = (page if page.is_dir() else root) / "static"
    return static / "leaflet", static / "page"


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
        msg = f"this user has no home folder; set {HOME} to a folder for its data"
        raise DataError(msg) from cause


def may_install() -> bool:
    """
    Return whether the page may install and remove gazetteers on this machine.

    Whoever can see the page can press its buttons, so this is never so by itself: `dateline serve`
    says it where this machine alone can reach the page, or where the user allowed it.
    """
    return os.environ.get(INSTALL) == YES


def may_fetch() -> bool:
    """
    Return whether the page may ask for an article at the address a reader gives.

    It is never so by itself: the user says it to `dateline serve`.
    """
    return os.environ.get(FETCH) == YES


def case_file() -> Path | None:
    """
    Return the file of the case that the page opens.

    Returns
    -------
    Path or None
        None where it was told none.
    """
    said = os.environ.get(CASE)
    return Path(said) if said else None


def may_keep() -> bool:
    """
    Return whether the page keeps articles in the case of whoever runs it, where it was told none.

    Whoever sees the page sees that case, so this is never so by itself: `dateline serve` says it
    where this machine alone can reach the page.
    """
    return os.environ.get(KEEP) == YES


def own_case() -> Path:
    """
    Return the file of the user's own case, whether or not it is there.

    Raises
    ------
    DataError
        When the user has no home folder.
    """
    return user_folder().absolute().joinpath(*_OWN_CASE)


def _platform_folder() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    shared = Path(os.environ.get("XDG_DATA_HOME", ""))
    return shared if shared.is_absolute() else Path.home() / ".local" / "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Bounds of the engine, validated once."""

    max_bytes: int = 2_000_000  # of one article's input
    max_words: int = 450_000  # and marks of one article; 2 MB of English has some 400,000
    max_names: int = 25_000  # of places in one article; each is weighed against the others
    max_candidates: int = 20  # kept per toponym
    recognizer: str = LEARNED  # "learned", "rules", "spacy:PIPELINE" or "gliner:MODEL"

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the settings with the recogniser that `DATELINE_RECOGNISER` names, if any."""
        return cls(recognizer=os.environ.get(RECOGNISER) or LEARNED)

    def __post_init__(self) -> None:
        """Refuse bounds that admit nothing."""
        if min(self.max_bytes, self.max_words, self.max_names, self.max_candidates) < 1:
            msg = "settings must be positive"
            raise ValueError(msg)
