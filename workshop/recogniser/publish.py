"""Write the trained network where the engine finds it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geo.toponyms.features import FEATURES
from geo.toponyms.tagger import FORMAT, TAGS
from geo.writing import write, write_text
from workshop.recogniser.graph import build_graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.5  # of `geo.toponyms.tagger.Tagger`; best or near it on every choose part


def publish(
    weights: Mapping[str, NDArray[np.float32]], layers: int, vocabulary: Sequence[str], out: Path
) -> None:
    """
    Write recogniser.onnx, vocabulary.txt and recogniser.json.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Of the network, by name.
    layers : int
        Of its encoder.
    vocabulary : sequence of str
        Pieces, by number.
    out : Path
        The folder; made if it is not there.
    """
    parts = {
        "recogniser.onnx": build_graph(weights, layers).SerializeToString(deterministic=True),
        "vocabulary.txt": "\n".join(vocabulary).encode(),
    }
    meta = {
        "format": FORMAT,
        "threshold": THRESHOLD,
        "tags": TAGS,
        "features": FEATURES,
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()},
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, data in parts.items():
        write(out / name, data)
    words = json.dumps(meta, indent=1)
    write_text(out / "recogniser.json", words + "\n")
