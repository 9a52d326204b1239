"""Run one article through every stage, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from geo import evidence, sentences
from geo.coordinates import find_coordinates, place_coordinates, without_coordinates
from geo.errors import ArticleError, DataError
from geo.evidence import gather_evidence
from geo.gazetteer import Gazetteer
from geo.identity import constants_in, constants_of, digest
from geo.language import tokeniser
from geo.language.lists import read_lists
from geo.quoted import with_quotes
from geo.quotes import RuleQuoteFinder, load_vocabulary
from geo.resolve import RuleResolver, load_words
from geo.sentences import load_stops, split_sentences
from geo.settings import LEARNED, RULES, VERSION, Settings, data_folder
from geo.toponyms import RuleRecognizer, load_lexicon
from geo.toponyms.learned import LearnedRecognizer
from geo.toponyms.plugins import PluginRecognizer
from geo.toponyms.tagger import Tagger
from geo.types import Parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.toponyms import Lexicon
    from geo.types import Article, Names, Quote, Resolution, Sentence, Toponym


STAGES = ("sentences", "names", "places")  # what takes time, in order


def _silent(stage: str, /) -> None:
    """Leave it at that: nobody is waiting to be told."""


class QuoteFinder(Protocol):
    """Finds quotations in an article."""

    @property
    def id(self) -> str:
        """Name the finder, its settings and its data's checksum."""

    def __call__(self, article: Article, sentences: tuple[Sentence, ...], /) -> tuple[Quote, ...]:
        """Return the quotes in reading order."""


class Recognizer(Protocol):
    """Finds the names in an article: of places, and of what is not a place."""

    @property
    def id(self) -> str:
        """Name the recogniser, its settings and its data's checksum."""

    def __call__(
        self, article: Article, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...], /
    ) -> Names:
        """Return the names in reading order."""


class Resolver(Protocol):
    """Decides which place each toponym means."""

    @property
    def id(self) -> str:
        """Name the resolver, its settings and its data's checksum."""

    def __call__(
        self, article: Article, toponyms: tuple[Toponym, ...], /
    ) -> tuple[Resolution, ...]:
        """Return exactly one resolution per toponym, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The three replaceable stages, held together by their ids."""

    find_quotes: QuoteFinder
    find_toponyms: Recognizer
    resolve: Resolver
    max_names: int = Settings().max_names  # of places in one article
    warnings: tuple[str, ...] = ()  # what is missing, one sentence each, for the user to see

    @property
    def id(self) -> str:
        """Return the id stored with each answer: version, and every stage's id digested."""
        fixed = constants_of(tokeniser, sentences, evidence)
        fixed += constants_in("geo.coordinates") + load_stops().checksum
        made_of = f"{fixed} {self.find_quotes.id} {self.find_toponyms.id} {self.resolve.id}"
        return f"dateline-{VERSION}:{digest(made_of)}"

    def parse(self, article: Article, *, tell: Callable[[str], None] = _silent) -> Parse:
        """
        Return everything the engine makes of an article.

        Parameters
        ----------
        article : Article
            As read by `read_article`.
        tell : callable, optional
            Told the stage that begins, one of `STAGES`.

        Returns
        -------
        Parse
            The article and each stage's answer; the same article gives the same parse.

        Raises
        ------
        ArticleError
            When the article has more words or names of places than the engine may work on.
        """
        tell("sentences")
        parts = split_sentences(article)
        quotes = self.find_quotes(article, parts)
        tell("names")
        written = find_coordinates(article, parts)
        names = without_coordinates(self.find_toponyms(article, parts, quotes), written)
        if (named := len(names.toponyms) + len(written)) > self.max_names:
            msg = (
                f"the article names {named:,} places, the limit is "
                f"{self.max_names:,}; give one article at a time or split the text"
            )
            raise ArticleError(msg)
        tell("places")
        resolutions = self.resolve(article, names.toponyms)
        if written:
            resolutions = _in_quotes(place_coordinates(written, resolutions), quotes)
        return Parse(
            article=article,
            sentences=parts,
            quotes=quotes,
            toponyms=tuple(resolution.toponym for resolution in resolutions),
            not_places=names.not_places,
            resolutions=resolutions,
            evidence=gather_evidence(article, parts, quotes, resolutions),
            incidents=(),
            engine=self.id,
        )


def _in_quotes(
    resolutions: tuple[Resolution, ...], quotes: tuple[Quote, ...]
) -> tuple[Resolution, ...]:
    toponyms = with_quotes(tuple(resolution.toponym for resolution in resolutions), quotes)
    return tuple(
        replace(resolution, toponym=toponym)
        for resolution, toponym in zip(resolutions, toponyms, strict=True)
    )


def default_engine(folder: Path | None = None, settings: Settings | None = None) -> Engine:
    """
    Return the engine over the embedded gazetteer, opened once.

    A learned model that is missing or altered leaves the rules to find the names alone, with a
    sentence in `Engine.warnings`.

    Parameters
    ----------
    folder : Path, optional
        Folder of data; the shipped one when left out.
    settings : Settings, optional
        Bounds to work within.

    Returns
    -------
    Engine
        Ready to parse.

    Raises
    ------
    DataError
        When a data file is missing or cannot be read.
    SettingsError
        When the settings name a recogniser that is not installed.
    """
    home = folder or data_folder()
    return _open(home, settings or Settings.from_environment(), Gazetteer.open(home))


@lru_cache(maxsize=4)
def _open(folder: Path, settings: Settings, gazetteer: Gazetteer) -> Engine:
    lists = read_lists(folder)
    lexicon = load_lexicon(lists)
    recognizer, warnings = _recognizer(settings.recognizer, folder, gazetteer, lexicon)
    return Engine(
        find_quotes=RuleQuoteFinder(load_vocabulary(lists)),
        find_toponyms=recognizer,
        resolve=RuleResolver(gazetteer, settings, load_words(lists)),
        max_names=settings.max_names,
        warnings=warnings,
    )


def _recognizer(
    name: str, folder: Path, gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[Recognizer, tuple[str, ...]]:
    """Return the recogniser of a name, and what the user should know about it."""
    if name == RULES:
        return RuleRecognizer(gazetteer, lexicon), ()
    if name != LEARNED:
        return PluginRecognizer(name, gazetteer, lexicon), ()
    try:
        tagger = Tagger.open(folder)
    except DataError as error:
        return RuleRecognizer(gazetteer, lexicon), (str(error),)
    return LearnedRecognizer(gazetteer, lexicon, tagger), ()
