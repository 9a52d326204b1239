"""
Ligatures of right-to-left letters, as programs that take the text out of a PDF read them.

They put the glyphs of a line in order from right to left, and take the letters of one glyph, such
as lam-alef, as they are drawn: from the left (poppler 22.12 and pdfium 5 do). A PDF that gives them
in the order of reading comes out with those letters swapped.
"""

from __future__ import annotations

import re

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew to Arabic, and their forms
_MAP = re.compile(rb"beginbfchar\n.*?\nendbfchar", re.DOTALL)
_ENTRY = re.compile(rb"(?<=> <)(?:[0-9A-F]{4}){2,}(?=>\n)")


def has_rtl(text: str) -> bool:
    """Return whether a text may hold letters that run from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def as_drawn(pdf: bytes) -> bytes:
    """
    Give the letters of each right-to-left ligature in the order in which they are drawn.

    Parameters
    ----------
    pdf : bytes
        Whose maps from glyphs to letters are not compressed.

    Returns
    -------
    bytes
        As many, all else the same.
    """
    return _MAP.sub(lambda found: _ENTRY.sub(_turned, found[0]), pdf)


def _turned(found: re.Match[bytes]) -> bytes:
    letters = bytes.fromhex(found[0].decode()).decode("utf-16-be")
    if not all(map(_RTL.match, letters)):
        return found[0]
    return letters[::-1].encode("utf-16-be").hex().upper().encode()
