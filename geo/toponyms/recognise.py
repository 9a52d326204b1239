"""Article, sentences and quotes to names: of places, and of what is not a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import ArticleError
from geo.identity import constants_in, digest
from geo.language.tokeniser import words_of
from geo.odds import probability
from geo.quoted import with_quotes
from geo.toponyms.blocks import Block, find_blocks, surnames
from geo.toponyms.known import Known
from geo.toponyms.lexicon import Lexicon, load_lexicon
from geo.toponyms.lines import Case, Line, read_line
from geo.toponyms.recase import Recaser
from geo.toponyms.segments import Segment, find_segments
from geo.toponyms.use import judge_use
from geo.types import Kind, Names, NotPlace, Span, Toponym, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.gazetteer import Gazetteer
    from geo.types import Article, Quote, Sentence

_ENOUGH = 0.5  # probability from which a name is taken for a place
_SURE = 0.9  # probability from which a name vouches for its other mentions
_DEMONYM = 0.9
_SHORT_FORM = 0.95
_UNKNOWN = 0.5
_UNSAID = frozenset({"date or time", "not a place name"})  # nobody would take them for places
_WORTH_PARTING = 20_000  # people
_MOST = 75_000  # names of any kind in one article; 2 MB of news with 17,000 places has 20,000
_NAME = "rules-1"


class RuleRecognizer:
    """
    Find names by rules and word lists.

    Parameters
    ----------
    gazetteer : Gazetteer
        Asked whether a name exists; its id is part of this recogniser's.
    lexicon : Lexicon, optional
        The word lists; the shipped ones when left out.
    most : int, optional
        The most names of any kind, people's too, that an article may have.

    Attributes
    ----------
    id : str
        Made from the rules' name and constants, the checksum of word lists and weights and the
        gazetteer's id.
    """

    def __init__(
        self, gazetteer: Gazetteer, lexicon: Lexicon | None = None, *, most: int = _MOST
    ) -> None:
        self._gazetteer = gazetteer
        self._most = most
        self._lexicon = lexicon or load_lexicon()
        self._recase = Recaser(gazetteer, self._lexicon)
        made_of = f"{constants_in('geo.toponyms')}{self._lexicon.checksum}{gazetteer.id}"
        self.id = f"{_NAME}:{digest(made_of)}"

    def __call__(
        self, article: Article, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...], /
    ) -> Names:
        """
        Find the names in an article.

        Parameters
        ----------
        article : Article
            As read.
        sentences : tuple of Sentence
            Its sentences.
        quotes : tuple of Quote
            Its quotes; their speakers are people or bodies, not places.

        Returns
        -------
        Names
            Toponyms and names that are not places, each in reading order; no two overlap.
        """
        return self.find(article, self.read(article, sentences), quotes)

    def read(self, article: Article, sentences: tuple[Sentence, ...]) -> list[Line]:
        """Return the words of each sentence, as `find` wants them."""
        worth = self._is_worth_parting
        return [
            read_line(article, sentence, self._lexicon, worth, self._recase)
            for sentence in sentences
        ]

    def _is_worth_parting(self, name: str) -> bool:
        """Say whether a name is great enough to be seen in an Arabic word that leads it."""
        if name in self._lexicon.uncased or not self._gazetteer.knows(name):
            return False
        places = [m.place for m in self._gazetteer.lookup(name)]
        return any(p.kind is not Kind.TOWN or p.population >= _WORTH_PARTING for p in places)

    def find(self, article: Article, lines: list[Line], quotes: tuple[Quote, ...]) -> Names:
        """
        Find the names in an article's lines.

        Parameters
        ----------
        article : Article
            As read.
        lines : list of Line
            From `read`.
        quotes : tuple of Quote
            Its quotes.

        Returns
        -------
        Names
            As calling the recogniser gives.

        Raises
        ------
        ArticleError
            When there are more names of any kind than an article may have.
        """
        lexicon = self._lexicon
        known = Known(self._gazetteer, lexicon, article.text)
        blocks = {line.sentence: find_blocks(line, lexicon, known) for line in lines}
        people = _people(lines, blocks, quotes, lexicon)
        segments = [
            segment
            for line in lines
            for segment in find_segments(line, blocks[line.sentence], lexicon, known)
        ]
        self._bound(len(segments))
        places, others = self._judge(article, segments, people)
        toponyms = judge_use(article, places, lexicon, self._gazetteer)
        return Names(
            toponyms=with_quotes(toponyms, quotes),
            not_places=_not_places(article, lines, blocks, others),
        )

    def _bound(self, names: int) -> None:
        if names > self._most:
            msg = (
                f"the article has {names:,} names of places, people and things, the limit is "
                f"{self._most:,}; give one article at a time or split the text"
            )
            raise ArticleError(msg)

    def _judge(
        self, article: Article, segments: list[Segment], people: frozenset[str]
    ) -> tuple[list[tuple[Segment, Toponym]], list[tuple[Segment, str]]]:
        """Part the segments into places and others, letting sure mentions vouch for the rest."""
        first = [self._chance(article, s, people, frozenset()) for s in segments]
        vouched = frozenset(
            article.slice(s.span)
            for s, chance in zip(segments, first, strict=True)
            if s.kind == "name" and chance >= _SURE
        )
        places: list[tuple[Segment, Toponym]] = []
        others: list[tuple[Segment, str]] = []
        for segment in segments:
            chance = self._chance(article, segment, people, vouched)
            surface = article.slice(segment.span)
            if chance >= _ENOUGH:
                places.append((segment, _toponym(segment, surface, chance)))
            else:
                others.append((segment, _why_not(segment, surface, people)))
        return places, others

    def _chance(
        self, article: Article, segment: Segment, people: frozenset[str], vouched: frozenset[str]
    ) -> float:
        surface = article.slice(segment.span)
        if segment.kind == "short":
            return _SHORT_FORM
        if segment.kind == "unknown":
            return 0.0 if surface.lower() in people else _UNKNOWN
        if segment.kind == "demonym":
            return _DEMONYM
        features = set(segment.features)
        if surface.lower() in people:
            features.add(("person elsewhere", 1.0))
        if surface in vouched:
            features.add(("place elsewhere", 1.0))
        return probability(self._lexicon.weights, sorted(features))


def _toponym(segment: Segment, surface: str, chance: float) -> Toponym:
    return Toponym(
        span=segment.span,
        surface=surface,
        sentence=segment.line.sentence,
        use=Use.DEMONYM if segment.kind == "demonym" else Use.LITERAL,
        probability=chance,
    )


def _people(
    lines: list[Line],
    blocks: dict[int, tuple[Block, ...]],
    quotes: tuple[Quote, ...],
    lexicon: Lexicon,
) -> frozenset[str]:
    """Return the surnames, in lower case, of people named in full or with a title."""
    found = {name for line in lines for name in surnames(line, blocks[line.sentence])}
    for quote in quotes:
        if quote.speaker is None:
            continue
        words = [w.lower() for w in words_of(quote.speaker.name)]
        named = quote.speaker.title is not None or (len(words) > 1 and words[0] in lexicon.given)
        if named and words:
            found.add(next((w for w in reversed(words) if w not in lexicon.suffixes), words[0]))
    return frozenset(found)


def _why_not(segment: Segment, surface: str, people: frozenset[str]) -> str:
    names = {name for name, _ in segment.features}
    if surface.lower() in people or names & {"age after", "personal after", "title before"}:
        return "person"
    if names & {"name before", "name after", "initial before"}:
        return "part of a longer name"
    if names & {"given name", "surname"}:
        return "person"
    return "ordinary word" if "ordinary word" in names else "not used as a place"


def _not_places(
    article: Article,
    lines: list[Line],
    blocks: dict[int, tuple[Block, ...]],
    others: Iterable[tuple[Segment, str]],
) -> tuple[NotPlace, ...]:
    found: list[NotPlace] = []
    for line in lines:
        for block in blocks[line.sentence]:
            if block.reason in _UNSAID:
                continue
            span = Span(line.tokens[block.start].start, line.tokens[block.end - 1].end)
            found.append(NotPlace(span=span, surface=article.slice(span), reason=block.reason))
    for segment, reason in others:
        surface = article.slice(segment.span)
        cased = segment.line.tokens[segment.start].cased
        shown = segment.kind == "name" and segment.line.case is not Case.LOWER and cased
        if shown and reason != "ordinary word":
            found.append(NotPlace(span=segment.span, surface=surface, reason=reason))
    return tuple(sorted(found, key=lambda n: n.span))
