"""The part of an excerpt that the first page shows where there is no room for all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.types import Span

if TYPE_CHECKING:
    from geo.snapshot.content import Excerpt

MOST = 280  # code points of an excerpt on a crowded first page: some four lines of its column
_CUT = "…"


def shortened(excerpt: Excerpt, most: int = MOST) -> Excerpt:
    """
    Return an excerpt cut to the words round the name that leads to the map.

    Parameters
    ----------
    excerpt : Excerpt
        Whole, as composed.
    most : int
        Code points it may have.

    Returns
    -------
    Excerpt
        The same where it is no longer than that. Else a part of it with "…" where words are left
        out; `whole` is false, and `names` are those that stand in the part.
    """
    text = excerpt.text
    kept = centred(text, excerpt.main, most)
    if kept.end - kept.start == len(text):
        return excerpt
    before = f"{_CUT} " if kept.start else ""
    after = f" {_CUT}" if kept.end < len(text) else ""
    by = len(before) - kept.start
    return replace(
        excerpt,
        text=before + text[kept.start : kept.end] + after,
        names=tuple(
            Span(name.start + by, name.end + by) for name in excerpt.names if kept.covers(name)
        ),
        whole=False,
    )


def centred(text: str, name: Span, most: int) -> Span:
    """
    Return the span of at most `most` code points that has a name in its middle.

    It begins and ends between words, save inside a word that alone is longer than the room on its
    side of the name. The name is in it, whole, where it is not longer than `most`.

    Parameters
    ----------
    text : str
        Any text.
    name : Span
        A name in it.
    most : int
        Code points, 1 or more.
    """
    if len(text) <= most:
        return Span(0, len(text))
    room = max(0, most - (name.end - name.start))
    start = max(0, min(name.start - room // 2, len(text) - most))
    end = min(len(text), start + most)
    return Span(_forward(text, start, name.start), _back(text, end, name.end))


def _forward(text: str, start: int, last: int) -> int:
    """Return the first start of a word from `start` to `last`, or failing that `start`."""
    if start == 0:
        return start
    for at in range(start, last + 1):
        if text[at - 1].isspace() and not text[at].isspace():
            return at
    return start


def _back(text: str, end: int, first: int) -> int:
    """Return the last end of a word from `end` back to `first`, or failing that `end`."""
    if end == len(text):
        return end
    for at in range(end, first - 1, -1):
        if text[at].isspace() and not text[at - 1].isspace():
            return at
    return end
