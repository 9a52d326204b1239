"""An article from the web, because the user named its address; nothing else is ever asked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from geo.errors import ArticleError, FetchError
from geo.intake.read import MOST_BYTES, read_documents
from geo.web import Guard, bare, is_url, opened, shown

if TYPE_CHECKING:
    from geo.intake.document import Document

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


def fetch_documents(url: str) -> tuple[Document, ...]:
    """
    Ask an address for what is there, and read it as a file is read.

    Parameters
    ----------
    url : str
        http or https; nothing within this machine or a network of the user's.

    Returns
    -------
    tuple of Document
        At least one, with the address it came from, without a user and password in it.

    Raises
    ------
    ArticleError
        When the words are no address, or as `fetch` and `read_documents` raise it.
    """
    if not is_url(url):
        msg = f"{url[:80]!r} is no address of a page; give it whole, from https:// on"
        raise ArticleError(msg)
    return read_documents(fetch(url), name=shown(url), url=bare(url))


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
