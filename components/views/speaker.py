"""What an analyst may say of one quote: whose words it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import Answer, Span, What

if TYPE_CHECKING:
    from geo import Parse, Quote, Speaker, Stamp

_OTHERS = 8  # other speakers of the article that are listed
_LONGEST_WORDS = 400  # code points of a quote that are shown
_NOBODY = "nobody named"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One quote that can be given a speaker; none of its words escaped."""

    article: str
    span: Span  # of its first part
    quote: str
    now: str  # whose words it is as it is
    engine: str | None  # the engine's own answer; None where it names nobody
    others: tuple[str, ...]  # other speakers, those told of nearest first


def build(parse: Parse, stamp: Stamp | None, index: int) -> SpeakerView | None:
    """
    Gather what can be said of a quote.

    Parameters
    ----------
    parse
        As decided.
    stamp
        Who decided what of it.
    index
        Of the quote.

    Returns
    -------
    SpeakerView or None
        None for a quote that the article does not have.
    """
    quote = next((held for held in parse.quotes if held.index == index), None)
    if quote is None:
        return None
    decided = None if stamp is None else stamp.speakers.get((0, index))
    engine = quote.speaker if decided is None else decided.speaker
    by = "the engine" if decided is None else "the analyst"
    words = " … ".join(parse.article.slice(span) for span in quote.spans)
    return SpeakerView(
        article=parse.article.id,
        span=quote.spans[0],
        quote=_cut(" ".join(words.split())),
        now=f"{by}: {called(quote.speaker)}",
        engine=None if engine is None else engine.name,
        others=_others(parse, quote, engine),
    )


def called(speaker: Speaker | None) -> str:
    """Return a speaker's name, in words where there is none."""
    return _NOBODY if speaker is None else speaker.name


def said(name: str | None) -> Answer:
    """Return the answer that a quote is somebody's words, or nobody's who is named."""
    if name is None:
        return Answer(what=What.NO_SPEAKER)
    return Answer(what=What.SPEAKER, speaker=" ".join(name.split()))


def _others(parse: Parse, quote: Quote, engine: Speaker | None) -> tuple[str, ...]:
    start = quote.spans[0].start
    near = sorted(parse.quotes, key=lambda held: abs(held.spans[0].start - start))
    names = dict.fromkeys(held.speaker.name for held in near if held.speaker)
    names.pop("" if engine is None else engine.name, None)
    return tuple(names)[:_OTHERS]


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
