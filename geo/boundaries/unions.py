"""Wide areas as the divisions and countries they are made of: ids alone, nothing to draw with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.boundaries.gaps import rows_of
from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def members(place: str, folder: Path | None = None) -> tuple[str, ...]:
    """
    Return the areas whose union is the shape of a wide area.

    Parameters
    ----------
    place : str
        Gazetteer id of the region: "supplement:darfur-sd".
    folder : Path, optional
        The data folder; the shipped one when None.

    Returns
    -------
    tuple of str
        Ids of divisions and countries, in order; empty for a place that is not in the list.
        What the list says, and by which source, is in `data/boundaries/unions.csv`.

    Raises
    ------
    DataError
        When the list is missing or damaged; the message names it.
    """
    return _unions(folder or data_folder()).get(place, ())


@lru_cache(maxsize=4)
def _unions(folder: Path) -> dict[str, tuple[str, ...]]:
    return {row["id"]: tuple(row["areas"].split("|")) for row in rows_of(folder, "unions.csv")}
