"""A name that the engine missed: where its words stand, and what they may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.views.correction import CorrectionView, company, placed
from geo import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo import Parse, Place, Sentence

_LONGEST = 120  # code points of a name
_MOST = 8  # places of it in the text that are offered
_SIDE = 60  # code points shown on either side
_NOW = "the engine: no name here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where words stand in the article; not escaped."""

    span: Span
    before: str
    words: str
    after: str
    paragraph: int  # from 0


def find(parse: Parse, words: str, sentence: int | None = None) -> tuple[Found, ...]:
    """
    Return where words stand in an article that are no name of a place yet.

    Parameters
    ----------
    parse
        As decided.
    words
        Whole words; blanks count as any others.
    sentence
        Index of the one they were taken from: it comes first.

    Returns
    -------
    tuple of Found
        So many at most as can be chosen from, in reading order otherwise.
    """
    known = {r.toponym.span for r in parse.resolutions}
    rows = [(home, span) for home, span in _spans(parse, words) if span not in known]
    rows.sort(key=lambda row: (row[0].index != sentence, row[1]))
    return tuple(_found(parse, home, span) for home, span in rows[:_MOST])


def build(parse: Parse, span: Span, places: Iterable[Place]) -> CorrectionView:
    """
    Gather what can be said of words that are no name yet.

    Parameters
    ----------
    parse
        As decided.
    span
        Where they stand.
    places
        What the gazetteer has of that name.
    """
    held = next(sentence for sentence in parse.sentences if sentence.span.covers(span))
    return CorrectionView(
        article=parse.article.id,
        span=span,
        name=" ".join(parse.article.slice(span).split()),
        sentence=" ".join(parse.article.slice(held.span).split()),
        now=_NOW,
        engine=None,
        options=tuple({place.id: placed(place, None) for place in places}.values()),
        mentions=1,
        missed=True,
        company=company(parse),
    )


def _spans(parse: Parse, words: str) -> Iterator[tuple[Sentence, Span]]:
    """Yield where whole words stand, each inside the sentence it is told with."""
    parts = words[:_LONGEST].split()
    if not parts:
        return
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
    for sentence in parse.sentences:
        text = parse.article.slice(sentence.span)
        for match in re.finditer(pattern, text):
            start = sentence.span.start
            yield sentence, Span(start + match.start(), start + match.end())


def _found(parse: Parse, home: Sentence, span: Span) -> Found:
    text = parse.article.text
    before, after = text[home.span.start : span.start], text[span.end : home.span.end]
    return Found(
        span=span,
        before=before if len(before) <= _SIDE else f"… {before[-_SIDE:].partition(' ')[2]}",
        words=text[span.start : span.end],
        after=after if len(after) <= _SIDE else f"{after[:_SIDE].rpartition(' ')[0]} …",
        paragraph=home.paragraph,
    )
