"""Word lists (data/lexicon) and log-odds (data/weights), read and checked in one way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.errors import DataError
from geo.integrity import REMEDY, require
from geo.schema import USES, read_table
from geo.settings import data_folder

_LEXICON, _WEIGHTS = "lexicon", "weights"
TABLES = ("names", "places", "confidence", "speech", "speakers")  # of log-odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Files as they were read; lines of them that begin with # are remarks."""

    data: Path  # the data folder
    texts: Mapping[str, str]  # by the path in it: "lexicon/titles.csv"

    def checksum(self, *names: str) -> str:
        """Return the SHA-256 (hex) of files' paths and bytes, in order of path; all when none."""
        digest = hashlib.sha256()
        for path in sorted(map(_path, names)) or sorted(self.texts):
            digest.update(f"{path}\0{self._text(path)}\0".encode())
        return digest.hexdigest()

    def lines(self, name: str) -> list[str]:
        """
        Return the entries of a list, in the file's order.

        Raises
        ------
        DataError
            When the list is missing or holds none.
        """
        rows = self._text(_path(name)).splitlines()
        lines = [line for line in rows if line and not line.startswith("#")]
        if not lines:
            msg = f"the word list {_path(name)} holds no words; {REMEDY}"
            raise DataError(msg)
        return lines

    def words(self, name: str) -> frozenset[str]:
        """Return the entries of a list; raises as `lines` does."""
        return frozenset(self.lines(name))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table; raises DataError as `geo.schema.read_table` does."""
        return read_table(self.data / _path(name))

    def uses(self, name: str) -> Mapping[str, frozenset[str]]:
        """
        Return the words of a table of words and uses, by use.

        Raises
        ------
        DataError
            When the table is not of its form, or has no word of some use.
        """
        found: dict[str, set[str]] = {use: set() for use in USES[name]}
        for row in self.rows(name):
            for use in row["uses"].split("|"):
                found[use].add(row["word"])
        for use, words in found.items():
            if not words:
                msg = f"the word list {_path(name)} has no word of use {use}; {REMEDY}"
                raise DataError(msg)
        return {use: frozenset(words) for use, words in found.items()}

    def weights(self, name: str) -> Mapping[str, float]:
        """
        Return a table of log-odds, one of `TABLES`, in the file's order; read-only.

        Raises
        ------
        DataError
            When the table is not of its form, or has a sign twice.
        """
        rows = self.rows(name)
        found = {row["sign"]: float(row["weight"]) for row in rows}
        if len(found) < len(rows):
            msg = f"the table {_path(name)} has a sign twice; {REMEDY}"
            raise DataError(msg)
        return MappingProxyType(found)

    def _text(self, path: str) -> str:
        if path not in self.texts:
            msg = f"the word list {path} is missing; {REMEDY}"
            raise DataError(msg)
        return self.texts[path]


def _path(name: str) -> str:
    return f"{_WEIGHTS}/{name}.csv" if name in TABLES else f"{_LEXICON}/{name}"


def read_lists(folder: Path | None = None, *names: str) -> Lists:
    """
    Read word lists and log-odds, each held to the manifest first.

    Parameters
    ----------
    folder : Path, optional
        Folder of data that holds `lexicon/` and `weights/`; the shipped one when left out.
    *names : str
        Lists by their file's name, and some of `TABLES`; all of them when none is given.

    Returns
    -------
    Lists
        What was read.

    Raises
    ------
    DataError
        When a file is missing, damaged, or no text.
    """
    data = folder or data_folder()
    wanted = [_path(name) for name in names] or [f"{_LEXICON}/", f"{_WEIGHTS}/"]
    try:
        texts = {p: (data / p).read_text(encoding="utf-8") for p in require(data, *wanted)}
    except (OSError, UnicodeDecodeError) as error:
        msg = f"the word lists in {data} cannot be read ({error}); {REMEDY}"
        raise DataError(msg) from error
    return Lists(data=data, texts=texts)
