"""The words beside the map: excerpts, what is not on the map, the legend; and their flow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.snapshot.fonts import Style, clean, is_rtl
from geo.snapshot.page import Box, Line, Page, Word, height_of, set_lines, words_of
from geo.snapshot.spots import AREA_INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.snapshot.content import Excerpt, Tray
    from geo.types import Span

HEADING = Style(family="serif", size=12.5, bold=True)
_GREY = "#5d5d5d"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stay together in a column."""

    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """Height in millimetres."""
        return height_of(self.lines)


def heading(words: str, width: float, gap: float = 3.2) -> Block:
    """Return a heading."""
    return Block(tuple(set_lines(words_of(words, HEADING), width, gap)))


def excerpt(piece: Excerpt, inks: dict[int, str], width: float, size: float) -> Block:
    """Return one excerpt: its numbers, the words with the names in bold, who, and how."""
    lines = list(_discs(piece, inks, width))
    names = () if is_rtl(piece.text) else piece.names  # a line of that is set as one run
    lines += set_lines(marked(piece.text, names, size), width, 0.6 if lines else 3.0)
    who = Style(size=size * 0.8, bold=True)
    how = Style(size=size * 0.74, colour=_GREY)
    said, kind = words_of(piece.who, who), words_of(piece.how, how)
    if piece.quoted:
        lines += set_lines(said, width, 0.5) + set_lines(kind, width)
    else:
        lines += set_lines([*said, *words_of("·", how), *kind], width, 0.5)
    return Block(tuple(lines))


def _discs(piece: Excerpt, inks: dict[int, str], width: float) -> list[Line]:
    """Return lines of numbered discs, and the names that have none."""
    per = max(1, int(width // 4.9))
    rows = [piece.marks[at : at + per] for at in range(0, len(piece.marks), per)]
    lines = [
        Line((), width, 4.6, 2.6 if index == 0 else 0.0, discs=row, fill=inks.get(row[0], AREA_INK))
        for index, row in enumerate(rows)
    ]
    if piece.listed and not piece.marks:
        style = Style(size=6, colour=_GREY)
        lines += set_lines(words_of(", ".join(piece.listed), style), width, 2.6)
    return lines


def marked(text: str, names: Sequence[Span], size: float) -> list[Word]:
    """Return the words of an excerpt, those of its names in bold."""
    plain, bold = Style(family="serif", size=size), Style(family="serif", size=size, bold=True)
    words: list[Word] = []
    at = 0
    for span in names:
        if span.start < at or span.end > len(text):
            continue
        words += _run(text[at : span.start], plain, text, at)
        words += _run(text[span.start : span.end], bold, text, span.start)
        at = span.end
    return words + _run(text[at:], plain, text, at)


def _run(text: str, style: Style, whole: str, at: int) -> list[Word]:
    """Return words of a run; the first is glued when the run starts inside a word."""
    words = [Word(w, style) for w in clean(text, style.family).split(" ") if w]
    if words and at > 0 and not whole[at - 1].isspace() and not text[:1].isspace():
        words[0] = replace(words[0], glued=True)
    return words


def tray(pieces: Sequence[Tray], width: float) -> list[Block]:
    """Return the lines of "Not on the map"."""
    bold, plain = Style(size=6.6, bold=True, colour="#333333"), Style(size=6.6, colour="#333333")
    return [
        Block(
            tuple(
                set_lines(
                    [
                        *words_of(piece.names, bold),
                        *words_of(f"· {piece.reason}", plain),
                    ],
                    width,
                    0.7,
                )
            )
        )
        for piece in pieces
    ] or [Block(tuple(set_lines(words_of("Every name found is on the map.", plain), width, 0.5)))]


def flow(blocks: Sequence[Block], height: float) -> int:
    """Return how many blocks, from the first, a column of this height holds."""
    used = 0.0
    for index, block in enumerate(blocks):
        used += block.height
        if used > height:
            return index
    return len(blocks)


def most(lines: Sequence[Line], count: int) -> list[Line]:
    """Return the first lines, the last of them ending in an ellipsis when some are cut."""
    kept = list(lines[:count])
    if len(lines) > count and kept and kept[-1].words:
        (x, word), *_ = reversed(kept[-1].words)
        cut = replace(word, text=word.text[:-2] + "…" if len(word.text) > 2 else "…")  # noqa: PLR2004 - the room an ellipsis takes
        kept[-1] = replace(kept[-1], words=(*kept[-1].words[:-1], (x, cut)))
    return kept


def put(page: Page, blocks: Sequence[Block], box: Box) -> float:
    """Draw blocks from the top of a box; return where they end."""
    y = box.y
    for block in blocks:
        y = page.lines(box.x, y, block.lines, box.w)
    return y
