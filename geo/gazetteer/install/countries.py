"""GeoNames' own table of a country: where it lies, and whether it is installed."""

from __future__ import annotations

import json
import os
import re

from geo.errors import DataError
from geo.gazetteer.home import Installed, installed
from geo.gazetteer.layer import META
from geo.web import is_url, shown

BASE_URL = "DATELINE_GEONAMES_URL"  # the environment's variable: another folder of such tables
GEONAMES = "geonames"  # source of the places of GeoNames' tables
LICENCE = "GeoNames, CC BY 4.0"  # https://www.geonames.org/about.html
_ADDRESS = "https://download.geonames.org/export/dump"  # where GeoNames gives its tables
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_WORLD = "allcountries"


def is_country(words: str) -> bool:
    """Return whether words have the form of a country's two letters."""
    return _COUNTRY.fullmatch(words) is not None


def is_own() -> bool:
    """Return whether the user has set another address for the tables than GeoNames' own."""
    return bool(os.environ.get(BASE_URL))


def address_of(country: str) -> str:
    """
    Return the address of a country's table; nothing is asked.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2.

    Returns
    -------
    str
        Of its zip, at GeoNames or under the address in `DATELINE_GEONAMES_URL`.

    Raises
    ------
    DataError
        When the country is no two letters, or the variable is no address.
    """
    base = os.environ.get(BASE_URL) or _ADDRESS
    if not is_country(country):
        msg = f"{country[:40]!r} is no country; give its two letters, such as SD"
        raise DataError(msg)
    if not is_url(base):
        named = shown(base) if "://" in base else base
        msg = f"{BASE_URL} is {named!r}; give it an address that begins with https:// or http://"
        raise DataError(msg)
    return f"{base.rstrip('/')}/{country.upper()}.zip"


def name_of(country: str) -> str:
    """Return what a country's table is called once it is installed."""
    return country.lower()


def has_table(country: str) -> bool:
    """
    Return whether GeoNames' table of a country, or of the world, is installed.

    Raises
    ------
    DataError
        When what is installed cannot be read.
    """
    wanted = (country.lower(), _WORLD)
    return any(set(wanted) & _tables(each) for each in installed())


def is_its_table(each: Installed, country: str) -> bool:
    """Return whether an installed gazetteer is a country's table and nothing else."""
    return each.name == name_of(country) and _tables(each) == {country.lower()}


def _tables(each: Installed) -> set[str]:
    """Return the files that a gazetteer was made of, without their ends; none of a damaged one."""
    try:
        made_of = json.loads((each.folder / META).read_text(encoding="utf-8"))["made_of"]
        return {str(name).casefold().rpartition(".")[0] for name in made_of}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
