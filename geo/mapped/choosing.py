"""Which articles are asked for, before any name of theirs is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.mapped.asked import Asked

ARTICLE, PUBLISHER, SINCE, UNTIL = "article", "publisher", "since", "until"  # of `Asked.more`


def is_chosen(asked: Asked, article: str, sources: Iterable[tuple[str | None, str | None]]) -> bool:
    """
    Return whether an article is asked for.

    Parameters
    ----------
    asked : Asked
        Its `more` may name an article, a publisher and days; the rest is asked of names.
    article : str
        The article's id.
    sources : iterable of (str or None, str or None)
        Publisher and day (ISO 8601) of each source it came from; one source has to fit both. What
        has no day lies in no span of days.
    """
    more = dict(asked.more)
    if not article.startswith(more.get(ARTICLE, "")):
        return False
    return any(_fits(more, publisher, day) for publisher, day in sources)


def _fits(more: dict[str, str], publisher: str | None, day: str | None) -> bool:
    if PUBLISHER in more and publisher != more[PUBLISHER]:
        return False
    since, until = more.get(SINCE), more.get(UNTIL)
    if since is None and until is None:
        return True
    return day is not None and (since or day) <= day <= (until or day)
