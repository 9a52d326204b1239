"""Two places that a hyphen joins, told from one name: "the Juba-Yei road", not "Guinea-Bissau"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.toponyms.assemble import Found
from geo.toponyms.lines import Case
from geo.toponyms.revising import Reading, Step
from geo.toponyms.tokens import is_foreign
from geo.types import By

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.lines import Line
    from geo.toponyms.tokens import Token

_DASHES = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_LONGEST = 4  # words of one end
_MOST = 6  # ends of one chain
_CHANCE = 0.6  # that an end which nobody took for a place is one
_SHORTEST = 3  # letters of an end


class Ends(Step):
    """Part what a hyphen joins into the places it lies between."""

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """
        Return the finds, those that a hyphen joins parted.

        What is parted is no name whole. A word for what runs between two places stands beside it
        ("road", "border"), or in its sentence where it was found in part; the gazetteer has each
        end, or one where the word follows.
        """
        text, lines = reading.text, reading.lines
        firsts = [0, *accumulate(len(line.tokens) for line in lines)]
        starts = [name.start for name in found]
        parted: set[Found] = set()
        added: list[Found] = []
        for first, line in zip(firsts, lines, strict=False):
            for ends in self._chains(line):
                near = _touching(found, starts, first + ends[0][0], first + ends[-1][1])
                if not any(f.demonym for f in near) and self._is_parted(text, line, ends, near):
                    parted.update(near)
                    added.extend(_end(first, span, near) for span in ends)
        kept = [name for name in found if name not in parted]
        return sorted([*kept, *added], key=lambda name: name.start)

    def _chains(self, line: Line) -> Iterator[list[tuple[int, int]]]:
        """Yield what hyphens join, as the words of each end; no word in two of them."""
        tokens, at = line.tokens, 0
        if line.case is not Case.PLAIN:
            return
        while at < len(tokens):
            ends = [self._end(line, at)]
            while ends[-1][1] and self._dashed(line, ends[-1][1]) and len(ends) < _MOST:
                ends.append(self._end(line, ends[-1][1]))
            whole = [span for span in ends if span[1]]
            if len(whole) == len(ends) > 1:
                yield ends
            at = max(at + 1, *(end for _, end in whole)) if whole else at + 1

    def _end(self, line: Line, start: int) -> tuple[int, int]:
        """Return the capital words of one end from a word on; (0, 0) where there are none."""
        tokens, end = line.tokens, start
        opener = line.opens(start) and tokens[start].low in self._lexicon.common
        if opener or is_foreign(tokens[start].text):
            return 0, 0
        while end < min(len(tokens), start + _LONGEST) and tokens[end].capital:
            if end > start and tokens[end].gap != " ":
                break
            end += 1
        return (start, end) if end > start else (0, 0)

    def _dashed(self, line: Line, index: int) -> bool:
        """Say whether a hyphen that may part two names stands before a word."""
        tokens = line.tokens
        if index >= len(tokens) or tokens[index].gap not in _DASHES:
            return False
        before = tokens[index - 1].low
        return before not in self._lexicon.articles and before not in self._lexicon.leading

    def _is_parted(
        self, text: str, line: Line, ends: Sequence[tuple[int, int]], near: Sequence[Found]
    ) -> bool:
        tokens, begin, end = line.tokens, ends[0][0], ends[-1][1]
        names = [text[tokens[start].start : tokens[stop - 1].end] for start, stop in ends]
        if self._gazetteer.knows(text[tokens[begin].start : tokens[end - 1].end]):
            return False
        known = [self._is_known(name) for name in names]
        people = any(self._is_person(line, span) for span in ends)
        follows = end < len(tokens) and tokens[end].gap == " " and self._is_route(tokens[end])
        if follows and any(known) and (near or not people):
            return True
        if not all(known):
            return False
        if follows or (begin and self._is_route(tokens[begin - 1])):
            return True
        return bool(near) and not people and any(self._is_route(token) for token in tokens)

    def _is_route(self, token: Token) -> bool:
        return bool({token.low, token.low.removesuffix("s")} & self._lexicon.routes)

    def _is_known(self, name: str) -> bool:
        found = self._gazetteer.lookup(name, limit=1, alike=False)
        return len(name) >= _SHORTEST and bool(found)

    def _is_person(self, line: Line, span: tuple[int, int]) -> bool:
        low = line.tokens[span[0]].low
        people = low in self._lexicon.given or low in self._lexicon.surnames
        return span[1] - span[0] == 1 and people


def _touching(found: Sequence[Found], starts: Sequence[int], start: int, end: int) -> list[Found]:
    """Return the finds that overlap words `start` to `end` of all lines' words."""
    at = max(0, bisect_left(starts, start) - 1)
    near = []
    while at < len(found) and found[at].start < end:
        if found[at].end > start:
            near.append(found[at])
        at += 1
    return near


def _end(first: int, span: tuple[int, int], near: Sequence[Found]) -> Found:
    start, end = first + span[0], first + span[1]
    same = next((name for name in near if (name.start, name.end) == (start, end)), None)
    return same or Found(start, end, demonym=False, chance=_CHANCE, by=By.RULE)
