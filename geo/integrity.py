"""Whether the shipped data are all there and unaltered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"
_REMEDY = "reinstall dateline, or take the file from a fresh clone"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with the data, in a sentence that names the file and the remedy."""

    path: str
    sentence: str


def data_files(folder: Path) -> dict[str, Path]:
    """Return the data files by path relative to `folder`, without the manifest and hidden ones."""
    every = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in every}
    return {
        name: path for name, path in named.items() if name != MANIFEST and "/." not in f"/{name}"
    }


def verify(folder: Path | None = None) -> tuple[Problem, ...]:
    """
    Compare every data file with the manifest.

    Parameters
    ----------
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    tuple of Problem
        Missing, altered and unlisted files in order of path; empty when all is well.
    """
    where = folder or data_folder()
    try:
        listed = json.loads((where / MANIFEST).read_text(encoding="utf-8"))["files"]
        wanted = {row["path"]: row["sha256"] for row in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return (_problem(MANIFEST, f"{where / MANIFEST} is missing or damaged"),)
    here = data_files(where)
    found = []
    for name in sorted(set(wanted) | set(here)):
        if name not in here:
            found.append(_problem(name, f"{where / name} is missing"))
        elif name not in wanted:
            found.append(_problem(name, f"{where / name} is not in the manifest"))
        elif _sha256(here[name]) != wanted[name]:
            found.append(_problem(name, f"{where / name} has been altered (wrong checksum)"))
    return tuple(found)


def _problem(path: str, what: str) -> Problem:
    return Problem(path=path, sentence=f"{what}; {_REMEDY}")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
