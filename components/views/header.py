"""The header's title, source and one line of figures, and what can be said of an empty article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from components.views.words import OUTLINED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo import Article, EvidenceMap

_LONGEST_TITLE = 200  # code points
_LONGEST_PUBLISHER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    """What the header says; none of it escaped."""

    title: str
    source: str  # when and by whom it was published, as far as the article tells; "" where not
    figures: str
    digest: str  # SHA-256 of the text, 64 hexadecimal digits
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
        Title, source and figures; the figures count names, places, quotes and speakers apart.
    """
    parse, names = shown.parses[0], shown.counts.names
    direct = sum(quote.direct for quote in parse.quotes)
    speakers = len({quote.speaker.name for quote in parse.quotes if quote.speaker})
    figures = (
        plural(names, "name"),
        *_places(shown),
        f"{plural(direct, 'direct quote')}, {plural(speakers, 'speaker')}",
    )
    title = " ".join(parse.article.title.split())[:_LONGEST_TITLE]
    return HeaderView(
        title=title or "Untitled article",
        source=source_of(parse.article),
        figures=" · ".join(figures),
        digest=parse.article.id,
        found=names > 0,
    )


def _places(shown: EvidenceMap) -> Iterator[str]:
    """Count what is on the map as marks, as outlines, and what is not on it."""
    outlined = sum(row.reason == OUTLINED for row in shown.tray_of_places)
    yield f"{plural(shown.counts.marks, 'place')} on the map"
    if outlined:
        yield f"{outlined:,} {'country' if outlined == 1 else 'countries'} outlined"
    if missing := len(shown.tray_of_places) - outlined:
        yield f"{missing:,} not on the map"


def source_of(article: Article) -> str:
    """Say who published an article, and when: "Rudaw, 12 May 2020"."""
    publisher = " ".join((article.publisher or "").split())[:_LONGEST_PUBLISHER]
    return ", ".join(filter(None, (publisher, day_of(article.published))))


def work_of(title: str, publishers: Iterable[str], day: date | str | None) -> str:
    """Say what an excerpt is cited of: its article's title, who published it, and when."""
    name = f"“{' '.join(title.split())[:_LONGEST_TITLE] or 'Untitled article'}”"
    return ", ".join(filter(None, (name, " and ".join(publishers), day_of(day))))


def day_of(day: date | str | None) -> str:
    """Write a day (or its ISO 8601) as readers do: "12 May 2020"; "" for none."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {found:%B} {found.year}" if found else ""


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 place", "2 places"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
