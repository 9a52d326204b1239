"""Which quote holds a name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.types import Quote, Toponym


def with_quotes(toponyms: tuple[Toponym, ...], quotes: tuple[Quote, ...]) -> tuple[Toponym, ...]:
    """Return the toponyms with the quote that holds each, a direct one before a reported one."""
    starts = [toponym.span.start for toponym in toponyms]
    held: dict[int, int] = {}
    for quote in sorted(quotes, key=lambda q: (not q.direct, q.index)):
        for part in quote.spans:
            at = bisect_left(starts, part.start)
            while at < len(toponyms) and toponyms[at].span.end <= part.end:
                held.setdefault(at, quote.index)
                at += 1
    return tuple(replace(t, quote=held.get(i)) for i, t in enumerate(toponyms))
