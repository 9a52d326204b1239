"""JSON lines: one object a line, each read by itself, so that a bad one does not end the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, AnyStr, Generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOT_JSON = "is not JSON; give one object a line"
NO_OBJECT = "is not an object with id and text"
NO_TEXT = "has no text; give an object with id and text"
NO_DAY = "is not a date; give it as 2021-02-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[AnyStr]):
    """A line that holds something: what stands in it, or what is wrong with it."""

    number: int  # in its file, from 1; empty lines count
    words: AnyStr  # as it came
    held: Mapping[str, Any] = field(default_factory=dict)
    wrong: str = ""  # NOT_JSON or NO_OBJECT, to be put behind the line's name

    def text(self, name: str) -> str | None:
        """Return the words of a field; None where it holds anything else, or is not there."""
        value = self.held.get(name)
        return value if isinstance(value, str) else None

    def texts(self, *names: str) -> dict[str, str]:
        """Return those of some fields that hold words."""
        return {name: value for name in names if (value := self.text(name)) is not None}


def read(lines: Iterable[AnyStr]) -> Iterator[Line[AnyStr]]:
    """
    Read lines, one after another.

    Parameters
    ----------
    lines : iterable of str or of bytes
        Without their ends; bytes are UTF-8, -16 or -32.

    Yields
    ------
    Line
        One for each that is not empty.
    """
    for number, words in enumerate(lines, start=1):
        if words.strip():
            yield _line(number, words)


def day(value: object) -> date | None:
    """
    Return the day that a value begins with, None for no words.

    Raises
    ------
    ValueError
        When it is no date.
    """
    return None if value is None or value == "" else date.fromisoformat(str(value)[:10])


def _line(number: int, words: AnyStr) -> Line[AnyStr]:
    try:
        held = json.loads(words)
    except (ValueError, RecursionError):
        return Line(number=number, words=words, wrong=NOT_JSON)
    if not isinstance(held, dict):
        return Line(number=number, words=words, wrong=NO_OBJECT)
    return Line(number=number, words=words, held=held)
