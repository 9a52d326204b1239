"""Rivers that have a line: ids alone, nothing to draw with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.boundaries.gaps import rows_of
from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def has_line(place: str, folder: Path | None = None) -> bool:
    """
    Return whether a place of the gazetteer has a line of its own, which `river` gives.

    Parameters
    ----------
    place : str
        Gazetteer id: "supplement:tigris".
    folder : Path, optional
        The data folder; the shipped one when None.

    Raises
    ------
    DataError
        When the list is missing or damaged; the message names it.
    """
    return place in _rivers(folder or data_folder())


@lru_cache(maxsize=4)
def _rivers(folder: Path) -> frozenset[str]:
    return frozenset(row["id"] for row in rows_of(folder, "rivers.csv"))
