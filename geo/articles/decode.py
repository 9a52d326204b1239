"""Bytes to characters: UTF-8, UTF-16 with a mark, else Windows-1252 when it reads as text."""

from __future__ import annotations

import codecs
import re

from geo.errors import ArticleError

# First bytes of files that are no text, with what a reader would call them.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3\x00", "a SQLite file"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL = 0.1  # share of control characters above which input is no text
_MIN_ASCII = 0.7  # share of plain characters below which Windows-1252 is a guess too far
_REMEDY = "save it as plain UTF-8 text, or paste the article's words"


def decode(data: bytes, name: str) -> str:
    """
    Return the characters of `data`, or refuse what is no text.

    Parameters
    ----------
    data : bytes
        The input as it came.
    name : str
        What messages call the input.

    Returns
    -------
    str
        Decoded text, a byte order mark removed.

    Raises
    ------
    ArticleError
        When the bytes are a known binary format or no known encoding.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            msg = f"{name} is {what}, not text; {_REMEDY}"
            raise ArticleError(msg)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_damaged(data, name)


def refuse_binary(text: str, name: str) -> None:
    """
    Refuse text that is mostly control characters.

    Parameters
    ----------
    text : str
        Decoded characters.
    name : str
        What messages call the input.

    Raises
    ------
    ArticleError
        When more than a tenth of the characters are control characters.
    """
    if len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text):
        msg = f"{name} looks like binary data (control characters), not text; {_REMEDY}"
        raise ArticleError(msg)


def _decode_damaged(data: bytes, name: str) -> str:
    """Read UTF-8 with a few bad bytes, or Windows-1252 that is mostly plain."""
    repaired = data.decode("utf-8-sig", errors="replace")
    bad = repaired.count("\N{REPLACEMENT CHARACTER}")
    foreign = sum(not ch.isascii() for ch in repaired) - bad
    if bad < foreign:
        return repaired
    plain = sum(byte in b"\t\r\n" or 0x20 <= byte < 0x7F for byte in data)  # noqa: PLR2004 - ASCII
    try:
        if plain < _MIN_ASCII * len(data):
            msg = f"{name} is in no encoding that can be read safely; {_REMEDY}"
            raise ArticleError(msg)
        return data.decode("cp1252")
    except UnicodeDecodeError as cause:
        msg = f"{name} is neither UTF-8 nor Windows-1252 text; {_REMEDY}"
        raise ArticleError(msg) from cause
