"""Article, sentences and quotes to toponyms, and to names that are not places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.toponyms.lexicon import Lexicon, load_lexicon
from geo.toponyms.recognise import RuleRecognizer

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.types import Article, Names, Quote, Sentence

__all__ = ["Lexicon", "RuleRecognizer", "find_toponyms", "load_lexicon"]


def find_toponyms(
    article: Article,
    sentences: tuple[Sentence, ...],
    quotes: tuple[Quote, ...],
    gazetteer: Gazetteer,
) -> Names:
    """
    Find the names in an article by rules.

    Parameters
    ----------
    article : Article
        As read.
    sentences : tuple of Sentence
        Its sentences.
    quotes : tuple of Quote
        Its quotes.
    gazetteer : Gazetteer
        Asked whether a name exists.

    Returns
    -------
    Names
        Toponyms and names that are not places, each in reading order.
    """
    return RuleRecognizer(gazetteer)(article, sentences, quotes)
