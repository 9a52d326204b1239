"""A text under correction, which remembers where each code point of it came from."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    Edit = tuple[int, int, str]  # half-open code points, and what stands there instead


class Draft:
    """
    A text to correct, step by step.

    Parameters
    ----------
    text : str
        The original.

    Attributes
    ----------
    text : str
        As corrected so far.
    """

    def __init__(self, text: str) -> None:
        self.text = self._original = text
        # Of each code point, the span of the original it was made of; none while all stand still.
        self._starts: array[int] | None = None
        self._ends: array[int] | None = None

    def apply(self, edits: Iterable[Edit]) -> None:
        """
        Put other words in places of the text.

        Parameters
        ----------
        edits : iterable of (int, int, str)
            Ordered, disjoint, none empty.
        """
        held = [edit for edit in edits if self.text[edit[0] : edit[1]] != edit[2]]
        if not held:
            return
        if any(end - start != len(words) or len(words) > 1 for start, end, words in held):
            self._move(held)
        parts: list[str] = []
        at = 0
        for start, end, words in held:
            parts += (self.text[at:start], words)
            at = end
        self.text = "".join((*parts, self.text[at:]))

    def replace(self, pattern: re.Pattern[str], make: str | Callable[[re.Match[str]], str]) -> None:
        """
        Put other words wherever a pattern is found.

        Parameters
        ----------
        pattern : re.Pattern
            Never matches nothing.
        make : str or callable
            The other words, or what says them of a match.
        """
        self.apply(
            (m.start(), m.end(), make if isinstance(make, str) else make(m))
            for m in pattern.finditer(self.text)
        )

    def translate(self, table: dict[int, str]) -> None:
        """Put one code point in place of another, by their numbers."""
        self.text = self.text.translate(table)

    def _move(self, edits: list[Edit]) -> None:
        size = len(self.text)
        old_starts = self._starts or array("I", range(size))
        old_ends = self._ends or array("I", range(1, size + 1))
        starts, ends, at = array("I"), array("I"), 0
        for start, end, words in edits:
            starts.extend(old_starts[at:start])
            ends.extend(old_ends[at:start])
            starts.extend([old_starts[start]] * len(words))
            ends.extend([old_ends[end - 1]] * len(words))
            at = end
        starts.extend(old_starts[at:])
        ends.extend(old_ends[at:])
        self._starts, self._ends = starts, ends

    def steps(self) -> tuple[int, ...]:
        """
        Return how the text came of the original.

        Returns
        -------
        tuple of int
            As `geo.types.Original.steps`.
        """
        if self._starts is None or self._ends is None:
            return ()
        found: list[int] = []
        kept = at = i = 0
        while i < len(self._starts):
            start, end, first = self._starts[i], self._ends[i], i
            while i < len(self._starts) and self._starts[i] < end:
                end = self._ends[i]
                i += 1
            if start > at:
                found += (kept, start - at, 0)
                kept = 0
            if end - start == i - first == 1:
                kept += 1
            else:
                found += (kept, end - start, i - first)
                kept = 0
            at = end
        if at < len(self._original):
            found += (kept, len(self._original) - at, 0)
        return tuple(found)
