"""What the source of the boundaries draws only in part, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.integrity import require
from geo.schema import read_table
from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A division of which many towns lie outside the polygon that the source draws."""

    id: str  # area id: "adm1:IQ.07"
    name: str
    outside: float  # share of its towns, 0 to 1
    drawn_km2: float
    official_km2: float | None  # None where no source was found

    @property
    def words(self) -> str:
        """Return how map and sheet say it."""
        return f"the source draws only part of {self.name}"


def partial(area: str, folder: Path | None = None) -> Partial | None:
    """
    Return what is known of a division drawn only in part, None for any other area.

    Its towns are counted with it all the same, by their code.

    Parameters
    ----------
    area : str
        Area id.
    folder : Path, optional
        The data folder; the shipped one when None.

    Raises
    ------
    DataError
        When the list is missing or damaged; the message names it.
    """
    return _partial(folder or data_folder()).get(area)


def lacking(country: str, folder: Path | None = None) -> str | None:
    """
    Return which divisions of today the source lacks in a country, in words; None for none known.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2 code.
    folder : Path, optional
        The data folder; the shipped one when None.

    Raises
    ------
    DataError
        When the list is missing or damaged; the message names it.
    """
    return _lacking(folder or data_folder()).get(country)


@lru_cache(maxsize=4)
def _partial(folder: Path) -> dict[str, Partial]:
    return {
        row["id"]: Partial(
            id=row["id"],
            name=row["name"],
            outside=float(row["outside"]),
            drawn_km2=float(row["drawn_km2"]),
            official_km2=float(row["official_km2"]) if row["official_km2"] else None,
        )
        for row in rows_of(folder, "partial.csv")
    }


@lru_cache(maxsize=4)
def _lacking(folder: Path) -> dict[str, str]:
    return {row["country"]: row["words"] for row in rows_of(folder, "lacking.csv")}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the boundaries; DataError when it is missing or damaged."""
    require(folder, f"boundaries/{name}")
    return read_table(folder / "boundaries" / name)
