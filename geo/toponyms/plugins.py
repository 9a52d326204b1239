"""Another recogniser by name: a spaCy pipeline or a GLiNER model that the user has installed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from geo import seal
from geo.errors import SettingsError
from geo.toponyms.assemble import Assembler, Found
from geo.toponyms.recognise import RuleRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.lines import Line
    from geo.types import Article, Names, Quote, Sentence

PLACES = frozenset({"GPE", "LOC", "FAC", "PLACE", "LOCATION", "FACILITY"})
PEOPLES = frozenset({"NORP", "NATIONALITY"})
_LABELS = ["place", "location", "facility", "nationality"]  # what GLiNER is asked for
_LONGEST = 4000  # code points given to a pipeline at once
_LEFT_OUT = frozenset({"the", "a", "an"})
_POSSESSIVE = frozenset({"s"})


@dataclass(frozen=True, slots=True)
class Mention:
    """What a pipeline found: code points of the text it was given, its label and its chance."""

    start: int
    end: int
    label: str
    chance: float


class Reader(Protocol):
    """Reads a text and says what it found."""

    def __call__(self, text: str, /) -> Iterator[Mention]:
        """Yield the mentions in a text."""


class PluginRecognizer:
    """
    Find names with somebody else's pipeline; the rest of the engine stays as it is.

    Parameters
    ----------
    name : str
        ``spacy:PIPELINE`` or ``gliner:MODEL``; a name it is installed under, or a folder.
    gazetteer : Gazetteer
        Says which words are demonyms.
    lexicon : Lexicon
        The word lists.

    Attributes
    ----------
    id : str
        The name, with the rules' id.

    Raises
    ------
    SettingsError
        When the name is of no known sort, or what it names is not installed.
    """

    def __init__(self, name: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._read = _open(name)
        self._gazetteer = gazetteer
        self._rules = RuleRecognizer(gazetteer, lexicon)
        self._assemble = Assembler(gazetteer, lexicon)
        self.id = f"{name}+{self._rules.id}"

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
            Its sentences; read a paragraph at a time.
        quotes : tuple of Quote
            Its quotes.

        Returns
        -------
        Names
            Toponyms and names that are not places, each in reading order; no two overlap.
        """
        lines = self._rules.read(article, sentences)
        ruled = self._rules.find(article, lines, quotes)
        found = self._found(lines, self._mentions(article, sentences))
        return self._assemble(article, lines, found, ruled, quotes)

    def _mentions(self, article: Article, sentences: tuple[Sentence, ...]) -> Iterator[Mention]:
        for _, members in groupby(sentences, key=lambda s: s.paragraph):
            group = list(members)
            start, end = group[0].span.start, group[-1].span.end
            for at in range(start, end, _LONGEST):
                for m in self._read(article.text[at : min(end, at + _LONGEST)]):
                    yield Mention(m.start + at, m.end + at, m.label.upper(), m.chance)

    def _found(self, lines: Sequence[Line], mentions: Iterator[Mention]) -> Iterator[Found]:
        tokens = [token for line in lines for token in line.tokens]
        lasts = [i for i, line in enumerate(lines) for _ in line.tokens]
        starts, ends = [t.start for t in tokens], [t.end for t in tokens]
        taken = 0
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            first = max(taken, bisect_right(ends, mention.start))
            end = bisect_left(starts, mention.end)
            while first < end and tokens[first].low in _LEFT_OUT:
                first += 1
            while first < end and (
                lasts[end - 1] != lasts[first] or tokens[end - 1].low in _POSSESSIVE
            ):
                end -= 1
            words = " ".join(t.text for t in tokens[first:end])
            if first < end and self._is_name(mention.label, words):
                yield Found(first, end, self._is_people(mention.label, words), mention.chance)
                taken = end

    def _is_people(self, label: str, words: str) -> bool:
        return label in PEOPLES and self._gazetteer.demonym(words) is not None

    def _is_name(self, label: str, words: str) -> bool:
        return label in PLACES or self._is_people(label, words)


def _open(name: str) -> Reader:
    sort, _, what = name.partition(":")
    if sort == "spacy" and what:
        return _open_spacy(what)
    if sort == "gliner" and what:
        return _open_gliner(what)
    msg = f"no recogniser is called {name!r}; give learned, rules, spacy:PIPELINE or gliner:MODEL"
    raise SettingsError(msg)


def _open_spacy(pipeline: str) -> Reader:
    try:
        import spacy  # noqa: PLC0415 - only who asks for it has it

        nlp: Any = spacy.load(pipeline)
    except ImportError as cause:
        msg = f"spacy:{pipeline} needs spaCy; install it with `pip install spacy`"
        raise SettingsError(msg) from cause
    except (OSError, ValueError) as cause:
        msg = f"spaCy has no pipeline {pipeline!r} ({cause}); install it, or give its folder"
        raise SettingsError(msg) from cause

    def read(text: str) -> Iterator[Mention]:
        for entity in nlp(text).ents:
            yield Mention(entity.start_char, entity.end_char, entity.label_, 1.0)

    return read


def _open_gliner(model: str) -> Reader:
    seal.find_models_here()
    try:
        from gliner import GLiNER  # noqa: PLC0415 - only who asks for it has it

        network: Any = GLiNER.from_pretrained(model, local_files_only=True)
    except ImportError as cause:
        msg = f"gliner:{model} needs GLiNER; install it with `pip install gliner`"
        raise SettingsError(msg) from cause
    except (OSError, ValueError) as cause:
        msg = f"GLiNER has no model {model!r} on this machine ({cause}); give its folder"
        raise SettingsError(msg) from cause

    def read(text: str) -> Iterator[Mention]:
        for found in network.predict_entities(text, _LABELS):
            yield Mention(found["start"], found["end"], found["label"], float(found["score"]))

    return read
