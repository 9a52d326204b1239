"""What an article is called: its headline, or its first words."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from geo.articles.navigation import visible_lines

if TYPE_CHECKING:
    from geo.types import Span

_LONGEST_HEADLINE = 160  # code points
_SHORTENED = 90  # code points
_LOOK_AT = 40  # lines searched for one with a letter
_FIRST_SENTENCE = re.compile(r"[^\n]{20,}?[.!?。؟](?=\s|$)")


def find_title(text: str, hidden: tuple[Span, ...]) -> str:
    """
    Return the headline of `text`, or its first sentence shortened.

    Parameters
    ----------
    text : str
        Normalised text with something visible in it.
    hidden : tuple of Span
        Navigation lines, ordered.

    Returns
    -------
    str
        One line, never empty.
    """
    lines = [text[s.start : s.end] for s in islice(visible_lines(text, hidden), _LOOK_AT)]
    first = next((line for line in lines if any(ch.isalnum() for ch in line)), lines[0])
    if len(first) <= _LONGEST_HEADLINE and not _is_prose(first):
        return first
    found = _FIRST_SENTENCE.match(first[: _LONGEST_HEADLINE * 2])
    return _shorten(found.group() if found else first)


def _is_prose(line: str) -> bool:
    return line.endswith((".", "。", ".”", '."', "。”")) and not line.endswith("...")


def _shorten(sentence: str) -> str:
    if len(sentence) <= _SHORTENED:
        return sentence
    head = sentence[:_SHORTENED]
    return head[: head.rfind(" ")].rstrip(" ,;:") + "…" if " " in head else head + "…"
