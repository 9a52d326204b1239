"""What a reader of one format finds, and how it says that it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Found:
    """One article as its format has it: plain values, that pass from process to process as JSON."""

    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""  # ISO 8601, or "" where the file does not say
    language: str = ""  # BCP 47 as declared, to be weighed against the words
    url: str = ""
    record: str = ""  # of a file of several: what this one was read from
    notes: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A file cannot be read; the message goes on from its name: "is locked with a password"."""
