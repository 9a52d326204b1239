"""
Names that places had once: "Zaire", "Leningrad", "Smyrna", told by the time a text tells of.

`data/lexicon/former.csv` says which place had a name and in which years, `data/lexicon/ages.csv`
which words name a time. A name is of its time where its sentences, or the day of publication, are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.gazetteer import fold
from geo.resolve.candidates import make_option
from geo.resolve.company import DOUBT
from geo.types import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.resolve.candidates import Option
    from geo.resolve.words import Former, Words
    from geo.types import Article, Toponym

_LOOK = 200  # code points of a sentence read on either side of a name
_END = re.compile(r"[.!?\n]\s")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR = re.compile(
    r"\b(?:in|since|until|till|from|to|by|of|during|before|after|around|about|late|early|mid"
    rf"|spring|summer|autumn|winter|{_MONTHS}|\d{{1,2}},)"
    r"(?: the)?[ -](?P<year>1\d{3}|20\d{2})(?P<ten>s)?\b",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century\b", re.IGNORECASE)
_DECADE, _HUNDRED = 10, 100
_EARLIEST = -4000  # a name of which no source says since when


@dataclass(frozen=True, slots=True)
class Years:
    """A time, from its first year to its last; years before Christ are negative."""

    first: int
    last: int

    def meets(self, other: Years) -> bool:
        """Return whether the two have a year in common."""
        return self.first <= other.last and other.first <= self.last


def call_up(
    article: Article,
    toponyms: Sequence[Toponym],
    options: Sequence[tuple[Option, ...]],
    gazetteer: Gazetteer,
    words: Words,
) -> list[tuple[Option, ...]]:
    """
    Add the places that had a name once, each with what the text says of the time.

    Parameters
    ----------
    article : Article
        The article.
    toponyms : sequence of Toponym
        In reading order.
    options : sequence of tuple of Option
        What each may mean.
    gazetteer : Gazetteer
        Has the places.
    words : Words
        Former names, and words that name a time.

    Returns
    -------
    list of tuple of Option
        The same, where a name has former bearers with those added.
    """
    named: dict[str, list[int]] = defaultdict(list)
    for i, toponym in enumerate(toponyms):
        if toponym.use is not Use.DEMONYM:
            named[fold(toponym.surface)].append(i)
    found = list(options)
    once = {key: words.former[key] for key in named if key in words.former}
    for key, bearers in once.items():
        ages = _ages(article, (toponyms[i] for i in named[key]), words)
        others = [row for name, rows in once.items() if name != key for row in rows]
        for bearer in bearers:
            company = sum(_years(bearer).meets(_years(other)) for other in others)
            signs = {
                "former": float(not _is_ancient(bearer)),
                "own name": 1.0,
                "in its time": float(any(_years(bearer).meets(age) for age in ages)),
                "of its age": company / (len(named) - 1 + DOUBT),
            }
            for i in named[key]:
                found[i] = _with(found[i], toponyms[i].surface, bearer, signs, gazetteer)
    return found


def _with(
    group: tuple[Option, ...],
    surface: str,
    bearer: Former,
    signs: dict[str, float],
    gazetteer: Gazetteer,
) -> tuple[Option, ...]:
    known = next((o for o in group if o.place.id == bearer.id), None)
    option = known or make_option(gazetteer.place(bearer.id), "exact", surface)
    own = dict(option.own) | {name: value for name, value in signs.items() if value}
    note = "" if fold(option.place.name) == fold(surface) else _note(surface, bearer)
    said = replace(option, own=tuple(own.items()), note=note)
    others = tuple(o for o in group if o is not known and o.how != "tolerant")
    return (*others, said)


def _note(surface: str, bearer: Former) -> str:
    """Say when a place had the name."""
    until = _in_words(bearer.until)
    if bearer.since is None:
        return f"{surface} was its name until {until}"
    return f"{surface} was its name from {_in_words(bearer.since)} to {until}"


def _in_words(year: int) -> str:
    return f"{-year} BC" if year < 0 else str(year)


def _is_ancient(bearer: Former) -> bool:
    """Return whether a name is of antiquity, and English has it still: "Corinth"."""
    return bearer.since is not None and bearer.since < 0


def _years(bearer: Former) -> Years:
    return Years(_EARLIEST if bearer.since is None else bearer.since, bearer.until)


def _ages(article: Article, toponyms: Iterable[Toponym], words: Words) -> list[Years]:
    """Return the times that the sentences of a name tell of, and the year of publication."""
    published = [] if article.published is None else [article.published.year]
    found = [Years(year, year) for year in published]
    for toponym in toponyms:
        found += _told(_sentence(article.text, toponym), words)
    return found


def _sentence(text: str, toponym: Toponym) -> str:
    """Return what stands around a name in its sentence."""
    span = toponym.span
    before = text[max(0, span.start - _LOOK) : span.start]
    ends = [match.end() for match in _END.finditer(before)]
    after = text[span.end : span.end + _LOOK]
    end = _END.search(after)
    return (
        before[ends[-1] if ends else 0 :]
        + text[span.start : span.end]
        + (after[: end.start()] if end else after)
    )


def _told(sentence: str, words: Words) -> Iterator[Years]:
    for match in _YEAR.finditer(sentence):
        year = int(match["year"])
        yield Years(year, year + (_DECADE - 1 if match["ten"] else 0))
    for match in _CENTURY.finditer(sentence):
        last = int(match["number"]) * _HUNDRED
        yield Years(last - _HUNDRED + 1, last)
    low = f" {fold(sentence)} "
    for said, since, until in words.ages:
        if f" {said} " in low:
            yield Years(since, until)
