"""Refresh the checksums in data/manifest.json; the descriptions are kept by hand."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.integrity import MANIFEST, data_files, seal
from geo.schema import COLUMNS, read_table
from geo.writing import write_text

if TYPE_CHECKING:
    from pathlib import Path


def build(folder: Path) -> None:
    """
    Rewrite the manifest with each file's size and SHA-256, in order of path.

    Parameters
    ----------
    folder : Path
        The data folder.

    Raises
    ------
    DataError
        When a file has no description, or a description no file, or a table kept by hand is not
        of its form; the message names it.
    """
    path = folder / MANIFEST
    known = {row["path"]: row for row in json.loads(path.read_text(encoding="utf-8"))["files"]}
    here = data_files(folder)
    strangers = sorted(set(here) ^ set(known))
    if strangers:
        msg = f"{path} and the folder differ on {', '.join(strangers)}; describe or delete them"
        raise DataError(msg)
    for table in here.values():
        if table.name in COLUMNS:
            read_table(table)
    rows = [{**known[name], **_measure(here[name])} for name in sorted(here)]
    text = json.dumps(seal(rows), ensure_ascii=False, indent=1)
    write_text(path, text + "\n")


def measure(folder: Path) -> None:
    """Write the manifest of a folder whose files need no description, in order of path."""
    rows = [{"path": name, **_measure(path)} for name, path in sorted(data_files(folder).items())]
    write_text(folder / MANIFEST, json.dumps(seal(rows), indent=1) + "\n")


def _measure(path: Path) -> dict[str, int | str]:
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
