"""A coordinate that is given as one: read more freely than among the words of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.coordinates.patterns import COMPACT, GIVEN, GRID, LABELLED, LETTERS_AFTER, LETTERS_BEFORE
from geo.coordinates.read import (
    read_bare,
    read_compact,
    read_grid,
    read_labelled,
    read_letters,
)

if TYPE_CHECKING:
    from geo.coordinates.read import Point

_FORMS = (
    (GIVEN, read_bare),
    (LABELLED, read_labelled),
    (LETTERS_AFTER, read_letters),
    (LETTERS_BEFORE, read_letters),
    (COMPACT, read_compact),
    (GRID, read_grid),
)
_COMMAS = re.compile(
    r"([-+\u2212]?\d{1,3}),(\d{1,15})(?:\s?[;/]\s?|,?\s)([-+\u2212]?\d{1,3}),(\d{1,15})"
)
_AROUND = " \t()[]{}.,;"
_LONGEST = 100  # code points


def read_coordinate(words: str) -> Point | None:
    """
    Return the point that words give, where they give nothing else.

    Parameters
    ----------
    words : str
        As copied from a map: "33.3, 44.4" (latitude first), "33,3 44,4", "33 18 N 44 24 E",
        "lat 33.3 lon 44.4", "38S MB 4183 8841".

    Returns
    -------
    Point or None
        None where they are no coordinate, or are more than one.
    """
    given = " ".join(words[: _LONGEST + 1].split()).strip(_AROUND)
    if len(given) > _LONGEST:
        return None
    given = _COMMAS.sub(r"\1.\2; \3.\4", given) if _COMMAS.fullmatch(given) else given
    for pattern, read in _FORMS:
        match = pattern.fullmatch(given) or pattern.fullmatch(given.upper())
        point = read(match) if match else None
        if point is not None:
            return point
    return None
