"""Names that no list has, told by the words around them: "the hamlet of X", "A, X and B"."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from geo.toponyms.assemble import Found
from geo.toponyms.company import Barred
from geo.toponyms.lines import Case
from geo.toponyms.revising import Reading, Step
from geo.toponyms.tokens import is_foreign, joined
from geo.types import By, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.lines import Line
    from geo.toponyms.tokens import Token

_LONGEST = 3  # words of such a name, the small ones inside not counted
_SHORTEST = 3  # letters
_CHANCE = 0.6  # that it is a place
_UNSURE = frozenset({"not used as a place", "part of a longer name"})
_LIKELY = 0.35  # the network's chance from which one sign is enough: it has read few small places
_LEADING = frozenset({"of", "to", "fled", "through", "then", "and"})
_AND = frozenset({"and", "or"})


class Told(Step):
    """Find names that the words around them tell to be places."""

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """Add names after "village of" and the like, and between two places of a list."""
        text, lines, ruled, chances = reading
        barred = Barred([n for n in ruled.not_places if n.reason not in _UNSURE])
        ends = {f.end for f in found if not f.demonym}
        starts = {f.start for f in found if not f.demonym}
        taken = {i for f in found for i in range(f.start, f.end)}
        firsts = [0, *accumulate(len(line.tokens) for line in lines)]
        added = []
        for first, line in zip(firsts, lines, strict=False):
            for start, end in self._runs(line):
                span = Span(line.tokens[start].start, line.tokens[end - 1].end)
                free = not any(first + i in taken for i in range(start, end)) and not barred(span)
                if not free or self._gazetteer.demonym(text[span.start : span.end]) is not None:
                    continue
                sides = (_left(line, first, start, ends), _right(line, first, end, starts))
                likely = chances[first + start : first + end].mean() >= _LIKELY
                cued = any(sides) or self._is_led(line, start)
                if all(sides) or (likely and cued) or self._is_of_kind(line, start):
                    place = (first + start, first + end)
                    name = Found(*place, demonym=False, chance=_CHANCE, by=By.RULE)
                    added.append(name)
                    ends.add(name.end)
        return sorted([*found, *added], key=lambda f: f.start)

    def _runs(self, line: Line) -> Iterator[tuple[int, int]]:
        """Yield the runs of capital words that no list explains."""
        tokens, at = line.tokens, 0
        if line.case is not Case.PLAIN:
            return
        while at < len(tokens):
            if not line.starts_name(at) or is_foreign(tokens[at].text):
                at += 1
                continue
            end = line.run_end(at)
            words = [t for t in tokens[at:end] if t.capital]
            if 0 < len(words) <= _LONGEST and all(self._may_be(t) for t in words):
                yield at, end
            at = end

    def _may_be(self, token: Token) -> bool:
        low, text = token.low, token.text
        listed = low in self._lexicon.common or low in self._lexicon.titles
        person = low in self._lexicon.given or low in self._lexicon.surnames
        body = low in self._lexicon.heads or (low, "after") in self._lexicon.affixes
        return len(text) >= _SHORTEST and not (text.isupper() or listed or person or body)

    def _is_led(self, line: Line, start: int) -> bool:
        """Say whether what stands before a word leads to a place: "at X", "the market of X"."""
        if start == 0 or line.tokens[start].gap != " ":
            return False
        low = line.tokens[start - 1].low
        return low in self._lexicon.locatives or low in _LEADING

    def _is_of_kind(self, line: Line, start: int) -> bool:
        tokens = line.tokens
        if start <= 1 or tokens[start - 1].low != "of" or not joined(tokens, start):
            return False
        kind = tokens[start - 2].low
        return (kind, "of") in self._lexicon.affixes or kind in self._lexicon.kinds


def _left(line: Line, first: int, start: int, ends: set[int]) -> bool:
    """Say whether a place of the same list stands before a word."""
    tokens, at = line.tokens, start
    if at and tokens[at - 1].low in _AND and tokens[at].gap == " ":
        at -= 1
    elif at and tokens[at].gap != ", ":
        return False
    return at > 0 and tokens[at].gap in {" ", ", "} and first + at in ends


def _right(line: Line, first: int, end: int, starts: set[int]) -> bool:
    """Say whether a place of the same list stands after."""
    tokens, at = line.tokens, end
    if at >= len(tokens):
        return False
    if tokens[at].low in _AND and tokens[at].gap in {" ", ", "}:
        return first + at + 1 in starts
    return tokens[at].gap == ", " and first + at in starts
