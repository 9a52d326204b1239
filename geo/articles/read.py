"""Input of unknown quality to an article, or to an error that says what to do."""

from __future__ import annotations

import hashlib

from geo.articles.decode import decode, refuse_binary
from geo.articles.navigation import find_hidden
from geo.articles.normalise import VERSION, mend
from geo.articles.title import find_title
from geo.errors import ArticleError
from geo.language.tokeniser import count_words_and_marks
from geo.settings import Settings
from geo.types import Article, Original


def read_article(data: bytes | str, *, name: str = "", settings: Settings | None = None) -> Article:
    r"""
    Read plain text into an article whose offsets never move again.

    Parameters
    ----------
    data : bytes or str
        UTF-8, UTF-16 with a byte order mark, or Windows-1252; or characters.
    name : str, optional
        What error messages call the input, such as its file name.
    settings : Settings, optional
        Bounds; `max_bytes` limits the input, `max_words` its words and marks.

    Returns
    -------
    Article
        Its text is normalised as docs/reading.md says, and what it was read from is kept beside
        it where the two differ; its id is the SHA-256 of the text; navigation lines stay in the
        text as hidden spans.

    Raises
    ------
    ArticleError
        When the input is too large, binary, in no readable encoding, or empty.
    DataError
        When the word lists that reading needs cannot be read.
    """
    called = repr(name) if name else "the input"
    bounds = settings or Settings()
    _bound(data, called, bounds.max_bytes)
    raw = data if isinstance(data, str) else decode(data, called)
    refuse_binary(raw, called)
    draft = mend(raw)
    text = draft.text
    if not any(ch.isprintable() and not ch.isspace() for ch in text):
        msg = f"{called} has no words in it; give the text of an article"
        raise ArticleError(msg)
    _bound_words(text, called, bounds.max_words)
    hidden = find_hidden(text)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        title=find_title(text, hidden),
        text=text,
        hidden=hidden,
        original=None if text == raw else Original(text=raw, steps=draft.steps()),
        normaliser=VERSION,
    )


def _bound(data: bytes | str, called: str, limit: int) -> None:
    size = len(data)
    if isinstance(data, str) and size <= limit:
        size = len(data.encode("utf-8", "surrogatepass"))
    if size > limit:
        msg = (
            f"{called} has {size:,} bytes, the limit is {limit:,}; "
            "give one article at a time or split the text"
        )
        raise ArticleError(msg)


def _bound_words(text: str, called: str, limit: int) -> None:
    count = count_words_and_marks(text)
    if count > limit:
        msg = (
            f"{called} has {count:,} words and marks, the limit is {limit:,}; "
            "give one article at a time or split the text"
        )
        raise ArticleError(msg)
