"""Quotation marks to quotations, one paragraph at a time, so an odd mark costs one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A run of three or more of one mark is a rule or noise, never speech.
_MARK = re.compile(
    "([\u201c\u201d\u201e\u00ab\u00bb\"\u2018\u2019'])\\1{2,}|``|''|[\u201c\u201d\u201e\u00ab\u00bb\"\u2018\u2019']"
)
_OPENS = {
    "\u201c": "\u201d",
    "\u201e": "\u201d",
    "\u00ab": "\u00bb",
    "``": "''",
    "\u2018": "\u2019",
}
_ENDS = frozenset(_OPENS.values())
_SINGLE = frozenset("'\u2018\u2019")
_DOUBLE = frozenset({"\u201c", "\u201d", "\u201e", '"', "``", "''"})
_KINDS = (_SINGLE, _DOUBLE)  # what one hand opens another may close with any other of its kind
_AFTER_CLOSE = frozenset(".,;:!?)]}\u2026\u2014\u2013")
_BEFORE_OPEN = frozenset("([{\u2014\u2013-/:\u201c\u2018\"'")
_ELIDED = re.compile(r"(?:\d0s|\d\ds?|em|til|tis|twas|cause|n|bout)\b", re.IGNORECASE)
_POSSESSIVE_TAIL = re.compile(r"\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between marks: `outer` with them, `inner` without, `closed` if both are there."""

    outer: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    mark: str
    start: int
    end: int
    opens: bool
    closes: bool


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> list[Quotation]:
    """
    Pair the marks of each paragraph.

    A paragraph that opens with a mark and never closes it is a continued quotation when the
    next paragraph opens with a mark too; it then ends with the paragraph.

    Parameters
    ----------
    text : str
        The article's text.
    paragraphs : tuple of Span
        Visible paragraphs, ordered.

    Returns
    -------
    list of Quotation
        Outermost quotations with a letter or digit in them, ordered and disjoint.
    """
    found: list[Quotation] = []
    for index, paragraph in enumerate(paragraphs):
        pairs, left = _pair(text, paragraph)
        found += _outermost(text, pairs)
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if left and not pairs and following and text[following.start] == left.mark:
            found += _quotation(text, left, paragraph.end, paragraph.end)
    return found


def _pair(text: str, paragraph: Span) -> tuple[list[tuple[_Mark, int, int]], _Mark | None]:
    """Return matched pairs and the mark that opens the paragraph and stays open, if any."""
    stack: list[_Mark] = []
    pairs = []
    marks = list(_marks(text, paragraph))
    for found, awaited in zip(marks, _awaited(marks), strict=True):
        opened = _find_opener(stack, found, awaited)
        if opened is not None:
            pairs.append((stack[opened], found.start, found.end))
            del stack[opened:]
        elif found.opens:
            stack = [*stack[-3:], found]  # nesting deeper than a few marks is noise, not speech
    left = stack[0] if stack and stack[0].start == paragraph.start else None
    return pairs, left


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Yield the marks of a paragraph with what the characters around them allow."""
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        if found[1]:
            continue
        mark, at, end = found.group(), found.start(), found.end()
        before = text[at - 1] if at > paragraph.start else ""
        after = text[end] if end < paragraph.end else ""
        yield _Mark(
            mark,
            at,
            end,
            opens=_can_open(mark, (before, after), text[end : end + 5]),
            closes=_can_close(mark, (before, after), text[at : min(at + 12, paragraph.end)]),
        )


def _awaited(marks: list[_Mark]) -> list[frozenset[str]]:
    """Return, for each mark, the opening marks whose own partner comes before they open again."""
    found: list[frozenset[str]] = []
    awaited: frozenset[str] = frozenset()
    for mark in reversed(marks):
        found.append(awaited)
        if mark.closes:
            awaited |= {o for o in (*_OPENS, mark.mark) if _partner(o) == mark.mark}
        elif mark.opens:
            awaited -= next((kind for kind in _KINDS if mark.mark in kind), {mark.mark})
    return found[::-1]


def _partner(opening: str) -> str:
    return _OPENS.get(opening, opening)


def _find_opener(stack: list[_Mark], found: _Mark, awaited: frozenset[str]) -> int | None:
    """Return the place in `stack` of the mark that this one closes, or None."""
    if not found.closes:
        return None
    for place in range(len(stack) - 1, -1, -1):
        if _closes(stack[place].mark, found.mark, awaited):
            return place
    return None


def _closes(opening: str, mark: str, awaited: frozenset[str]) -> bool:
    """Say whether a mark closes another: its own partner, or one of its kind for want of it."""
    if _partner(opening) == mark or (opening == "\u201e" and mark == "\u201c"):
        return True
    alike = any(opening in kind and mark in kind for kind in _KINDS)
    return alike and opening not in awaited


def _can_close(mark: str, around: tuple[str, str], ahead: str) -> bool:
    before, after = around
    if mark in _SINGLE:
        if after.isalnum() or not before or before.isspace():
            return False
        return not (before == "s" and _POSSESSIVE_TAIL.match(ahead[1:]))
    if mark in {"\u201c", "\u201e", "``", "\u00ab"}:  # a hand that knows but one mark
        return bool(before.strip()) and (not after.strip() or after in _AFTER_CLOSE)
    if mark == '"':
        return bool(before) and not (before.isspace() and after and not after.isspace())
    return True


def _can_open(mark: str, around: tuple[str, str], following: str) -> bool:
    before, after = around
    free = not before or before.isspace() or before in _BEFORE_OPEN
    if mark in _SINGLE:
        return mark != "\u2019" and free and bool(after.strip()) and not _ELIDED.match(following)
    if mark == '"':
        return free and bool(after)
    return mark not in _ENDS


def _outermost(text: str, pairs: list[tuple[_Mark, int, int]]) -> Iterator[Quotation]:
    last = 0
    for opened, close, end in sorted(pairs, key=lambda pair: pair[0].start):
        if opened.start >= last:
            last = end
            yield from _quotation(text, opened, close, end)


def _quotation(text: str, opened: _Mark, close: int, end: int) -> Iterator[Quotation]:
    words = text[opened.end : close]
    core = words.strip()
    if any(ch.isalnum() for ch in core):
        start = opened.end + len(words) - len(words.lstrip())
        inner = Span(start, start + len(core))
        yield Quotation(Span(opened.start, end), inner, closed=end > close)
