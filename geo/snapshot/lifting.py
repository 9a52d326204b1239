"""
Words taken out of the SVG, to be set by typst itself over the first page of the PDF.

typst gives an SVG's text no Unicode where a letter is drawn as several glyphs, as vowelled Arabic
is, and then refuses PDF/A and PDF/UA (its issue 7432). Of its own text it can say what it is.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING, Any

from geo.snapshot.bidi import ISOLATED, TEXT
from geo.snapshot.fonts import direction

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT = re.compile(r' x="(-?[\d.]+)" y="(-?[\d.]+)" transform="rotate\(-?0 ')
_TONGUE = re.compile(r' xml:lang="([a-z]{2,3})')
_FAMILIES = {"'Dateline Serif'": "serif", "'Dateline Sans'": "sans", "'DejaVu Sans Mono'": "mono"}
_SPECIAL = ("M", "C")  # general categories: marks; joiners, and controls that were put in
_ISOLATES = dict.fromkeys(map(ord, ISOLATED.replace("{}", "")))


def lift(svg: str) -> tuple[str, list[dict[str, Any]]]:
    """
    Take the texts out of an SVG whose letters may be several glyphs.

    Parameters
    ----------
    svg : str
        As `geo.snapshot.files` writes it.

    Returns
    -------
    tuple
        The same SVG without them. And each of them as plain values: its words, the point of its
        baseline in points from the top left, on which side of its `anchor` it stands, and its look.
    """
    lifted: list[dict[str, Any]] = []

    def take(found: re.Match[str]) -> str:
        words, at = unescape(found[3]), _AT.match(found[2])
        if at is None or not any(map(_is_special, words)):
            return found[0]
        lifted.append(_plain(words.translate(_ISOLATES), at, _look(found[1]), found[2]))
        return ""

    return TEXT.sub(take, svg), lifted


def _is_special(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter)[0] in _SPECIAL


def _look(style: str) -> dict[str, str]:
    pairs = (part.partition(": ") for part in style.split("; "))
    return {name: value for name, _, value in pairs}


def _plain(
    words: str, at: re.Match[str], look: Mapping[str, str], rest: str
) -> dict[str, str | float | bool]:
    tongue = _TONGUE.search(rest)
    return {
        "text": words,
        "x": float(at[1]),
        "y": float(at[2]),
        "anchor": look["text-anchor"],
        "size": float(look["font-size"].removesuffix("px")),
        "family": _FAMILIES.get(look["font-family"].partition(",")[0], "sans"),
        "bold": look.get("font-weight") == "700",
        "ink": look.get("fill", "#000000"),
        "rtl": direction(words) in ("R", "AL"),
        "lang": tongue[1] if tongue else "en",
    }
