"""An article from the web, because the user named its address; nothing else is ever asked."""

from __future__ import annotations

import zlib

from geo.errors import ArticleError, FetchError
from geo.intake.read import MOST_BYTES
from geo.web import Guard, opened

_FOUND = 200
_ACCEPTED = {"Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.8"}
_GZIP = 31  # window bits of zlib for gzip


def fetch(url: str, guard: Guard | None = None) -> bytes:
    """
    Ask an address for what is there, within the bounds of `geo.web`.

    Parameters
    ----------
    url : str
        http or https.
    guard : Guard, optional
        What is permitted. By default no address of this machine or of a network of the user's:
        an article is on the public web, and an address that was copied may be a trap.

    Returns
    -------
    bytes
        As they came, or unpacked where they came packed.

    Raises
    ------
    ArticleError
        When the address is refused, cannot be reached, or gives something else than a file.
    """
    try:
        with opened(url, guard or Guard(max_bytes=MOST_BYTES), _ACCEPTED) as answer:
            if answer.status != _FOUND:
                msg = (
                    f"{answer.url} was refused: {answer.status} {answer.reason}; check the address"
                )
                raise ArticleError(msg)
            data = b"".join(answer.blocks)
            encoding = answer.headers.get("content-encoding", "identity").strip().lower()
            return _unpacked(data, encoding, answer.url)
    except FetchError as cause:
        raise ArticleError(str(cause)) from cause


def _unpacked(data: bytes, encoding: str, shown: str) -> bytes:
    """Return the content that some servers pack though they were asked not to."""
    if encoding in {"", "identity"}:
        return data
    if encoding in {"gzip", "x-gzip"}:
        packed = zlib.decompressobj(_GZIP)
        try:
            found = packed.decompress(data, MOST_BYTES)
        except zlib.error:
            found = b""
        if found and not packed.unconsumed_tail:
            return found
    msg = (
        f"{shown} sends what cannot be unpacked ({encoding[:20]}); save the page and give its file"
    )
    raise ArticleError(msg)
