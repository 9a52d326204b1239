"""Lines in capitals, in small letters or in Title Case, written as a sentence would be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.toponyms.tokens import joined
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.tokens import Token

_LONGEST = 4  # words of a name looked for
_GREAT = 100_000  # people of a town that words of everyday may name together: "Cape Town"


class Recaser:
    """
    Give words the capitals that a sentence would give them.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows which runs of words are names.
    lexicon : Lexicon
        Knows which words are everyday ones.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def __call__(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """
        Return the words of a line as a sentence has them.

        Parameters
        ----------
        tokens : sequence of Token
            Of a line whose capitals tell nothing.

        Returns
        -------
        tuple of Token
            The same words; names, and words that no list of everyday ones holds, with a capital.
        """
        found: list[Token] = []
        at = 0
        while at < len(tokens):
            size = self._name(tokens, at)
            if size:
                found += [
                    self._inner(t) if i else _raised(t)
                    for i, t in enumerate(tokens[at : at + size])
                ]
            else:
                found.append(self._single(tokens, at, after_name=bool(found) and found[-1].capital))
            at += max(size, 1)
        return tuple(found)

    def _name(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many words, two or more, the longest name at a word has; 0 for none."""
        listed = self._phrase(tokens, at)
        if listed or tokens[at].low in self._lexicon.grammar or not tokens[at].cased:
            return listed
        end = at + 1
        while end < min(at + _LONGEST, len(tokens)) and joined(tokens, end):
            end += 1
        for last in range(end, at + 1, -1):
            words = tokens[at:last]
            name = " ".join(t.text for t in words)
            if self._gazetteer.knows(name) and self._is_worth(words, name):
                return last - at
        return 0

    def _phrase(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many words a listed name of no place has, where it has two or more."""
        for end in range(
            min(len(tokens), at + self._lexicon.longest.get(tokens[at].low, 0)), at + 1, -1
        ):
            listed = self._lexicon.phrases.get(tuple(t.low for t in tokens[at:end]), ())
            if any(words[-1][:1].isupper() for words, _ in listed):
                return end - at
        return 0

    def _is_worth(self, words: Sequence[Token], name: str) -> bool:
        """Say whether a name is one though some of its words are everyday ones."""
        everyday = [self._is_everyday(t.low) or t.low in self._lexicon.listed for t in words]
        if everyday[-1] and not all(everyday) and words[-1].gap != "-":
            shorter = " ".join(t.text for t in words[:-1])
            own = words[-1].low in self._lexicon.with_names["after"] or words[-1].low == "city"
            return own or not self._gazetteer.knows(shorter)
        if not all(everyday):
            return True
        if (
            all(t.low in self._lexicon.directions for t in words)
            or words[-1].low in self._lexicon.grammar
        ):
            return False
        places = [m.place for m in self._gazetteer.lookup(name, limit=3, alike=False)]
        return any(p.kind is not Kind.TOWN or p.population >= _GREAT for p in places)

    def _single(self, tokens: Sequence[Token], at: int, *, after_name: bool) -> Token:
        token = tokens[at]
        if not token.cased:
            return token
        short = self._capitals(token)
        if short is not None:
            return replace(token, text=short) if not self._asks(tokens, at) else _lowered(token)
        if at == 0 or not self._is_everyday(token.low):
            return _raised(token)
        if after_name and joined(tokens, at) and self._goes_with(tokens, at):
            return _raised(token)
        raised = self._leads(tokens, at) or self._is_land(tokens, at)
        return _raised(token) if raised else _lowered(token)

    def _goes_with(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether an everyday word after a name is a part of it."""
        command = tokens[at].low == "operations" and [t.low for t in tokens[at + 1 : at + 2]]
        return tokens[at].low in self._lexicon.with_names["after"] or command == ["command"]

    def _leads(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether an everyday word is the first of a name: "Lake", "University" of one."""
        low, step = tokens[at].low, at + 1
        if (
            low in self._lexicon.with_names["of"]
            and step < len(tokens)
            and tokens[step].low == "of"
        ):
            step += 1
        elif low not in self._lexicon.with_names["before"]:
            return False
        return (
            step < len(tokens)
            and joined(tokens, step)
            and tokens[step].cased
            and not self._is_everyday(tokens[step].low)
        )

    def _capitals(self, token: Token) -> str | None:
        """Return a short form or an acronym as it is written, where the word is one."""
        upper = token.text.upper()
        listed = self._lexicon.phrases.get((token.low,), ())
        if any(words == (upper,) for words, _ in listed):
            return upper
        return upper if token.text == upper and upper in self._lexicon.short else None

    def _asks(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether "US" in capitals is the pronoun."""
        return tokens[at].low == "us" and at > 0 and tokens[at - 1].low in self._lexicon.asking

    def _inner(self, token: Token) -> Token:
        """Return a word within a name; a small one stays small."""
        return _lowered(token) if token.low in self._lexicon.listed else _raised(token)

    def _is_everyday(self, low: str) -> bool:
        lists = self._lexicon
        return (
            low in lists.common
            or low in lists.grammar
            or low in lists.heads
            or low in lists.titles
            or low in lists.speech
            or low in lists.locatives
            or low in lists.directions
            or (low.removesuffix("s"), "after") in lists.affixes
            or (low, "after") in lists.affixes
        )

    def _is_land(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether an everyday word is a country: "in turkey", "TURKEY DENIES"."""
        low = tokens[at].low
        if low in self._lexicon.grammar or not self._gazetteer.knows(low):
            return False
        places = self._gazetteer.lookup(low, limit=3, alike=False)
        if not any(m.place.kind is Kind.COUNTRY and m.how == "exact" for m in places):
            return False
        before = tokens[at - 1].low in self._lexicon.locatives if at else False
        after = at + 1 < len(tokens) and tokens[at + 1].low in self._lexicon.speech
        return before or after or tokens[at].text.isupper()


def _raised(token: Token) -> Token:
    return replace(token, text=token.text[0].upper() + token.text[1:].lower())


def _lowered(token: Token) -> Token:
    return replace(token, text=token.low)
