"""What a case of many articles can be asked besides: which articles, and which of their names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.mapped.choosing import ARTICLE, PUBLISHER, SINCE, UNTIL, is_chosen
from geo.precision import scale
from geo.types import By, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from geo.mapped.asked import Asked
    from geo.mapped.surveying import Row, Survey

COUNTRY, CLASS, SCORE, BY, WORDS = "country", "class", "score", "by", "words"  # of `Asked.more`
ANALYST = "analyst"  # value of BY; any other is the engine's
_OF_ARTICLES = frozenset((ARTICLE, PUBLISHER, SINCE, UNTIL))
_OF_NAMES: dict[str, Callable[[Row, str], bool]] = {
    COUNTRY: lambda row, wanted: row.country == wanted,
    CLASS: lambda row, wanted: row.precision == wanted,
    SCORE: lambda row, wanted: row.score >= float(wanted),
    BY: lambda row, wanted: (row.by is By.ANALYST) == (wanted == ANALYST),
}


class Narrowing:
    """
    What `Asked.more` keeps of a survey.

    Parameters
    ----------
    found : Survey
        The articles.
    asked : Asked
        What is asked; a key of `more` that is not known keeps everything.
    matching : container of str, optional
        Keys of the excerpts that have the words asked for; looked up in the survey's own
        excerpts where left out, which a slim survey does not have.
    """

    def __init__(self, found: Survey, asked: Asked, matching: Container[str] | None = None) -> None:
        more = dict(asked.more)
        self._articles = (
            None
            if not more.keys() & _OF_ARTICLES
            else [is_chosen(asked, each.article, each.arrivals) for each in found.origins]
        )
        self._tests = [(test, more[key]) for key, test in _OF_NAMES.items() if key in more]
        self._matching = matching
        if matching is None and WORDS in more:
            texts = ((excerpt.key, folded(excerpt.text)) for excerpt in found.excerpts)
            self._matching = having(texts, more[WORDS])

    def keeps(self, row: Row) -> bool:
        """Return whether a name is kept."""
        if self._articles is not None and not self._articles[row.parse]:
            return False
        if self._matching is not None and row.excerpt not in self._matching:
            return False
        return all(test(row, wanted) for test, wanted in self._tests)


def of_names(asked: Asked) -> Asked:
    """Return what is asked without which articles: for one that was chosen already."""
    return replace(asked, more=tuple(pair for pair in asked.more if pair[0] not in _OF_ARTICLES))


def having(texts: Iterable[tuple[str, str]], words: str) -> frozenset[str]:
    """
    Return the keys of the texts that have some words, in whatever case.

    Parameters
    ----------
    texts : iterable of (str, str)
        Keys and texts, `folded`: a text is searched more than once.
    words : str
        As the reader typed them; runs of blanks count as one.
    """
    wanted = folded(words)
    return frozenset([key for key, text in texts if wanted in text])


def folded(text: str) -> str:
    """Return a text as it is searched: in whatever case, every run of blanks one blank."""
    return " ".join(text.casefold().split())


def said_of_more(asked: Asked) -> tuple[str, ...]:
    """Say what `Asked.more` keeps, one part of a sentence for each."""
    more = dict(asked.more)
    words: dict[str, Callable[[str], str]] = {
        ARTICLE: lambda value: f"only article {value[:8]}",
        PUBLISHER: lambda value: f"published by {value}",
        SINCE: lambda value: f"published on {value} or later",
        UNTIL: lambda value: f"published on {value} or before",
        COUNTRY: lambda value: f"places in {value}",
        CLASS: lambda value: f"only {value}, {scale()[Precision(value)].words}",
        SCORE: lambda value: f"scores of {float(value):g} and more",
        BY: lambda value: f"placed by {'an analyst' if value == ANALYST else 'the engine'}",
        WORDS: lambda value: f"with the words “{value}”",
    }
    return tuple(say(more[key]) for key, say in words.items() if key in more)
