"""The day an article is dated, from a line at its head that hardly holds anything else."""

from __future__ import annotations

import re
from datetime import date

_LONGEST_LINE = 120  # code points
_MOST_BESIDE = 60  # code points of other words: "Published", "By ... |", the town
_CANDIDATES = (
    re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
    re.compile(r"\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d_]{3,15}\.?,?\s+(?:de\s+)?\d{4}\b"),
    re.compile(r"\b[^\W\d_]{3,15}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b"),
)


def date_line(head: list[str]) -> str:
    """
    Return the day that a line near the top of an article gives.

    Parameters
    ----------
    head : list of str
        Its first lines, the headline first.

    Returns
    -------
    str
        ISO 8601; "" where no line is a date with little beside it.
    """
    for number, line in enumerate(head):
        if len(line) > _LONGEST_LINE:
            continue
        for pattern in _CANDIDATES:
            match = pattern.search(line)
            beside = len(line) - len(match.group()) if match else 0
            if match and beside <= (_MOST_BESIDE if number else 0) and (day := _day(match.group())):
                return day
    return ""


def day_of(words: str) -> str:
    """Return the day that a field states, as ISO 8601; "" where its numbers may mean two days."""
    match = next((found for p in _CANDIDATES if (found := p.search(words[:_LONGEST_LINE]))), None)
    return _day(match.group()) if match else ""


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    import dateparser  # noqa: PLC0415 - heavy, and few articles need it

    found = dateparser.parse(words, settings={"STRICT_PARSING": True})
    return found.date().isoformat() if found else ""
