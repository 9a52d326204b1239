"""The marks as drawn: areas filled by count, rings, places, numbers, and the lines between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from geo.mapped import depth, shade
from geo.snapshot.basemap import CHOSEN, Ground, paint
from geo.snapshot.lettering import write
from geo.snapshot.page import Disc
from geo.snapshot.spots import AREA_INK, COLLAR, POINT_INK, QUIET_INK, ink
from geo.types import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.mapped import Mark
    from geo.snapshot.layout import Layout
    from geo.snapshot.page import Page
    from geo.snapshot.spots import Spot

RAMP = ("#edc272", "#dc9a3c", "#b96a10", "#86480a")  # 1.67:1 or more from white; 1.4:1 a step
HATCH = ("", "....", "////", "xxxx")
HATCH_INK = ("#000000", "#8c5a14", "#6b3a06", "#d9a25a")
EDGE = "#5e4a26"  # of a named area: 8:1 from white
UNSURE: Any = (0, (1.6, 1.4))  # dashes of what is as likely wrong as right
LEFT_OUT: Any = {  # named, and kept out by the filter: neither filled nor like what is not named
    "fc": "#f4f1ea",
    "ec": "#8b8577",
    "lw": 0.6,
    "ls": (0, (1, 1.5)),
    "hatch": "...",
    "hatchcolor": "#c9c2b2",
    "hatch_linewidth": 0.3,
}
WIDE: Any = {"hatch": "\\\\\\", "hatchcolor": "#ffffff", "hatch_linewidth": 0.45}  # of a region
LINE_WIDTHS = (1.5, 1.9, 2.3, 2.7)  # points of a river's line, by class of excerpts
_CASING, _CHOSEN = 0.9, 3.4  # points more of the line's edge, and of what marks it as chosen
_DOT, _HOLLOW = 0.55, 0.85  # mm: a place whose number stands aside; the same where not exact
_SOFT = 10  # circles that make a soft edge


def areas(ground: Ground, found: Iterable[Spot]) -> None:
    """Fill the areas: colour and pattern by count, a wide one under those inside it."""
    painted: set[tuple[str, ...]] = set()
    for spot in sorted(found, key=lambda spot: (depth(spot.mark.areas), not spot.mark.shown)):
        if spot.shape is None or spot.mark.areas in painted:
            continue
        painted.add(spot.mark.areas)
        look = area_look(spot.mark, vast=spot.vast)
        paint(ground, spot.shape, **look, zorder=3, gid=spot.gid("mark"))


def area_look(mark: Mark, *, vast: bool = False) -> dict[str, Any]:
    """Return how an area is filled; one that fills the map is hatched, its ground left open."""
    if not mark.shown:
        return dict(LEFT_OUT)
    index = shade(mark.held)
    look: dict[str, Any] = {"fc": RAMP[index], "ec": EDGE, "lw": 0.7}
    if not mark.sure:
        look |= {"fc": "#ffffff", "ec": AREA_INK, "lw": 1.1, "ls": UNSURE}
    if vast:
        return {**look, "fc": "none", **WIDE, "hatchcolor": look["fc"], "hatch_linewidth": 1.4}
    if mark.wide:
        return {**look, **WIDE}
    return {**look, "hatch": HATCH[index] or None, "hatchcolor": HATCH_INK[index],
            "hatch_linewidth": 0.35}  # fmt: skip


def chosen(ground: Ground, found: Iterable[Spot], selected: str | None) -> None:
    """Outline the union or the river that is selected; the ground does it for one area."""
    for spot in found:
        if spot.mark.place.id != selected or selected in spot.mark.areas:
            continue
        if spot.shape is not None:
            paint(ground, spot.shape, fc="none", ec=CHOSEN, lw=1.8, zorder=6.2)
        if spot.line is not None:
            wide = LINE_WIDTHS[shade(spot.mark.held)] + _CHOSEN
            paint(ground, spot.line, fc="none", ec=CHOSEN, lw=wide, zorder=6.9)


def lines(ground: Ground, found: Iterable[Spot]) -> None:
    """Draw rivers as lines with an edge: colour and width by count."""
    for spot in found:
        if spot.line is None:
            continue
        *casings, look = line_looks(spot.mark)
        for casing in casings:
            paint(ground, spot.line, **casing, zorder=7, capstyle="round")
        paint(ground, spot.line, **look, zorder=7, gid=spot.gid("mark"))


def line_looks(mark: Mark) -> list[dict[str, Any]]:
    """Return how a river's line is drawn, one stroke on the other."""
    if not mark.shown:
        return [{"fc": "none", "ec": "#8b8577", "lw": 1.0, "ls": (0, (1, 1.5))}]
    index = shade(mark.held)
    wide = LINE_WIDTHS[index]
    halo = {"fc": "none", "ec": "#ffffff", "lw": wide + 2 * _CASING}
    if not mark.sure:
        return [halo, {"fc": "none", "ec": AREA_INK, "lw": wide, "ls": UNSURE}]
    edge = {"fc": "none", "ec": EDGE, "lw": wide + _CASING}
    return [halo, edge, {"fc": "none", "ec": RAMP[index], "lw": wide}]


def rings(ground: Ground, found: Iterable[Spot]) -> None:
    """Draw rings and soft areas: circles on the ground, projected, as wide as they are."""
    for spot in found:
        if spot.ring is None:
            continue
        paint(ground, spot.ring, zorder=5, gid=spot.gid("mark"), **ring_look(spot.mark))
        if spot.mark.shown and spot.mark.precision is Precision.P5:
            _soften(ground, spot)


def ring_look(mark: Mark) -> dict[str, Any]:
    """Return how a ring is drawn."""
    if not mark.shown:
        return {**LEFT_OUT, "fc": "none", "hatch": None}
    dashes: dict[str, Any] = {} if mark.sure else {"ls": UNSURE}
    if mark.precision is Precision.P2:
        return {"fc": "#1b4b7a1e", "ec": POINT_INK, "lw": 0.9, **dashes}
    if mark.precision is Precision.P3:
        look = {"fc": "#b96f1c12", "ec": AREA_INK, "lw": 0.8, "ls": (0, (5, 1.5)), "hatch": "///"}
        return {**look, "hatchcolor": "#d8a868", "hatch_linewidth": 0.3, **dashes}
    return {"fc": "#b35c1206", "ec": AREA_INK if dashes else "none", "lw": 0.8, **dashes}


def _soften(ground: Ground, spot: Spot) -> None:
    """Shade a ring without an edge, thinner toward where nobody knows it ends."""
    middle = ground.frame
    x = middle.left + (spot.x - middle.box.x) * middle.scale
    y = middle.top - (spot.y - middle.box.y) * middle.scale
    for step in range(_SOFT):
        share = 1.0 - step / (_SOFT + 2)
        shape = _scaled(spot, x, y, share)
        paint(ground, shape, fc="#b35c12", ec="none", alpha=0.05, zorder=5)


def _scaled(spot: Spot, x: float, y: float, share: float) -> Any:  # noqa: ANN401 - shapely's own
    from shapely.affinity import scale  # noqa: PLC0415 - only soft edges need it

    return scale(spot.ring, share, share, origin=(x, y))


def put(page: Page, found: Iterable[Spot], layout: Layout) -> None:
    """Draw every place, number, name and the line between, where the layout has them."""
    for spot in found:
        if spot.out:
            continue
        number = spot.mark.number
        line = layout.leaders.get(number)
        if line:
            _leader(page, spot, line)
        if spot.bare:
            _place(page, spot, layout)
        elif line and spot.line is None:
            _dot(page, spot, _DOT, {"fc": ink(spot.mark), "ec": "#ffffff", "lw": 0.3})
        sign = layout.discs.get(number)
        if sign is not None:
            look = disc_look(spot)
            page.disc(sign.x, sign.y, number, look, radius=sign.radius, gid=spot.gid("disc"))
        label = layout.labels.get(number)
        if label is not None:
            write(page, label.setting, label.box, spot.gid("label"))
    for key, label in layout.countries.items():
        write(page, label.setting, label.box, f"name:{key}")


def disc_look(spot: Spot) -> Disc:
    """Return how a number is drawn: filled on a town or site and an area, else hollow."""
    colour = ink(spot.mark)
    hollow = spot.shape is None and (spot.mark.km > 0 or not spot.mark.sure)
    if not hollow and spot.mark.sure:
        return Disc(colour)
    return Disc("#ffffff", edge=colour, digits=colour, dashes=None if spot.mark.sure else UNSURE)


def _place(page: Page, spot: Spot, layout: Layout) -> None:
    """Draw a point's own sign on its place; of a ring too small to draw, a hollow one."""
    sign = layout.discs.get(spot.mark.number)
    if not spot.mark.shown:
        if spot.ring is None:
            look = {"fc": "#ffffff", "ec": QUIET_INK, "lw": 0.8, "ls": UNSURE}
            _dot(page, spot, _HOLLOW, look, spot.gid("mark"))
        return
    colour = ink(spot.mark)
    if spot.small:
        on_place = sign is not None and not sign.aside
        radius = sign.radius + COLLAR if sign is not None and on_place else _HOLLOW
        look = {"fc": "#ffffff", "ec": colour, "lw": 0.8, "ls": "-" if spot.mark.sure else UNSURE}
        _dot(page, spot, radius, look, spot.gid("mark"))
    elif spot.ring is None:
        fill = colour if spot.mark.sure else "#ffffff"
        _dot(page, spot, _DOT, {"fc": fill, "ec": colour, "lw": 0.4}, spot.gid("mark"))


def _dot(
    page: Page, spot: Spot, radius: float, look: dict[str, Any], gid: str | None = None
) -> None:
    page.axes.add_artist(Circle((spot.x, spot.y), radius, gid=gid, zorder=8.5, **look))


def _leader(page: Page, spot: Spot, line: tuple[tuple[float, float], ...]) -> None:
    """Draw a thin line from a place to its number or its name."""
    xs, ys = zip(*line, strict=True)
    colour = ink(spot.mark) if spot.mark.shown else QUIET_INK
    under = Line2D(xs, ys, lw=1.3, color="#fffdf8", alpha=0.8, zorder=7.9)
    page.axes.add_artist(under)
    drawn = Line2D(xs, ys, lw=0.55, color=colour, zorder=8)
    drawn.set_gid(spot.gid("leader"))
    page.axes.add_artist(drawn)
