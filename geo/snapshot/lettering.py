"""How a name is set on the map: one line or two, its size, and its halo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.patheffects import Stroke

from geo.snapshot.fonts import Style, clean
from geo.snapshot.page import POINT, Page, measure, measure_line, shorten

if TYPE_CHECKING:
    from geo.snapshot.page import Box

_LEADING = 1.06  # times the size of the type, between the lines of a name
_WIDEST = 46.0  # mm of one line of a name
_BROKEN = 19.0  # mm from which a name may also be set on two lines
HALO = "#fffdf8"
_HALO = 0.26  # times the size of the type: a halo's width in points


@dataclass(frozen=True, slots=True)
class Setting:
    """A name set in a style: its lines, their size in mm, and where the first baseline lies."""

    lines: tuple[str, ...]
    style: Style
    w: float
    h: float
    baselines: tuple[float, ...]  # mm from the top


def settings(name: str, style: Style) -> list[Setting]:
    """Return the ways to set a name: on one line where that is not too wide, and on two."""
    whole = clean(name)
    wide = measure(whole[:200], style)[0]
    ways = []
    if wide <= _WIDEST or " " not in whole:
        ways.append(_set((shorten(name, style, _WIDEST),), style))
    if wide > _BROKEN and " " in whole:
        first, second = _halves(whole, style)
        lines = (shorten(first, style, _WIDEST), shorten(second, style, _WIDEST))
        ways.append(_set(lines, style))
    return ways


def _halves(words: str, style: Style) -> tuple[str, str]:
    """Break a name at the space that leaves the narrower pair of lines."""
    spaces = [at for at, letter in enumerate(words[:200]) if letter == " "]
    at = min(
        spaces,
        key=lambda s: max(measure(words[:s], style)[0], measure(words[s + 1 : 200], style)[0]),
    )
    return words[:at], words[at + 1 :]


def _set(lines: tuple[str, ...], style: Style) -> Setting:
    """Measure lines set one under the other, and find their baselines."""
    sizes = [measure_line(line, style) for line in lines]
    pitch = style.size * POINT * _LEADING
    top = 0.0
    baselines: list[float] = []
    for _, h, depth in sizes:
        rise = h - depth
        baselines.append(max(top + rise, baselines[-1] + pitch) if baselines else rise)
        top = baselines[-1] + depth
    return Setting(lines, style, max(w for w, _, _ in sizes), top, tuple(baselines))


def write(page: Page, setting: Setting, box: Box, gid: str | None = None) -> None:
    """Write a name in its box over a halo; the name itself stays text in the file."""
    style = setting.style
    under, over = replace(style, colour=HALO), style
    x, top = box.centre[0], box.y + (box.h - setting.h) / 2
    part, _, number = (gid or "").rpartition("-")
    for at, (line, baseline) in enumerate(zip(setting.lines, setting.baselines, strict=True)):
        y, tail = top + baseline, f":{at}" if at else ""
        halo = f"halo-{number}" if part else None
        text = page.text(x, y, line, under, ha="center", gid=halo, zorder=9.4)
        text.set_path_effects([Stroke(linewidth=style.size * _HALO, foreground=HALO, alpha=0.9)])
        own = f"{gid}{tail}" if part else gid
        page.text(x, y, line, over, ha="center", gid=own, zorder=9.5)
