"""
Write the shipped network's graph anew, its weights as they are.

    python -m workshop.recogniser.redraw

For a graph that is laid out otherwise and has learned nothing new.
"""

from __future__ import annotations

import onnx

from geo.settings import data_folder
from workshop.recogniser.graph import read_weights
from workshop.recogniser.publish import publish


def main() -> None:
    """Read the weights out of data/models, and write its files again."""
    home = data_folder() / "models"
    weights = read_weights(onnx.load(home / "recogniser.onnx"))
    layers = sum(name.endswith(".widen.bias") for name in weights)
    vocabulary = (home / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    publish(weights, layers, vocabulary, home)


if __name__ == "__main__":
    main()
