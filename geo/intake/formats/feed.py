"""An RSS or Atom feed to its articles, as far as it holds their words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import feedparser

from geo.intake.formats.blocks import paragraphs
from geo.intake.found import Found, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 1_000  # entries


def read(data: bytes, url: str) -> list[Found]:  # noqa: ARG001 - entries have their own
    """Return the articles of a feed."""
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if len(feed.entries) > _MOST:
        msg = f"has {len(feed.entries):,} entries, the limit is {_MOST:,}; split it"
        raise UnreadableError(msg)
    found = [_entry(entry, feed.feed) for entry in feed.entries]
    kept = [each for each in found if each.text]
    if not kept:
        msg = "is a feed without the words of any article; give the articles' own addresses"
        raise UnreadableError(msg)
    if len(kept) < len(found):
        kept[0].notes = (f"entries without words were left out: {len(found) - len(kept):,}",)
    return kept


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Found:
    contents = [str(each.get("value", "")) for each in entry.get("content", ())]
    html = max([*contents, str(entry.get("summary", ""))], key=len)
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    return Found(
        text=paragraphs(html),
        title=paragraphs(str(entry.get("title", ""))),
        byline=str(entry.get("author", "")),
        publisher=str(feed.get("title", "")),
        published="{:04}-{:02}-{:02}".format(*day[:3]) if day else "",
        language=str(feed.get("language", "")),
        url=str(entry.get("link", "")),
    )
