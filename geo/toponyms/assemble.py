"""Runs of words taken for places to an article's names, whoever found the runs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from geo.quoted import with_quotes
from geo.toponyms.segments import Segment
from geo.toponyms.tokens import is_foreign
from geo.toponyms.use import judge_use
from geo.types import By, Names, NotPlace, Span, Toponym, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.lines import Line
    from geo.types import Article, Quote

_Named = TypeVar("_Named", Toponym, NotPlace)
_OWN_S = frozenset({"s-", "S-"})
_APOSTROPHES = frozenset({"'", "\u2019"})
_REFUSED = "not used as a place"


@dataclass(frozen=True, slots=True)
class Found:
    """Words `start` to `end` of an article's lines laid end to end, taken for one name."""

    start: int
    end: int
    demonym: bool
    chance: float  # that it is a place name, 0 to 1
    by: By = By.MODEL  # the rules, where its company alone tells it


class Assembler:
    """
    Make names of what another recogniser found, with the rules' help.

    Parameters
    ----------
    gazetteer : Gazetteer
        Says what can speak for a government.
    lexicon : Lexicon
        The word lists.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def __call__(
        self,
        article: Article,
        lines: Sequence[Line],
        found: Iterable[Found],
        ruled: Names,
        quotes: tuple[Quote, ...],
    ) -> Names:
        """
        Make the names of an article.

        Parameters
        ----------
        article : Article
            As read.
        lines : sequence of Line
            Its sentences' words.
        found : iterable of Found
            In reading order, none across two lines, no two overlapping.
        ruled : Names
            What the rules found: their names in other scripts are kept, and their finds that
            nothing else confirms are listed as no places.
        quotes : tuple of Quote
            The article's.

        Returns
        -------
        Names
            Toponyms and names that are not places, each in reading order; no two overlap.
        """
        firsts = [0, *accumulate(len(line.tokens) for line in lines)]
        starts = {t.span.start: t for t in ruled.toponyms}
        places = []
        for name in found:
            home = bisect_right(firsts, name.start) - 1
            places.append(_place(article, lines[home], name, firsts[home], starts))
        toponyms = judge_use(article, places, self._lexicon, self._gazetteer)
        toponyms = _with_foreign(toponyms, ruled)
        return Names(
            toponyms=with_quotes(toponyms, quotes), not_places=_not_places(toponyms, ruled)
        )


def _place(
    article: Article, line: Line, found: Found, first: int, ruled: dict[int, Toponym]
) -> tuple[Segment, Toponym]:
    begin, last = found.start - first, found.end - first
    start, end = line.tokens[begin].start, line.tokens[last - 1].end
    same = ruled.get(start)
    if same is not None and same.span.end == end + 1:  # "Ill.": the rules see its full stop
        end += 1
    if "(" in article.text[start:end] and article.text[end : end + 1] == ")":
        end += 1  # "Frankfurt (Oder)"
    if (
        article.text[start : start + 2] in _OWN_S
        and article.text[start - 1 : start] in _APOSTROPHES
    ):
        start -= 1  # "'s-Gravenhage"
    span = Span(start, end)
    people = found.demonym or (same is not None and same.span == span and same.use is Use.DEMONYM)
    toponym = Toponym(
        span=span,
        surface=article.slice(span),
        sentence=line.sentence,
        use=Use.DEMONYM if people else Use.LITERAL,
        probability=found.chance,
        found_by=found.by,
    )
    return Segment(line, begin, last, span, "name", frozenset()), toponym


def _with_foreign(toponyms: tuple[Toponym, ...], ruled: Names) -> tuple[Toponym, ...]:
    foreign = [t for t in ruled.toponyms if is_foreign(t.surface)]
    added = _apart(foreign, toponyms)
    return tuple(sorted((*toponyms, *added), key=lambda t: t.span)) if added else toponyms


def _not_places(toponyms: tuple[Toponym, ...], ruled: Names) -> tuple[NotPlace, ...]:
    """Return what the rules know not to be places, and what only they would have as one."""
    refused = [
        NotPlace(span=t.span, surface=t.surface, reason=_REFUSED)
        for t in ruled.toponyms
        if t.use is not Use.DEMONYM
    ]
    every = sorted([*ruled.not_places, *refused], key=lambda n: n.span)
    return tuple(_apart(every, toponyms))


def _apart(names: Sequence[_Named], others: Sequence[Toponym]) -> list[_Named]:
    """Return the names that overlap none of the others; both in reading order."""
    found: list[_Named] = []
    at = 0
    for name in names:
        while at < len(others) and others[at].span.end <= name.span.start:
            at += 1
        if at == len(others) or not others[at].span.overlaps(name.span):
            found.append(name)
    return found
