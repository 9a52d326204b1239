"""What a file gave: the words of one article, and what it says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.articles import read_article
from geo.intake.kinds import Kind

if TYPE_CHECKING:
    from geo.settings import Settings
    from geo.types import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as a file holds it; None where the file does not say."""

    kind: Kind
    data: bytes  # what it was read from: the file, or its own record in a file of several
    text: str  # headline first, a blank line between paragraphs; not yet normalised
    title: str | None = None
    byline: str | None = None  # who wrote it, as written
    publisher: str | None = None
    published: date | None = None  # as the file states it; never the day the file was made
    language: str | None = None  # BCP 47
    url: str | None = None
    notes: tuple[str, ...] = ()  # what of the file was not read, one sentence each

    def article(self, *, name: str = "", settings: Settings | None = None) -> Article:
        """
        Return the article that the engine reads.

        Parameters
        ----------
        name : str, optional
            What error messages call it.
        settings : Settings, optional
            Bounds of the text.

        Returns
        -------
        Article
            Its text is the document's, normalised; what the document says of itself is in its
            fields, and where it says nothing they are what the text alone gives.

        Raises
        ------
        ArticleError
            When the text is empty or goes beyond the bounds.
        """
        read = read_article(self.text, name=name, settings=settings)
        return replace(
            read,
            title=self.title or read.title,
            url=self.url,
            publisher=self.publisher,
            published=self.published,
            language=self.language or read.language,
        )

    @property
    def is_plain(self) -> bool:
        """Whether it is words alone, of which nothing is said."""
        return self.kind is Kind.TEXT and self.url is None

    def record(self) -> str:
        """Return it as a line of JSON, which reads as the same words with the same fields."""
        said = {
            "text": self.text,
            "title": self.title,
            "byline": self.byline,
            "publisher": self.publisher,
            "published": self.published and self.published.isoformat(),
            "language": self.language,
            "url": self.url,
        }
        return json.dumps({name: words for name, words in said.items() if words})

    def source(self) -> dict[str, Any]:
        """
        Return what the file says of the article, as `dateline parse` prints it.

        Returns
        -------
        dict
            With the one key "source" (docs/json.md); empty for plain text, which says nothing.
        """
        if self.is_plain:
            return {}
        return {
            "source": {
                "kind": self.kind.value,
                "byline": self.byline,
                "publisher": self.publisher,
                "published": self.published and self.published.isoformat(),
                "language": self.language,
                "url": self.url,
                "notes": list(self.notes),
            }
        }
