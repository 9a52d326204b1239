"""The quote finder as a stage of the engine: it has an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.identity import constants_of
from geo.quotes import (
    clauses,
    cues,
    find,
    marks,
    mentions,
    people,
    ranking,
    reported,
    speakers,
    transcripts,
    words,
)

if TYPE_CHECKING:
    from geo.types import Article, Quote, Sentence

_NAME = "quotes-1"
_MODULES = (
    clauses, cues, find, marks, mentions, people, ranking, reported, speakers, transcripts, words,
)  # fmt: skip


class RuleQuoteFinder:
    """
    Find direct and reported speech by rules.

    Attributes
    ----------
    id : str
        Made from the rules' name and a digest of their words, weights and bounds.
    """

    def __init__(self) -> None:
        self.id = f"{_NAME}:{constants_of(*_MODULES)}"

    def __call__(self, article: Article, sentences: tuple[Sentence, ...], /) -> tuple[Quote, ...]:
        """Return the quotes in reading order, as `geo.quotes.find_quotes` does."""
        return find.find_quotes(article, sentences)
