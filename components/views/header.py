"""The header's one line of figures, and what can be said when nothing is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.views import map as map_view
from geo import Use

if TYPE_CHECKING:
    from geo import Parse

_LONGEST_TITLE = 200  # code points
_HASH_SHOWN = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    """What the header says; none of it escaped."""

    title: str
    figures: str
    found: bool  # whether the article names any place


def build(parse: Parse) -> HeaderView:
    """
    Gather the header's words.

    Parameters
    ----------
    parse
        One article's parse.

    Returns
    -------
    HeaderView
        Title and figures; the figures count names, places, quotes and speakers apart.
    """
    names = [r for r in parse.resolutions if r.toponym.use is not Use.DEMONYM]
    view = map_view.build(parse)
    drawn, listed = len(view.marks), len(view.listed)
    direct = sum(quote.direct for quote in parse.quotes)
    speakers = len({quote.speaker.name for quote in parse.quotes if quote.speaker})
    figures = (
        plural(len(names), "name"),
        f"{plural(drawn + listed, 'place')}, {drawn:,} drawn, {listed:,} listed",
        f"{plural(direct, 'direct quote')}, {plural(speakers, 'speaker')}",
        f"sha256 {parse.article.id[:_HASH_SHOWN]}…",
    )
    title = " ".join(parse.article.title.split())[:_LONGEST_TITLE]
    return HeaderView(
        title=title or "Untitled article", figures=" · ".join(figures), found=bool(names)
    )


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 place", "2 places"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
