"""
Fit data/weights/places.csv on the train parts of annotated corpora.

`python -m workshop.ranker CORPUS.jsonl ...` prints them, with the share of given names placed
within 161 km on the train and choose parts after each pass. A conditional logit: the chance of the
right place among its rivals, every mention of a corpus weighing the same and every corpus half as
much again as its share, pulled towards the weights it began from. The signs depend on the weights
through the other names' chances, so it is fitted and measured again a few times.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.boundaries import distance_km
from geo.engine import default_engine
from geo.evaluation import read_corpus
from geo.evaluation.corpus import read_document
from geo.evaluation.given import GivenNames
from geo.evaluation.scores import LIMIT_KM
from geo.gazetteer import Gazetteer
from geo.resolve import Words, load_words
from geo.resolve.resolver import RuleResolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.resolve.weigh import Weighing
    from geo.types import Toponym

    Numbers = NDArray[np.float64]

_PASSES = 4
_STEPS = 400
_RATE = 0.05
_PULL = 0.002  # of each squared step away from the first weights
# A town and the division named after it are both right within 161 km: these corpora cannot tell.
_HELD = frozenset({
    "country", "province", "district", "site", "capital", "seat", "namesake", "in its namesake",
    "in the news", "kind said", "kind denied", "the before", "no the", "company kind",
    "seat of power",
})  # fmt: skip
_MOST_ALIKE = 0.5  # power of a corpus's share of the mentions that it weighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One gold name: its options' signs, and which options are right."""

    signs: Numbers  # options by signs
    right: NDArray[np.bool_]
    chances: Numbers
    corpus: int


class _Recorder(RuleResolver):
    """The resolver, keeping what it weighed."""

    def __init__(self, words: Words) -> None:
        super().__init__(Gazetteer.open(), words=words)
        self.last: Weighing | None = None
        self.options: list[tuple[Option, ...]] = []

    def _weigh(
        self,
        toponyms: tuple[Toponym, ...],
        options: list[tuple[Option, ...]],
        contexts: tuple[Context, ...],
    ) -> Weighing:
        self.last = super()._weigh(toponyms, options, contexts)
        self.options = options
        return self.last


def gather(paths: Sequence[Path], part: str, words: Words) -> list[Mention]:
    """Return every gold name with a point and an option of one part, as some weights see it."""
    found = []
    recorder, gazetteer = _Recorder(words), Gazetteer.open()
    for corpus, path in enumerate(paths):
        for document in read_corpus(path, part):
            article, marked = read_document(document)
            names = GivenNames(marked, gazetteer)
            engine = replace(default_engine(), find_toponyms=names, resolve=recorder)
            starts = {t.span.start: i for i, t in enumerate(engine.parse(article).toponyms)}
            if recorder.last is None:
                continue
            for gold in marked:
                if gold.lon is None or gold.lat is None or gold.start not in starts:
                    continue
                i = starts[gold.start]
                found.append(
                    _mention(recorder.options[i], recorder.last, i, (gold.lon, gold.lat), corpus)
                )
    return found


def _mention(
    options: Sequence[Option], weighing: Weighing, i: int, at: tuple[float, float], corpus: int
) -> Mention:
    names = list(weighing.weights)
    signs = np.zeros((len(options), len(names)))
    right = np.zeros(len(options), dtype=np.bool_)
    for row, (option, features) in enumerate(zip(options, weighing.features[i], strict=True)):
        for name, value in features.items():
            signs[row, names.index(name)] = value
        right[row] = distance_km(*at, option.place.lon, option.place.lat) <= LIMIT_KM
    chances = np.array(weighing.chances[i])
    return Mention(signs=signs, right=right, chances=chances, corpus=corpus)


def fit(
    names: Sequence[str], mentions: Sequence[Mention], first: Numbers, prior: Numbers
) -> Numbers:
    """Return the weights that make the right options likeliest, by Adam over all mentions."""
    useful = [m for m in mentions if m.right.any() and not m.right.all()]
    signs = np.concatenate([m.signs for m in useful])
    right = np.concatenate([m.right for m in useful])
    counts = [len(m.right) for m in useful]
    owner = np.repeat(np.arange(len(useful)), counts)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    shares = np.bincount([m.corpus for m in useful]).astype(float)
    worth = np.array([shares[m.corpus] ** (_MOST_ALIKE - 1) for m in useful])
    worth /= worth.sum()
    moved = np.array([name not in _HELD for name in names])
    weights, mean, spread = first.copy(), np.zeros_like(first), np.zeros_like(first)
    for step in range(1, _STEPS + 1):
        odds = signs @ weights
        odds -= np.maximum.reduceat(odds, starts)[owner]
        raised = np.exp(odds)
        chance = raised / np.add.reduceat(raised, starts)[owner]
        among = np.where(right, chance, 0)
        among /= np.maximum(np.add.reduceat(among, starts), 1e-12)[owner]
        slope = signs.T @ ((chance - among) * worth[owner]) + _PULL * (weights - prior)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        scaled = mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights -= _RATE * scaled * moved
    return weights


def accuracy(mentions: Sequence[Mention], corpus: int) -> float:
    """Return the share of a corpus's gold names whose best option is right."""
    own = [m for m in mentions if m.corpus == corpus]
    right = [len(m.right) > 0 and bool(m.right[m.chances.argmax()]) for m in own]
    return sum(right) / len(own)


def main() -> None:
    """Print the weights, and how right they are."""
    paths = [Path(name) for name in sys.argv[1:]]
    words = load_words()
    prior = np.array(list(words.weights.values()))
    weights = prior
    for number in range(_PASSES + 1):
        parts = {part: gather(paths, part, words) for part in ("train", "choose")}
        for part, mentions in parts.items():
            shares = [f"{p.stem} {accuracy(mentions, i):.4f}" for i, p in enumerate(paths)]
            sys.stdout.write(f"pass {number} {part}: {', '.join(shares)}\n")
        sys.stdout.flush()
        if number < _PASSES:
            weights = (weights + fit(list(words.weights), parts["train"], weights, prior)) / 2
            fresh = dict(zip(words.weights, weights.tolist(), strict=True))
            words = replace(words, weights=fresh)
    for name, weight in words.weights.items():
        sys.stdout.write(f"{name},{weight:.2f}\n")


if __name__ == "__main__":
    main()
