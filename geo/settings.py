"""Where the data are and what bounds the engine works within."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError

VERSION = "0.1.0"
RECOGNISER = "DATELINE_RECOGNISER"  # environment variable
LEARNED, RULES = "learned", "rules"  # recognisers that are shipped
_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """
    Return the folder of shipped data: `geo/_data` in a wheel, `data` in a clone.

    Raises
    ------
    DataError
        When neither exists.
    """
    for folder in (_HERE / "_data", _HERE.parent / "data"):
        if folder.is_dir():
            return folder
    msg = f"no data folder beside {_HERE}; reinstall dateline"
    raise DataError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Bounds of the engine, validated once."""

    max_bytes: int = 2_000_000  # of one article's input
    max_candidates: int = 20  # kept per toponym
    recognizer: str = LEARNED  # "learned", "rules", "spacy:PIPELINE" or "gliner:MODEL"

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the settings with the recogniser that `DATELINE_RECOGNISER` names, if any."""
        return cls(recognizer=os.environ.get(RECOGNISER) or LEARNED)

    def __post_init__(self) -> None:
        """Refuse bounds that admit nothing."""
        if self.max_bytes < 1 or self.max_candidates < 1:
            msg = "settings must be positive"
            raise ValueError(msg)
