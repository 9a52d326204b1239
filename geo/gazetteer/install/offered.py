"""
A country's table as a page offers it: its size, told before; installed; and taken away again.

Each function does what one press of a button asks, and nothing is asked of anybody without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.gazetteer.home import installed
from geo.gazetteer.install.commands import Options, install, remove
from geo.gazetteer.install.countries import (
    address_of,
    is_its_table,
    is_own,
    name_of,
)
from geo.gazetteer.install.download import Terms, measure
from geo.gazetteer.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer.install.entries import Report

MOST_BYTES = 1_000_000_000  # of a country's table, as it comes and unpacked: none has as many
_BETWEEN = "\t"
_STEPS = 200  # times that one stage is told at most


def measure_table(tell: Callable[[str], None], country: str) -> int:
    """
    Ask how large a country's table is.

    Parameters
    ----------
    tell : callable
        Told what is being done, as `read_stage` reads it.
    country : str
        ISO 3166-1 alpha-2.

    Returns
    -------
    int
        Bytes as they would come; 0 where the server does not say. Nothing is kept.

    Raises
    ------
    DataError
        When the server cannot be reached, refuses, or has more than `MOST_BYTES`.
    """
    _reporter(tell)("ask", 0, 0)
    return measure(address_of(country), Terms(max_bytes=MOST_BYTES, inside=is_own()))


def install_table(tell: Callable[[str], None], country: str) -> int:
    """
    Fetch a country's table and install it; one that is installed already is left as it is.

    Parameters
    ----------
    tell : callable
        Told what is being done, as `read_stage` reads it.
    country : str
        ISO 3166-1 alpha-2.

    Returns
    -------
    int
        How many places it has.

    Raises
    ------
    DataError
        When it cannot be fetched, read or written, or a gazetteer of another making has its name.
    """
    own = next((each for each in installed() if each.name == name_of(country)), None)
    if own is not None and not is_its_table(own, country):
        msg = (
            f"a gazetteer of yours is called {own.name!r} already; it was left as it is:"
            " install the table under another name with `dateline gazetteer install`"
        )
        raise DataError(msg)
    if own is not None:
        return len(Layer(own.folder))
    options = Options(name=name_of(country), max_bytes=MOST_BYTES, inside=is_own())
    made = install([address_of(country)], options, _reporter(tell))
    return len(Layer(made))


def remove_table(country: str) -> None:
    """
    Remove a country's table, if it is installed.

    Raises
    ------
    DataError
        When it cannot be deleted.
    """
    if any(is_its_table(each, country) for each in installed()):
        remove(name_of(country))


def read_stage(words: str) -> tuple[str, int, int]:
    """
    Return what is being done, how much of it is done, and how much there is, 0 where unknown.

    Parameters
    ----------
    words : str
        As the functions of this module tell it; "" before they told anything.
    """
    what, *counts = words.split(_BETWEEN)
    done, total = (int(count) for count in counts) if counts else (0, 0)
    return what, done, total


def _reporter(tell: Callable[[str], None]) -> Report:
    """Return a report that tells each stage a bounded number of times."""
    told = ("", -1)

    def report(what: str, done: int, total: int) -> None:
        nonlocal told
        now = (what, _STEPS * done // total if total else done >> 20)
        if now != told:
            told = now
            tell(_BETWEEN.join((what, str(done), str(total))))

    return report
