"""
What a name stands under: the heading of its line, or the "In Sagaing, ..." that opens its sentence.

Such words say less than "Kani in Sagaing" does, for the sentence may go on abroad. They speak among
namesakes, and for a name that has no place of its own they say where it lies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.resolve.ties import WHERE, How, Tie
from geo.types import Span, Use

if TYPE_CHECKING:
    from geo.resolve.words import Words
    from geo.types import Article, Toponym

_LOOK = 80  # code points before an opening name, and after one that heads a line
_LONGEST = 3  # names of one heading: "Sake, Masisi, North Kivu:"
_DATE = r"(?:(?:On|By|Since|Early on|Late on) [\w ]{2,30},? )?"
_STARTS = r"(?:^|\n|[.!?:;\u2022*|)\]\"\u201d] |- )"
_BULLET = r"(?:^|\n)(?:(?:[-*\u2022\u2013o#|]+|\(?\d{1,3}[.):]|\(?[a-z][.)]) ?)?"
_NAMED = r"(?: the)?(?: [^\W\d]+ of)?(?: the)? $"
_AWAY = re.compile(  # what may lie elsewhere than where it is said
    r"\b(?:from|to|into|towards?|for|via|through|between|by way of|fled|left|leaving|reached|like"
    rf"|than){_NAMED}",
    re.IGNORECASE,
)
_OVER = re.compile(rf"\b(?:into|across the border (?:in|to)|over to){_NAMED}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scopes:
    """What the names of an article stand under, by index."""

    ties: Mapping[int, Tie]  # of a name that stands under another
    headings: Mapping[int, Sequence[int]]  # of a name that heads a line: what stands under it


def read_scopes(
    article: Article, toponyms: Sequence[Toponym], lists: Sequence[Sequence[int]], words: Words
) -> Scopes:
    """
    Read what the names of an article stand under.

    Parameters
    ----------
    article : Article
        The article.
    toponyms : sequence of Toponym
        In reading order.
    lists : sequence of sequence of int
        Indices of the names that stand in one list, in order; each name in one.
    words : Words
        The word lists.

    Returns
    -------
    Scopes
        The nearest that each name stands under: an opening before a heading. What heads or opens
        stands under a heading in its turn.
    """
    reader = _Reader(article.text, toponyms, words)
    ties: dict[int, Tie] = {}
    headings: dict[int, list[int]] = defaultdict(list)
    heading: Tie | None = None
    opening: Tie | None = None
    heads: set[int] = set()
    line_end = 0  # of the heading
    away = -1  # the sentence that has led elsewhere
    for members in lists:
        first = members[0]
        if toponyms[first].span.start >= line_end:
            heading = None
        if opening is not None and toponyms[opening.holder].sentence != toponyms[first].sentence:
            opening = None
        over = opening or heading
        if reader.is_after(_OVER, first):
            away = toponyms[first].sentence
        elif (
            over is not None
            and away != toponyms[first].sentence
            and not reader.is_after(_AWAY, first)
        ):
            held = [i for i in members if toponyms[i].use is not Use.DEMONYM]
            headings[over.holder] += held
            ties.update(dict.fromkeys(held, over))
        if not reader.is_chain(members):
            continue
        if (span := reader.heads(members)) is not None:
            heading, opening = Tie(holder=first, span=span, how=How.SCOPE), None
            line_end = reader.line_end(span)
            heads.add(first)
        elif (span := reader.opens(members)) is not None:
            opening = Tie(holder=first, span=span, how=How.SCOPE)
    return Scopes(ties=ties, headings={i: headings[i] for i in heads & headings.keys()})


class _Reader:
    """The headings and openings of one article."""

    def __init__(self, text: str, toponyms: Sequence[Toponym], words: Words) -> None:
        self._text = text
        self._toponyms = toponyms
        self._before, self._opening, self._after = _patterns(words.ties["part"])

    def is_chain(self, members: Sequence[int]) -> bool:
        """Return whether a list is one name, or says of each where it lies: "Goma, North Kivu"."""
        spans = [self._toponyms[i].span for i in members]
        gaps = {self._text[a.end : b.start] for a, b in pairwise(spans)}
        return len(members) <= _LONGEST and gaps <= {", "}

    def heads(self, members: Sequence[int]) -> Span | None:
        """Return what makes a name the heading of its line: "2. Jonglei.", "Homs:"."""
        start, end = self._ends(members)
        before = self._before.search(self._text[max(0, start - _LOOK) : start])
        after = self._after.match(self._text, end, end + _LOOK)
        return None if before is None or after is None else Span(start, after.end())

    def opens(self, members: Sequence[int]) -> Span | None:
        """Return the words with which a name opens its sentence: "In northern Sagaing"."""
        if self._toponyms[members[0]].use is Use.DEMONYM:
            return None
        start, end = self._ends(members)
        least = max(0, start - _LOOK)
        found = self._opening.search(self._text[least:start])
        return None if found is None else Span(least + found.start("said"), end)

    def _ends(self, members: Sequence[int]) -> tuple[int, int]:
        return self._toponyms[members[0]].span.start, self._toponyms[members[-1]].span.end

    def line_end(self, heading: Span) -> int:
        """Return where the line of a heading ends."""
        end = self._text.find("\n", heading.end)
        return len(self._text) if end < 0 else end

    def is_after(self, words: re.Pattern[str], i: int) -> bool:
        """Return whether words stand right before a name."""
        start = self._toponyms[i].span.start
        return words.search(self._text[max(0, start - _LOOK) : start]) is not None


@lru_cache(maxsize=4)
def _patterns(
    parts: frozenset[str],
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    part = "|".join(sorted(map(re.escape, parts), key=lambda word: (-len(word), word)))
    opening = (
        rf"{_STARTS}(?P<said>{_DATE}(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ee]lsewhere in)(?: the)? "
        rf"{WHERE}(?:(?:{part}) of (?:the )?)?)$"
    )
    after = rf"(?: (?:{part}))?(?: \([^()\n]{{1,40}}\))?[.:](?=\s)"
    return (
        re.compile(rf"{_BULLET}$"),
        re.compile(opening),
        re.compile(after, re.IGNORECASE),
    )
