"""A web page to its article: without menus, notices, comments and what is said twice."""

from __future__ import annotations

import codecs
import re
from typing import Any

import trafilatura

from geo.articles.navigation import is_navigation
from geo.intake.formats.blocks import paragraphs, tree_of
from geo.intake.found import Found, UnreadableError

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE
)
_LOOK = 4096  # bytes in which a page names its encoding; the standard has it in the first 1024
_TEXTUAL = re.compile(
    r"utf-8|iso8859-\d+|cp125\d|cp866|cp874|cp9\d\d|koi8-[rut]|gb\w+|big5\w*|euc_\w+|shift_jis\w*|mac-\w+"
)
_SHORTEST = 20  # code points of a paragraph that is dropped where it comes again
_LEAST = 40  # code points of an article; less of a page is a shell that a script would fill


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of a page."""
    return [page(characters(data), url)]


def page(html: str, url: str = "") -> Found:
    """
    Return the article of a page.

    Parameters
    ----------
    html : str
        The page.
    url : str, optional
        Where it is from.

    Returns
    -------
    Found
        Its main text, and what its metadata say.

    Raises
    ------
    UnreadableError
        When there are no words in it.
    """
    tree = tree_of(html)
    if tree is None:
        msg = "is a web page without words; open it in a browser and copy the article's words"
        raise UnreadableError(msg)
    article: Any = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = tidy(article.text or "") if article else ""
    if len(text) < _LEAST:
        text = tidy(paragraphs(html))
    if not text:
        msg = "is a web page without words; open it in a browser and copy the article's words"
        raise UnreadableError(msg)
    return Found(
        text=text,
        title=(article.title if article else "") or "",
        byline=(article.author if article else "") or "",
        publisher=(article.sitename if article else "") or "",
        published=(article.date if article else "") or "",
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        url=(article.url if article else "") or "",
    )


def characters(data: bytes, charset: str = "") -> str:
    """Return a page's characters, in the encoding that it is sent in, names, or looks like."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    named = _CHARSET.search(data[:_LOOK])
    for name in (charset, named[1].decode("ascii", "replace") if named else "", "utf-8"):
        try:
            if name and _TEXTUAL.fullmatch(codecs.lookup(name).name):
                return data.decode("utf-8-sig" if codecs.lookup(name).name == "utf-8" else name)
        except (LookupError, UnicodeDecodeError):
            continue
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    return data.decode("utf-8" if bad * 20 < len(data) // 20 else "cp1252", errors="replace")


def tidy(text: str) -> str:
    """Return paragraphs, a blank line between them, without the page's own and repeated ones."""
    kept: list[str] = []
    seen: set[str] = set()
    for line in text.splitlines():
        words = line.strip()
        if not words or is_navigation(words) or words in seen:
            continue
        if len(words) >= _SHORTEST:
            seen.add(words)
        kept.append(words)
    return "\n\n".join(kept)
