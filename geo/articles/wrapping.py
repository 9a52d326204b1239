"""Line ends that belong to the width of a page and not to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.articles.navigation import is_navigation
from geo.language.lists import read_lists
from geo.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_WIDTHS = range(24, 131)  # code points in the widest line; wrapped at 30 it may have but 24
_FEWEST_LINES = 3  # lines of a block before its own width tells anything
_FULL = 0.5  # share of lines that had no room for the next word, in wrapped text
_MID = 1 / 3  # share of those with a small letter after them: where it is less, or tells nothing,
_FULL_ALONE = 0.7  # so many must have been full
_FEWEST_FULL = 3  # and so many lines; one fewer where all end within a sentence that is ended
_LOOK = 80  # code points looked at before a line's end
_LONGER = 2.0  # times as long as the line before, from which a line is a headline's paragraph
_MARKED = re.compile(
    r"""(?: [-*+>\u2013\u2014] \s | [\u2022\u25e6\u25aa\u2023\u00b7\u25ba\u25cf\u25cb\u25a0|\#@]
        | \(?\d{1,3}[.):]\s | \(?[a-zA-Z][.)]\s | https?:// )""",
    re.VERBOSE,
)
# A field of a head, a speaker, a time: at a full line's end they may be words like others.
_LABELLED = re.compile(
    r"\d{1,2}[:.h]\d{2}\b|\d{1,2}\s[A-Z][a-z]+\s*[:\u2013-]"
    r"|[A-Z][\w-]{0,20}(?: [\w-]{1,20}){0,2}:\s"
)
_FIELDS = re.compile(r"[,;]")
_FEWEST_FIELDS = 3
_LONGEST_FIELD = 3  # words
_NUMBER = re.compile(r"\s*[+-]?\d[\d.,]*%?\s*")
_HYPHEN = re.compile(r"(?:[^\W\d_]+[-\u2010])*([^\W\d_]{2,})[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++[-\u2010][^\W\d_]++")
_INSIDE = re.compile(r"[.!?]['\"\u201d\u2019)]?\s")
_STOPPED = re.compile(r"[.!?\u2026\u061f\u06d4\u3002]['\"\u201d\u2019\u00bb)\]]*$")
_NAME_AT_END = re.compile(r"(\w+)[ ]['\"\u201c\u2018(]?([^\W\d_][\w'\u2019-]*)$")
_FIRST = re.compile(r"[^\W\d_][\w'\u2019-]*")


@dataclass(frozen=True, slots=True)
class _Words:
    """What words tell at the end of a line and at the start of the next; all in small letters."""

    begins: frozenset[str]  # begin a name and hardly ever are one
    openers: frozenset[str]  # begin a sentence
    before_hyphen: frozenset[str]  # keep their hyphen
    after_hyphen: frozenset[str]  # keep that of the word before


@lru_cache(maxsize=4)
def _words(folder: Path) -> _Words:
    lists = read_lists(folder, "name_words.csv", "grammar.csv", "hyphens.csv")
    hyphens = lists.uses("hyphens.csv")
    return _Words(
        begins=lists.uses("name_words.csv")["begins"],
        openers=lists.uses("grammar.csv")["opener"],
        before_hyphen=hyphens["before"],
        after_hyphen=hyphens["after"],
    )


@dataclass(frozen=True)
class _Line:
    """One line without the blanks around it; `start` and `end` are code points of the text."""

    start: int
    end: int
    indent: int
    text: str

    @cached_property
    def marked(self) -> bool:
        """Whether it is a row of a list or a table, or the page's own."""
        return _MARKED.match(self.text) is not None or _is_row(self.text) or self.of_page

    @cached_property
    def of_page(self) -> bool:
        """Whether it belongs to the web page: "Back to top"; no last word such as "home."."""
        return self.text[-1] != "." and is_navigation(self.text)

    @cached_property
    def labelled(self) -> bool:
        """Whether it begins as a field of a head, a speaker's words or a time do."""
        return _LABELLED.match(self.text) is not None

    @property
    def tail(self) -> str:
        """Its last code points, as many as a rule looks at."""
        return self.text[-_LOOK:]

    @property
    def open(self) -> bool:
        """Whether it ends where a sentence goes on."""
        return self.text[-1].isalnum() or self.text[-1] == ","

    @cached_property
    def first(self) -> str:
        """Its first word, in small letters."""
        found = _FIRST.match(self.text)
        return found[0].lower() if found else ""


def unwrap(text: str) -> Iterator[tuple[int, int, str]]:
    r"""
    Yield the line ends that are no ends of paragraphs or rows, and what should stand there.

    Parameters
    ----------
    text : str
        With ``\n`` line ends.

    Yields
    ------
    (int, int, str)
        Half-open code points and what belongs there: a space, nothing where a word was cut, or a
        blank line where a paragraph of such a text does end.

    Raises
    ------
    DataError
        When the word lists cannot be read.
    """
    blocks = [block for block in _blocks(text) if len(block) > 1]
    if not blocks:
        return
    width, words = _width(blocks), _words(data_folder())
    hyphenated = frozenset(m[0].lower() for m in _HYPHENATED.finditer(text))
    for block in blocks:
        own = width or (_width([block]) if len(block) >= _FEWEST_LINES else 0)
        yield from _mended(block, own, words, hyphenated)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield runs of lines without a blank one between them."""
    block: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        core = line.strip()
        if core:
            indent = len(line) - len(line.lstrip())
            start = at + indent
            block.append(_Line(start, start + len(core), indent, core))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


def _width(blocks: Sequence[Sequence[_Line]]) -> int:
    """Return the width that lines were wrapped at, 0 where nothing shows that they were."""
    lines = [line for block in blocks for line in block if " " in line.text]
    width = max((len(line.text) for line in lines), default=0)
    if width not in _WIDTHS:
        return 0
    breaks = [
        (line, after)
        for block in blocks
        for line, after in pairwise(block)
        if not (_is_row(line.text) or after.marked or after.labelled)
    ]
    full = [(line, after) for line, after in breaks if not _fits(line, after, width)]
    if not full or 2 * sum(line.open for line, _ in full) < len(full):
        return 0
    share = len(full) / len(breaks)
    telling = any(line.text[0].isupper() and not line.text.isupper() for line in lines)
    small = sum(after.text[0].islower() for _, after in full)
    if telling and share >= _FULL and small >= _MID * len(full):
        return width
    prose = _STOPPED.search(lines[-1].tail) and all(line.open for line, _ in full)
    enough = len(full) >= _FEWEST_FULL - bool(prose)
    return width if share >= _FULL_ALONE and enough else 0


def _fits(line: _Line, after: _Line, width: int) -> bool:
    """Say whether the first word of the next line had room at the end of this one."""
    word = after.text[:width].split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) <= width


def _mended(
    block: list[_Line], width: int, words: _Words, hyphenated: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    goes_on = _joints(block, width, words)
    if not any(goes_on):
        return
    for joined, (line, after) in zip(goes_on, pairwise(block), strict=True):
        if joined:
            yield _joint(line, after, words, hyphenated)
        elif not after.marked:
            yield line.end, after.start, "\n\n"


def _joints(block: list[_Line], width: int, words: _Words) -> list[bool]:
    """Say of each line of a block but the last whether it goes on in the next."""
    small = not block[0].text[0].islower()
    least = min(line.indent for line in block)
    found = [
        _goes_on(line, after, width, small=small, steps=after.indent > least)
        for line, after in pairwise(block)
    ]
    certain = any(found)
    stopped = _STOPPED.search(block[-1].tail) is not None
    return [
        joined or _cuts_name(line, after, words, certain=certain, stopped=stopped)
        for joined, (line, after) in zip(found, pairwise(block), strict=True)
    ]


def _joint(
    line: _Line, after: _Line, words: _Words, hyphenated: frozenset[str]
) -> tuple[int, int, str]:
    """Return what is put between two lines that are one."""
    hyphen = _HYPHEN.search(line.tail)
    if hyphen is None or not after.text[0].isalpha():
        return line.end, after.start, " "
    kept = _keeps_hyphen(hyphen[1].lower(), after, words, hyphenated)
    return line.end - (not kept), after.start, ""


def _goes_on(line: _Line, after: _Line, width: int, *, small: bool, steps: bool) -> bool:
    """Say whether a line goes on in the next; `steps` where that one is set in from the rest."""
    if after.marked or line.of_page or _is_row(line.text):
        return False
    if steps:
        return line.marked or line.indent >= after.indent
    if _HYPHEN.search(line.tail) and after.text[0].isalpha():
        return True
    if small and after.text[0].islower() and _STOPPED.search(line.tail) is None:
        return line.text[-1] != ":"
    return bool(width) and not _fits(line, after, width)


def _cuts_name(line: _Line, after: _Line, words: _Words, *, certain: bool, stopped: bool) -> bool:
    """Say whether a name that begins at the end of a line ends in the next."""
    if after.marked or after.labelled or line.marked or after.first in words.openers:
        return False
    found = _NAME_AT_END.search(line.tail)
    if found is None or not (found[2][0].isupper() and after.text[0].isupper()):
        return False
    if found[2].lower() in words.begins:
        return True
    if not found[1].islower():
        return False
    prose = _INSIDE.search(line.text) or len(after.text) < _LONGER * len(line.text)
    return certain or bool(prose and stopped)


def _keeps_hyphen(before: str, after: _Line, words: _Words, hyphenated: frozenset[str]) -> bool:
    """Say whether a hyphen at the end of a line is the word's own."""
    word = _WORD.match(after.text)
    rest = word[0] if word else ""
    return (
        rest[:1].isupper()
        or after.text[len(rest) : len(rest) + 1] in {"-", "\u2010"}
        or before in words.before_hyphen
        or rest in words.after_hyphen
        or f"{before}-{rest.lower()}" in hyphenated
    )


def _is_row(line: str) -> bool:
    """Say whether a line is a row of a table: parts by tabs, bars or commas, numbers among them."""
    if "\t" in line or "|" in line:
        return True
    fields = _FIELDS.split(line)
    if len(fields) < _FEWEST_FIELDS:
        return False
    if _INSIDE.search(line) or any(field.count(" ") > _LONGEST_FIELD for field in fields):
        return False
    tight = not any(field.startswith(" ") for field in fields[1:])
    return tight or 2 * sum(_NUMBER.fullmatch(field) is not None for field in fields) >= len(fields)
