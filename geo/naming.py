"""Names of files that say what is in them, in the article's own letters, on any system."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from geo.mapped import Asked

LONGEST = 180  # bytes of UTF-8 of a name without its ending; most systems take 255 with it
_TITLE, _PART = 90, 36  # bytes of the title, and of each thing said after it
_PARTS = 2  # things said after the title, at the most
_UNTITLED = "article"
_MARKS = 3  # combining marks kept on one letter
# Letters and marks by Unicode that nobody sees: fillers, joiners of graphemes, variation selectors.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | {
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}
_VOICES = {
    "direct": "direct quotes",
    "reported": "reported speech",
    "writer": "the writer's words",
}


def file_stem(title: str, *, made: date, said: Iterable[str] = ()) -> str:
    """
    Return the name of a file, without its ending, that any system takes.

    Parameters
    ----------
    title : str
        The article's; any text at all.
    made : date
        When the file is made.
    said : iterable of str
        What the file is cut to: a place, a voice. The first two are kept.

    Returns
    -------
    str
        Letters and digits of any script, with "-" between words and "_" between parts, the date
        last: "Shells-fell-on-Mosul_Nineveh_direct-quotes_2026-11-25". No more than `LONGEST` bytes
        of UTF-8; no slash, dot, blank, quotation mark, control or mark of direction; never a name
        that Windows keeps for a device.
    """
    kept = [part for words in said if (part := _tidy(words, _PART))][:_PARTS]
    return "_".join([_tidy(title, _TITLE) or _UNTITLED, *kept, made.isoformat()])


def said_of(asked: Asked, place: str | None) -> tuple[str, ...]:
    """
    Say in words for a file's name what a map is cut to.

    Parameters
    ----------
    asked : Asked
        The selection and filters.
    place : str or None
        Name of the place selected, where one is.
    """
    parts = (
        place or "",
        ", ".join(filter(None, (_VOICES.get(asked.voice or "", ""), asked.speaker))),
        "part of the map" if asked.extent else "",
    )
    return tuple(part for part in parts if part)


def _tidy(text: str, most: int) -> str:
    """Return letters and digits of a text with "-" between its words, within some bytes."""
    # A title of megabytes is not worth reading to its end: no name of a file has room for it.
    words = "".join(_letters(unicodedata.normalize("NFC", text[: 4 * most]))).split("-")
    name = "-".join(filter(None, words))
    cut = name.encode()[:most].decode(errors="ignore")
    if len(cut) < len(name) and name[len(cut)] != "-":
        whole = cut.rpartition("-")[0]
        cut = whole if 2 * len(whole) > len(cut) else cut  # a word is cut where it is most of it
    return cut.strip("-")


def _letters(text: str) -> Iterator[str]:
    """Yield what a name keeps of a text, and "-" for everything else that is seen."""
    heap = _MARKS  # a mark needs a letter to stand on
    for letter in text:
        kind = unicodedata.category(letter)
        if letter in _UNSEEN or kind == "Cf":
            continue
        if kind[0] == "M":
            heap += 1
            if heap <= _MARKS:
                yield letter
        elif kind[0] in "LN":
            heap = 0
            yield letter
        else:
            heap = _MARKS
            yield "-"
