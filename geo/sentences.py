"""Article to sentences: ordered, disjoint, covering every visible character."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.lists import read_lists
from geo.language.tokeniser import opening_word
from geo.settings import data_folder
from geo.types import Article, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 2000  # code points of a sentence; the longest of 24,000 in annotated news has 935
_LONGEST_QUOTATION = 1500  # code points; a longer one is an unbalanced mark
_LOOK = 48  # code points looked at on either side of a stop
_FILES = ("titles.csv", "stops.csv", "grammar.csv")
# A run of marks is read once, from its first: nothing in it is given back.
_STOP = re.compile(
    r"""(?<! [.!?\u2026\u061f\u06d4\u0964] )
        (?P<stop> [.!?\u2026\u061f\u06d4\u0964]++ )
        (?P<close> ["'\u201d\u2019\u00bb)\]]*+ ) (?=\s|$)
      | (?P<wide> [\u3002\uff01\uff1f\uff0e]++ ["'\u201d\u2019\u300d\u300f\uff09)]*+ )""",
    re.VERBOSE,
)
_QUOTATION = re.compile(
    r"""\u201c[^\u201c\u201d]*+\u201d | \u00ab[^\u00ab\u00bb]*+\u00bb
      | \u300c[^\u300c\u300d]*+\u300d
      | (?<![^\s(\[\u2014\u2013-])"(?=\S)[^"]*+(?<=\S)"
      | (?<!\w)\u2018(?:[^\u2018\u2019]|\u2019(?=\w))*+\u2019(?!\w)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s(\[\"\u201c\u2018/]*$")
_SPEECH_AFTER = re.compile(
    r"\s+(?:[A-Z][\w.\u2019'-]*\s+){1,4}(?:said|says|asked|asks|told|added|replied|wrote|shouted)\b"
)
_AFTER_MARK = re.compile(r"(?<=[;,:.!?\u060c\u061b\u3001\uff0c])\s")
_AT_BLANK = re.compile(r"\s")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Words in lower case that tell whether a full stop after them, or before, ends a sentence."""

    checksum: str  # sha256 (hex) of the files
    before_names: frozenset[str]  # never the end when capitalised: a name follows
    before_numbers: frozenset[str]  # never the end when a number follows
    maybe_last: frozenset[str]  # the end only when the next word looks like a beginning
    openers: frozenset[str]  # such beginnings


def load_stops(folder: Path | None = None) -> Stops:
    """
    Return the lists of data/lexicon that splitting needs; the same folder is read once.

    Parameters
    ----------
    folder : Path, optional
        The data folder; the shipped one when left out.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    return _read_stops(folder or data_folder())


@lru_cache(maxsize=4)
def _read_stops(folder: Path) -> Stops:
    lists = read_lists(folder, *_FILES)
    stops = lists.uses("stops.csv")
    return Stops(
        checksum=lists.checksum(*_FILES),
        before_names=lists.uses("titles.csv")["short"],
        before_numbers=stops["before-number"],
        maybe_last=stops["maybe-last"],
        openers=lists.uses("grammar.csv")["opener"],
    )


def split_sentences(article: Article, stops: Stops | None = None) -> tuple[Sentence, ...]:
    """
    Split the visible text of an article into sentences.

    Each line is a paragraph, as reading leaves them. A quotation is never split.

    Parameters
    ----------
    article : Article
        As read.
    stops : Stops, optional
        What full stops mean beside which words; the shipped lists when left out.

    Returns
    -------
    tuple of Sentence
        Ordered, disjoint, trimmed of white space, covering every visible character that is no
        white space. None is longer than `LONGEST`: a longer run of words is cut at the last
        mark or blank that leaves it no longer. Takes time linear in the text.
    """
    stops = stops or load_stops()
    spans = (
        (number, span)
        for number, paragraph in enumerate(_paragraphs(article))
        for whole in _split(article.text, paragraph, stops)
        for span in _bounded(article.text, whole)
    )
    return tuple(
        Sentence(index=index, span=span, paragraph=number)
        for index, (number, span) in enumerate(spans)
    )


def _paragraphs(article: Article) -> Iterator[Span]:
    """Yield each visible line trimmed: reading has left one a paragraph."""
    hidden = {span.start for span in article.hidden}
    at = 0
    for line in article.text.split("\n"):
        core = line.strip()
        start = at + (line.index(core[0]) if core else 0)
        if core and start not in hidden:
            yield Span(start, start + len(core))
        at += len(line) + 1


def _split(text: str, paragraph: Span, stops: Stops) -> Iterator[Span]:
    start = paragraph.start
    quotations = _quotations(text, paragraph)
    inside = next(quotations, None)
    for found in _STOP.finditer(text, paragraph.start, paragraph.end):
        at = found.end()
        while inside is not None and inside.end < at:
            inside = next(quotations, None)
        if inside is not None and inside.start < at < inside.end:
            continue
        if at < paragraph.end and (found["wide"] or _ends(text, start, found, stops)):
            yield Span(start, at)
            start = _skip_space(text, at)
    yield Span(start, paragraph.end)


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what no reader would call a sentence, so that no name drags a whole text along."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        end = cut
        while text[end - 1].isspace():
            end -= 1
        yield Span(start, end)
        start = _skip_space(text, cut)
    yield Span(start, sentence.end)


def _cut(text: str, start: int, limit: int) -> int:
    """Return where a run of words is best cut: after a mark, else at a blank, else anywhere."""
    half = (start + limit) // 2
    for found in (_AFTER_MARK, _AT_BLANK):
        places = [match.start() for match in found.finditer(text, half, limit + 1)]
        if places:
            return places[-1]
    while limit > half and unicodedata.combining(text[limit]):
        limit -= 1
    return limit


def _quotations(text: str, paragraph: Span) -> Iterator[Span]:
    for found in _QUOTATION.finditer(text, paragraph.start, paragraph.end):
        if found.end() - found.start() <= _LONGEST_QUOTATION:
            yield Span(found.start(), found.end())


def _skip_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, found: re.Match[str], stops: Stops) -> bool:
    """Say whether the stop at `found` ends the sentence that began at `start`."""
    after = text[found.end() : found.end() + _LOOK]
    core = after.lstrip()
    if not core or core[0].islower() or core[0] in ",;:":
        return False
    if found["stop"] != ".":
        if found["stop"] in {"…", "..", "..."} and text[found.start() - 1 : found.start()] == " ":
            return False
        return not (found["close"] and _SPEECH_AFTER.match(after))
    if found["close"]:
        return True
    before = text[max(start, found.start() - _LOOK) : found.start()]
    return _word_ends(before, core, stops, first=len(before) == found.start() - start)


def _word_ends(before: str, after: str, stops: Stops, *, first: bool) -> bool:
    """Say whether the word at the end of `before` closes a sentence when a full stop follows."""
    held = _LAST_WORD.search(before)
    word = held.group() if held else ""
    if first and _LIST_NUMBER.fullmatch(before):
        return False
    low = word.lower()
    if (low in stops.before_names and word[0].isupper()) or (
        low in stops.before_numbers and after[0].isdigit()
    ):
        return False
    if (len(word) == 1 and word.isupper()) or low in stops.maybe_last or _is_acronym(word):
        following = opening_word(after)
        return not following or following.lower() in stops.openers
    return True


def _is_acronym(word: str) -> bool:
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)
