"""The column beside the map: as much as fits, and an honest line about the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.snapshot import columns, legend
from geo.snapshot.columns import Block
from geo.snapshot.content import plural
from geo.snapshot.fonts import Style
from geo.snapshot.page import Box, Page, set_lines, words_of

if TYPE_CHECKING:
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
    excerpts: int  # excerpts that fit
    lines: int  # lines of the tray that fit


def draw_side(
    page: Page, area: Box, sheet: Sheet, keys: list[Key], *, inks: dict[int, str], more: bool
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
    more : bool
        Whether pages follow, as in a PDF.

    Returns
    -------
    Fitted
        What it holds.
    """
    title = columns.heading("Legend", area.w)
    room = area.h - title.height - legend.height(keys) - 1.0
    fitted = _fit(sheet, inks, area.w, room, more=more)
    y = columns.put(page, [*fitted.words, *fitted.notes, *fitted.tray, title], area)
    legend.draw(page, keys, Box(area.x, y + 0.8, area.w, 0))
    return fitted


def _fit(sheet: Sheet, inks: dict[int, str], width: float, room: float, *, more: bool) -> Fitted:
    """Choose the size of type and how many excerpts and lines fit."""
    tray = [columns.heading("Not on the map", width), *columns.tray(sheet.tray, width)]
    whole = sum(b.height for b in tray)
    words: list[Block] = []
    for size in _SIZES:
        words = [columns.heading("The words", width, 0.0), *_set(sheet, inks, width, room, size)]
        if sum(b.height for b in words) + whole <= room:
            return Fitted(words, tray, [], len(sheet.excerpts), len(tray) - 1)
    note = _notes(len(sheet.excerpts), len(tray), width, more=more)[0].height
    lines = columns.flow(tray, max(room * _TRAY_SHARE, room - note - sum(b.height for b in words)))
    left = room - note - sum(b.height for b in tray[:lines])
    fits = columns.flow(words, left)
    notes = _notes(max(1, len(sheet.excerpts)) + 1 - fits, len(tray) - lines, width, more=more)
    return Fitted(words[:fits], tray[:lines], notes, max(fits - 1, 0), max(lines - 1, 0))


def _set(sheet: Sheet, inks: dict[int, str], width: float, room: float, size: float) -> list[Block]:
    """Set excerpts until they are higher than the room: a book of them is not set to be cut."""
    pieces: list[Block] = []
    used = 0.0
    for excerpt in sheet.excerpts:
        pieces.append(columns.excerpt(excerpt, inks, width, size))
        used += pieces[-1].height
        if used > room:
            break
    return pieces or [_silence(width)]


def _silence(width: float) -> Block:
    """Say that there is nothing to quote."""
    style = Style(family="serif", size=9, colour="#5d5d5d")
    return Block(tuple(set_lines(words_of("No excerpt leads to the map.", style), width, 2.0)))


def _notes(words: int, tray: int, width: float, *, more: bool) -> list[Block]:
    """Say how much does not fit and where it is."""
    left = [plural(words, "more excerpt")] if words > 0 else []
    left += [f"{plural(tray, 'more line')} of “Not on the map”"] if tray > 0 else []
    if not left:
        return []
    where = "on the pages that follow" if more else "in the PDF of this map"
    style = Style(size=7, bold=True, colour=_ACCENT)
    return [Block(tuple(set_lines(words_of(f"{' and '.join(left)} {where}.", style), width, 2.0)))]
