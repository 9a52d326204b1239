"""What the gazetteer knows about the words of one article, each name asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.toponyms.tokens import joined
from geo.types import Kind

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer, Match
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.lines import Line

_LONGEST = 6  # words: "Democratic Republic of the Congo" has five
_BIG = 300_000  # people: a town that a bare capital names
_LARGE = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.CONTINENT})


class Known:
    """
    Ask the gazetteer about runs of words, remembering the answers.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where names are looked up.
    lexicon : Lexicon
        Short forms of countries and states.
    text : str
        The article's text.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, text: str) -> None:
        self._gazetteer = gazetteer
        self._short = lexicon.short
        self._particles = lexicon.listed
        self._text = text
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._spelt: dict[str, tuple[Match, ...]] = {}
        self._longest: dict[tuple[int, int], int] = {}

    def matches(self, name: str) -> tuple[Match, ...]:
        """
        Look a name up once.

        Parameters
        ----------
        name : str
            As written.

        Returns
        -------
        tuple of Match
            What the gazetteer has under it.
        """
        if name not in self._matches:
            self._matches[name] = self._gazetteer.lookup(name)
        return self._matches[name]

    def _as_spelt(self, name: str) -> tuple[Match, ...]:
        """Look a name up once, leaving out what is only alike: several words cost too much."""
        if name not in self._spelt:
            known = self._matches.get(name)
            self._spelt[name] = (
                self._gazetteer.lookup(name, alike=False)
                if known is None
                else tuple(m for m in known if m.how != "tolerant")
            )
        return self._spelt[name]

    def demonym(self, line: Line, start: int) -> int:
        """Return how many words the demonym at a word has ("Sri Lankan" two); 0 for none."""
        for end in (start + 2, start + 1):
            if end > len(line.tokens) or not line.named(end - 1):
                continue
            if end - start > 1 and not joined(line.tokens, end - 1):
                continue
            if self._gazetteer.demonym(self.surface(line, start, end)) is not None:
                return end - start
        return 0

    def surface(self, line: Line, start: int, end: int) -> str:
        """Return the text of words `start` to `end` of a line."""
        return self._text[line.tokens[start].start : line.tokens[end - 1].end]

    def short(self, line: Line, start: int) -> tuple[int, int] | None:
        """
        Match a short form such as "U.S." or "Calif." at a word.

        Parameters
        ----------
        line : Line
            The sentence.
        start : int
            The word to start from.

        Returns
        -------
        tuple of int or None
            The word it ends before and the code point it ends before (its full stop included).
        """
        first = line.tokens[start]
        if not first.capital:
            return None
        for end in range(min(len(line.tokens), start + 3), start, -1):
            stop = line.tokens[end - 1].end
            for at in (stop + 1, stop):
                form = self._text[first.start : at]
                after = self._short.get(form) if at <= len(self._text) else None
                if after is not None and (not after or _after_comma(line, start)):
                    return end, at
        return None

    def longest(self, line: Line, start: int) -> int:
        """
        Return how many words the longest known name at a word has; 0 for none.

        Parameters
        ----------
        line : Line
            The sentence.
        start : int
            The word to start from.

        Returns
        -------
        int
            Number of words; spelling may differ only as folding allows where there are several.
        """
        key = (line.sentence, start)
        if key not in self._longest:
            self._longest[key] = self._measure(line, start)
        return self._longest[key]

    def _measure(self, line: Line, start: int) -> int:
        if not line.starts_name(start):
            return 0
        end = start + 1
        while (
            end < len(line.tokens)
            and end - start < _LONGEST
            and joined(line.tokens, end)
            and (line.named(end) or line.tokens[end].low in self._particles)
        ):
            end += 1
        for far in range(end, start, -1):
            if line.named(far - 1) and self._is_name(line, start, far):
                return far - start
        return 0

    def _is_name(self, line: Line, start: int, end: int) -> bool:
        surface = self.surface(line, start, end)
        return bool(self.matches(surface) if end - start == 1 else self._as_spelt(surface))

    def population(self, line: Line, start: int, end: int) -> int:
        """
        Return the most people of any place that words `start` to `end` name; 0 for none.

        Parameters
        ----------
        line : Line
            The sentence.
        start, end : int
            Words, half-open.

        Returns
        -------
        int
            People; a country or a province counts as very many.
        """
        found = self._as_spelt(self.surface(line, start, end))
        return max((_weight(m) for m in found), default=0)

    def country(self, line: Line, start: int, end: int) -> bool:
        """Return whether words `start` to `end` name a country, as it is written in full."""
        found = self._as_spelt(self.surface(line, start, end))
        return any(m.place.kind is Kind.COUNTRY and m.how == "exact" for m in found)

    def big(self, line: Line, start: int, end: int) -> bool:
        """Return whether words `start` to `end` name a country, a province or a large town."""
        return self.population(line, start, end) >= _BIG


def _weight(match: Match) -> int:
    return 10 * _BIG if match.place.kind in _LARGE else match.place.population


def _after_comma(line: Line, start: int) -> bool:
    if start == 0:
        return False
    return line.tokens[start].gap.startswith(",") and line.named(start - 1)
