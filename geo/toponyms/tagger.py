"""The small language model that says of each word whether it is of a place name."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import ArticleError, DataError
from geo.integrity import REMEDY, require
from geo.settings import data_folder
from geo.toponyms.features import FEATURES
from geo.toponyms.pieces import CLS, SEP, cut_windows, open_tokenizer, split_pieces

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from geo.toponyms.features import Words
    from geo.toponyms.pieces import Pieces

TAGS = ("other", "begins", "goes on", "demonym begins", "demonym goes on")
FORMAT = 2  # of the files; the builder and this reader must agree
_MOST_PIECES = 500_000  # read of one article; 2 MB of English has 450,000
_MOST_THREADS = 4
_MEANWHILE = "until then names are found by rules alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """What the folder of the model holds, verified."""

    meta: dict[str, Any]
    model: bytes
    vocabulary: dict[str, int]


class Tagger:
    """
    Read words with the learned model.

    Use `Tagger.open`.

    Attributes
    ----------
    id : str
        Made from the model's checksum.
    threshold : float
        Chance from which a word is taken for one of a place name; chosen with the model.
    """

    def __init__(self, files: _Files) -> None:
        self.id = f"minilm-{FORMAT}:{files.meta['sha256']['recogniser.onnx'][:12]}"
        self.threshold = float(files.meta["threshold"])
        self._tokenizer: Tokenizer = open_tokenizer(files.vocabulary)
        self._marks = (files.vocabulary[CLS], files.vocabulary[SEP])
        self._session = _session(files.model)

    @classmethod
    def open(cls, folder: Path | None = None) -> Tagger:
        """
        Open the model.

        Parameters
        ----------
        folder : Path, optional
            Folder of data that holds `models/`; the shipped one when left out.

        Returns
        -------
        Tagger
            Ready to read.

        Raises
        ------
        DataError
            When a file is missing, altered, of another version, or cannot be run here; the
            message names it.
        """
        data = folder or data_folder()
        home, files = data / "models", _read(data)
        try:
            return cls(files)
        except Exception as cause:
            # The runtime raises its own exceptions, none of them public.
            msg = f"the model in {home} cannot be run ({cause}); {REMEDY}; {_MEANWHILE}"
            raise DataError(msg) from cause

    def __call__(self, text: str, words: Words, asked: NDArray[np.bool_]) -> NDArray[np.float32]:
        """
        Read an article's words, a window at a time, so that no window's answer hangs on another.

        Parameters
        ----------
        text : str
            The article's.
        words : Words
            Its words and what is known of each.
        asked : ndarray of bool
            For each of `words.tokens`, whether to tell its chances; a sentence of which no word
            is asked about is not read.

        Returns
        -------
        ndarray of float32, shape (words, tags)
            The chance of each of `TAGS`; words not asked about are "other" for certain.

        Raises
        ------
        ArticleError
            When there are more pieces of words to read than an article has.
        """
        found = np.zeros((len(words.tokens), len(TAGS)), dtype=np.float32)
        found[:, 0] = 1.0
        if not asked.any():
            return found
        kept = np.zeros(len(words.lines), dtype=np.bool_)
        kept[words.homes[asked]] = True
        pieces = split_pieces(self._tokenizer, text, words)
        windows = cut_windows(pieces.lines, kept)
        _bound(sum(map(len, windows)))
        telling = pieces.first & asked[pieces.words]

        def read(window: NDArray[np.int64]) -> None:
            at = np.flatnonzero(telling[window])
            if len(at):
                told = self._read(pieces, window, at, words.rows)
                found[pieces.words[window[at]]] = told

        # A thread a window: threads inside each product would wait for one another all the time.
        with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as threads:
            list(threads.map(read, windows))
        return found

    def _read(
        self,
        pieces: Pieces,
        window: NDArray[np.int64],
        at: NDArray[np.int64],
        rows: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Return the chances of the pieces at some positions of a window, a row each."""
        feed = {**fill(pieces, window, rows, self._marks), "asked": at + 1}  # after the mark
        chances: NDArray[np.float32] = self._session.run(None, feed)[0][0]
        return chances


def _bound(count: int) -> None:
    if count > _MOST_PIECES:
        msg = (
            f"the article's words have {count:,} pieces, the limit is {_MOST_PIECES:,}; "
            "give one article at a time or split the text"
        )
        raise ArticleError(msg)


def fill(
    pieces: Pieces, window: NDArray[np.int64], rows: NDArray[np.float32], marks: tuple[int, int]
) -> dict[str, NDArray[Any]]:
    """
    Lay a window out as the model's input.

    Parameters
    ----------
    pieces : Pieces
        An article's.
    window : ndarray of int
        Positions of the window's pieces.
    rows : ndarray of float32, shape (words, features)
        What is known of each word.
    marks : tuple of int
        Numbers of the marks put at the start and the end.

    Returns
    -------
    dict of str to ndarray
        `ids` (int64) and `feats` (float32), each one window by length.
    """
    ids = np.array([[marks[0], *pieces.ids[window], marks[1]]], dtype=np.int64)
    feats = np.zeros((*ids.shape, rows.shape[1]), dtype=np.float32)
    owners = pieces.words[window]
    owned = np.flatnonzero(owners >= 0)
    feats[0, owned + 1] = rows[owners[owned]]
    return {"ids": ids, "feats": feats}


def _session(model: bytes) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - slow to import

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _read(folder: Path) -> _Files:
    home = folder / "models"
    try:
        digests = require(folder, "models/")
        meta = json.loads((home / "recogniser.json").read_text(encoding="utf-8"))
        model = (home / "recogniser.onnx").read_bytes()
        vocabulary = (home / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        is_ours = meta["format"] == FORMAT and meta["features"] == list(FEATURES)
        is_one = all(digests[f"models/{name}"] == own for name, own in meta["sha256"].items())
    except DataError as cause:
        msg = f"{cause}; {_MEANWHILE}"
        raise DataError(msg) from cause
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as cause:
        msg = f"the model in {home} cannot be read ({cause}); {REMEDY}; {_MEANWHILE}"
        raise DataError(msg) from cause
    if not (is_ours and is_one):
        msg = f"the model in {home} is of another version; {REMEDY}; {_MEANWHILE}"
        raise DataError(msg)
    pieces = [piece for piece in vocabulary if piece]
    return _Files(meta=meta, model=model, vocabulary={p: i for i, p in enumerate(pieces)})
