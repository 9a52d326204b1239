"""What the pages behind the sheet say, as plain values: the words left over, and tables."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.mapped.labels import language
from geo.settings import VERSION
from geo.snapshot.columns import marked
from geo.snapshot.fonts import clean, is_rtl, starts_rtl
from geo.snapshot.spots import ink
from geo.types import Precision

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap, Mark
    from geo.snapshot.content import Excerpt, Sheet
    from geo.snapshot.options import SnapshotOptions
    from geo.snapshot.sheet import Drawn
    from geo.types import Article

_UNTITLED = "Untitled article"
_SPOKEN = 7_000  # code points of an alternative text: a PDF/A string holds 32,767 bytes
_LONG = 32  # code points of a word that any column of text holds, of the widest letters
_LONG_HEADING, _LONG_CELL = 20, 12
_RUNNING = 90  # code points of the title above each page: one line, of the widest letters
_BREAK = "\u200b"  # a place where a line may end, drawn as nothing
_TONGUE = re.compile(r"[a-z]{2,3}(?=-|$)")
_UNKNOWN = "und"  # BCP 47
_ANY_SIZE = 1.0  # points; the template has its own


def record(drawn: Drawn, shown: EvidenceMap, options: SnapshotOptions) -> dict[str, Any]:
    """
    Gather what the pages behind the sheet say.

    Parameters
    ----------
    drawn : Drawn
        The sheet, and which excerpts stand whole on it.
    shown : EvidenceMap
        What it shows.
    options : SnapshotOptions
        Author and time.

    Returns
    -------
    dict
        Strings, numbers, lists and dictionaries, ready for JSON. Every string is one clean line.
    """
    sheet, article = drawn.sheet, shown.parses[0].article
    rest = [e for e in sheet.excerpts if e.key not in drawn.fitted.whole]
    title = clean(sheet.title, "serif") or _UNTITLED
    return {
        "title": _bounded(title),
        "alt": _bounded(_alternative(drawn)),
        "description": _bounded(clean(sheet.alt)),
        "author": _bounded(clean(options.author or "")),
        "keywords": f"{shown.origin}; Dateline {VERSION}",
        "heading": _worded(title, _LONG_HEADING),
        "running": title if len(title) <= _RUNNING else title[:_RUNNING].rstrip() + "…",
        "about": [_worded(clean(part)) for part in (sheet.subtitle, sheet.shown) if part],
        "started": len(rest) < len(sheet.excerpts),
        "excerpts": [_excerpt(e, sheet, article) for e in rest],
        "marks": [_mark(mark) for mark in sheet.marks],
        "tray": [
            {"names": _worded(clean(row.every)), "reason": clean(row.reason)} for row in sheet.tray
        ],
        "sources": [_worded(clean(line)) for line in drawn.footer],
    }


def _alternative(drawn: Drawn) -> str:
    """Describe the sheet for who cannot see it, with the words that stand whole on it."""
    said = [
        f"{', '.join(map(str, e.marks))}: {e.text} ({e.who})".lstrip(": ")
        for e in drawn.fitted.excerpts
        if e.whole
    ]
    return clean(" ".join([drawn.sheet.alt, "The words." if said else "", *said]))


def _bounded(words: str) -> str:
    """Return words that a PDF/A string holds."""
    return words if len(words) <= _SPOKEN else words[:_SPOKEN].rstrip() + "…"


def _excerpt(piece: Excerpt, sheet: Sheet, article: Article) -> dict[str, Any]:
    inks = {mark.number: ink(mark) for mark in sheet.marks}
    return {
        "marks": [{"number": number, "ink": inks[number]} for number in piece.marks],
        "listed": "" if piece.marks else clean(", ".join(piece.listed)),
        "runs": _runs(piece),
        "rtl": starts_rtl(piece.text),
        "lang": _tongue(article, piece.text),
        "who": _worded(clean(piece.who)),
        "how": _worded(clean(piece.how)),
    }


def _runs(piece: Excerpt) -> list[dict[str, Any]]:
    """Return an excerpt as runs of plain and bold words, every blank in its place."""
    runs: list[dict[str, Any]] = []
    words = marked(piece.text, piece.names, _ANY_SIZE)
    for bold, group in groupby(words, key=lambda word: word.style.bold):
        said = "".join(word.text if word.glued else f" {word.text}" for word in group)
        runs.append({"text": _worded(said if runs else said.lstrip(" ")), "bold": bold})
    return runs


def _tongue(article: Article, words: str) -> str:
    """Return the language of words as two or three letters, "und" where it is not known."""
    found = _TONGUE.match(language(article, words).lower())
    return found[0] if found else _UNKNOWN


def _worded(text: str, most: int = _LONG) -> str:
    """Return text whose words may be broken where they are longer than `most` code points."""
    return " ".join(
        _BREAK.join(word[at : at + most] for at in range(0, len(word), most))
        for word in text.split(" ")
    )


def _reach(mark: Mark) -> str:
    """Say how far a mark reaches round its point."""
    if mark.line is not None:
        return ", all along its line"
    if len(mark.areas) > 1:
        return f", {len(mark.areas)} areas together"
    return f", {mark.km:g} km round it" if mark.km else ""


def _mark(mark: Mark) -> dict[str, Any]:
    """Return a row of the table of marks."""
    place = mark.place
    at = "at" if mark.precision is Precision.P1 else "about"
    hidden = f" ({mark.left_out:,} left out)" if mark.left_out else ""
    return {
        "number": mark.number,
        "name": _worded(clean(mark.name), _LONG_CELL),
        "rtl": is_rtl(mark.name),
        "place": _worded(clean(", ".join((place.name, *reversed(place.admin)))), _LONG_CELL),
        "class": f"{place.kind}, {mark.precision}",
        "at": f"{at} {mark.lon:.4f}, {mark.lat:.4f}{_reach(mark)}",
        "id": _worded(clean(place.id)),
        "mentions": f"{mark.names:,}{hidden}",
        "excerpts": f"{mark.excerpts:,}",
    }
