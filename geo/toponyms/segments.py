"""Runs of words that may name a place, each with what speaks for and against it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.toponyms.lines import Case, Line
from geo.toponyms.tokens import is_foreign, joined
from geo.types import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer import Match
    from geo.toponyms.blocks import Block
    from geo.toponyms.known import Known
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.tokens import Token

_FAR = 12  # words between a name and the word that says where: "in the north of the old"
_SHORT = 3  # letters
_SHORT_UNCASED = 2  # of a script without capitals, which writes no short vowels
_STATES = frozenset({Kind.COUNTRY, Kind.PROVINCE})


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start` to `end` of a line, the span they cover, and their features (0 to 1)."""

    line: Line
    start: int
    end: int
    span: Span
    kind: str  # "name", "short", "demonym", "unknown"
    features: frozenset[tuple[str, float]]


def find_segments(
    line: Line, blocks: tuple[Block, ...], lexicon: Lexicon, known: Known
) -> Iterator[Segment]:
    """
    Yield what may be a place name in a line.

    Parameters
    ----------
    line : Line
        The sentence's words.
    blocks : tuple of Block
        Words already known not to be places; they are stepped over.
    lexicon : Lexicon
        The word lists.
    known : Known
        The gazetteer.

    Yields
    ------
    Segment
        In reading order, never overlapping.
    """
    at = 0
    for start, end in (*((b.start, b.end) for b in blocks), (len(line.tokens),) * 2):
        room = (at, start)
        while at < start:
            segment = _segment(line, at, room, lexicon, known)
            if segment is not None:
                yield segment
                room = (segment.end, start)
            at = at + 1 if segment is None else segment.end
        at = end


def _segment(
    line: Line, at: int, room: tuple[int, int], lexicon: Lexicon, known: Known
) -> Segment | None:
    """Read the segment that starts at a word; `room` bounds the words it may take."""
    token, limit = line.tokens[at], room[1]
    short = known.short(line, at)
    if short is not None and short[0] <= limit:
        return Segment(line, at, short[0], Span(token.start, short[1]), "short", frozenset())
    if not line.starts_name(at) or not token.text[0].isalpha():
        return None
    size = known.longest(line, at)
    people = known.demonym(line, at)
    if people and size <= people and at + people <= limit:
        span = Span(token.start, line.tokens[at + people - 1].end)
        return Segment(line, at, at + people, span, "demonym", frozenset())
    if (size <= 1 and _never(line, at, lexicon)) or _is_part(line, at, size, known):
        return None
    if size and at + size <= limit:
        return _named(line, (at, at + size), room, lexicon, known)
    return _unknown(line, at, limit, lexicon)


def _is_part(line: Line, at: int, size: int, known: Known) -> bool:
    """Return whether the word only says which part: "Downtown Beirut", but "East London"."""
    if size <= 1 or line.tokens[at].low not in line.lexicon.directions:
        return False
    whole = known.matches(known.surface(line, at, at + size))
    return known.longest(line, at + 1) == size - 1 and not any(m.how == "exact" for m in whole)


def _never(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Return whether a word on its own is grammar, a title, a direction or a word of kind."""
    word = line.tokens[at].low
    if word in lexicon.uncased:
        return at == 0 or (line.tokens[at - 1].low, "before") not in lexicon.affixes
    return (
        word in lexicon.grammar
        or word in lexicon.titles
        or word in lexicon.heads
        or word in lexicon.directions
        or (word, "after") in lexicon.affixes
        or (word, "before") in lexicon.affixes
    )


def _named(
    line: Line,
    words: tuple[int, int],
    room: tuple[int, int],
    lexicon: Lexicon,
    known: Known,
) -> Segment:
    start, end = words
    matches = known.matches(known.surface(line, start, end))
    features = {
        **_of_matches(matches),
        **_of_words(line, start, end, lexicon),
        **_of_left(line, start, lexicon, known),
        **_of_right(line, start, end, lexicon, known),
    }
    start, end = _with_affix(line, words, room, lexicon)
    span = Span(line.tokens[start].start, line.tokens[end - 1].end)
    kept = frozenset((name, value) for name, value in features.items() if value)
    return Segment(line, start, end, span, "name", kept)


def _of_matches(matches: tuple[Match, ...]) -> dict[str, float]:
    tiers = {m.how for m in matches}
    best = [m for m in matches if m.how != "tolerant"] or list(matches)
    people = max(m.place.population for m in best)
    kinds = {m.place.kind for m in best}
    return {
        "folded": float("exact" not in tiers and "folded" in tiers),
        "tolerant": float(tiers == {"tolerant"}),
        "people": min(1.0, math.log10(people + 1) / 7),
        "country": float(Kind.COUNTRY in kinds),
        "province": float(Kind.PROVINCE in kinds),
        "feature": float(not kinds & {Kind.COUNTRY, Kind.PROVINCE, Kind.TOWN}),
    }


def _of_words(line: Line, start: int, end: int, lexicon: Lexicon) -> dict[str, float]:
    words = line.tokens[start:end]
    first = words[0]
    single = len(words) == 1
    return {
        "several words": float(not single),
        "given name": float(single and first.low in lexicon.given),
        "surname": float(single and first.low in lexicon.surnames),
        "ordinary word": float(all(w.low in lexicon.common for w in words)),
        "ordinary opener": float(line.opens(start) and all(w.low in lexicon.common for w in words)),
        "opens": float(line.opens(start)),
        "very short": float(
            single and len(first.text) <= (_SHORT if first.cased else _SHORT_UNCASED)
        ),
        "capitals": float(single and first.text.isupper() and line.case is Case.PLAIN),
        "headline": float(line.case is Case.TITLE),
        "all capitals": float(line.case is Case.CAPS),
        "no capitals": _without_capitals(line, start),
    }


def _without_capitals(line: Line, start: int) -> float:
    """Return how little the look of a name says: a quarter in a script that has none at all."""
    return 1.0 if line.case is Case.LOWER else 0.0 if line.tokens[start].cased else 0.25


def _of_left(line: Line, start: int, lexicon: Lexicon, known: Known) -> dict[str, float]:
    if start == 0:
        return {}
    before = line.tokens[start - 1]
    gap = line.tokens[start].gap
    tight = joined(line.tokens, start) or not gap  # no gap: an Arabic "and" or "in"
    at, least = start - 1, max(0, start - _FAR)
    while at > least and (
        line.tokens[at].low in lexicon.directions or line.tokens[at].low == "the"
    ):
        at -= 1
    cue = line.tokens[at].low
    name = before.cased and line.named(start - 1) and before.text[0].isalpha()
    ordinary = line.opens(start - 1) and _may_be_ordinary(before, lexicon)
    free = before.low in lexicon.directions or (before.low, "before") in lexicon.affixes or ordinary
    return {
        "locative": float((tight or before.low in lexicon.directions) and cue in lexicon.locatives),
        "of": float(tight and cue == "of"),
        "to": float(tight and cue == "to"),
        "and": float(
            tight and before.low in lexicon.joining and _ends_name(line, start - 1, known)
        ),
        "direction": float(tight and before.low in lexicon.directions),
        "the": float(tight and before.low == "the"),
        "name before": float(tight and name and not free and known.longest(line, start - 1) == 0),
        "place before": float(tight and name and not free and known.longest(line, start - 1) > 0),
        "after comma": float(gap.startswith(",") and known.longest(line, start - 1) > 0),
        "initial before": float(tight and name and not free and len(before.text) == 1),
        "title before": float(tight and before.low in lexicon.titles),
        "dash before": float(gap == "-"),
        "speech before": float(tight and before.low in lexicon.speech),
    }


def _may_be_ordinary(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a word that opens a sentence is common, or of a script not in the lists."""
    listed = token.low in lexicon.common or token.low in lexicon.locatives
    return listed or is_foreign(token.text)


def _ends_name(line: Line, index: int, known: Known) -> bool:
    """Return whether the word before `index`, or the two before it, are a known name."""
    return any(
        index - size >= 0 and known.longest(line, index - size) == size for size in (1, 2, 3)
    )


def _of_right(line: Line, start: int, end: int, lexicon: Lexicon, known: Known) -> dict[str, float]:
    if end == len(line.tokens):
        return {"ends": 1.0}
    after = line.tokens[end]
    tight = joined(line.tokens, end)
    name = after.cased and line.named(end) and line.case is not Case.TITLE
    affix = tight and (after.low, "after") in lexicon.affixes
    speech = tight and after.low in lexicon.speech
    seat = speech and known.big(line, start, end)
    return {
        "affix": float(affix),
        "name after": float(tight and name and not affix and known.longest(line, end) == 0),
        "place after": float(tight and name and not affix and known.longest(line, end) > 0),
        "before container": float(after.gap.startswith(",") and _holds(line, end, known)),
        "before place": float(after.gap.startswith(",") and known.longest(line, end) > 0),
        "possessive": float(after.text == "s" and after.gap in {"'", "\u2019"}),
        "speech after": float(speech and not seat),
        "seat speaks": float(seat),
        "personal after": float(tight and after.low in lexicon.personal),
        "number after": float(after.text.isdigit() and after.gap == " "),
        "age after": float(_is_age(line, end)),
        "dash after": float(after.gap == "-"),
        "head after": float(tight and after.low in lexicon.heads),
    }


def _is_age(line: Line, at: int) -> bool:
    """Return whether a person's age stands at `at`: ", 34, of"; not ", 20 km north of"."""
    token = line.tokens[at]
    if not (token.text.isdigit() and token.gap.startswith(",")):
        return False
    return at + 1 == len(line.tokens) or line.tokens[at + 1].gap[:1] in {",", ".", ")"}


def _holds(line: Line, at: int, known: Known) -> bool:
    """Return whether a country, a division or a short form of one stands at `at`."""
    if known.short(line, at) is not None:
        return True
    size = known.longest(line, at)
    if not size:
        return False
    found = known.matches(known.surface(line, at, at + size))
    return any(m.place.kind in _STATES for m in found)


def _with_affix(
    line: Line, words: tuple[int, int], room: tuple[int, int], lexicon: Lexicon
) -> tuple[int, int]:
    """Take a capitalised word of kind into the name: "Euphrates River", "Lake Habbaniyah"."""
    start, end = words
    if line.case is not Case.PLAIN:
        return words
    if (
        end < room[1]
        and line.tokens[end].capital
        and joined(line.tokens, end)
        and (line.tokens[end].low, "after") in lexicon.affixes
    ):
        end += 1
    before = start - 1
    if (
        before >= room[0]
        and line.tokens[before].capital
        and joined(line.tokens, start)
        and (line.tokens[before].low, "before") in lexicon.affixes
    ):
        start = before
    return start, end


def _unknown(line: Line, at: int, limit: int, lexicon: Lexicon) -> Segment | None:
    """Take a run the gazetteer lacks for a place where the words before it say so plainly."""
    if at == 0 or line.case is not Case.PLAIN or line.opens(at):
        return None
    before = line.tokens[at - 1]
    if before.low not in {"in", "near", "from", "outside"} or not joined(line.tokens, at):
        return None
    end = min(limit, line.run_end(at))
    words = line.tokens[at:end]
    if any(w.low in lexicon.common or w.text.isupper() for w in words):
        return None
    span = Span(words[0].start, words[-1].end)
    return Segment(line, at, end, span, "unknown", frozenset())
