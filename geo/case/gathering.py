"""The articles of a case as one survey: each with its arrivals, and one story counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.case.chain import Head
from geo.case.keeping import Kept
from geo.case.likeness import near, stories
from geo.decisions import Decision, Settled
from geo.errors import ExportError
from geo.mapped import Asked, Stamp, Survey, is_chosen, survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.case.keeping import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Articles of a case as of one moment, and everything that a map of them can show."""

    settled: tuple[Settled, ...]
    found: Survey
    stamp: Stamp
    head: Head
    listed: tuple[Kept, ...]  # every article of the case
    alike: Mapping[str, tuple[str, ...]]  # as `geo.case.near` returns it
    stories: Mapping[str, Decision]  # as `geo.case.stories` returns it


def gather(case: Case, asked: Asked | None = None) -> Gathered:
    """
    Return articles of a case as one survey, as of one moment.

    Parameters
    ----------
    case : Case
        Open.
    asked : Asked, optional
        Its `more` chooses articles; all of them where left out.

    Returns
    -------
    Gathered
        Articles that tell one story have one source, that of the first of them.

    Raises
    ------
    ExportError
        When there is no such article.
    """
    with case.reading() as connection:
        title, head, listed, alike = case.title, case.head, case.articles(), near(case)
        said = stories(connection)
        chosen = _chosen(case, listed, asked or Asked())
        settled = tuple(case.settled(article) for article in chosen)
    return Gathered(
        settled=settled,
        found=_surveyed(settled, listed, alike),
        stamp=stamp_of(title, head, settled),
        head=head,
        listed=listed,
        alike=alike,
        stories=said,
    )


def _chosen(case: Case, listed: Sequence[Kept], asked: Asked) -> tuple[str, ...]:
    chosen = tuple(
        each.article
        for each in listed
        if is_chosen(asked, each.article, [(s.publisher, s.published) for s in each.sources])
    )
    if not chosen:
        more = ", ".join(f"{name} {value}" for name, value in asked.more)
        why = (
            f"none of its {len(listed)} articles is of {more}"
            if listed
            else "it has no article yet"
        )
        msg = f"{str(case.path)!r}: {why}; `dateline case list` tells what there is"
        raise ExportError(msg)
    return chosen


def _surveyed(
    settled: Sequence[Settled], listed: Sequence[Kept], alike: Mapping[str, tuple[str, ...]]
) -> Survey:
    found = survey([each.parse for each in settled])
    arrivals = {
        each.article: tuple((source.publisher, source.published) for source in each.sources)
        for each in listed
    }
    sources = {origin.article: origin.source for origin in found.origins}
    return replace(
        found,
        origins=tuple(
            replace(
                origin,
                arrivals=arrivals[origin.article],
                source=_source(origin.article, sources, alike),
            )
            for origin in found.origins
        ),
    )


def _source(article: str, sources: Mapping[str, str], alike: Mapping[str, tuple[str, ...]]) -> str:
    """Return the source of the first article given that tells the same story."""
    group = {article, *alike[article]}
    return next(source for other, source in sources.items() if other in group)


def stamp_of(title: str, head: Head, settled: Sequence[Settled]) -> Stamp:
    """
    Say of which case a map is, until when, and who decided what.

    Parameters
    ----------
    title : str
        The case's.
    head : Head
        The end of its log.
    settled : sequence of Settled
        The articles of the map, in order.
    """
    decided = {
        (number, index): each.decided[name.span]
        for number, each in enumerate(settled)
        for index, name in enumerate(each.parse.toponyms)
        if name.span in each.decided
    }
    speakers = {
        (number, index): who
        for number, each in enumerate(settled)
        for index, who in each.quotes.items()
    }
    return Stamp(title=title, entry=head.entry, head=head.hash, decided=decided, speakers=speakers)
