"""Reported speech: the clause that a speech verb holds, outside quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.quotes.vocabulary import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.quotes.clauses import Token
    from geo.quotes.cues import Cue
    from geo.quotes.mentions import Mention
    from geo.quotes.vocabulary import Vocabulary

_FEWEST = 3  # words in a clause worth reporting
_THAT_REACH = 10  # tokens between a verb and its "that"
_TURNS = frozenset(("but", "while", "whereas", "although", "though"))
_BACK = frozenset(("this", "it", "so"))


@dataclass(frozen=True, slots=True)
class Clause:
    """Token ranges of a reported clause and how sure its template is."""

    parts: tuple[tuple[int, int], ...]
    sure: float


def reported_clause(
    lists: Vocabulary, tokens: Sequence[Token], cue: Cue, mentions: Sequence[Mention]
) -> Clause | None:
    """
    Return the clause that a cue reports, or None.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    tokens : sequence of Token
        The unit's tokens.
    cue : Cue
        A speech verb with its subject.
    mentions : sequence of Mention
        The unit's noun phrases.

    Returns
    -------
    Clause or None
        Ranges of tokens, each without the punctuation around it.
    """
    if cue.verb == "according":
        return _according(lists, tokens, cue)
    if cue.verb not in lists.reporting | lists.gerunds | {"admitted", "admits"}:
        return None
    if not cue.inverted:
        found = _after(lists, tokens, cue, mentions)
        if found is not None:
            return found
    return _around(lists, tokens, cue)


def points_back(lists: Vocabulary, tokens: Sequence[Token], cue: Cue) -> bool:
    """
    Say whether the verb's object is the sentence before: "confirmed this in an interview".

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    tokens : sequence of Token
        The unit's tokens.
    cue : Cue
        A speech verb with its subject.

    Returns
    -------
    bool
        Whether it points back.
    """
    following = tokens[cue.at + 1 : cue.at + 3]
    return (
        cue.verb in lists.reporting
        and not cue.inverted
        and len(following) > 1
        and following[0].low in _BACK
        and following[1].low in lists.prepositions | {".", ","}
    )


def _according(lists: Vocabulary, tokens: Sequence[Token], cue: Cue) -> Clause | None:
    if any(t.is_word for t in tokens[: cue.at]):
        start = 0
        for at in range(cue.at - 1, -1, -1):
            if tokens[at].quotation >= 0 or tokens[at].text == ";":
                start = at + 1
                break
        return _clause(tokens, [(start, cue.at)], 0.85)
    comma = next((i for i in range(cue.last, len(tokens)) if tokens[i].text == ","), len(tokens))
    return _clause(tokens, [(comma + 1, _clause_end(lists, tokens, comma + 1))], 0.85)


def _after(
    lists: Vocabulary, tokens: Sequence[Token], cue: Cue, mentions: Sequence[Mention]
) -> Clause | None:
    start = cue.at + 1
    if cue.verb in lists.heard:
        hearer = next((m for m in mentions if m.first == start), None)
        start = hearer.last if hearer else start
    that = _find_that(lists, tokens, start)
    if that is not None:
        return _clause(tokens, [(that + 1, _clause_end(lists, tokens, that + 1))], 0.9)
    if cue.verb not in lists.clausal or start >= len(tokens):
        return None
    first = tokens[start]
    if not first.is_word or first.low in lists.prepositions or first.low in _BACK & {"so"}:
        return None
    end = _clause_end(lists, tokens, start)
    says = cue.verb in {"said", "says", "say"} and _opens_clause(lists, first)
    if not says and not any(_is_finite(lists, t) for t in tokens[start + 1 : end]):
        return None
    return _clause(tokens, [(start, end)], 0.75)


def _opens_clause(lists: Vocabulary, token: Token) -> bool:
    return token.is_capital or token.low in lists.determiners or token.low in PRONOUNS


def _is_finite(lists: Vocabulary, token: Token) -> bool:
    return token.low in lists.auxiliaries or (token.low.endswith("ed") and not token.is_capital)


def _find_that(lists: Vocabulary, tokens: Sequence[Token], start: int) -> int | None:
    for at in range(start, min(len(tokens), start + _THAT_REACH)):
        token = tokens[at]
        if token.low == "that":
            return at
        if token.quotation >= 0 or token.text in ".;:" or token.low in lists.auxiliaries:
            return None
    return None


def _clause_end(lists: Vocabulary, tokens: Sequence[Token], start: int) -> int:
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token.quotation >= 0 or token.text == ";":
            return at
        if token.low in lists.gerunds and at > start:
            return at
        if token.low in _TURNS and at > start and tokens[at - 1].text == ",":
            return at
    return len(tokens)


def _around(lists: Vocabulary, tokens: Sequence[Token], cue: Cue) -> Clause | None:
    """Match `CLAUSE, X said` and `CLAUSE, X said, CLAUSE`."""
    comma = cue.first - 1
    if comma < 1 or tokens[comma].text not in {",", "\u2014", "\u2013"}:
        return None
    start = 0
    for at in range(comma - 1, -1, -1):
        if tokens[at].quotation >= 0 or tokens[at].text == ";":
            start = at + 1
            break
    if not _is_whole(lists, tokens, start, comma) or not _closes(lists, tokens, cue):
        return None
    parts = [(start, comma)]
    follows = tokens[cue.last] if cue.last < len(tokens) else None
    if follows is not None and follows.text == ",":
        rest = cue.last + 1
        if rest < len(tokens) and _goes_on(lists, tokens[rest], cue):
            parts.append((rest, _clause_end(lists, tokens, rest)))
    if sum(t.is_word for t in tokens[start:comma]) <= _FEWEST and len(parts) == 1:
        return None
    return _clause(tokens, parts, 0.8)


def _is_whole(lists: Vocabulary, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether words before a speaker are a clause and no mere "After the raid"."""
    first = next((t for t in tokens[start:end] if t.is_word), None)
    if first is None or first.low not in lists.prepositions:
        return True
    return any(t.low in lists.auxiliaries for t in tokens[start:end])


def _closes(lists: Vocabulary, tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether nothing after the verb could be its object, bar a hearer."""
    if cue.last >= len(tokens) or cue.verb in lists.heard or cue.inverted:
        return True
    token = tokens[cue.last]
    return not token.is_word or token.low in lists.prepositions | lists.adverbs


def _goes_on(lists: Vocabulary, token: Token, cue: Cue) -> bool:
    """Say whether a clause goes on after its speaker, and no apposition to him does."""
    if cue.inverted:
        return token.low in lists.auxiliaries
    return token.low not in lists.gerunds | lists.prepositions | {"who"}


def _clause(tokens: Sequence[Token], ranges: list[tuple[int, int]], sure: float) -> Clause | None:
    parts = []
    for start, end in ranges:
        first, last = start, end
        while first < last and not tokens[first].is_word:
            first += 1
        while last > first and not tokens[last - 1].is_word and tokens[last - 1].text != ")":
            last -= 1
        if last > first:
            parts.append((first, last))
    words = sum(t.is_word for first, last in parts for t in tokens[first:last])
    return Clause(tuple(parts), sure) if words >= _FEWEST else None
