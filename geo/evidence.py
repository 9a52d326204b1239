"""Tie resolved places to the words that name them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from geo.types import Evidence, Span, Use

if TYPE_CHECKING:
    from geo.types import Article, Quote, Resolution, Sentence

_MARKS = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e")
_LONGEST = 2000  # code points; a quote that runs further is shown by its sentence alone
_MENTIONED = "mentioned"
_SEAT = "seat of an institution"


def gather_evidence(
    article: Article,
    sentences: tuple[Sentence, ...],
    quotes: tuple[Quote, ...],
    resolutions: tuple[Resolution, ...],
) -> tuple[Evidence, ...]:
    """
    Take the excerpt around each placed name, verbatim.

    Parameters
    ----------
    article : Article
        The article.
    sentences : tuple of Sentence
        Its sentences.
    quotes : tuple of Quote
        Its quotes.
    resolutions : tuple of Resolution
        In reading order.

    Returns
    -------
    tuple of Evidence
        One for each resolved name that is no demonym, in reading order. The excerpt is the
        sentence; where a direct quote that holds the name runs past it, all of the quote, with
        its marks, and the sentence, unless that is longer than 2,000 code points. Equal spans
        share one string.
    """
    words = cache(article.slice)
    found: list[Evidence] = []
    for resolution in resolutions:
        toponym = resolution.toponym
        if resolution.place is None or toponym.use is Use.DEMONYM:
            continue
        quote = None if toponym.quote is None else quotes[toponym.quote]
        span = _excerpt(article, sentences[toponym.sentence].span, quote, toponym.span)
        found.append(
            Evidence(
                article_id=article.id,
                span=span,
                text=words(span),
                resolution=resolution,
                quote=quote,
                precision=resolution.precision,
                role=_SEAT if toponym.use is Use.ASSOCIATIVE else _MENTIONED,
            )
        )
    return tuple(found)


def _excerpt(article: Article, sentence: Span, quote: Quote | None, name: Span) -> Span:
    if quote is None or not quote.direct:
        return sentence
    part = quote.spans[bisect_right(quote.spans, name.start, key=lambda part: part.start) - 1]
    start, end = part.start, part.end
    if start > 0 and article.text[start - 1] in _MARKS:
        start -= 1
    if end < len(article.text) and article.text[end] in _MARKS:
        end += 1
    start, end = min(start, sentence.start), max(end, sentence.end)
    return Span(start, end) if end - start <= _LONGEST else sentence
