"""The column beside the map: as much as fits, and an honest line about the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.snapshot import columns, legend
from geo.snapshot.columns import Block
from geo.snapshot.content import Excerpt, plural
from geo.snapshot.fonts import Style
from geo.snapshot.page import Box, Page, set_lines, words_of
from geo.snapshot.shorten import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.snapshot.content import Sheet
    from geo.snapshot.legend import Key

_SIZES = (11.0, 10.2, 9.6, 9.2, 8.6, 8.0)  # points an excerpt may be set in; the largest that fits
_TRAY_SHARE = 0.4  # of the column that "Not on the map" may take from the words
_ACCENT = "#8c430a"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the column holds."""

    words: list[Block]  # a heading and excerpts
    tray: list[Block]  # a heading and lines
    notes: list[Block]
    excerpts: tuple[Excerpt, ...]  # those that stand in it, some of them in part
    lines: int  # lines of the tray that fit

    @property
    def whole(self) -> frozenset[str]:
        """Keys of the excerpts that stand in it word for word."""
        return frozenset(excerpt.key for excerpt in self.excerpts if excerpt.whole)


def draw_side(
    page: Page, area: Box, sheet: Sheet, keys: list[Key], *, inks: dict[int, str]
) -> Fitted:
    """
    Fill the column.

    Parameters
    ----------
    page : Page
        The sheet of paper.
    area : Box
        The column.
    sheet : Sheet
        Excerpts and tray.
    keys : list of Key
        The legend's lines.
    inks : dict
        Colour of each numbered mark.

    Returns
    -------
    Fitted
        What it holds.
    """
    title = columns.heading("Legend", area.w)
    room = area.h - title.height - legend.height(keys) - 1.0
    fitted = _fit(sheet, inks, area.w, room)
    y = columns.put(page, [*fitted.words, *fitted.notes, *fitted.tray, title], area)
    legend.draw(page, keys, Box(area.x, y + 0.8, area.w, 0))
    return fitted


def _fit(sheet: Sheet, inks: dict[int, str], width: float, room: float) -> Fitted:
    """Choose the size of type, and what fits: everything whole, or short, or the first of it."""
    tray = [columns.heading("Not on the map", width), *columns.tray(sheet.tray, width)]
    below = sum(b.height for b in tray)
    words: list[Block] = []
    found = sheet.excerpts
    for size in _SIZES:
        words = _set(found, inks, width, room, size)
        if sum(b.height for b in words) + below <= room:
            return Fitted(words, tray, [], found, len(tray) - 1)
    found = tuple(shortened(excerpt) for excerpt in found)
    for size in _SIZES:
        words = _set(found, inks, width, room, size)
        notes = _notes(found, len(found), 0, width)
        if sum(b.height for b in (*words, *notes)) + below <= room:
            return Fitted(words, tray, notes, found, len(tray) - 1)
    note = _note(len(found), len(found), len(tray), width).height  # the highest it can be
    lines = columns.flow(tray, max(room * _TRAY_SHARE, room - note - sum(b.height for b in words)))
    left = room - sum(b.height for b in tray[:lines])
    fits = columns.flow(words, left) + 1
    high = left + 1.0
    while high > left and fits > 1:
        fits -= 1
        notes = _notes(found, min(fits - 1, len(found)), len(tray) - lines, width)
        high = sum(b.height for b in (*words[:fits], *notes))
    return Fitted(words[:fits], tray[:lines], notes, found[: fits - 1], max(lines - 1, 0))


def _set(
    found: Sequence[Excerpt], inks: dict[int, str], width: float, room: float, size: float
) -> list[Block]:
    """Set excerpts until they are higher than the room: a book of them is not set to be cut."""
    blocks = [columns.heading("The words", width, 0.0)]
    used = 0.0
    for excerpt in found:
        blocks.append(columns.excerpt(excerpt, inks, width, size))
        used += blocks[-1].height
        if used > room:
            break
    return blocks if found else [*blocks, _silence(width)]


def _silence(width: float) -> Block:
    """Say that there is nothing to quote."""
    style = Style(family="serif", size=9, colour="#5d5d5d")
    return Block(tuple(set_lines(words_of("No excerpt leads to the map.", style), width, 2.0)))


def _notes(found: Sequence[Excerpt], kept: int, tray: int, width: float) -> list[Block]:
    """Say what stands elsewhere, and where: how much is cut, and how much is left out."""
    cut, more = sum(not excerpt.whole for excerpt in found[:kept]), len(found) - kept
    return [_note(cut, more, tray, width)] if cut or more or tray else []


def _note(cut: int, more: int, tray: int, width: float) -> Block:
    """Return the line that says so."""
    parts = (
        f"the whole of {plural(cut, 'excerpt')} cut here (…)" if cut else "",
        plural(more, "more excerpt") if more else "",
        f"{plural(tray, 'more line')} of “Not on the map”" if tray else "",
    )
    said = f"Not on this page: {', '.join(filter(None, parts))}. The PDF has all of it."
    style = Style(size=7, bold=True, colour=_ACCENT)
    return Block(tuple(set_lines(words_of(said, style), width, 2.0)))
