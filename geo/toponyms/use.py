"""How a place name is used: the place itself, or the government that sits there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.toponyms.tokens import joined
from geo.types import Kind, Use

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.segments import Segment
    from geo.types import Article, Toponym

_SEATS = frozenset({Kind.COUNTRY})
_CAPITAL = "PPLC"
_BIG_SEAT = 600_000  # people of a town that may speak as a government: Erbil, Benghazi
_MAX_HELPERS = 2


def judge_use(
    article: Article,
    places: list[tuple[Segment, Toponym]],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> tuple[Toponym, ...]:
    """
    Mark the names that stand for an institution by its seat.

    Parameters
    ----------
    article : Article
        The article.
    places : list of (Segment, Toponym)
        In reading order.
    lexicon : Lexicon
        Verbs of speech and policy, and words that make a name a literal place.
    gazetteer : Gazetteer
        Says whether the name is a country's, a capital's or a large town's.

    Returns
    -------
    tuple of Toponym
        The same names; "Washington said", and each name of "Baghdad and Erbil agreed", are
        associative.
    """
    found = [toponym for _, toponym in places]
    for i in range(len(places) - 1, -1, -1):
        segment, toponym = places[i]
        if toponym.use is Use.DEMONYM or _is_literal(segment, lexicon):
            continue
        if not _can_speak(toponym.surface, gazetteer):
            continue
        spoken = _speaks(segment, lexicon)
        shared = (
            i + 1 < len(found)
            and found[i + 1].use is Use.ASSOCIATIVE
            and article.text[toponym.span.end : found[i + 1].span.start].lower() in {" and ", ", "}
        )
        if spoken or shared:
            found[i] = replace(toponym, use=Use.ASSOCIATIVE)
    return tuple(found)


def _is_literal(segment: Segment, lexicon: Lexicon) -> bool:
    if segment.start == 0:
        return False
    before = segment.line.tokens[segment.start - 1].low
    tight = joined(segment.line.tokens, segment.start)
    return tight and (before in lexicon.locatives or before == "of")


def _can_speak(surface: str, gazetteer: Gazetteer) -> bool:
    return any(
        m.place.kind in _SEATS or m.place.feature == _CAPITAL or m.place.population >= _BIG_SEAT
        for m in gazetteer.lookup(surface)
        if m.how != "tolerant"
    )


def _speaks(segment: Segment, lexicon: Lexicon) -> bool:
    tokens = segment.line.tokens
    at = segment.end
    while (
        at < len(tokens) and at - segment.end < _MAX_HELPERS and tokens[at].low in lexicon.helpers
    ):
        at += 1
    return (
        at < len(tokens)
        and all(tokens[i].gap == " " for i in range(segment.end, at + 1))
        and tokens[at].low in lexicon.speech
    )
