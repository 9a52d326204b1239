"""What the resolver reads: short forms, words of kind, log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.gazetteer import fold
from geo.language.lists import read_lists
from geo.types import Kind

if TYPE_CHECKING:
    from geo.language.lists import Lists

_FILES = (
    *("capitals.txt", "abbreviations.csv", "affixes.csv", "kinds.csv", "grammar.csv"),
    *("talk.txt", "ties.csv", "former.csv", "ages.csv", "domains.csv", "places", "confidence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A place that had a name once; years before Christ are negative."""

    id: str  # of the place
    since: int | None  # None where no source says
    until: int


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
    former: Mapping[str, tuple[Former, ...]]  # folded former name -> its bearers
    domains: Mapping[str, str]  # last label of an address -> country, "" for none
    ages: tuple[tuple[str, int, int], ...]  # folded words that name a time, its years


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
            (row["word"], row["side"]): Kind(row["kind"])
            for row in lists.rows("affixes.csv")
            if row["kind"]
        },
        plurals={row["word"]: Kind(row["kind"]) for row in lists.rows("kinds.csv")},
        capitals=lists.words("capitals.txt"),
        no_nouns=lists.uses("grammar.csv")["no-noun"],
        talk=lists.words("talk.txt"),
        ties=lists.uses("ties.csv"),
        former=_former(lists),
        domains={row["label"]: row["country"] for row in lists.rows("domains.csv")},
        ages=tuple(
            (fold(row["words"]), int(row["since"]), int(row["until"]))
            for row in lists.rows("ages.csv")
        ),
        weights=lists.weights("places"),
        confidence=lists.weights("confidence"),
    )


def _former(lists: Lists) -> Mapping[str, tuple[Former, ...]]:
    found: dict[str, tuple[Former, ...]] = {}
    for row in lists.rows("former.csv"):
        since = int(row["since"]) if row["since"] else None
        bearer = Former(id=row["id"], since=since, until=int(row["until"]))
        key = fold(row["name"])
        found[key] = (*found.get(key, ()), bearer)
    return found
