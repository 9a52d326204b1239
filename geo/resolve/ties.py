"""
Words that tie a name to another: "Kani in Sagaing", "Lebanon's Tripoli", "the Syrian town of X".

A tie says in which larger place a name lies, whatever the gazetteer holds of that name. It is read
from the words between two neighbouring names alone, so that the work grows with the text. The words
themselves are in `data/lexicon/ties.csv`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.tokeniser import HYPHENED, words_of
from geo.resolve.phrases import MARKS, read_phrase
from geo.types import Span, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.resolve.words import Words
    from geo.types import Article, Toponym

_LOOK = 60  # code points between two names
_MOST_BARE = 1  # mentions of a name before the one that tells where it lies: a headline's
_FAR_LOOK = 120  # between a people and what its own police hold
_FIRST_WORDS = 3  # after the name of a people, that may say who they are
_PLACED = re.compile(r"\b(?:in|at|near|outside|inside|around|across)(?: the)? $", re.IGNORECASE)
_CLOSED = re.compile(r"[^()\n]*\)")
_SLACK_KM = 25.0  # of a distance that is told
_FAR_KM = 150.0  # of what is "near", or somewhere in a direction
WHERE = (
    r"(?:(?:(?:far|mostly|central|downtown|coastal|rural|upper|lower|greater|nearby"
    r"|neighbou?ring|(?:north|south|mid)?[- ]?(?:east|west|north|south)(?:ern)?),? ){1,3})?"
)


class How(Enum):
    """By which words two names are tied."""

    IN = "in"  # "Kani in Sagaing", "Karrada district of Baghdad"
    COMMA = "comma"  # "Kani, Sagaing", "Kani (Sagaing)"; two names of a list read the same
    OWNER = "owner"  # "Lebanon's Tripoli", "the Syrian town of Zorba"
    BESIDE = "beside"  # "Kani (southwest of Monywa)", "Kani, 20 km south of Monywa"
    PEOPLE = "people"  # "Lebanese soldiers were shot at in Tripoli"
    SCOPE = "scope"  # what a name stands under: "In Sagaing, ...", a line headed "Sagaing:"


_FIRM = frozenset({How.IN, How.BESIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one name is tied to."""

    holder: int  # index of the name of the larger place, or of a people
    span: Span  # the words that say so, both names with them
    how: How
    part: bool = False  # a word of kind says so: "district of Baghdad", "a village near Hawija"
    km: float | None = None  # how far away a name at most lies, where a distance is told
    elsewhere: bool = False  # said of another mention of the same name
    late: bool = False  # and only after the name had stood bare more than once

    @property
    def reach_km(self) -> float:
        """Return how far from its holder a name may lie that is told beside it."""
        return self.km or _FAR_KM


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words between two names; `part` is filled where a word of kind leads from one on."""

    forward: tuple[tuple[How, re.Pattern[str]], ...]
    backward: re.Pattern[str]
    beside: re.Pattern[str]
    of_people: re.Pattern[str]


def read_ties(
    article: Article,
    toponyms: Sequence[Toponym],
    lists: Sequence[Sequence[int]],
    words: Words,
) -> dict[int, Tie]:
    """
    Read which names the words tie to a larger place.

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
    dict of int to Tie
        By the index of the name that is tied; a people is tied to nothing.
    """
    reader = _Reader(article, toponyms, words)
    found = dict(reader.neighbours())
    for members in lists:
        _share(found, members, toponyms, article)
    for i, tie in reader.peoples(found, lists):
        found.setdefault(i, tie)
    return _repeated(found, toponyms)


class _Reader:
    """The ties of one article, as they stand between neighbours."""

    def __init__(self, article: Article, toponyms: Sequence[Toponym], words: Words) -> None:
        self._text = article.text
        self._toponyms = toponyms
        self._patterns = _patterns(words.ties["part"], words.ties["site"])
        self._home, self._parts = words.ties["home"], words.ties["part"]

    def neighbours(self) -> Iterator[tuple[int, Tie]]:
        """Yield ties to the next name and to the one before; the next one's, where both."""
        backward: dict[int, Tie] = {}
        forward: dict[int, Tie] = {}
        for i in range(len(self._toponyms) - 1):
            first, second = self._toponyms[i], self._toponyms[i + 1]
            gap = MARKS.sub("", self._text[first.span.end : second.span.start])
            if not 0 < len(gap) <= _LOOK or second.use is Use.DEMONYM:
                continue
            span = Span(first.span.start, second.span.end)
            found = self._owned(gap, first)
            if found is not None:
                part = bool(found["part"]) or self._is_part(second)
                backward[i + 1] = Tie(holder=i, span=span, how=How.OWNER, part=part)
            elif first.use is not Use.DEMONYM:
                ahead = self._ahead(gap, second, Tie(holder=i + 1, span=span, how=How.IN))
                if ahead is not None:
                    forward[i] = ahead
        for i, tie in forward.items():  # "Kafr Zita in Syria's Hama province" lies in Hama
            owned = backward.get(tie.holder + 1)
            if tie.how is How.IN and owned is not None and owned.holder == tie.holder:
                whole = Span(tie.span.start, owned.span.end)
                forward[i] = replace(tie, holder=tie.holder + 1, span=whole)
        sure = {i: t for i, t in forward.items() if t.how in _FIRM or i not in backward}
        yield from {**backward, **sure}.items()

    def _owned(self, gap: str, first: Toponym) -> re.Match[str] | None:
        if first.use is Use.DEMONYM:
            return self._patterns.of_people.fullmatch(gap)
        return self._patterns.backward.fullmatch(gap)

    def _is_part(self, toponym: Toponym) -> bool:
        """Return whether the word after a name says that it is a part: "Zanjili quarter"."""
        after = words_of(self._text[toponym.span.end : toponym.span.end + _LOOK])
        return bool(after) and after[0].lower() in self._parts

    def _ahead(self, gap: str, second: Toponym, tie: Tie) -> Tie | None:
        """Return the tie of a name to the next by the words between them."""
        phrase = read_phrase(gap)
        led = None if phrase is None else self._patterns.beside.fullmatch(gap[: phrase.start])
        if phrase is not None and led is not None:
            km = None if phrase.nominal else phrase.km + phrase.radius_km + _SLACK_KM
            return replace(tie, how=How.BESIDE, km=km, part=bool(led["told"]))
        for how, pattern in self._patterns.forward:
            found = pattern.fullmatch(gap)
            if found is None:
                continue
            after = self._text[second.span.end : second.span.end + _LOOK]
            if "(" in gap and _CLOSED.match(after) is None:
                return None
            return replace(tie, how=how, part=bool(found.groupdict().get("part")))
        return None

    def peoples(
        self, found: Mapping[int, Tie], lists: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, Tie]]:
        """Yield what a people's own police and soldiers say of a place in their sentence."""
        for members in lists:
            i = members[0]
            toponym = self._toponyms[i]
            before = self._toponyms[i - 1] if i else None
            if i in found or before is None or before.use is not Use.DEMONYM:
                continue
            gap = self._text[before.span.end : toponym.span.start]
            who = [w.lower() for w in words_of(gap[:_LOOK])[:_FIRST_WORDS]]
            near = toponym.sentence == before.sentence and len(gap) <= _FAR_LOOK
            if near and not self._home.isdisjoint(who) and _PLACED.search(gap):
                span = Span(before.span.start, toponym.span.end)
                yield from (
                    (j, Tie(holder=i - 1, span=span, how=How.PEOPLE))
                    for j in members
                    if j not in found
                )


def _share(
    found: dict[int, Tie],
    members: Sequence[int],
    toponyms: Sequence[Toponym],
    article: Article,
) -> None:
    """Give the names of a list the tie of its last, or of its first: "A and B in Sagaing"."""
    mates = [i for i in members if found.get(i) is None or found[i].how is How.COMMA]
    last = next((i for i in reversed(members) if i in found and found[i].how is How.IN), None)
    if last is not None and _ends_list(article, toponyms, members, last):
        for i in mates:
            if i < last:
                found[i] = replace(found[last], span=_widened(toponyms[i].span, found[last].span))
    first = found.get(members[0])
    if first is not None and first.how is How.OWNER and first.part:
        for i in mates:
            found[i] = replace(first, span=_widened(first.span, toponyms[i].span))


def _ends_list(
    article: Article, toponyms: Sequence[Toponym], members: Sequence[int], last: int
) -> bool:
    """Return whether "and" or "or" without a comma joins a name to its list: "A, B and C"."""
    if last == members[0]:
        return False
    gap = article.text[toponyms[last - 1].span.end : toponyms[last].span.start]
    return gap.startswith((" and ", " or "))


def _widened(first: Span, last: Span) -> Span:
    return Span(min(first.start, last.start), max(first.end, last.end))


def _repeated(found: dict[int, Tie], toponyms: Sequence[Toponym]) -> dict[int, Tie]:
    """
    Let a name that nothing ties keep what was said of it before, or first after.

    Said late it does not choose between namesakes: Tripoli, Tripoli and then "Tripoli, Lebanon"
    are two.
    """
    names = [toponym.surface.casefold() for toponym in toponyms]
    lasting = {
        i: replace(tie, elsewhere=True)
        for i, tie in found.items()
        if tie.how is not How.PEOPLE and names[tie.holder] != names[i]  # "Singapore, Singapore"
    }
    first = {names[i]: i for i in sorted(lasting, reverse=True)}
    bare = Counter(key for i, key in enumerate(names) if i < first.get(key, 0))
    told = {key: replace(lasting[i], late=bare[key] > _MOST_BARE) for key, i in first.items()}
    whole = dict(found)
    for i, (key, toponym) in enumerate(zip(names, toponyms, strict=True)):
        if i in lasting:
            told[key] = lasting[i]
        elif key in told and i not in found and toponym.use is not Use.DEMONYM:
            whole[i] = told[key]
    return whole


@lru_cache(maxsize=4)
def _patterns(parts: frozenset[str], sites: frozenset[str]) -> _Patterns:
    part = "|".join(sorted(map(re.escape, parts), key=lambda word: (-len(word), word)))
    site = "|".join(sorted(map(re.escape, sites), key=lambda word: (-len(word), word)))
    after = rf"(?: (?:{part}|{site}))?"
    told = rf",? (?:an?|the|one|two|three|four|both|all)(?: {HYPHENED}){{0,3}} (?:{part}|{site})"
    led = rf"(?:{HYPHENED} ){{0,2}}(?P<part>{part})(?: of|,)? "
    lie = r"(?:(?:which|that|who) )?(?:are|is|lies?|was|were) |also |all |both "
    inside = rf"(?:{lie})?(?:across the border )?in (?:the )?{WHERE}(?:(?:{part}) of )?(?:the )?"
    again = r"\. (?:All|Both|They)(?: of them)? (?:are|lie|were) in (?:the )?"
    return _Patterns(
        forward=(
            (How.IN, re.compile(rf"{after}(?:{told})?,? {inside}", re.IGNORECASE)),
            (How.IN, re.compile(rf"(?:(?:{told})| (?P<part>{part})) of (?:the )?", re.IGNORECASE)),
            (How.IN, re.compile(rf"{again}{WHERE}(?:(?:{part}) of )?(?:the )?")),
            (How.COMMA, re.compile(rf"{after}(?:, | \((?:in )?){WHERE}(?:the )?", re.IGNORECASE)),
        ),
        beside=re.compile(
            rf"{after}(?P<told>{told})?(?:,| \(|, (?:some|about|around)|,? which lies)? ?"
        ),
        backward=re.compile(rf"(?:['\u2019]s?) {WHERE}(?:{led})?(?:the )?", re.IGNORECASE),
        of_people=re.compile(rf" {WHERE}{led}(?:the )?", re.IGNORECASE),
    )
