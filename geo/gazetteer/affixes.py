"""Words that say what kind of place a name means: "Diyala Governorate", "Lake Tharthar"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.lists import read_lists
from geo.settings import data_folder
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LIST = "affixes.csv"


def strip_affix(folded: str) -> tuple[str, frozenset[Kind]]:
    """
    Return a folded name without its affix, and the kinds of place the affix admits.

    Parameters
    ----------
    folded : str
        What `fold` returned.

    Returns
    -------
    bare : str
        The name alone, or `folded` itself when it has no affix.
    kinds : frozenset of Kind
        Empty when it has no affix.

    Raises
    ------
    DataError
        When the list of affixes is missing or damaged.
    """
    words = folded.split(" ")
    if len(words) == 1:
        return folded, frozenset()
    admitted = _admitted(data_folder())
    if kinds := admitted.get((words[-1], "after")):
        return " ".join(words[:-1]), kinds
    if kinds := admitted.get((words[0], "before")):
        return " ".join(words[1:]), kinds
    return folded, frozenset()


@lru_cache(maxsize=4)
def _admitted(folder: Path) -> Mapping[tuple[str, str], frozenset[Kind]]:
    """Return the kinds that a name is looked up among without its affix, by word and side."""
    return {
        (row["word"], row["side"]): frozenset(map(Kind, row["looked_up"].split("|")))
        for row in read_lists(folder, _LIST).rows(_LIST)
        if row["looked_up"]
    }
