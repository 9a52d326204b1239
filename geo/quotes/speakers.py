"""Candidates for who spoke a quotation, and the choice among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.tokeniser import whole_words_of
from geo.odds import probability
from geo.quotes.clauses import Token, Unit
from geo.quotes.cues import Cue
from geo.quotes.mentions import Mention
from geo.quotes.people import Entity
from geo.types import Span

if TYPE_CHECKING:
    from geo.quotes.vocabulary import Vocabulary

_LONG = 8  # words that a label or a scare quote seldom has
_MEDIUM = 4
_SHORT = 2
_TOUCH = 1  # words between a cue and the quotation it still touches
_FIRST_PERSON = frozenset(("i", "we", "our", "us", "my", "me", "you", "your", "i'm", "we're"))
_NEAREST = 3  # cues weighed on each side
_LABEL_REACH = 3  # words before a quotation searched for a label
_FORGET = 3  # paragraphs after which the last speaker is no more a candidate


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody heard: the entity, the mention's span, and where."""

    entity: Entity
    span: Span
    cue: Span | None
    unit: int
    paragraph: int
    sure: float


@dataclass(frozen=True, slots=True)
class Read:
    """A unit with what was found in it."""

    index: int
    unit: Unit
    mentions: Sequence[Mention]
    cues: Sequence[Cue]


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate speaker: a cue or a bare mention of this unit, or an earlier voice."""

    features: dict[str, float]
    probability: float  # that this one spoke, 0 to 1
    cue: Cue | None = None
    mention: Mention | None = None
    voice: Voice | None = None


def choose(
    lists: Vocabulary,
    read: Read,
    at: int,
    before: tuple[Voice | None, Voice | None],
    *,
    alone: bool,
) -> Choice | None:
    """
    Return the likeliest speaker of the quotation at token `at`.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    read : Read
        The unit that holds the quotation.
    at : int
        Index of the quotation's token.
    before : tuple of Voice or None
        Who was heard last, and whom the last sentence was about.
    alone : bool
        Whether the quotation is its whole paragraph.

    Returns
    -------
    Choice or None
        None when nobody is a candidate.
    """
    choices = [_by_cue(lists, read.unit.tokens, cue, at) for cue in _near(read.cues, at)]
    choices += _by_colon(lists, read, at)
    for voice, heard in zip(before, (True, False), strict=True):
        if voice is not None and read.unit.paragraph - voice.paragraph <= _FORGET:
            choices.append(_by_voice(lists, read, voice, heard=heard, alone=alone))
    return max(choices, key=lambda choice: choice.probability, default=None)


def _near(cues: Sequence[Cue], at: int) -> Sequence[Cue]:
    middle = bisect_left(cues, at, key=lambda cue: cue.at)
    return cues[max(0, middle - _NEAREST) : middle + _NEAREST]


def _by_cue(lists: Vocabulary, tokens: Sequence[Token], cue: Cue, at: int) -> Choice:
    right = cue.first > at
    between = tokens[at + 1 : cue.first] if right else tokens[cue.last : at]
    words = sum(t.is_word for t in between)
    features = {
        "cue": float(cue.verb != "according"),
        "according": float(cue.verb == "according"),
        "touches": float(words <= _TOUCH),
        "words_between": float(min(words, 8)),
        "quotations_between": float(sum(t.quotation >= 0 for t in between)),
        "leads_in": float(not right and words <= _TOUCH),
        "sure": cue.sure - 1.0,
        "weak_verb": float(cue.verb not in lists.reporting),
    }
    return Choice(features, probability(lists.speakers, features.items()), cue=cue)


def _by_voice(lists: Vocabulary, read: Read, voice: Voice, *, heard: bool, alone: bool) -> Choice:
    gap = read.unit.paragraph - voice.paragraph
    features = {
        "same_paragraph": float(gap == 0),
        "paragraphs_before": float(gap),
        "units_before": float(min(4, read.index - voice.unit)),
        "whole_paragraph": float(alone),
        "cue_here": float(any(cue.verb in lists.reporting for cue in read.cues)),
        "only_mentioned": float(not heard),
    }
    return Choice(features, probability(lists.speakers, features.items()), voice=voice)


def _by_colon(lists: Vocabulary, read: Read, at: int) -> list[Choice]:
    """Take the first noun phrase of a sentence that ends in a colon before the quotation."""
    tokens = read.unit.tokens
    if at == 0 or tokens[at - 1].text != ":":
        return []
    able = [m for m in read.mentions if m.last < at and m.head not in {"it", "we"}]
    able = [m for m in able if not (m.first and tokens[m.first - 1].low in lists.prepositions)]
    sure = probability(lists.speakers, [("colon", 1.0)])
    return [Choice({"colon": 1.0}, sure, mention=able[0])] if able else []


def speech_probability(
    lists: Vocabulary, read: Read, at: int, inner: str, choice: Choice | None, *, alone: bool
) -> float:
    """
    Return how likely a quotation is somebody's words and no title or scare quote.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    read : Read
        The unit that holds it.
    at : int
        Index of its token.
    inner : str
        What is between the marks.
    choice : Choice or None
        Its likeliest speaker.
    alone : bool
        Whether it is its whole paragraph.

    Returns
    -------
    float
        0 to 1.
    """
    tokens = read.unit.tokens
    parts = whole_words_of(inner)
    count = len(parts)
    cue = choice.cue if choice is not None else None
    touches = cue is not None and bool(choice and choice.features["touches"])
    bare = [part.lower().replace("\u2019", "'") for part in parts]
    features = {
        "cue_touches": float(touches),
        "cue_in_sentence": float(
            cue is not None and not touches and cue.verb in lists.reporting | lists.gerunds
        ),
        "speaker_before": float(choice is not None and choice.voice is not None),
        "long": float(count >= _LONG),
        "medium": float(_MEDIUM <= count < _LONG),
        "three_words": float(_SHORT < count < _MEDIUM),
        "one_or_two_words": float(count <= _SHORT),
        "stop_inside": float(inner[-1] in ",.!?\u2026"),
        "capital_first": float(inner[0].isupper()),
        "first_person": float(not _FIRST_PERSON.isdisjoint(bare)),
        "after_colon": float(at > 0 and tokens[at - 1].text == ":"),
        "alone_in_paragraph": float(alone),
        "title_case": float(_is_title_case(parts) and not touches),
        "after_label": float(_has_label(lists, tokens, at)),
        "after_article": float(at > 0 and tokens[at - 1].low in lists.determiners),
        "inside_phrase": float(_is_inside_phrase(lists, tokens, at, count)),
    }
    return probability(lists.speech, features.items())


def _is_title_case(parts: list[str]) -> bool:
    long = [part for part in parts if len(part) > 3]  # noqa: PLR2004 - short words stay small in titles
    return len(parts) > 1 and all(part[0].isupper() or not part[0].isalpha() for part in long)


def _has_label(lists: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - _LABEL_REACH) : at]
    labels = [i for i, t in enumerate(near) if t.low in lists.labels]
    return bool(labels) and all(t.is_word for t in near[labels[-1] :])


def _is_inside_phrase(lists: Vocabulary, tokens: Sequence[Token], at: int, count: int) -> bool:
    """Say whether a few quoted words stand where an adjective or a noun would."""
    if at == 0 or count >= _MEDIUM:
        return False
    before = tokens[at - 1]
    return before.is_word and before.low not in lists.cues
