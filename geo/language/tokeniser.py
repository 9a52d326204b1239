"""
Text to words: the one place that says what a word is.

A word is a run of letters and digits with the marks that combine with them. Whoever needs words
joined by a hyphen or an apostrophe, or the marks between them too, gets both from the same word.
Every function takes time linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A letter or digit with the marks that combine with it; NFC leaves marks in Arabic and Indic text.
_COMBINING = r"\u0300-\u036f\u064b-\u065f\u0670"
WORD = rf"[^\W_]++(?:[{_COMBINING}]++[^\W_]*+)*+"
HYPHENED = rf"{WORD}(?:-{WORD})*+"  # "well-known"
_INITIALS = rf"(?:[^\W\d_]\.)+[^\W\d_](?![\w{_COMBINING}])"  # "U.S" of "U.S."
_COMPOUND = rf"{_INITIALS}|{WORD}(?:['\u2019_-]{WORD})*+"
_MARK = r"[^\w\s]|_"
_ATOM = re.compile(WORD)
_ATOM_OR_MARK = re.compile(rf"{WORD}|{_MARK}")
_WHOLE = re.compile(_COMPOUND)
_WHOLE_OR_MARK = re.compile(rf"(?:{_COMPOUND})-?|{_MARK}")


def find_words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """
    Find the words of a part of a text; a hyphen, an apostrophe and a full stop end a word.

    Parameters
    ----------
    text : str
        Any text.
    start, end : int
        The part, in code points.

    Returns
    -------
    iterator of re.Match
        In reading order, disjoint; positions are those in `text`.
    """
    return _ATOM.finditer(text, start, end)


def find_words_and_marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """
    Find the words and marks of a clause: "al-Baghdadi", "don't" and "U.S" are one word each.

    Parameters
    ----------
    text : str
        Any text.
    start, end : int
        The part, in code points.

    Returns
    -------
    iterator of re.Match
        In reading order; together they cover all of the part but white space.
    """
    return _WHOLE_OR_MARK.finditer(text, start, end)


def words_of(text: str) -> list[str]:
    """Return the words of a text as written, hyphened ones in their parts."""
    return _ATOM.findall(text)


def whole_words_of(text: str) -> list[str]:
    """Return the words of a text as written; "al-Baghdadi", "don't" and "U.S" are one each."""
    return _WHOLE.findall(text)


def opening_word(text: str) -> str:
    """Return the word that a text begins with, "" where it begins with anything else."""
    found = _WHOLE.match(text)
    return found.group() if found is not None else ""


def count_words_and_marks(text: str) -> int:
    """Return how many words and marks a text has, hyphened words counted in their parts."""
    return sum(1 for _ in _ATOM_OR_MARK.finditer(text))
