"""The quote finder as a stage of the engine: it has an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.identity import constants_in, digest
from geo.quotes.find import find_quotes
from geo.quotes.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from geo.types import Article, Quote, Sentence

_NAME = "quotes-1"


class RuleQuoteFinder:
    """
    Find direct and reported speech by rules.

    Parameters
    ----------
    lists : Vocabulary, optional
        The words that speech is told by; the shipped ones when left out.

    Attributes
    ----------
    id : str
        Made from the rules' name and a digest of their words, weights and bounds.
    """

    def __init__(self, lists: Vocabulary | None = None) -> None:
        self._lists = lists or load_vocabulary()
        self.id = f"{_NAME}:{digest(constants_in('geo.quotes') + self._lists.checksum)}"

    def __call__(self, article: Article, sentences: tuple[Sentence, ...], /) -> tuple[Quote, ...]:
        """Return the quotes in reading order, as `geo.quotes.find_quotes` does."""
        return find_quotes(article, sentences, self._lists)
