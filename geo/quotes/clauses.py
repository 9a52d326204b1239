"""Sentences as tokens with each quotation masked to one, so clauses need no parser."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.language.tokeniser import find_words_and_marks
from geo.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.quotes.marks import Quotation
    from geo.types import Sentence

_LONGEST = 250  # tokens in one unit; real sentences are shorter
_LONGEST_WORD = 64  # code points; a longer one is an address or noise
_POSSESSIVE = re.compile(r"['\u2019][sS]$")


class Token(NamedTuple):
    """One word, punctuation mark or masked quotation; offsets in the article."""

    start: int
    end: int
    text: str
    low: str  # lower case, with neither possessive nor curly apostrophe
    quotation: int = -1  # index of the quotation it masks

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.quotation < 0 and self.text[0].isalnum() and len(self.text) <= _LONGEST_WORD

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital, `al-Baghdadi` included."""
        return (
            self.quotation < 0
            and len(self.text) <= _LONGEST_WORD
            and (
                self.text[0].isupper()
                or any(part[:1].isupper() for part in self.text.split("-")[1:])
            )
        )

    @property
    def is_possessive(self) -> bool:
        """Whether it ends in 's or s'."""
        return _POSSESSIVE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that one quotation bridges."""

    span: Span
    paragraph: int
    tokens: tuple[Token, ...]


def make_units(
    text: str, sentences: tuple[Sentence, ...], quotations: list[Quotation]
) -> list[Unit]:
    """
    Merge sentences that one quotation bridges and mask every quotation.

    Parameters
    ----------
    text : str
        The article's text.
    sentences : tuple of Sentence
        Ordered.
    quotations : list of Quotation
        Ordered and disjoint.

    Returns
    -------
    list of Unit
        Ordered and disjoint; each quotation lies in exactly one.
    """
    starts = [q.outer.start for q in quotations]
    ends = [q.outer.end for q in quotations]
    merged: list[tuple[int, int, int]] = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        bridged = merged and bisect_left(starts, start) > bisect_right(ends, start)
        if bridged and merged[-1][2] == sentence.paragraph:
            merged[-1] = (merged[-1][0], end, sentence.paragraph)
        else:
            merged.append((start, end, sentence.paragraph))
    units: list[Unit] = []
    for start, end, paragraph in merged:
        span = Span(start, end)
        inside = range(bisect_left(starts, start), bisect_left(starts, end))
        units += _bounded(span, paragraph, _tokens(text, span, inside, quotations))
    return units


def _bounded(span: Span, paragraph: int, tokens: list[Token]) -> Iterator[Unit]:
    """Cut an endless sentence, so that work within a unit stays bounded."""
    at = span.start
    for first in range(0, max(1, len(tokens)), _LONGEST):
        held = tuple(tokens[first : first + _LONGEST])
        more = first + _LONGEST < len(tokens)
        end = tokens[first + _LONGEST].start if more else max(span.end, at + 1)
        yield Unit(Span(at, end), paragraph, held)
        at = end


def _tokens(text: str, span: Span, inside: range, quotations: list[Quotation]) -> list[Token]:
    found: list[Token] = []
    at = span.start
    for index in inside:
        outer = quotations[index].outer
        found += _words(text, at, outer.start)
        found.append(Token(outer.start, outer.end, "\u201c", "\u201c", index))
        at = outer.end
    return found + _words(text, at, max(at, span.end))


def _words(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m.start(), m.end(), m.group(), _lower(m.group()))
        for m in find_words_and_marks(text, start, end)
    ]


def _lower(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower() if "'" in word or "\u2019" in word else word.lower()
