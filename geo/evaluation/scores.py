"""Recognition, resolution and end-to-end figures of toponym resolution, from matched names."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.boundaries import distance_km
from geo.evaluation.corpus import Gold

if TYPE_CHECKING:
    from collections.abc import Sequence


LIMIT_KM = 161.0  # 100 miles: the literature's bound of a right answer
MAX_KM = 20039.0  # half the Earth's circumference: what no answer costs
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One name as the engine gives it; WGS 84 degrees, None where it has no place."""

    start: int
    end: int
    lon: float | None
    lat: float | None
    score: float
    country: str
    kind: str  # of the place, "" where there is none
    precision: str  # P0 to P7
    note: str  # the receipt, for the list of mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold name and what overlapped it, if anything."""

    gold: Gold
    guess: Guess | None
    km: float  # between them; `MAX_KM` without an answer, nan where the gold has no point


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one document adds to every figure."""

    gold: int = 0
    gold_placed: int = 0
    guesses: int = 0
    exact: int = 0
    overlapping: int = 0
    right: int = 0  # overlapping and within `LIMIT_KM`
    errors: tuple[float, ...] = ()  # km of each overlapping pair whose gold has a point

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of two sets of documents together."""
        return Counts(
            gold=self.gold + other.gold,
            gold_placed=self.gold_placed + other.gold_placed,
            guesses=self.guesses + other.guesses,
            exact=self.exact + other.exact,
            overlapping=self.overlapping + other.overlapping,
            right=self.right + other.right,
            errors=self.errors + other.errors,
        )


class Ranged(Protocol):
    """Whatever has a start and an end, half-open code points."""

    @property
    def start(self) -> int:
        """Return the first code point."""

    @property
    def end(self) -> int:
        """Return the code point after the last."""


def match(gold: Sequence[Ranged], guesses: Sequence[Ranged]) -> list[tuple[int, int]]:
    """
    Pair names one to one: exact spans first, then the longest overlap, ties the earliest.

    Parameters
    ----------
    gold, guesses : sequence
        Names of one document.

    Returns
    -------
    list of (int, int)
        Indices into `gold` and `guesses`.
    """
    found = []
    for i, g in enumerate(gold):
        for j, p in enumerate(guesses):
            shared = min(g.end, p.end) - max(g.start, p.start)
            if shared > 0:
                exact = (g.start, g.end) == (p.start, p.end)
                found.append((not exact, -shared, g.start, p.start, i, j))
    taken_gold: set[int] = set()
    taken_guess: set[int] = set()
    pairs = []
    for *_, i, j in sorted(found):
        if i not in taken_gold and j not in taken_guess:
            taken_gold.add(i)
            taken_guess.add(j)
            pairs.append((i, j))
    return pairs


def compare(gold: Sequence[Gold], guesses: Sequence[Guess]) -> tuple[Counts, list[Pair]]:
    """
    Score one document.

    Parameters
    ----------
    gold, guesses : sequence
        Its names.

    Returns
    -------
    counts : Counts
        What it adds to every figure.
    pairs : list of Pair
        Each gold name with what overlapped it.
    """
    matched = dict(match(gold, guesses))
    pairs = [_pair(g, guesses[matched[i]] if i in matched else None) for i, g in enumerate(gold)]
    errors = tuple(p.km for p in pairs if p.guess is not None and p.gold.placed)
    spans = {(g.start, g.end) for g in guesses}
    counts = Counts(
        gold=len(gold),
        gold_placed=sum(g.placed for g in gold),
        guesses=len(guesses),
        exact=sum((g.start, g.end) in spans for g in gold),
        overlapping=len(matched),
        right=sum(km <= LIMIT_KM for km in errors),
        errors=errors,
    )
    return counts, pairs


def _pair(gold: Gold, guess: Guess | None) -> Pair:
    if gold.lon is None or gold.lat is None:
        return Pair(gold=gold, guess=guess, km=math.nan)
    if guess is None or guess.lon is None or guess.lat is None:
        return Pair(gold=gold, guess=guess, km=MAX_KM)
    km = distance_km(gold.lon, gold.lat, guess.lon, guess.lat)
    return Pair(gold=gold, guess=guess, km=km)


def figures(counts: Counts) -> dict[str, float]:
    """
    Return every figure of some counts, shares from 0 to 1, distances in km.

    `auc` is the mean of ln(1 + km) / ln(20039) over sorted errors by the trapezoid
    rule (Gritta et al. 2018); lower is better.
    """
    names = {"exact": counts.exact, "overlap": counts.overlapping}
    found: dict[str, float] = {}
    for name, right in names.items():
        found |= _prf(f"{name}_", right, counts.guesses, counts.gold)
    errors = sorted(counts.errors)
    found["acc161"] = _share(counts.right, len(errors))
    found["median_km"] = errors[len(errors) // 2] if errors else math.nan
    found["mean_km"] = _share(sum(errors), len(errors))
    found["auc"] = _auc(errors)
    return found | _prf("e2e_", counts.right, counts.guesses, counts.gold_placed)


def interval(documents: Sequence[Counts], key: str, runs: int) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure, documents drawn with a fixed seed."""
    draw = random.Random(_SEED)  # noqa: S311 - a bootstrap, not a secret
    values = sorted(
        figures(sum(draw.choices(documents, k=len(documents)), Counts()))[key] for _ in range(runs)
    )
    return values[int(0.025 * runs)], values[max(0, int(0.975 * runs) - 1)]


def _prf(prefix: str, right: int, guesses: int, gold: int) -> dict[str, float]:
    precision, recall = _share(right, guesses), _share(right, gold)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {f"{prefix}p": precision, f"{prefix}r": recall, f"{prefix}f1": f1}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _auc(errors: list[float]) -> float:
    logs = [math.log(1 + km) / math.log(MAX_KM) for km in errors]
    if len(logs) < 2:  # noqa: PLR2004 - a curve has two ends
        return logs[0] if logs else math.nan
    return sum((a + b) / 2 for a, b in itertools.pairwise(logs)) / (len(logs) - 1)
