"""The day an article is dated, from a line at its head that hardly holds anything else."""

from __future__ import annotations

import re
from datetime import date

from geo.language.tokeniser import words_of

_LONGEST_LINE = 120  # code points
_MOST_BESIDE = 60  # code points of other words: "Published", "By ... |", the town
_LABEL = 2  # words: "Published on", "at 8.30 GMT"
_STOPS = (".", "!", "?")
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
        match = _first(line) if len(line) <= _LONGEST_LINE else None
        if match and _is_alone(line, match, is_first=number == 0) and (day := _day(match.group())):
            return day
    return ""


def _first(line: str) -> re.Match[str] | None:
    return next((found for pattern in _CANDIDATES if (found := pattern.search(line))), None)


def _is_alone(line: str, match: re.Match[str], *, is_first: bool) -> bool:
    """Return whether what stands beside a date is no sentence: a label, a name, an hour."""
    before, after = line[: match.start()].strip(), line[match.end() :].strip()
    if is_first:  # the headline
        return not before and not after
    if after.endswith(_STOPS) and words_of(before + after):
        return False
    labelled = not before[-1:].isalnum() or len(words_of(before)) <= _LABEL
    timed = not after[:1].isalpha() or len([w for w in words_of(after) if w.isalpha()]) <= _LABEL
    return labelled and timed and len(before) + len(after) <= _MOST_BESIDE


def day_of(words: str) -> str:
    """Return the day that a field states, as ISO 8601; "" where its numbers may mean two days."""
    match = _first(words[:_LONGEST_LINE])
    return _day(match.group()) if match else ""


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    import dateparser  # noqa: PLC0415 - heavy, and few articles need it

    found = dateparser.parse(words, settings={"STRICT_PARSING": True})
    return found.date().isoformat() if found else ""
