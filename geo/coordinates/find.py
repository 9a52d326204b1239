"""Where in an article coordinates are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coordinates.patterns import (
    BARE,
    COMPACT,
    GRID,
    LABELLED,
    LETTERS_AFTER,
    LETTERS_BEFORE,
    MEASURES,
    PERHAPS,
    SURELY,
)
from geo.coordinates.read import (
    Point,
    read_bare,
    read_compact,
    read_grid,
    read_labelled,
    read_lettered,
)
from geo.types import By, Span, Toponym

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from geo.types import Article, Sentence

_FORMS = (
    (LABELLED, read_labelled),
    (LETTERS_AFTER, read_lettered),
    (LETTERS_BEFORE, read_lettered),
    (COMPACT, read_compact),
    (GRID, read_grid),
)
_LOOK = 40  # code points before two bare numbers in which a word may say what they are
_DECIMALS = (2, 3, 4)  # that each needs: after a sure word, in brackets or after others, alone
_WIDE = 10  # degrees that one of two bare numbers reaches, so that they are no rates
_BRACKETS = frozenset({"()", "[]"})


@dataclass(frozen=True, slots=True)
class Written:
    """A coordinate as a text has it."""

    toponym: Toponym
    point: Point


def find_coordinates(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Written, ...]:
    """
    Find the coordinates that an article writes.

    Parameters
    ----------
    article : Article
        As read.
    sentences : tuple of Sentence
        Its sentences; a coordinate lies in one.

    Returns
    -------
    tuple of Written
        In reading order; no two overlap.
    """
    found = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        words = article.text[start:end]
        if not any(letter.isdigit() for letter in words):
            continue
        for match, point in _apart(words):
            span = Span(start + match.start(), start + match.end())
            name = Toponym(
                span=span,
                surface=article.slice(span),
                sentence=sentence.index,
                found_by=By.RULE,
            )
            found.append(Written(name, point))
    return tuple(found)


def _apart(words: str) -> list[tuple[re.Match[str], Point]]:
    """Return the matches in a sentence, of two that overlap the earlier and longer."""
    rows = sorted(_every(words), key=lambda row: (row[0].start(), -row[0].end()))
    kept: list[tuple[re.Match[str], Point]] = []
    for match, point in rows:
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, point))
    return kept


def _every(words: str) -> Iterator[tuple[re.Match[str], Point]]:
    for pattern, read in _FORMS:
        for match in pattern.finditer(words):
            point = read(match)
            if point is not None:
                yield match, point
    for match in BARE.finditer(words):
        point = read_bare(match) if _is_told(words, match) else None
        if point is not None:
            yield match, point


def _is_told(words: str, match: re.Match[str]) -> bool:
    """Say whether two decimal numbers are a coordinate: by words, brackets or their digits."""
    if MEASURES.match(words, match.end()):
        return False
    decimals = min(len(match[f"decimal{n}"].partition(".")[2]) for n in (1, 2))
    surely, held, alone = _DECIMALS
    before = words[max(0, match.start() - _LOOK) : match.start()]
    if SURELY.search(before):
        return decimals >= surely
    if not match["between"].strip():
        return False
    around = words[max(0, match.start() - 1) : match.start()]
    around += words[match.end() : match.end() + 1]
    if around in _BRACKETS or PERHAPS.search(before) or match.group() == words.strip(" ."):
        return decimals >= held
    wide = any(float(match[f"decimal{n}"]) >= _WIDE for n in (1, 2))
    return decimals >= alone and wide
