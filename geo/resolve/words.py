"""What the resolver reads: short forms, words of kind, log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.lists import read_lists
from geo.types import Kind

if TYPE_CHECKING:
    from geo.language.lists import Lists

_FILES = (
    *("capitals.txt", "abbreviations.csv", "affixes.csv", "kinds.csv", "grammar.csv"),
    *("talk.txt", "ties.csv", "places", "confidence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What words beside a name say about it; keys are lower case, short forms as written."""

    checksum: str  # sha256 (hex) of the files' bytes
    short: Mapping[str, tuple[str, str]]  # "Calif." -> ("California", "US")
    affixes: Mapping[tuple[str, str], Kind]  # ("province", "after") -> province
    plurals: Mapping[str, Kind]  # "cities" -> town
    capitals: frozenset[str]  # ids of places
    no_nouns: frozenset[str]  # words that leave the article before them with the name
    weights: Mapping[str, float]  # log-odds of a candidate against its rivals, by sign
    confidence: Mapping[str, float]  # log-odds of an answer being right, by sign
    talk: frozenset[str]  # words that make "between" one of parties
    ties: Mapping[str, frozenset[str]]  # words that tie a name to another, by use


def load_words(lists: Lists | None = None) -> Words:
    """
    Make the resolver's words of the word lists.

    Parameters
    ----------
    lists : Lists, optional
        What `read_lists` read; the shipped ones when left out.

    Returns
    -------
    Words
        The lists and their checksum.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    lists = lists or read_lists(None, *_FILES)
    return Words(
        checksum=lists.checksum(*_FILES),
        short={
            row["short"]: (row["name"], row["country"]) for row in lists.rows("abbreviations.csv")
        },
        affixes={
            (row["word"], row["side"]): Kind(row["kind"]) for row in lists.rows("affixes.csv")
        },
        plurals={row["word"]: Kind(row["kind"]) for row in lists.rows("kinds.csv")},
        capitals=lists.words("capitals.txt"),
        no_nouns=lists.uses("grammar.csv")["no-noun"],
        talk=lists.words("talk.txt"),
        ties=lists.uses("ties.csv"),
        weights=lists.weights("places"),
        confidence=lists.weights("confidence"),
    )
