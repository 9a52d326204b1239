"""Type in the SVG as programs need it told: direction, language, and what the fonts are called."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from geo.mapped.labels import language
from geo.snapshot.fonts import OWN, RLM, starts_rtl

if TYPE_CHECKING:
    from geo.types import Article

# No text can close it early: in what matplotlib writes, "<" is escaped inside a text.
TEXT = re.compile(r'<text style="([^"<>]*)"([^<>]*)>([^<>]*)</text>')
_FAMILY = re.compile("'(" + "|".join(OWN) + ")'")
ISOLATED = (
    "\u2067{}\u2069"  # from right to left, by Unicode's own rules: for what knows no direction
)
_CENTRED = "text-anchor: middle"


def letter(svg: str, article: Article) -> str:
    """
    Say of each text in an SVG in which direction and language it is.

    Parameters
    ----------
    svg : str
        As matplotlib wrote it.
    article : Article
        Whose words stand in it.

    Returns
    -------
    str
        The SVG. A text that runs from right to left is isolated by Unicode's controls, which
        every program obeys; where it is centred, and so starts on no side, `direction` says it
        too. Each family of type is followed by the name that it has in its own file.
    """

    def told(found: re.Match[str]) -> str:
        style, rest, said = found.groups()
        words = unescape(said)
        how = ""
        if starts_rtl(words):
            said = ISOLATED.format(escape(words.replace(RLM, "")))
            how = ' direction="rtl" unicode-bidi="embed"' if _CENTRED in style else ""
        if not all(map(_is_latin, words)):
            how += f" xml:lang={quoteattr(language(article, words))}"
        style = _FAMILY.sub(lambda family: f"{family[0]}, '{OWN[family[1]]}'", style)
        return f'<text style="{style}"{rest}{how}>{said}</text>'

    return TEXT.sub(told, svg)


def _is_latin(letter: str) -> bool:
    """Return whether a character may stand in English, the language of the sheet itself."""
    return letter.isascii() or not letter.isalpha() or "LATIN" in unicodedata.name(letter, "")
