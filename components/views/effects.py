"""What a decision would change, a mention at a time: the words, and what they stand for now."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from components.views.correction import called

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo import Parse

SHOWN = 6  # mentions that are told one by one
_AROUND = 60  # code points of its sentence before and after a name
_TITLE = 80  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One mention that would stand for something else; none of its words escaped."""

    title: str  # of its article
    before: str  # words of its sentence
    name: str
    after: str
    now: str  # what it stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a decision would change."""

    mentions: int
    articles: int
    changes: tuple[Change, ...]  # the first of them

    @property
    def more(self) -> int:
        """How many are not told."""
        return self.mentions - len(self.changes)


def build(would: Sequence[tuple[str, int, int]], parse_of: Callable[[str], Parse]) -> Effects:
    """
    Gather what a decision would change.

    Parameters
    ----------
    would
        The names that it changes, by article and span: the decision's own preview.
    parse_of
        Gives an article as it stands.
    """
    return Effects(
        mentions=len(would),
        articles=len({article for article, _, _ in would}),
        changes=tuple(_change(parse_of(article), at, end) for article, at, end in would[:SHOWN]),
    )


def to_html(effects: Effects) -> str:
    """Return what a decision would change as HTML, every word of an article escaped."""
    rows = "".join(map(_row, effects.changes))
    more = f"<p>and {effects.more:,} more</p>" if effects.more else ""
    told = f"<p><b>{_counted(effects)}</b></p><ul>{rows}</ul>{more}"
    return f'<section class="dl-effects" aria-label="What it changes">{told}</section>'


def _counted(effects: Effects) -> str:
    if not effects.mentions:
        return "It changes nothing that is in the case now."
    names = "1 mention" if effects.mentions == 1 else f"{effects.mentions:,} mentions"
    held = "1 article" if effects.articles == 1 else f"{effects.articles:,} articles"
    return f"It changes {names} in {held}:"


def _row(change: Change) -> str:
    return (
        f'<li><span dir="auto">{escape(change.before)}<mark>{escape(change.name)}</mark>'
        f"{escape(change.after)}</span><small><bdi>{escape(change.title)}</bdi> · now "
        f"{escape(change.now)}</small></li>"
    )


def _change(parse: Parse, start: int, end: int) -> Change:
    text = parse.article.text
    held = next(r for r in parse.resolutions if r.toponym.span.start == start)
    sentence = parse.sentences[held.toponym.sentence].span
    low, high = max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)
    return Change(
        title=_cut(parse.article.title or "without a title"),
        before=("\u2026" if low > sentence.start else "") + _line(text[low:start]),
        name=_line(text[start:end]),
        after=_line(text[end:high]) + ("\u2026" if high < sentence.end else ""),
        now="no place" if held.place is None else called(held.place),
    )


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rstrip()}\u2026"


def _line(words: str) -> str:
    """Return words on one line; blanks at their ends stay."""
    return "".join(" " if ch.isspace() else ch for ch in words)
