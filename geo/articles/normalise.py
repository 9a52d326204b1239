"""The one rewriting of an article, done before any offset exists."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")


def normalise(text: str) -> str:
    r"""
    Return `text` as NFC with ``\n`` line ends and no control characters.

    Surrogate pairs are joined and lone surrogates become U+FFFD. Doing it twice
    changes nothing more.

    Parameters
    ----------
    text : str
        Characters as decoded.

    Returns
    -------
    str
        The text that every offset counts in.
    """
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = _LINE_ENDS.sub("\n", paired)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines))
