"""
Which texts are one story: a wire report on several sites, cut, or under another headline.

Each text is a set of runs of words ("shingles", Broder 1997, "On the resemblance and containment
of documents"); two are one story where the longer has at least half of the shorter's. Runs are
compared by 64-bit hashes, all of them: a sample, as MinHash takes, tells whether two texts are the
same but not well whether a short one is a part of a long one.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from geo.language.tokeniser import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_RUN = 4  # words: fewer are shared by chance, more are broken by each word that is altered
_ALIKE = 0.5  # share of the shorter text's runs that the longer has
_FEWEST = 12  # runs; shorter texts are one story only where they are the same
_NEAR = 8  # texts on among those with the same run, that one is compared with
_MULTIPLIER, _MIXER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_SHIFTS = np.uint64(31), np.uint64(29)


def groups(texts: Iterable[str]) -> tuple[tuple[int, ...], ...]:
    """
    Group texts that are one story.

    Parameters
    ----------
    texts : iterable of str
        Of articles, normalised.

    Returns
    -------
    tuple of tuple of int
        Every text's number once, in groups; the first of a group is its first text, and the
        groups stand in the order of their first texts. Where two texts are alike, and one of
        them and a third, all three are one group. The same texts in another order give the same
        groups, unless more than eight share a run and no two of them that stand near are alike.
        Takes time that grows as the length of all texts, and as sorting it.
    """
    sets = [_runs(text) for text in texts]
    leaders = list(range(len(sets)))
    for one, other, shared in _pairs(sets):
        if shared >= _ALIKE * min(len(sets[one]), len(sets[other])):
            low, high = sorted((_leader(leaders, one), _leader(leaders, other)))
            leaders[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(sets)):
        found[_leader(leaders, number)].append(number)
    return tuple(tuple(group) for _, group in sorted(found.items()))


def _runs(text: str) -> NDArray[np.uint64]:
    """Return the hashes of a text's runs of words, each once; one of all words of a short text."""
    words = words_of(text.casefold())
    ids = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    length = _RUN if len(ids) >= _RUN + _FEWEST - 1 else max(1, len(ids))
    runs = np.zeros(max(0, len(ids) - length + 1), np.uint64)
    for place in range(length):
        runs = runs * _MULTIPLIER + ids[place : place + len(runs)] + np.uint64(1)
        runs ^= runs >> _SHIFTS[0]
        runs *= _MIXER
        runs ^= runs >> _SHIFTS[1]
    return np.unique(runs)


def _pairs(sets: list[NDArray[np.uint64]]) -> Iterable[tuple[int, int, int]]:
    """Yield two texts' numbers and how many runs they share, where they share any."""
    if not sets:
        return
    owners = np.repeat(np.arange(len(sets), dtype=np.int64), [len(runs) for runs in sets])
    hashes = np.concatenate(sets)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    found = [
        owners[:-step][same] * len(sets) + owners[step:][same]
        for step in range(1, min(_NEAR, len(hashes) - 1) + 1)
        if (same := hashes[:-step] == hashes[step:]).any()
    ]
    if not found:
        return
    codes, counts = np.unique(np.concatenate(found), return_counts=True)
    for code, shared in zip(codes.tolist(), counts.tolist(), strict=True):
        yield code // len(sets), code % len(sets), shared


def _leader(leaders: list[int], number: int) -> int:
    """Return the first text of a text's group, and shorten the way to it."""
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number
