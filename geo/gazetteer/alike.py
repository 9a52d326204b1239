"""Which of many names are like one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from geo.gazetteer.folding import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_LIKENESS = 80.0  # rapidfuzz ratio, 0 to 100, below which a skeleton match is chance
MIN_SKELETON = 2
MIN_NAME = 4  # letters; shorter names are too easily alike


def likenesses(name: str, others: Sequence[str]) -> list[tuple[int, float]]:
    """
    Return the places in `others` of the names like `name`.

    Parameters
    ----------
    name : str
        A folded name.
    others : sequence of str
        Folded names with the same skeleton.

    Returns
    -------
    list of (int, float)
        Index in `others` and likeness, `MIN_LIKENESS` to 100; the most like first.
    """
    found = process.extract(
        name, others, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS, limit=None, processor=None
    )
    return [(index, score) for _, score, index in found]


def share_a_word(name: str, other: str) -> bool:
    """
    Return whether two names have a word in common, whatever its spelling.

    Parameters
    ----------
    name, other : str
        As written: "Diyala Governorate" and "Diyālá" do, "Nineveh" and "Calcutta" do not.

    Returns
    -------
    bool
        By folded words, and by the consonants of whole names in Latin letters.
    """
    one, two = fold(name), fold(other)
    bones = skeleton(one)
    return not set(one.split()).isdisjoint(two.split()) or bool(bones and bones == skeleton(two))
