"""Excerpts: one for each article, span and quote, with whose words its names stand in."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geo.mapped.labels import is_read
from geo.mapped.record import Excerpt, Spoken
from geo.types import Precision, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.mapped.asked import Voice
    from geo.types import Evidence, Parse, Quote

_DIGITS = 12  # of an article's id in an excerpt's key


def voice_of(quote: Quote | None) -> Voice:
    """Return whose words a quote is; those in no quote are the writer's."""
    if quote is None:
        return "writer"
    return "direct" if quote.direct else "reported"


def excerpt_key(evidence: Evidence) -> str:
    """Return an excerpt's key: its article and span, and the quote that holds its names."""
    key = f"{evidence.article_id[:_DIGITS]}:{evidence.span.start}-{evidence.span.end}"
    return key if evidence.quote is None else f"{key}:q{evidence.quote.index}"


class Excerpts:
    """
    The excerpts of one article.

    Parameters
    ----------
    parse : Parse
        One article's.
    leads : mapping of Span to str
        Where each placed name leads: a mark's key, or a reason of the tray.
    """

    def __init__(self, parse: Parse, leads: Mapping[Span, str]) -> None:
        self._parse = parse
        self._leads = leads
        parts = [(part, quote) for quote in parse.quotes for part in quote.spans]
        self._parts = sorted(parts, key=lambda row: row[0])
        self._ends = [part.end for part, _ in self._parts]

    def make(self) -> tuple[Excerpt, ...]:
        """Return them in the order of their first names."""
        groups: dict[str, list[Evidence]] = {}
        for evidence in self._parse.evidence:
            groups.setdefault(excerpt_key(evidence), []).append(evidence)
        return tuple(self._excerpt(key, group) for key, group in groups.items())

    def _excerpt(self, key: str, group: Sequence[Evidence]) -> Excerpt:
        first = group[0]
        base, sentence = first.span.start, first.resolution.toponym.sentence
        spans = [e.resolution.toponym.span for e in group]
        classes = [e.precision for e in group if e.precision is not Precision.P0]
        return Excerpt(
            key=key,
            article=first.article_id,
            span=first.span,
            text=first.text,
            paragraph=self._parse.sentences[sentence].paragraph,
            sentence=sentence,
            role=first.role,
            names=tuple((Span(s.start - base, s.end - base), self._leads[s]) for s in spans),
            precision=(min(classes), max(classes)) if classes else (Precision.P0, Precision.P0),
            quote=None if first.quote is None else first.quote.index,
            voice=voice_of(first.quote),
            speaker=None if first.quote is None else first.quote.speaker,
            spoken=self._spoken(first.span, first.quote),
            read=is_read(self._parse.article, first.text),
        )

    def _spoken(self, span: Span, own: Quote | None) -> tuple[Spoken, ...]:
        """Return what of an excerpt is in quotes other than its own."""
        found = []
        for part, quote in self._parts[bisect_left(self._ends, span.start + 1) :]:
            if part.start >= span.end:
                break
            if own is not None and quote.index == own.index:
                continue
            inside = Span(
                max(part.start, span.start) - span.start, min(part.end, span.end) - span.start
            )
            found.append(Spoken(span=inside, voice=voice_of(quote), speaker=quote.speaker))
        return tuple(found)
