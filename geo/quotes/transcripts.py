"""Transcripts: lines that open with a name and a colon and are speech without marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.quotes.clauses import Token, Unit
    from geo.quotes.vocabulary import Vocabulary

_FEWEST = 3  # turns that make a transcript
_NAME = 6  # tokens in a speaker's name


def find_turns(lists: Vocabulary, units: Sequence[Unit]) -> dict[int, int]:
    """
    Return the units that are turns of a transcript.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    units : sequence of Unit
        The article's sentences.

    Returns
    -------
    dict of int to int
        Index of the unit to the number of tokens in its name; 0 for a sentence that goes on with
        the turn before. Empty when fewer than three lines open a turn.
    """
    opened = {}
    before = -1
    for index, unit in enumerate(units):
        if unit.paragraph != before:
            end = _name_end(lists, unit.tokens)
            if end:
                opened[index] = end
        before = unit.paragraph
    if len(opened) < _FEWEST or _speakers(units, opened) == len(opened):
        return {}
    turns = {}
    for index, end in opened.items():
        turns[index] = end
        following = index + 1
        while following < len(units) and units[following].paragraph == units[index].paragraph:
            turns[following] = 0
            following += 1
    return turns


def _speakers(units: Sequence[Unit], opened: dict[int, int]) -> int:
    return len({tuple(t.low for t in units[index].tokens[:end]) for index, end in opened.items()})


def _name_end(lists: Vocabulary, tokens: Sequence[Token]) -> int:
    """Return how many tokens name the speaker of a line, 0 when none does."""
    for at, token in enumerate(tokens[: _NAME + 1]):
        if token.text == ":":
            return at if at + 1 < len(tokens) else 0
        small = token.is_word and not token.is_capital and token.low not in lists.particles
        if token.quotation >= 0 or small or not (token.is_word or token.text == "."):
            return 0
    return 0
