"""Where a text's code points stood in the text it was made from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.types import Span

if TYPE_CHECKING:
    from geo.types import Article


class Offsets:
    """
    Spans of a normalised text to spans of its original.

    Parameters
    ----------
    steps : tuple of int
        As in `geo.types.Original.steps`; none where the two are of one length, place by place.
    """

    def __init__(self, steps: tuple[int, ...] = ()) -> None:
        kept, was, became = steps[0::3], steps[1::3], steps[2::3]
        self._text_ends = list(accumulate(k + b for k, b in zip(kept, became, strict=True)))
        self._ends = list(accumulate(k + w for k, w in zip(kept, was, strict=True)))
        self._text_starts = [e - b for e, b in zip(self._text_ends, became, strict=True)]
        self._starts = [e - w for e, w in zip(self._ends, was, strict=True)]

    @classmethod
    def of(cls, article: Article) -> Offsets:
        """Return the offsets of an article's text in what it was read from."""
        return cls(() if article.original is None else article.original.steps)

    def inverse(self) -> Offsets:
        """Return the offsets of the original in the normalised text."""
        back = Offsets()
        back._text_starts, back._text_ends = self._starts, self._ends
        back._starts, back._ends = self._text_starts, self._text_ends
        return back

    def original(self, span: Span) -> Span:
        """
        Return where a span stood in the original.

        Parameters
        ----------
        span : Span
            Half-open, code points of the normalised text.

        Returns
        -------
        Span
            The smallest that holds all it was made of; what was dropped at its edges is left
            out, what was dropped inside it is held.

        Raises
        ------
        ValueError
            Of an inverse alone, where nothing is left of the span.
        """
        return Span(self._start(span.start), self._end(span.end))

    def _start(self, at: int) -> int:
        i = bisect_right(self._text_starts, at) - 1
        if i < 0:
            return at
        if at < self._text_ends[i]:
            return self._starts[i]
        return self._ends[i] + at - self._text_ends[i]

    def _end(self, at: int) -> int:
        i = bisect_left(self._text_ends, at)
        if i == len(self._text_ends):
            return at + (self._ends[-1] - self._text_ends[-1] if i else 0)
        if at > self._text_starts[i]:
            return self._ends[i]
        return self._starts[i] + at - self._text_starts[i]
