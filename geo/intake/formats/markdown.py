"""Markdown to plain words: marks, links' addresses and pictures go, headings and rows stay."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from geo.intake.formats.blocks import paragraphs
from geo.intake.found import Found

_FRONT = re.compile(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]{1,40}):[ \t]*(.{1,1000})$", re.MULTILINE)
_FIELDS = {  # of the front matter, and what they are here
    "title": "title",
    "author": "byline",
    "date": "published",
    "lang": "language",
    "language": "language",
    "url": "url",
    "source": "publisher",
    "publisher": "publisher",
}


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of a Markdown file."""
    words = re.sub(r"\r\n?", "\n", data.decode("utf-8-sig", errors="replace"))
    front = _FRONT.match(words)
    said = dict(_FIELD.findall(front[1])) if front else {}
    fields = {
        _FIELDS[name.lower()]: value.strip().strip("\"'")
        for name, value in said.items()
        if name.lower() in _FIELDS
    }
    html = MarkdownIt("commonmark").enable("table").render(words[front.end() :] if front else words)
    text = paragraphs(html)
    heading = re.match(r"\s*<h1>", html) is not None
    title = fields.pop("title", "") or (text.partition("\n")[0] if heading else "")
    return [Found(text=text, title=title, **({"url": url} | fields))]
