"""Files that grow, and a note of how far each has got, so that work can go on where it ended."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from geo.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_STATE = "state.json"
_MARK = "fingerprint"


class Journal:
    """
    A folder of growing files, and the state that belongs to their lengths.

    What is appended counts from the next `commit` on: after an interruption every file is cut
    back to its length at the last one, so the same work done in any number of goes gives the
    same bytes.

    Parameters
    ----------
    folder : Path
        Where to work; made when missing.
    fingerprint : str
        What the work is; a folder that holds other work is emptied.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder
        self.state: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}
        saved = self._saved(fingerprint)
        if saved is None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        else:
            self.state, self._sizes = saved
        self._fingerprint = fingerprint
        self._cut()

    def append(self, name: str, content: bytes) -> None:
        """Add bytes to the end of a file."""
        with (self.folder / name).open("ab") as file:
            file.write(content)
        self._sizes[name] = self._sizes.get(name, 0) + len(content)

    def adopt(self, name: str) -> None:
        """Take a file that was written in the folder at once, as it is."""
        self._sizes[name] = (self.folder / name).stat().st_size

    def size(self, name: str) -> int:
        """Return how long a file is, 0 where there is none."""
        return self._sizes.get(name, 0)

    def drop(self, names: Iterable[str]) -> None:
        """Delete files at the next commit."""
        for name in names:
            self._sizes.pop(name, None)

    def commit(self) -> None:
        """Make the state and the files' lengths what a later run starts from."""
        content = {_MARK: self._fingerprint, "state": self.state, "sizes": self._sizes}
        write_text(self.folder / _STATE, json.dumps(content))
        self._sweep()

    def _saved(self, fingerprint: str) -> tuple[dict[str, Any], dict[str, int]] | None:
        try:
            saved = json.loads((self.folder / _STATE).read_text(encoding="utf-8"))
            whole = saved[_MARK] == fingerprint and all(
                (self.folder / name).stat().st_size >= size for name, size in saved["sizes"].items()
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return (saved["state"], saved["sizes"]) if whole else None

    def _cut(self) -> None:
        self._sweep()
        for name, size in self._sizes.items():
            os.truncate(self.folder / name, size)

    def _sweep(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in self._sizes and path.name != _STATE:
                path.unlink()
