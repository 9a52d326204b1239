"""The words beside the map: excerpts, what is not on the map, the legend; and their flow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from geo.snapshot.basemap import FOCUS
from geo.snapshot.content import plural
from geo.snapshot.fonts import Style, clean, is_rtl
from geo.snapshot.marks import AREA_INK, HATCH, LEFT_OUT, POINT_INK, RAMP, Rings, shade
from geo.snapshot.page import Box, Line, Page, Word, height_of, set_lines, shorten, words_of
from geo.types import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.mapped import Mark
    from geo.snapshot.content import Excerpt, Sheet, Tray

HEADING = Style(family="serif", size=12.5, bold=True)
_GREY = "#5d5d5d"
_KEY = 4.3  # mm between lines of the legend
_LONGEST = 620  # code points of an excerpt set on paper; the rest is counted


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
    lines += set_lines(_marked(piece, size), width, 0.6 if lines else 3.0)
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


def _marked(piece: Excerpt, size: float) -> list[Word]:
    """Return the words of an excerpt with the names of places in bold."""
    plain, bold = Style(family="serif", size=size), Style(family="serif", size=size, bold=True)
    text, rest = piece.text[:_LONGEST], len(piece.text) - _LONGEST
    if is_rtl(text):
        words = words_of(text, plain)
    else:
        words, at = [], 0
        for span in piece.names:
            if span.start < at or span.end > len(text):
                continue
            words += _run(text[at : span.start], plain, text, at)
            words += _run(text[span.start : span.end], bold, text, span.start)
            at = span.end
        words += _run(text[at:], plain, text, at)
    if rest > 0:
        note = Style(size=size * 0.74, colour=_GREY)
        words += words_of(f"… [{plural(rest, 'more character')} in the article]", note)
    return words


def _run(text: str, style: Style, whole: str, at: int) -> list[Word]:
    """Return words of a run; the first is glued when the run starts inside a word."""
    words = [Word(w, style) for w in clean(text, style.family).split(" ") if w]
    if words and at > 0 and not whole[at - 1].isspace() and not text[:1].isspace():
        words[0] = replace(words[0], glued=True)
    return words


def tray(pieces: Sequence[Tray], width: float, *, full: bool = False) -> list[Block]:
    """Return the lines of "Not on the map"; with every name when `full`."""
    bold, plain = Style(size=6.6, bold=True, colour="#333333"), Style(size=6.6, colour="#333333")
    return [
        Block(
            tuple(
                set_lines(
                    [
                        *words_of(piece.every if full else piece.names, bold),
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


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend: what the swatch shows, and its words."""

    kind: str
    words: str
    shade: int = 0


def keys(sheet: Sheet, rings: Rings, *, outlined: bool, dashed: bool) -> list[Key]:
    """Return the legend's lines: only what this map draws."""
    classes = {m.precision for m in sheet.marks if m.shown}
    found = []
    if Precision.P1 in classes:
        found.append(Key("point", "town or site, exact place (P1)"))
    if Precision.P2 in classes:
        stated = any(not m.nominal for m in sheet.marks if m.precision is Precision.P2)
        how = "as stated" if stated else f"{rings.km[Precision.P2]:.0f} km ring"
        found.append(Key("ring", f"near a place (P2): {how}"))
    if Precision.P3 in classes:
        radius = rings.km.get(Precision.P3)
        how = f"{radius:.0f} km ring, no boundary" if radius else "its area"
        found.append(Key("district", f"district (P3): {how}"))
    if Precision.P5 in classes:
        found.append(Key("soft", "wider area (P5): edge not known"))
    if rings.small:
        found.append(Key("ring", "drawn larger than it is: too small here"))
    found += _ramp(tuple(m for m in sheet.marks if m.shown))
    if not all(m.shown for m in sheet.marks):
        found.append(Key("left out", "named, left out by the filter"))
    if outlined:
        found.append(Key("outline", "country named as a whole (P6)"))
    if dashed:
        found.append(Key("dashed", "boundary not agreed"))
    return found


def _ramp(marks: tuple[Mark, ...]) -> list[Key]:
    """Return the classes of provinces that occur, and the one that means nothing was said."""
    present = sorted({shade(m.held) for m in marks if m.precision is Precision.P4})
    words = ("1 excerpt on it or in it", "2 excerpts", "3 excerpts", "4 or more excerpts")
    found = [Key("area", f"province (P4): {words[index]}", index) for index in present]
    return [*found, Key("empty", "not named: not the same as quiet")]


def legend(page: Page, found: Sequence[Key], box: Box) -> float:
    """Draw the legend in two columns; return where it ends."""
    rows, style = -(-len(found) // 2), Style(size=6.2)
    for index, key in enumerate(found):
        x = box.x + (index // rows) * (box.w * 0.5)
        y = box.y + (index % rows) * _KEY + 2.0
        _swatch(page, key, Box(x, y - 1.35, 5.4, 2.7))
        page.text(x + 7.0, y + 0.8, shorten(key.words, style, box.w * 0.5 - 7.5), style)
    return box.y + rows * _KEY


def legend_height(found: Sequence[Key]) -> float:
    """Return the height the legend takes."""
    return -(-len(found) // 2) * _KEY


def _swatch(page: Page, key: Key, box: Box) -> None:
    """Draw one legend symbol."""
    x, y = box.centre
    axes = page.axes
    if key.kind == "area":
        hatch = HATCH[key.shade] or None
        page.rectangle(
            box,
            fc=RAMP[key.shade],
            ec="#7d6a48",
            lw=0.5,
            hatch=hatch,
            hatchcolor="#8c430a",
            hatch_linewidth=0.35,
        )
    elif key.kind in ("empty", "outline"):
        page.rectangle(
            box,
            fc=FOCUS,
            ec="#3f464e" if key.kind == "outline" else "#c6bfab",
            lw=1.2 if key.kind == "outline" else 0.5,
        )
    elif key.kind == "left out":
        page.rectangle(box, **LEFT_OUT)
    elif key.kind == "dashed":
        axes.add_line(Line2D([box.x, box.right], [y, y], color="#3f464e", lw=0.9, ls=(0, (3, 2))))
    else:
        fill = {"point": POINT_INK, "ring": "#1b4b7a22", "district": "none", "soft": "#b35c1255"}
        edge = {"point": "#ffffff", "ring": POINT_INK, "district": AREA_INK, "soft": "none"}
        dashes = (0, (2, 1)) if key.kind == "district" else "-"
        axes.add_patch(Circle((x, y), 1.4, fc=fill[key.kind], ec=edge[key.kind], lw=0.8, ls=dashes))
