"""Build data/lexicon/given_names_arabic.txt: given names of people who write them in Arabic."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.writing import write_text

if TYPE_CHECKING:
    from pathlib import Path

# resources/names.sqlite3 of PyPI's arabic-name-romanizer 0.2.0; the rows of Wikidata are CC0 1.0.
_SHA256 = "d475ffa773e08a8bbe79a0ccd48d79336a84b25bda76a6a38fd53089392c8be0"
_FEWEST = 10  # people of a name in Wikidata
_SHORTEST = 3
_PLAIN = re.compile(r"[a-z]+")
_ASKED = """
    SELECT lower(latin) AS name FROM units WHERE role = 'given' AND source = 'wikidata'
    GROUP BY name HAVING sum(count) >= ? ORDER BY name
"""
_HEAD = (
    "# Given names that ten or more people in Wikidata have whose names are written in Arabic"
    " letters too (CC0 1.0).\n"
)


def build(folder: Path, names: Path) -> None:
    """
    Write the list, in the order of the alphabet.

    Parameters
    ----------
    folder : Path
        The data folder.
    names : Path
        `names.sqlite3` of the PyPI package arabic-name-romanizer 0.2.0.

    Raises
    ------
    DataError
        When the file is not the one this builder was written for.
    """
    if hashlib.sha256(names.read_bytes()).hexdigest() != _SHA256:
        msg = f"{names} is not the file expected; take it from the package data/README.md names"
        raise DataError(msg)
    with closing(sqlite3.connect(f"file:{names}?mode=ro", uri=True)) as table:
        found = [name for (name,) in table.execute(_ASKED, (_FEWEST,))]
    kept = [name for name in found if len(name) >= _SHORTEST and _PLAIN.fullmatch(name)]
    write_text(folder / "lexicon" / "given_names_arabic.txt", _HEAD + "\n".join(kept) + "\n")
