"""Words of a sentence, with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.types import Span

# A letter or digit with the marks that combine with it; NFC leaves marks in Arabic and Indic text.
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*")
_JOINTS = frozenset(
    {" ", "\u00a0", "-", "'", "\u2019", "\u2018", "\u02bc", "`", "\u2010", "\u2011", "\n"}
)
_DOTTED = frozenset({"st", "ste", "mt", "ft", "pt", "gen", "col", "lt", "maj", "capt", "sgt", "dr"})
_DOTTED_MORE = frozenset(
    {"mr", "mrs", "ms", "rev", "gov", "sen", "rep", "prof", "jr", "sr", "brig"}
)
_MAX_GAP = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text; `start` and `end` index the article's code points."""

    start: int
    end: int
    text: str
    gap: str  # what stands between the word before and this one, "" at the start

    @property
    def low(self) -> str:
        """Return the word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Return whether the word starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def cased(self) -> bool:
        """Return whether the word's script knows capitals at all."""
        return self.text[0].lower() != self.text[0].upper()


def tokenise(text: str, span: Span) -> tuple[Token, ...]:
    """
    Return the words of `text` under `span`.

    Parameters
    ----------
    text : str
        The article's text.
    span : Span
        The sentence, in code points of `text`.

    Returns
    -------
    tuple of Token
        In reading order; a possessive "s" is a word of its own, after an apostrophe.
    """
    found: list[Token] = []
    at = span.start
    for match in _WORD.finditer(text, span.start, span.end):
        found.append(Token(match.start(), match.end(), match.group(), text[at : match.start()]))
        at = match.end()
    return tuple(found)


def joined(tokens: Sequence[Token], index: int) -> bool:
    """
    Return whether the word at `index` may belong to one name with the word before it.

    Parameters
    ----------
    tokens : sequence of Token
        A sentence's words.
    index : int
        Position of the later word; at least 1.

    Returns
    -------
    bool
        True for a space, hyphen or apostrophe between them, or a full stop after an initial or
        an abbreviation; False for a possessive, a comma, or anything else.
    """
    token, before = tokens[index], tokens[index - 1]
    gap = token.gap
    if gap in {"'", "\u2019"} and token.text in {"s", "S"}:
        return False
    if gap in _JOINTS:
        return True
    if gap.startswith(".") and len(gap) <= _MAX_GAP and gap.strip(" .") == "":
        return len(before.text) == 1 or before.low in _DOTTED or before.low in _DOTTED_MORE
    return False
