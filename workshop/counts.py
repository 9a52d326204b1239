"""One count of the shipped gazetteer's places and names, written into the pages that tell it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer import Gazetteer
from geo.writing import write_text

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("README.md", "docs/gazetteer.md", "data/README.md")
TOLD = re.compile(r"\b(\d{3},\d{3}|\d{1,3}(?:,\d{3}){2,})(\s+)(places|names)\b")
OTHERS = frozenset({"200,000"})  # of a generated table, in docs/gazetteer.md
_ROW = re.compile(r"(?<=\| distinct folded names \| )[\d,]+")


def counted() -> dict[str, str]:
    """Return how many places and names the shipped gazetteer has, as the pages write it."""
    (_, places, names), *_ = Gazetteer.open().layers
    return {"places": f"{places:,}", "names": f"{names:,}"}


def build(root: Path) -> None:
    """
    Write the counts into the pages.

    Parameters
    ----------
    root : Path
        The project's folder.
    """
    right = counted()

    def correct(found: re.Match[str]) -> str:
        count, gap, what = found.groups()
        return found[0] if count in OTHERS else f"{right[what]}{gap}{what}"

    for name in PAGES:
        text = (root / name).read_text(encoding="utf-8")
        write_text(root / name, _ROW.sub(right["names"], TOLD.sub(correct, text)))
