"""Word lists the resolver reads: short forms, words of kind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.integrity import REMEDY, require
from geo.schema import read_table
from geo.settings import data_folder
from geo.types import Kind

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("capitals.txt", "abbreviations.csv", "affixes.csv", "kinds.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What words beside a name say about it; keys are lower case, short forms as written."""

    checksum: str  # sha256 (hex) of the files' bytes
    short: Mapping[str, tuple[str, str]]  # "Calif." -> ("California", "US")
    affixes: Mapping[tuple[str, str], Kind]  # ("province", "after") -> province
    plurals: Mapping[str, Kind]  # "cities" -> town
    capitals: frozenset[str]  # ids of places


def load_words(folder: Path | None = None) -> Words:
    """
    Read the lists.

    Parameters
    ----------
    folder : Path, optional
        Folder of data that holds `lexicon/`; the shipped one when left out.

    Returns
    -------
    Words
        The lists and their checksum.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    data = folder or data_folder()
    home = data / "lexicon"
    require(data, *(f"lexicon/{name}" for name in _FILES))
    try:
        files = {name: (home / name).read_text(encoding="utf-8") for name in _FILES}
    except (OSError, UnicodeDecodeError) as error:
        msg = f"the word lists in {home} cannot be read ({error}); {REMEDY}"
        raise DataError(msg) from error
    capitals = files["capitals.txt"].splitlines()
    digest = hashlib.sha256("\0".join(files[name] for name in _FILES).encode())
    return Words(
        checksum=digest.hexdigest(),
        short={
            row["short"]: (row["name"], row["country"])
            for row in read_table(home / "abbreviations.csv")
        },
        affixes={
            (row["word"], row["side"]): Kind(row["kind"])
            for row in read_table(home / "affixes.csv")
        },
        plurals={row["word"]: Kind(row["kind"]) for row in read_table(home / "kinds.csv")},
        capitals=frozenset(line for line in capitals if line and not line.startswith("#")),
    )
