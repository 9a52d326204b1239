"""
Fit data/weights/confidence.csv on the train parts of annotated corpora.

`python -m workshop.confidence CORPUS.jsonl ...` prints them and the expected calibration error
on the train, choose and report parts; nothing is fitted on the last two.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.boundaries import distance_km
from geo.engine import default_engine
from geo.evaluation import read_corpus
from geo.evaluation.corpus import read_document
from geo.evaluation.scores import LIMIT_KM, match
from geo.gazetteer import Gazetteer
from geo.resolve import load_words
from geo.resolve.confidence import signs
from geo.resolve.resolver import RuleResolver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.resolve.weigh import Weighing
    from geo.types import Resolution, Toponym

    Numbers = NDArray[np.float64]
    Rows = list[tuple[Option, float, Mapping[str, float]]]

_RIDGE = 0.1
_STEPS = 60
_BINS = 10


class _Recorder(RuleResolver):
    """The resolver, keeping the signs behind each answer, in order."""

    def __init__(self) -> None:
        super().__init__(Gazetteer.open())
        self.seen: list[list[float]] = []

    def _decide(
        self,
        toponyms: tuple[Toponym, ...],
        i: int,
        context: Context,
        rows: Rows,
        weighing: Weighing,
    ) -> Resolution:
        answer = super()._decide(toponyms, i, context, rows, weighing)
        if rows:
            option, chance, features = rows[0]
            found = signs(option.place, features, chance, len(rows) - 1)
            self.seen.append([found[name] for name in self._words.confidence])
        else:
            self.seen.append([])
        return answer


def gather(paths: Sequence[Path], part: str) -> tuple[Numbers, Numbers]:
    """Return (signs, right) of every matched and placed name of one part."""
    found, right = [], []
    for path in paths:
        for document in read_corpus(path, part):
            recorder = _Recorder()
            engine = replace(default_engine(), resolve=recorder)
            article, names = read_document(document)
            answers = engine.parse(article).resolutions
            spans = [a.toponym.span for a in answers]
            for i, j in match(names, spans):
                gold, options = names[i], answers[j].candidates
                if gold.lon is not None and gold.lat is not None and options and recorder.seen[j]:
                    place = options[0].place  # also where the engine would abstain
                    found.append(recorder.seen[j])
                    km = distance_km(gold.lon, gold.lat, place.lon, place.lat)
                    right.append(km <= LIMIT_KM)
    return np.array(found), np.array(right, float)


def fit(found: Numbers, right: Numbers) -> Numbers:
    """Return ridge-penalised logistic weights by Newton's method."""
    weights = np.zeros(found.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-found @ weights))
        slope = found.T @ (chance - right) + _RIDGE * weights
        bend = (found * (chance * (1 - chance))[:, None]).T @ found + _RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def calibration_error(chance: Numbers, right: Numbers) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum(_BINS - 1, (chance * _BINS).astype(int))
    parts = [bins == b for b in range(_BINS) if (bins == b).any()]
    return float(sum(abs(chance[p].mean() - right[p].mean()) * p.sum() for p in parts) / len(right))


def main() -> None:
    """Print weights and errors."""
    paths = [Path(name) for name in sys.argv[1:]]
    weights = fit(*gather(paths, "train"))
    for name, weight in zip(load_words().confidence, weights, strict=True):
        sys.stdout.write(f"{name},{weight:.2f}\n")
    for part in ("train", "choose", "report"):
        found, right = gather(paths, part)
        error = calibration_error(1 / (1 + np.exp(-found @ weights)), right)
        sys.stdout.write(
            f"{part}: {len(right)} names, {right.mean():.3f} right, error {error:.3f}\n"
        )


if __name__ == "__main__":
    main()
