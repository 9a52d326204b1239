"""What is done to every article, whatever its format: headline first, date, language."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.intake.dates import date_line, day_of
from geo.intake.found import Found, UnreadableError
from geo.intake.kinds import Kind
from geo.intake.languages import language_of
from geo.language.tokeniser import words_of

_OPENING = 1500  # code points in which a headline is looked for
_STATED = frozenset({Kind.JSONL, Kind.CSV, Kind.FEED, Kind.MAIL})  # have a field for the date
_BYLINE = re.compile(r"^(?:by|written by)\s+(\S[^\n]{2,100})$", re.IGNORECASE)
_SHOWN = 40  # characters of a date in a note
_HEAD_LINES = 8


def finished(found: Found, kind: Kind) -> Found:
    """
    Return an article with its headline first, and what its words say of it.

    Parameters
    ----------
    found : Found
        As its format has it.
    kind : Kind
        What the file is.

    Returns
    -------
    Found
        What the file states stays; its words are asked where it states nothing.

    Raises
    ------
    UnreadableError
        When it has no words.
    """
    if not found.text.strip():
        msg = "has no words in it; give the text of an article"
        raise UnreadableError(msg)
    title = " ".join(found.title.split())
    text = found.text.strip() if kind is Kind.JSONL else with_headline(title, found.text)
    head = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()][:_HEAD_LINES]
    stated = found.published.strip()
    published = day_of(stated) if stated or kind in _STATED else date_line(head)
    unread = (f"the date {stated[:_SHOWN]!r} is not plain; write it as 2021-03-12",)
    return replace(
        found,
        title=title,
        text=text,
        byline=" ".join(found.byline.split()) or _byline(head),
        published=published,
        notes=found.notes + (unread if stated and not published else ()),
        language=language_of(text, found.language, is_stated=kind is Kind.JSONL),
    )


def with_headline(title: str, text: str) -> str:
    """Return a text that begins with its headline, which it may have already."""
    text = text.strip()
    if not title or _folded(title) in _folded(text[:_OPENING]):
        return text
    return f"{title}\n\n{text}"


def _folded(words: str) -> str:
    return " ".join(words_of(words.casefold()))


def _byline(head: list[str]) -> str:
    return next((match[1] for line in head[1:] if (match := _BYLINE.match(line))), "")
