"""A recogniser that is told where the names are, so that resolution is measured alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.types import Kind, Names, Span, Toponym, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.evaluation.corpus import Gold
    from geo.gazetteer import Gazetteer
    from geo.types import Article, Quote, Sentence

_NAMED_FIRST = frozenset({Kind.COUNTRY, Kind.PROVINCE})  # "Georgia" is no demonym of a town's


class GivenNames:
    """
    Give an annotated document's own names.

    Parameters
    ----------
    gold : sequence of Gold
        The document's.
    gazetteer : Gazetteer
        Says which are demonyms.
    """

    id = "given"

    def __init__(self, gold: Sequence[Gold], gazetteer: Gazetteer) -> None:
        self._gold = sorted(gold, key=lambda g: (g.start, g.end))
        self._gazetteer = gazetteer

    def __call__(
        self, article: Article, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...], /
    ) -> Names:
        """Return each gold name; those in no sentence belong to the first."""
        del quotes
        found = []
        for gold in self._gold:
            if not 0 <= gold.start < gold.end <= len(article.text):
                continue
            span = Span(gold.start, gold.end)
            surface = article.slice(span)
            home = next((s.index for s in sentences if s.span.overlaps(span)), 0)
            demonym = self._is_demonym(surface)
            use = Use.DEMONYM if demonym else Use.LITERAL
            found.append(Toponym(span=span, surface=surface, sentence=home, use=use))
        return Names(toponyms=tuple(found), not_places=())

    def _is_demonym(self, surface: str) -> bool:
        if self._gazetteer.demonym(surface) is None:
            return False
        return not any(
            m.how == "exact" and m.place.kind in _NAMED_FIRST
            for m in self._gazetteer.lookup(surface)
        )
