"""Article and sentences to quotes: one pass in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from geo.quotes.clauses import Unit, make_units
from geo.quotes.cues import Cue, find_cues
from geo.quotes.marks import Quotation, find_quotations
from geo.quotes.mentions import Mention, find_mentions
from geo.quotes.people import Heard, Register
from geo.quotes.reported import points_back, reported_clause
from geo.quotes.speakers import Choice, Read, Voice, choose, speech_probability
from geo.quotes.transcripts import find_turns
from geo.quotes.vocabulary import Vocabulary, load_vocabulary
from geo.types import Article, Quote, Sentence, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPEECH = 0.5  # probability below which a quotation is not shown as speech
_SPEAKER = 0.2  # probability below which nobody is named
_HEADLINE_SURE = 0.75
_BACK_SURE = 0.7
_TURN_SURE = 0.9
_SUBJECT_SURE = 0.7
_ENGLISH = 0.03  # of the words of a text in English, at the least, are small ones of it
_FIRST_LINES = 4  # paragraphs that can be a headline or a standfirst


@dataclass(frozen=True, slots=True)
class _Found:
    """A quote before it has an index."""

    spans: list[Span]
    direct: bool
    voice: Voice | None
    probability: float


def find_quotes(
    article: Article, sentences: tuple[Sentence, ...], lists: Vocabulary | None = None
) -> tuple[Quote, ...]:
    """
    Find direct and reported speech and say who spoke.

    Parameters
    ----------
    article : Article
        As read.
    sentences : tuple of Sentence
        The article's sentences.
    lists : Vocabulary, optional
        The words that speech is told by; the shipped ones when left out.

    Returns
    -------
    tuple of Quote
        In reading order, disjoint. A direct quote's spans hold the words between the marks, a
        reported one's the clause. Names of works and scare quotes are left out. Takes time
        linear in the text.
    """
    found = _Finder(lists or load_vocabulary(), article.text, sentences).find()
    found.sort(key=lambda quote: quote.spans[0])
    return tuple(
        Quote(
            index=index,
            spans=tuple(quote.spans),
            direct=quote.direct,
            speaker=_speaker(quote.voice),
            cue=quote.voice.cue if quote.voice else None,
            probability=round(quote.probability, 3),
        )
        for index, quote in enumerate(found)
    )


def _speaker(voice: Voice | None) -> Speaker | None:
    if voice is None:
        return None
    entity = voice.entity
    return Speaker(
        name=entity.name,
        span=voice.span,
        title=entity.title or None,
        role=entity.role or None,
    )


def _paragraphs(sentences: tuple[Sentence, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    last = -1
    for sentence in sentences:
        if sentence.paragraph == last:
            spans[-1] = Span(spans[-1].start, sentence.span.end)
        else:
            spans.append(sentence.span)
            last = sentence.paragraph
    return tuple(spans)


class _Finder:
    """Reads the units of one article in order, remembering who was heard."""

    def __init__(self, lists: Vocabulary, text: str, sentences: tuple[Sentence, ...]) -> None:
        self._lists = lists
        self._text = text
        self._paragraph_spans = _paragraphs(sentences)
        self._quotations = find_quotations(text, self._paragraph_spans)
        units = make_units(text, sentences, self._quotations)
        self._register = Register(lists)
        self._reads: list[Read] = []
        for index, unit in enumerate(units):
            mentions = find_mentions(lists, unit.tokens, text)
            self._register.learn(unit, mentions, text)
            self._reads.append(Read(index, unit, mentions, find_cues(lists, unit.tokens, mentions)))
        self._is_english = _is_english(self._lists, units)
        self._voice: Voice | None = None  # who was heard last
        self._subject: Voice | None = None  # whom the last sentence was about
        self._found: list[_Found] = []

    def find(self) -> list[_Found]:
        """Return every quote, in no promised order."""
        turns = find_turns(self._lists, [read.unit for read in self._reads])
        for read in self._reads:
            if read.index in turns:
                self._read_turn(read, turns[read.index])
                continue
            self._read_unit(read)
        return self._found

    def _read_turn(self, read: Read, name_end: int) -> None:
        """Take one line of a transcript: all of it, or what follows the name, is speech."""
        tokens = read.unit.tokens
        if name_end:
            mention = next((m for m in read.mentions if m.last == name_end), None)
            named = mention or _whole(tokens[0].start, tokens[name_end - 1].end, self._text)
            self._voice = self._hear(read, named, None, 1.0)
        elif self._found:
            spans = self._found[-1].spans
            spans[:] = [Span(spans[0].start, read.unit.span.end)]
            return
        if name_end + 1 < len(tokens):
            span = Span(tokens[name_end + 1].start, read.unit.span.end)
            self._found.append(_Found([span], True, self._voice, _TURN_SURE))  # noqa: FBT003 - a field

    def _read_unit(self, read: Read) -> None:
        before = self._voice
        voices: dict[int, Voice] = {}
        for cue in read.cues:
            cue_span = Span(read.unit.tokens[cue.at].start, read.unit.tokens[cue.at].end)
            voices[cue.at] = self._hear(read, cue.subject, cue_span, cue.sure)
        spoken = self._read_quotations(read, before, voices)
        for cue in read.cues:
            self._read_reported(read, cue, voices[cue.at], spoken)
        self._read_headline(read)
        self._remember(read)
        if read.cues:
            self._voice = voices[read.cues[-1].at]

    def _read_quotations(
        self, read: Read, before: Voice | None, voices: dict[int, Voice]
    ) -> set[int]:
        """Read the unit's quotations and return the cues that touch one."""
        tokens = read.unit.tokens
        spoken: set[int] = set()
        last: tuple[Choice | None, int] | None = None
        for at, token in enumerate(tokens):
            if token.quotation < 0:
                continue
            quotation = self._quotations[token.quotation]
            alone = read.unit.span == self._paragraph_spans[read.unit.paragraph] == quotation.outer
            # In another language a capital is no sign of a person: "Des roquettes".
            subject = self._subject if self._is_english else None
            choice = choose(self._lists, read, at, (before, subject), alone=alone)
            inner = self._text[quotation.inner.start : quotation.inner.end]
            speech = speech_probability(self._lists, read, at, inner, choice, alone=alone)
            if speech < _SPEECH:
                continue
            voice, sure = self._voice_of(read, choice, voices)
            if choice is not None and choice.cue is not None and choice.features["touches"]:
                spoken.add(choice.cue.at)
            if self._joins(read, last, choice, at) or self._continues(token.quotation):
                self._extend(quotation)
            else:
                self._found.append(
                    _Found([quotation.inner], True, voice, speech * sure)  # noqa: FBT003 - a field
                )
            last = (choice, at)
            self._voice = before = voice or before
        return spoken

    def _voice_of(
        self, read: Read, choice: Choice | None, voices: dict[int, Voice]
    ) -> tuple[Voice | None, float]:
        if choice is None or choice.probability < _SPEAKER:
            return None, 0.5
        sure = choice.probability
        if choice.cue is not None:
            voice = voices[choice.cue.at]
        elif choice.mention is not None:
            voice = self._hear(read, choice.mention, None, 0.8)
        elif choice.voice is not None:
            voice = replace(choice.voice, unit=read.index, paragraph=read.unit.paragraph)
        return voice, sure * voice.sure

    def _joins(
        self, read: Read, last: tuple[Choice | None, int] | None, choice: Choice | None, at: int
    ) -> bool:
        """Say whether `Q1, X said, Q2` makes one quote of two."""
        if last is None or choice is None or last[0] is None or choice.cue is None:
            return False
        cue, first = choice.cue, last[1]
        if last[0].cue is not cue or not first < cue.first < at:
            return False
        tokens = read.unit.tokens
        words = [t for t in tokens[first + 1 : at] if t.is_word]
        held = sum(t.is_word for t in tokens[cue.first : cue.last])
        before = self._text[tokens[first].start : tokens[first].end + 1]
        open_ended = any(before.endswith(end) for end in (",\u201d", ",\u201d ", ',"', '," '))
        ends_open = open_ended or tokens[first + 1].text == "," or "," in before[-3:]
        return ends_open and tokens[at - 1].text == "," and len(words) <= held + 3

    def _continues(self, index: int) -> bool:
        """Say whether the quotation before ran on to the end of its paragraph, into this one."""
        if index == 0 or not self._found:
            return False
        before = self._quotations[index - 1]
        return not before.closed and self._found[-1].spans[-1] == before.inner

    def _extend(self, quotation: Quotation) -> None:
        self._found[-1].spans.append(quotation.inner)

    def _read_reported(self, read: Read, cue: Cue, voice: Voice, spoken: set[int]) -> None:
        tokens = read.unit.tokens
        sure = voice.sure
        if cue.at in spoken:
            return
        if points_back(self._lists, tokens, cue):
            self._report_back(read, voice)
            return
        clause = reported_clause(self._lists, tokens, cue, read.mentions)
        if clause is None:
            return
        spans = tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in clause.parts)
        self._report(read, spans, voice, clause.sure * sure)

    def _report_back(self, read: Read, voice: Voice) -> None:
        if read.index == 0:
            return
        before = self._reads[read.index - 1]
        if before.unit.paragraph != read.unit.paragraph or before.cues:
            return
        if any(token.quotation >= 0 for token in before.unit.tokens):
            return
        span = _without_stop(self._text, before.unit.span)
        if span is not None:
            self._report(before, (span,), voice, _BACK_SURE * voice.sure)

    def _read_headline(self, read: Read) -> None:
        """Match `X: CLAUSE` at the head of an article."""
        tokens = read.unit.tokens
        mention = read.mentions[0] if read.mentions else None
        if read.unit.paragraph >= _FIRST_LINES or mention is None or mention.first != 0:
            return
        if mention.last + 1 >= len(tokens) or tokens[mention.last].text != ":":
            return
        if tokens[mention.last + 1].quotation >= 0 or not self._register.is_known(mention):
            return
        span = _without_stop(self._text, Span(tokens[mention.last + 1].start, read.unit.span.end))
        if span is not None:
            voice = self._hear(read, mention, None, 1.0)
            self._report(read, (span,), voice, _HEADLINE_SURE * voice.sure)

    def _report(self, read: Read, spans: tuple[Span, ...], voice: Voice, sure: float) -> None:
        taken = [s for quote in self._found[-8:] for s in _ending_after(spans[0].start, quote)]
        if not any(s.overlaps(t) for s in spans for t in taken):
            self._found.append(_Found(list(spans), False, voice, sure))  # noqa: FBT003 - a field
            self._voice = replace(voice, unit=read.index, paragraph=read.unit.paragraph)

    def _hear(self, read: Read, mention: Mention, cue: Span | None, sure: float) -> Voice:
        entity, known = self._register.resolve(mention, read.unit.tokens, self._text)
        entity.seen = mention.start
        self._register.remember(Heard(entity, read.index, read.unit.paragraph, 1.0))
        span = Span(mention.start, mention.end)
        return Voice(entity, span, cue, read.index, read.unit.paragraph, known * (0.5 + sure / 2))

    def _remember(self, read: Read) -> None:
        """Note the people a unit names, its first free one as its likely subject."""
        subject = True
        for mention, held in _named(self._lists, read):
            weight = self._register.prominence(mention, subject=subject, held=held)
            if weight == 0.0:
                continue
            entity, _ = self._register.resolve(mention, read.unit.tokens, self._text)
            self._register.remember(Heard(entity, read.index, read.unit.paragraph, weight))
            if subject and not held:
                span = Span(mention.start, mention.end)
                self._subject = Voice(
                    entity, span, None, read.index, read.unit.paragraph, _SUBJECT_SURE
                )
                subject = False


def _is_english(lists: Vocabulary, units: Sequence[Unit]) -> bool:
    words = [token.low for unit in units for token in unit.tokens if token.is_word]
    return sum(low in lists.english for low in words) >= _ENGLISH * len(words)


def _named(lists: Vocabulary, read: Read) -> Iterator[tuple[Mention, bool]]:
    """Yield the people of a unit who are no cue's subject, and whether each is held by a word."""
    subjects = {cue.subject.first for cue in read.cues}
    tokens = read.unit.tokens
    for mention in read.mentions:
        if mention.kind == "person" and mention.first not in subjects:
            before = tokens[mention.first - 1].low if mention.first else ""
            yield mention, tokens[mention.last - 1].is_possessive or before in lists.prepositions


def _ending_after(offset: int, quote: _Found) -> Iterator[Span]:
    """Yield the parts of a quote that end after an offset, the last first."""
    return takewhile(lambda part: part.end > offset, reversed(quote.spans))


def _whole(start: int, end: int, text: str) -> Mention:
    return Mention(0, 1, "person", start, end, tuple(text[start:end].split()))


def _without_stop(text: str, span: Span) -> Span | None:
    words = text[span.start : span.end].rstrip(" .;:")
    return Span(span.start, span.start + len(words)) if words else None
