"""An original looked at as it came: a PDF as pictures, a web page without its scripts."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from geo.errors import ArticleError
from geo.intake.kinds import Kind, tell
from geo.intake.reader import Reader

_CAN_BE = frozenset({Kind.PDF, Kind.HTML, Kind.MHTML})
_LONGEST = 2_000  # code points of a passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An original, or one page of it, with a passage marked; a picture or markup, never both."""

    page: int  # from 1
    pages: int
    found: bool  # whether the passage is marked
    png: bytes = b""
    html: str = ""  # holds no script and asks for nothing


def can_look(original: bytes) -> bool:
    """Return whether an original can be looked at: a PDF or a web page."""
    try:
        return tell(original, "the original") in _CAN_BE
    except ArticleError:
        return False


def look_at(original: bytes, words: str = "", page: int | None = None) -> Look:
    """
    Look at an original, in a process of its own that can reach nobody.

    Parameters
    ----------
    original : bytes
        As it came: a PDF, a web page or one saved as mail (MHTML).
    words : str, optional
        A passage to be marked. Blanks, quotation marks and hyphens do not count; where all of it
        is not on one page its beginning is looked for.
    page : int, optional
        Of a PDF, from 1; the one with the passage where left out, else the first.

    Returns
    -------
    Look
        The page.

    Raises
    ------
    ArticleError
        When it cannot be looked at, in one sentence.
    """
    kind = tell(original, "the original")
    if kind not in _CAN_BE:
        msg = f"the original is {kind.value}, which is shown as its text alone"
        raise ArticleError(msg)
    with Reader() as reader:
        found = reader.look(kind, original, "the original", words[:_LONGEST], page)
    try:
        return Look(
            page=int(found["page"]),
            pages=int(found["pages"]),
            found=bool(found["found"]),
            png=base64.b64decode(found.get("png", ""), validate=True),
            html=str(found.get("html", "")),
        )
    except (KeyError, TypeError, ValueError, binascii.Error) as cause:
        msg = "the original could not be shown; save it from the case and open it in its program"
        raise ArticleError(msg) from cause
