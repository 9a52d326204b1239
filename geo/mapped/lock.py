"""The evidence lock: no map is made of words that are not the article's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.types import Evidence, Parse


def check_words(parse: Parse) -> None:
    """
    Refuse a parse whose text, excerpts or names are not the article's, to the last code point.

    Parameters
    ----------
    parse : Parse
        One article's parse, from the engine or from a file.

    Raises
    ------
    ExportError
        When the text does not have the SHA-256 that is its id, an excerpt is not the article's
        text under its span, a name is not, or an excerpt does not hold its name.
    """
    article = parse.article
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != article.id:
        msg = f"the text of {article.title[:80]!r} does not match its sha256: read it again"
        raise ExportError(msg)
    for evidence in parse.evidence:
        if not _holds(parse, evidence):
            start, end = evidence.span.start, evidence.span.end
            msg = f"the excerpt at {start}-{end} is not in the article: parse the article again"
            raise ExportError(msg)
    for toponym in parse.toponyms:
        if article.slice(toponym.span) != toponym.surface:
            start, end = toponym.span.start, toponym.span.end
            msg = f"the name at {start}-{end} is not in the article: parse the article again"
            raise ExportError(msg)


def _holds(parse: Parse, evidence: Evidence) -> bool:
    article = parse.article
    return (
        evidence.article_id == article.id
        and article.slice(evidence.span) == evidence.text
        and evidence.span.covers(evidence.resolution.toponym.span)
    )
