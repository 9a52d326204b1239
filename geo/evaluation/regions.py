"""The part of the world that a country lies in, as UN M49 has it."""

from __future__ import annotations

from functools import cache

from geo.schema import read_table
from geo.settings import data_folder

NOWHERE = "no country"  # a sea, a continent, or no answer


def region_of(country: str) -> str:
    """
    Return the name of the subregion of a country.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2 code; "" for none.

    Returns
    -------
    str
        As "Western Africa"; "no country" where there is none.
    """
    return _regions().get(country, NOWHERE)


@cache
def _regions() -> dict[str, str]:
    return {row["iso2"]: row["region"] for row in read_table(data_folder() / "world_regions.csv")}
