"""
A sheet of A4, its millimetres, and text set on it.

Everything on paper is placed in millimetres from the top left corner, x to the
right and y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import get_hinting_flag
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.patches import Circle, Rectangle

from geo.snapshot.fonts import RLM, Style, clean, direction, is_rtl, properties, typefaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text

WIDTH, HEIGHT = 297.0, 210.0  # A4 landscape, mm (ISO 216)
MM = 25.4  # millimetres in an inch
POINT = MM / 72  # millimetres in a point
_PROBE_DPI = 300
_SUBPIXEL = MM / _PROBE_DPI / 64  # millimetres in what a font measures by
_LEADING = 1.32  # line height over type size
_LETTERS = 300  # of one line, at the most
_CLUSTER = 40  # letters of glued words kept on one line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet: left, top, width and height in millimetres."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.x + self.w / 2, self.y + self.h / 2)

    def grown(self, by: float) -> Box:
        """Return the box with `by` millimetres more on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlap(self, other: Box) -> float:
        """Return the shared area in square millimetres."""
        w = min(self.right, other.right) - max(self.x, other.x)
        h = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(w, 0.0) * max(h, 0.0)

    def holds(self, other: Box) -> bool:
        """Return whether `other` lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """How a number's disc looks: its fill, its edge, its digits; dashes where it is not sure."""

    fill: str
    edge: str = "#ffffff"
    digits: str = "#ffffff"
    dashes: Any = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word in one style; `glued` when no space stands before it."""

    text: str
    style: Style
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its words with their x in millimetres from the left, and its height."""

    words: tuple[tuple[float, Word], ...]
    width: float
    height: float
    gap: float = 0.0  # space above, mm
    discs: tuple[int, ...] = ()  # numbers set as discs instead of words
    fill: str = "#000000"
    rtl: bool = False  # of text that runs from right to left


@lru_cache(maxsize=20_000)
def measure(text: str, style: Style) -> tuple[float, float, float]:
    """
    Measure one run of text.

    Returns
    -------
    tuple of float
        Width, height and depth below the baseline, in millimetres.
    """
    if not text:
        return 0.0, 0.0, 0.0
    font = get_font(typefaces(style))
    font.clear()
    font.set_size(style.size, _PROBE_DPI)
    font.set_text(text, 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    w, h = font.get_width_height()
    return w * _SUBPIXEL, h * _SUBPIXEL, font.get_descent() * _SUBPIXEL


def measure_line(text: str, style: Style) -> tuple[float, float, float]:
    """Measure a run with the room of its tallest and deepest letters, as "lp" has them."""
    w, h, depth = measure(text, style)
    _, least, deep = measure("lp", style)
    deepest = max(depth, deep)
    return w, max(h - depth, least - deep) + deepest, deepest


def width_of(text: str, style: Style) -> float:
    """Return the width of a run of text in millimetres."""
    return measure(text, style)[0]


def words_of(text: str, style: Style) -> list[Word]:
    """Return clean words of `text` in one style."""
    return [Word(word, style) for word in clean(text, style.family).split(" ") if word]


def set_lines(words: Iterable[Word], width: float, gap: float = 0.0) -> list[Line]:
    """
    Break words into lines no wider than `width` millimetres.

    A word wider than the line is broken inside. Lines of a text whose first letter runs from
    right to left do so too, whatever letters each has.
    """
    words = list(words)
    rtl = next((way != "L" for w in words if (way := direction(w.text))), False)
    lines: list[list[tuple[float, Word]]] = [[]]
    x = 0.0
    for cluster in _clusters(_broken(words, width)):
        space = space_of(cluster[0].style) if lines[-1] else 0.0
        wide = sum(width_of(word.text, word.style) for word in cluster)
        if lines[-1] and x + space + wide > width:
            lines.append([])
            x, space = 0.0, 0.0
        x += space
        for word in cluster:
            lines[-1].append((x, word))
            x += width_of(word.text, word.style)
    return [
        _line(placed, gap if index == 0 else 0.0, rtl=rtl)
        for index, placed in enumerate(lines)
        if placed
    ]


def space_of(style: Style) -> float:
    """Return the width of the space between two words, in millimetres."""
    return width_of("n n", style) - width_of("nn", style)


def _clusters(words: Iterable[Word]) -> list[list[Word]]:
    """Group words that no line may part: a name and the comma glued to it."""
    clusters: list[list[Word]] = []
    wide = 0
    for word in words:
        if word.glued and clusters and wide + len(word.text) <= _CLUSTER:
            clusters[-1].append(word)
            wide += len(word.text)
        else:
            clusters.append([word])
            wide = len(word.text)
    return clusters


def _line(placed: list[tuple[float, Word]], gap: float, *, rtl: bool) -> Line:
    """Close one line."""
    x, last = placed[-1]
    size = max(word.style.size for _, word in placed)
    width = x + width_of(last.text, last.style)
    return Line(tuple(placed), width, size * POINT * _LEADING, gap, rtl=rtl)


def _broken(words: Iterable[Word], width: float) -> Iterable[Word]:
    """Split the words that no line can hold."""
    for word in words:
        rest, glued = word.text, word.glued
        while len(rest) > 1 and (len(rest) > _LETTERS or width_of(rest, word.style) > width):
            cut = _fits(rest, word.style, width)
            yield Word(rest[:cut], word.style, glued)
            rest, glued = rest[cut:], True
        yield Word(rest, word.style, glued)


def _fits(text: str, style: Style, width: float) -> int:
    """Return how many letters of `text` fit, at least one."""
    low, high = 1, min(len(text), _LETTERS)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle], style) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def shorten(text: str, style: Style, width: float) -> str:
    """Return `text` cleaned, and cut with an ellipsis where it is wider than `width` mm."""
    whole = clean(text[:_LETTERS], style.family)
    if len(text) <= _LETTERS and width_of(whole, style) <= width:
        return whole
    return whole[: _fits(whole, style, width - width_of("…", style))].rstrip() + "…"


def height_of(lines: Sequence[Line]) -> float:
    """Return the height of set lines with their gaps, in millimetres."""
    return sum(line.height + line.gap for line in lines)


class Page:
    """One sheet to draw on."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(WIDTH / MM, HEIGHT / MM), facecolor="#ffffff")
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(HEIGHT, 0)
        self.axes.axis("off")
        self.axes.set_zorder(5)  # words and numbers stand above the map

    def text(  # noqa: PLR0913 - a place, words, a look and their alignment are one call
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        ha: str = "left",
        gid: str | None = None,
        zorder: float = 10,
    ) -> Text:
        """Set clean `text` with its baseline at `y`."""
        return self.axes.text(
            x,
            y,
            clean(text, style.family),
            fontproperties=properties(style),
            color=style.colour,
            ha=ha,
            va="baseline",
            parse_math=False,
            gid=gid,
            zorder=zorder,
        )

    def lines(self, x: float, y: float, lines: Sequence[Line], width: float) -> float:
        """Draw set lines from `y` down; return where they end."""
        for line in lines:
            y += line.gap + line.height
            self._line(x, y - line.height * 0.24, line, width)
        return y

    def _line(self, x: float, baseline: float, line: Line, width: float) -> None:
        """Draw one set line."""
        for index, number in enumerate(line.discs):
            self.disc(x + 2.1 + index * 4.9, baseline - 1.1, number, Disc(line.fill))
        joined = " ".join(word.text for _, word in line.words)
        if line.rtl and joined:
            # Centred, since programs differ on which side of such a line is its start.
            style = line.words[0][1].style
            middle = x + width - width_of(clean(joined, style.family), style) / 2
            set_ = self.text(middle, baseline, joined, style, ha="center")
            set_.set_text(RLM + set_.get_text())
            return
        if is_rtl(joined):
            self.text(x, baseline, joined, line.words[0][1].style)
            return
        for start, text, style in _runs(line):
            self.text(x + start, baseline, text, style)

    def disc(  # noqa: PLR0913 - a place, a number, a look and an id are one call
        self,
        x: float,
        y: float,
        number: int,
        look: Disc,
        *,
        radius: float = 1.95,
        zorder: float = 9,
        gid: str | None = None,
    ) -> None:
        """Draw a numbered disc centred on x, y."""
        thin = 0.7 if look.edge == "#ffffff" else 0.8
        edge: dict[str, Any] = {"ec": look.edge, "lw": thin, "ls": look.dashes or "-"}
        self.axes.add_artist(Circle((x, y), radius, fc=look.fill, gid=gid, zorder=zorder, **edge))
        digits = str(number)
        size = radius * (3.2 if len(digits) < 3 else 2.45)  # noqa: PLR2004 - three digits are tight
        style = Style(size=size, bold=True, colour=look.digits)
        _, height, depth = measure("0", style)
        baseline = y + (height - depth) / 2
        self.text(x, baseline, digits, style, ha="center", zorder=zorder + 0.1)

    def rectangle(self, box: Box, **look: Any) -> None:  # noqa: ANN401 - matplotlib's keywords
        """Draw a rectangle."""
        self.axes.add_artist(Rectangle((box.x, box.y), box.w, box.h, **look))


def _runs(line: Line) -> Iterable[tuple[float, str, Style]]:
    """Join neighbouring words of one style, so that text stays whole in the file."""
    start, text, style = 0.0, "", None
    for x, word in line.words:
        if style == word.style:
            text += word.text if word.glued else f" {word.text}"
            continue
        if style is not None:
            yield start, text, style
        start, text, style = x, word.text, word.style
    if style is not None:
        yield start, text, style
