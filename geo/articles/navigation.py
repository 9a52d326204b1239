"""Lines that belong to the web page and not to the article."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.lists import read_lists
from geo.settings import data_folder
from geo.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_LINE = 200  # longer lines are prose, whatever they start with

_STARTS = re.compile(
    r"""(?: (?:read|see|watch)\ (?:more|also|next|now)\s*[:|>\u00bb\u2013-]
        | (?:also\ read|more\ on\ this)\s*[:|]
        | related(?:\ (?:story|stories|article|articles|news))?\s*[:|]
        | (?:this|our)\ (?:web)?site\ uses\ cookies | we\ use\ cookies
        | by\ using\ (?:this|our)\ site | by\ continuing\ to\ (?:use|browse)
        | please\ enable\ (?:javascript|cookies)
        | sign\ up\ (?:for|to)\ (?:our|the|receive|get) | subscribe\ to\ (?:our|the|receive|get)
        | follow\ us\ (?:on|at) | click\ here\ (?:to|for)
        | share\ this\ (?:article|story|page|post)\ (?:on|via|with)
        | (?:copyright\ )?(?:©|\(c\))\s*\d{4} | download\ (?:our|the)\ app
        | join\ our\ (?:telegram|whatsapp)
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_EDGES = " \t\u00a0.:!>\u00bb\u203a→↑▲▼|•*-\u2013\u2014[](){}…\ufe0f"


def visible_lines(text: str, hidden: tuple[Span, ...]) -> Iterator[Span]:
    """
    Yield the trimmed span of each line that holds something and is not hidden.

    Parameters
    ----------
    text : str
        Normalised text.
    hidden : tuple of Span
        Navigation lines, ordered.

    Yields
    ------
    Span
        One line without the white space around it.
    """
    skip = {span.start for span in hidden}
    yield from (span for span in _lines(text) if span.start not in skip)


def find_hidden(text: str) -> tuple[Span, ...]:
    """
    Return the navigation lines of `text`, none when nothing else would be left.

    Parameters
    ----------
    text : str
        Normalised text.

    Returns
    -------
    tuple of Span
        Ordered, disjoint, each one trimmed line.
    """
    lines = list(_lines(text))
    hidden = tuple(span for span in lines if is_navigation(text[span.start : span.end]))
    return hidden if len(hidden) < len(lines) else ()


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        core = line.strip()
        if core:
            start = at + line.index(core[0])
            yield Span(start, start + len(core))
        at += len(line) + 1


def is_navigation(line: str) -> bool:
    """
    Return whether a line is the web page's own.

    Raises
    ------
    DataError
        When the list of such lines is missing or damaged.
    """
    if len(line) > _MAX_LINE:
        return False
    whole = _whole(data_folder())
    return line.strip(_EDGES).casefold() in whole or _STARTS.match(line) is not None


def load() -> None:
    """Read the list of such lines, for a process that could not say what is wrong with it."""
    _whole(data_folder())


@lru_cache(maxsize=4)
def _whole(folder: Path) -> frozenset[str]:
    """Return the lines that are of a page by themselves, in small letters."""
    return read_lists(folder, "navigation.txt").words("navigation.txt")
