"""The legend: only what this map draws, with every radius that is a convention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from geo.mapped import WORDS, Mark, shade
from geo.snapshot.basemap import FOCUS
from geo.snapshot.fonts import Style
from geo.snapshot.marks import (
    EDGE,
    HATCH,
    HATCH_INK,
    LEFT_OUT,
    RAMP,
    UNSURE,
    area_look,
    line_looks,
    ring_look,
)
from geo.snapshot.page import Box, Disc, Page, shorten
from geo.snapshot.quiet import put_sign
from geo.snapshot.spots import AREA_INK, COLLAR, POINT_INK, SMALL_MM
from geo.types import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.snapshot.spots import Spot

_STEP = 4.3  # mm between lines
_SPELT = 3  # radii named one by one, at the most
_KINDS = {
    Precision.P2: "near (P2)",
    Precision.P3: "district (P3)",
    Precision.P5: "wider (P5)",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One line: what the swatch shows, and its words."""

    kind: str
    words: str
    shade: int = 0
    mark: Mark | None = None  # one that looks like the swatch
    vast: bool = False  # whether that fills the map


def keys(
    spots: Sequence[Spot], *, outlined: bool, dashed: bool, asides: bool, sizes: bool, towns: bool
) -> list[Key]:
    """
    Return the legend's lines.

    Parameters
    ----------
    spots : sequence of Spot
        The marks as drawn.
    outlined, dashed, asides, sizes, towns : bool
        Whether a country is named as a whole, a border is not agreed, a number stands off its
        place, numbers differ in size, and towns that the article does not name are shown.
    """
    shown = [spot for spot in spots if spot.mark.shown]
    found = []
    if any(s.drawn == "point" and s.mark.sure for s in shown):
        found.append(Key("point", "town or site, where it is (P1)"))
    found += _rings(shown)
    if any(s.shape is not None and s.mark.precision is Precision.P3 for s in shown):
        found.append(Key("area", "district (P3): its area"))
    found += _ramp(shown)
    found += _wide(shown)
    if sizes:
        found.append(Key("sizes", "larger: 1, 2 to 4, 5 to 9, 10+ excerpts"))
    unsure = sum(not s.mark.sure for s in shown)
    if unsure:
        found.append(Key("unsure", f"unsure, score under one half: {unsure}"))
    if asides:
        found.append(Key("aside", "number or name moved off its place"))
    if len(shown) < len(spots):
        found.append(Key("left out", "named, left out by the filter"))
    ground = (
        (outlined, Key("outline", "country named as a whole (P6)")),
        (dashed, Key("dashed", "boundary not agreed")),
        (towns, Key("town", "other town, not named")),
    )
    return [*found, *(key for drawn, key in ground if drawn)]


def _rings(shown: Sequence[Spot]) -> list[Key]:
    """Return the rings by class, those that the text states and those of a convention."""
    found = []
    rings = [s for s in shown if s.ring is not None]
    for precision, name in _KINDS.items():
        for nominal in (False, True):
            held = [s.mark for s in rings
                    if s.mark.precision is precision and s.mark.nominal == nominal]  # fmt: skip
            how = "by convention" if nominal else "stated"
            found += [
                Key("ring", f"{name}: {part} km {how}", mark=held[0])
                for part in _radii((m.km for m in held), every=nominal)
            ]
    small = [s.mark for s in shown if s.small]
    found += [
        Key("small", f"ring under {SMALL_MM:g} mm here: {part} km", mark=small[0])
        for part in _radii((m.km for m in small), every=True)
    ]
    return found


def _radii(kilometres: Iterable[float], *, every: bool) -> list[str]:
    """Spell radii, a few to a line; or their range where they are many and the text states them."""
    each = sorted(set(kilometres))
    if not every and len(each) > _SPELT:
        return [f"{each[0]:g} to {each[-1]:g}"]
    groups = [each[at : at + _SPELT] for at in range(0, len(each), _SPELT)]
    return [", ".join(f"{km:g}" for km in group) for group in groups]


def _ramp(shown: Sequence[Spot]) -> list[Key]:
    """Return the classes of provinces that occur, and the one that means nothing was said."""
    areas = [s.mark for s in shown if s.shape is not None]
    sure = {shade(m.held) for m in areas if m.sure and not m.wide}
    found = [Key("area", f"province (P4): {WORDS[index]}", index) for index in sorted(sure)]
    return [*found, Key("empty", "not named: not the same as quiet")]


def _wide(shown: Sequence[Spot]) -> list[Key]:
    """Return what a region and a river mean, and their classes that occur."""
    found = []
    for kind, name, words in (
        ("wide", "region", "region (P5): somewhere in its parts"),
        ("line", "river", "river (P5): somewhere along it"),
    ):
        of_kind = [s for s in shown if (s.line is not None if kind == "line" else s.mark.wide)]
        held = {(shade(s.mark.held), s.vast): s.mark for s in of_kind if s.mark.sure}
        each = [(Key(kind, f"{name}: {WORDS[index]}", index, held[index, vast], vast=vast))
                for index, vast in sorted(held)]  # fmt: skip
        found += [replace(key, words=words) for key in each[:1]] + each
    return found


def height(found: Sequence[Key]) -> float:
    """Return the height that the legend takes, in mm."""
    return -(-len(found) // 2) * _STEP


def draw(page: Page, found: Sequence[Key], box: Box) -> float:
    """Draw the legend in two columns; return where it ends."""
    rows, style = -(-len(found) // 2), Style(size=6.2)
    for index, key in enumerate(found):
        x = box.x + (index // rows) * (box.w * 0.5)
        y = box.y + (index % rows) * _STEP + 2.0
        _swatch(page, key, Box(x, y - 1.35, 5.4, 2.7))
        page.text(x + 7.0, y + 0.8, shorten(key.words, style, box.w * 0.5 - 7.5), style)
    return box.y + rows * _STEP


def _swatch(page: Page, key: Key, box: Box) -> None:
    """Draw one symbol."""
    draw_kind = _AREAS.get(key.kind)
    if draw_kind is not None:
        page.rectangle(box, **draw_kind)
    elif key.kind == "wide" and key.mark is not None:
        page.rectangle(box, **area_look(key.mark, vast=key.vast))
    elif key.kind == "line" and key.mark is not None:
        for look in line_looks(key.mark):
            line = {"color": look["ec"], "lw": look["lw"], "ls": look.get("ls", "-")}
            page.axes.add_line(Line2D([box.x, box.right], [box.centre[1]] * 2, **line))
    elif key.kind == "area":
        page.rectangle(box, fc=RAMP[key.shade], ec=EDGE, lw=0.7, hatch=HATCH[key.shade] or None,
                       hatchcolor=HATCH_INK[key.shade], hatch_linewidth=0.35)  # fmt: skip
    elif key.kind == "town":
        put_sign(page, *box.centre)
    elif key.kind in ("dashed", "aside"):
        _line(page, key.kind, box)
    else:
        _circles(page, key, box)


_AREAS = {
    "empty": {"fc": FOCUS, "ec": "#c6bfab", "lw": 0.5},
    "outline": {"fc": FOCUS, "ec": "#3f464e", "lw": 1.2},
    "left out": LEFT_OUT,
}


def _line(page: Page, kind: str, box: Box) -> None:
    x, y = box.centre
    if kind == "dashed":
        line = Line2D([box.x, box.right], [y, y], color="#3f464e", lw=0.9, ls=(0, (3, 2)))
        page.axes.add_artist(line)
        return
    page.axes.add_artist(Line2D([box.x + 0.6, x + 1.4], [y, y], color=POINT_INK, lw=0.6))
    page.axes.add_artist(Circle((box.x + 0.6, y), 0.55, fc=POINT_INK, ec="none"))
    page.axes.add_artist(Circle((x + 1.6, y), 1.1, fc=POINT_INK, ec="#ffffff", lw=0.5))


def _circles(page: Page, key: Key, box: Box) -> None:
    x, y = box.centre
    if key.kind == "sizes":
        for at, radius in ((-1.9, 0.75), (-0.1, 1.05), (2.1, 1.35)):
            page.axes.add_artist(Circle((x + at, y), radius, fc=POINT_INK, ec="#ffffff", lw=0.4))
        return
    if key.kind == "ring" and key.mark is not None:
        ring = ring_look(key.mark)
        if key.mark.precision is Precision.P5:
            ring = {"fc": "#b35c1255", "ec": ring["ec"], "lw": 0.8}
        page.axes.add_artist(Circle((x, y), 1.5, **ring))
        return
    colour = AREA_INK if key.mark and key.mark.precision is not Precision.P2 else POINT_INK
    looks = {
        "point": Disc(POINT_INK),
        "small": Disc("#ffffff", edge=colour),
        "unsure": Disc("#ffffff", edge=POINT_INK, dashes=UNSURE),
    }
    look = looks[key.kind]
    if key.kind == "small":
        outer = 0.9 + COLLAR * 0.8
        page.axes.add_artist(Circle((x, y), outer, fc="#ffffff", ec=colour, lw=0.8))
    radius = 0.9 if key.kind == "small" else 1.3
    page.axes.add_artist(
        Circle((x, y), radius, fc=look.fill, ec=look.edge, lw=0.8, ls=look.dashes or "-")
    )
