"""Words to the pieces a language model reads, and pieces to windows it can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.toponyms.features import Words

WINDOW = 126  # the most pieces the network can read together, the marks at the ends not counted
READ = 96  # pieces it is given together: on the choose parts it finds more names so, as fast
CLS, SEP = "[CLS]", "[SEP]"
_UNKNOWN = "[UNK]"
_AT_ONCE = 100_000  # code points given to the tokeniser, which holds much about each piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The pieces of an article's sentences, in reading order; all arrays of one length."""

    ids: NDArray[np.int64]  # in the vocabulary
    words: NDArray[np.int64]  # index of the word a piece is of, -1 for punctuation
    first: NDArray[np.bool_]  # whether it is its word's first
    lines: NDArray[np.int64]  # position of its sentence


def open_tokenizer(vocabulary: Mapping[str, int]) -> Tokenizer:
    """
    Return BERT's uncased word-piece tokeniser over a vocabulary.

    Parameters
    ----------
    vocabulary : mapping of str to int
        Piece to number.

    Returns
    -------
    Tokenizer
        Its offsets are code points of the text it is given.
    """
    tokenizer = Tokenizer(WordPiece(dict(vocabulary), unk_token=_UNKNOWN))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def split_pieces(tokenizer: Tokenizer, text: str, words: Words) -> Pieces:
    """
    Split the sentences of an article into pieces.

    Parameters
    ----------
    tokenizer : Tokenizer
        From `open_tokenizer`.
    text : str
        The article's.
    words : Words
        Its words; what stands after its last sentence is left out.

    Returns
    -------
    Pieces
        Those of every sentence.
    """
    ids, offsets = _encode(tokenizer, text, [line.end for line in words.lines])
    begins, ends = offsets[:, 0], offsets[:, 1]
    spans = np.array([(t.start, t.end) for t in words.tokens], dtype=np.int64).reshape(-1, 2)
    at = np.searchsorted(spans[:, 1], begins, side="right")
    held = at < len(spans)
    inside = held.copy()
    inside[held] = spans[at[held], 0] < ends[held]
    owner = np.where(inside, at, -1)
    ends_of_lines = np.array([line.end for line in words.lines], dtype=np.int64)
    home = np.searchsorted(ends_of_lines, begins, side="right")
    kept = home < len(ends_of_lines)
    before = np.concatenate(([-2], owner[:-1]))
    first = inside & (owner != before)
    return Pieces(
        ids=ids[kept],
        words=owner[kept],
        first=first[kept],
        lines=home[kept].astype(np.int64),
    )


def _encode(
    tokenizer: Tokenizer, text: str, ends: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pieces' numbers and their offsets, read some whole sentences at a time."""
    ids, offsets = [np.zeros(0, dtype=np.int64)], [np.zeros((0, 2), dtype=np.int64)]
    start = 0
    for i, end in enumerate(ends):
        if end - start < _AT_ONCE and i + 1 < len(ends):
            continue
        read = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids.append(np.array(read.ids, dtype=np.int64))
        offsets.append(np.array(read.offsets, dtype=np.int64).reshape(-1, 2) + start)
        start = end
    return np.concatenate(ids), np.concatenate(offsets)


def cut_windows(
    lines: NDArray[np.int64], kept: NDArray[np.bool_], size: int = READ
) -> list[NDArray[np.int64]]:
    """
    Cut the pieces of the sentences kept into windows, whole sentences together where they fit.

    Parameters
    ----------
    lines : ndarray of int
        Each piece's sentence, ascending.
    kept : ndarray of bool
        Whether to read each sentence, by position.
    size : int, optional
        The most pieces of a window.

    Returns
    -------
    list of ndarray of int
        Positions of each window's pieces, ascending; disjoint, together every piece kept.
    """
    every = np.flatnonzero(kept[lines]) if len(lines) else np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.diff(lines[every], prepend=-1))
    found: list[NDArray[np.int64]] = []
    begin = 0
    while begin < len(every):
        end = _last_break(starts, begin, begin + size, len(every))
        found.append(every[begin:end])
        begin = end
    return found


def _last_break(starts: NDArray[np.int64], begin: int, limit: int, total: int) -> int:
    """Return the last start of a sentence after `begin` and within `limit`, else `limit`."""
    if limit >= total:
        return total
    at = int(np.searchsorted(starts, limit, side="right")) - 1
    return int(starts[at]) if starts[at] > begin else limit
