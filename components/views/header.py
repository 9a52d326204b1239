"""The header's one line of figures, and what can be said when nothing is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo import Article, EvidenceMap

_LONGEST_TITLE = 200  # code points
_HASH_SHOWN = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    """What the header says; none of it escaped."""

    title: str
    figures: str
    found: bool  # whether the article names any place


def build(shown: EvidenceMap) -> HeaderView:
    """
    Gather the header's words.

    Parameters
    ----------
    shown
        One article's evidence map, unfiltered.

    Returns
    -------
    HeaderView
        Title and figures; the figures count names, places, quotes and speakers apart.
    """
    parse, names = shown.parses[0], shown.counts.names
    drawn, listed = shown.counts.marks, len(shown.tray_of_places)
    direct = sum(quote.direct for quote in parse.quotes)
    speakers = len({quote.speaker.name for quote in parse.quotes if quote.speaker})
    figures = (
        plural(names, "name"),
        f"{plural(drawn + listed, 'place')}, {drawn:,} drawn, {listed:,} listed",
        f"{plural(direct, 'direct quote')}, {plural(speakers, 'speaker')}",
        *_source(parse.article),
        f"sha256 {parse.article.id[:_HASH_SHOWN]}…",
    )
    title = " ".join(parse.article.title.split())[:_LONGEST_TITLE]
    return HeaderView(
        title=title or "Untitled article", figures=" · ".join(figures), found=names > 0
    )


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 place", "2 places"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _source(article: Article) -> tuple[str, ...]:
    """Return who published an article and when, as far as it is known."""
    day = article.published
    said = (article.publisher, day and f"{day:%d %B %Y}".lstrip("0"))
    return tuple(" ".join(words.split())[:_LONGEST_TITLE] for words in said if words)
