"""Names made whole: a part of a longer name is none."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.toponyms.assemble import Found
from geo.toponyms.lines import Case
from geo.toponyms.revising import Reading, Step
from geo.toponyms.tokens import is_foreign, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.lines import Line
    from geo.toponyms.tokens import Token

_BEFORE = 4  # words of a name looked for before a part of it: "People's Republic of China"
_LONGEST = 6  # words of a name
_PARTICLES = 2  # small words within a name: "de los"
_SAINT = 3  # words of one that ends in an owner's: "St. John's"
_APOSTROPHES = frozenset({"'", "\u2019"})
_INNER = frozenset({"\u2013", " (", "/"})  # what stands within a name, where the whole is known


class Whole(Step):
    """Make names whole."""

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """Return names, each as long as the text has it; a bare "New" or "Port" is left out."""
        return list(self._each(reading, found))

    def _each(self, reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
        text, lines = reading.text, reading.lines
        firsts = [0, *accumulate(len(line.tokens) for line in lines)]
        done = 0
        for name in found:
            first = firsts[home := bisect_right(firsts, name.start) - 1]
            span = self._whole(text, lines[home], name, first)
            if span is None or first + span[0] < done:
                continue
            if self._is_rest(lines[home], done - first, span[0]):
                continue
            done = first + span[1]
            yield Found(first + span[0], done, name.demonym, name.chance)

    def _whole(self, text: str, line: Line, name: Found, first: int) -> tuple[int, int] | None:
        """Return the words of the whole name that a find is of, counted in its line, if of any."""
        start, end, demonym = name.start - first, name.end - first, name.demonym
        tokens = line.tokens
        if line.case is Case.LOWER or is_foreign(tokens[start].text):
            return start, end
        for begin in range(max(0, start - _BEFORE), start + 1):
            far = self._longest(text, line, begin, end if begin == start else end - 1)
            if far and (not demonym or begin < start):
                return begin, far
        if demonym:
            return start, end
        if start > 0 and tokens[start - 1].low in self._lexicon.leading and _leans(line, start):
            start -= 1
        if end - start == 1 and self._is_kind(tokens[start].low):
            return None
        start, end = self._with_owner(line, start, end)
        if end - start == 1 and tokens[start].low in self._lexicon.leading:
            return (start, line.run_end(start)) if _leans(line, end) else None
        return start, self._with_kind(line, end)

    def _is_rest(self, line: Line, end: int, start: int) -> bool:
        """Say whether a find goes on with the one that ends before it: "Maguindanao del Sur"."""
        if not 0 < end <= start <= end + _PARTICLES:
            return False
        tokens, between = line.tokens, line.tokens[end:start]
        if not all(joined(tokens, at) for at in range(end, start + 1)):
            return False
        articles = self._lexicon.articles
        if not between:
            return tokens[start].low in articles
        if between[-1].low in articles:  # "al-Fawqa", not "at Maradi"
            return tokens[start].gap != " "
        return all(token.low in self._lexicon.joins for token in between)

    def _with_kind(self, line: Line, end: int) -> int:
        """Take in a word of kind that is written as a part of the name: "Rakhine State"."""
        if not _leans(line, end):
            return end
        low, after = line.tokens[end].low, line.tokens[end + 1 : end + 2]
        kind = (low, "after") in self._lexicon.affixes and low not in self._lexicon.heads
        alone = not after or not (_leans(line, end + 1) or after[0].low == "of")
        return end + 1 if kind and alone else end

    def _with_owner(self, line: Line, start: int, end: int) -> tuple[int, int]:
        """Take in what a person or a thing owns: "Martha's Vineyard", "Land's End"."""
        tokens = line.tokens
        if start and _owns(line, start):
            start -= 1
        low, after = tokens[start].low, start + 2
        ours = low in self._lexicon.given or low in self._lexicon.common
        if ours and after < len(tokens) and _owns(line, start + 1) and tokens[after].capital:
            return start, max(end, line.run_end(after))
        return start, end

    def _longest(self, text: str, line: Line, begin: int, least: int) -> int:
        """Return the end of the longest known name from `begin` beyond `least`; 0 for none."""
        tokens = line.tokens
        dutch = tokens[begin].low == "s" and tokens[begin + 1 : begin + 2] != ()
        if not line.starts_name(begin) and not (dutch and tokens[begin + 1].gap == "-"):
            return 0
        far = begin + 1
        while far < min(len(tokens), begin + _LONGEST) and _within(line, far):
            far += 1
        for end in range(far, max(least, begin + 1), -1):
            last = tokens[end - 1]
            owner = end - begin >= _SAINT and last.low == "s" and last.gap in _APOSTROPHES
            if not (owner or line.named(end - 1)) or self._is_kind(last.low):
                continue
            whole = text[tokens[begin].start : last.end]
            if self._gazetteer.knows(whole) or self._is_division(tokens[begin:end], whole):
                return end
        return 0

    def _is_division(self, words: Sequence[Token], whole: str) -> bool:
        """Say whether a second-level division is called so: "North Wollo", "Aba North"."""
        ends = {words[0].low, words[-1].low}
        return bool(ends & self._lexicon.directions) and bool(self._gazetteer.divisions(whole))

    def _is_kind(self, low: str) -> bool:
        """Say whether a word says what a name is of: "Borno State" is Borno."""
        return low == "state" or (low, "after") in self._lexicon.affixes


def _owns(line: Line, index: int) -> bool:
    """Say whether a word is the "s" of an owner."""
    token = line.tokens[index]
    return token.low == "s" and token.gap in _APOSTROPHES


def _leans(line: Line, index: int) -> bool:
    """Say whether two capital words, this and the one before, are of one name."""
    tokens = line.tokens
    return (
        index < len(tokens)
        and joined(tokens, index)
        and tokens[index].capital
        and tokens[index - 1].capital
    )


def _within(line: Line, index: int) -> bool:
    """Say whether a word may be within one name with the word before it."""
    token = line.tokens[index]
    return joined(line.tokens, index) or token.gap in _INNER or token.gap in _APOSTROPHES
