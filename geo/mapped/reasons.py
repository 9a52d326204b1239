"""Why a name is not on the map: a code each, with one wording in data/reasons.csv."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.integrity import require
from geo.schema import read_table
from geo.settings import data_folder
from geo.types import Kind, Precision, Status, Use

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.types import Resolution

_TABLE = "reasons.csv"
LEFT_OUT = "left-out"
NOT_A_PLACE = "not-a-place"
NO_WORDS = "no-words"  # a parse from elsewhere may place a name and give no excerpt
CODES = (
    "institution", "undecided", "unknown", "rejected", "hidden", "country", "within-country",
    "continent", "sea", "sea-or-air", "no-boundary", NO_WORDS, LEFT_OUT, "people", NOT_A_PLACE,
)  # fmt: skip
_BY_USE = {Use.DEMONYM: "people", Use.ASSOCIATIVE: "institution"}
_BY_STATUS = {
    Status.AMBIGUOUS: "undecided",
    Status.UNKNOWN: "unknown",
    Status.REJECTED: "rejected",
    Status.HIDDEN: "hidden",
}
_BY_KIND = {Kind.COUNTRY: "country", Kind.CONTINENT: "continent", Kind.SEA: "sea"}
_BY_CLASS = {Precision.P0: "undecided", Precision.P6: "country", Precision.P7: "sea-or-air"}


def why_not(resolution: Resolution) -> str | None:
    """
    Return the code of why a name has no mark of its own, None where it has one.

    Parameters
    ----------
    resolution : Resolution
        The engine's or the analyst's answer.

    Returns
    -------
    str or None
        A code of `CODES`. A people and an institution are never drawn, whatever they were read
        as; a province only where the data have its polygon.
    """
    place = resolution.place
    if resolution.toponym.use in _BY_USE:
        return _BY_USE[resolution.toponym.use]
    if place is None:
        return _BY_STATUS.get(resolution.status, "unknown")
    if place.kind in _BY_KIND and resolution.around is None:
        code = _BY_KIND[place.kind]
        return code if resolution.within is None else f"within-{code}"
    if resolution.precision in _BY_CLASS:
        return _BY_CLASS[resolution.precision]
    if resolution.precision is Precision.P4 and place.area is None:
        return "no-boundary"
    return None


def wording(code: str, folder: Path | None = None) -> str:
    """Return a reason in a reader's words; DataError when the data have none for the code."""
    words = _read(folder or data_folder())
    if code not in words:
        msg = f"data/reasons.csv has no wording for {code!r}; run `dateline check`"
        raise DataError(msg)
    return words[code]


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, str]:
    require(folder, _TABLE)
    return MappingProxyType({row["code"]: row["words"] for row in read_table(folder / _TABLE)})
