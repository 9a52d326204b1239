"""The sheet put together: frame, map, words and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.boundaries import Boundaries, lacking, partial
from geo.settings import VERSION
from geo.snapshot import columns, legend
from geo.snapshot.chart import Chart, draw_chart
from geo.snapshot.content import Sheet, compose, plural
from geo.snapshot.fonts import Style, clean, damaged
from geo.snapshot.page import Box, Page, set_lines, words_of
from geo.snapshot.side import Fitted, draw_side
from geo.snapshot.spots import ink

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap
    from geo.snapshot.legend import Key
    from geo.snapshot.options import SnapshotOptions

_LEFT, _RIGHT = 14.0, 285.0  # mm, the edges of the printed area
_WIDTH = _RIGHT - _LEFT
_MAP = Box(16.0, 30.0, 164.0, 150.0)
_SIDE = Box(188.0, 29.0, 97.0, 153.0)
_FOOT = 187.0
_ACCENT, _GREY = "#8c430a", "#4c4c4c"
_FOOT_LINES = 3  # of one paragraph of the footer, at the most
_CLAIMS = 4  # lines not agreed whose parties are spelt out, at the most
_CLOSE = 1_500.0  # metres in a millimetre, under which 1:10m boundaries look coarse
_HEADLINE = 240  # code points of a title set on paper
_TITLES = (20.0, 17.0, 14.0, 11.5)  # points; the largest that sets the title on one line


@dataclass(frozen=True, slots=True)
class Drawn:
    """The page and what is known of it, for what follows it and the file's metadata."""

    page: Page
    sheet: Sheet
    chart: Chart
    fitted: Fitted
    footer: tuple[str, ...]  # counts, projection, sources and stamp


def build(shown: EvidenceMap, boundaries: Boundaries, options: SnapshotOptions) -> Drawn:
    """Draw the sheet; see `geo.snapshot.draw`."""
    sheet, page = compose(shown, options), Page()
    _masthead(page, sheet)
    chart = draw_chart(page, _MAP, sheet, boundaries)
    inks = {m.number: ink(m) for m in sheet.marks}
    fitted = draw_side(page, _SIDE, sheet, _keys(chart), inks=inks)
    footer = _footer(page, shown, sheet, chart, options)
    return Drawn(page, sheet, chart, fitted, footer)


def _keys(chart: Chart) -> list[Key]:
    """Return the legend's lines for a map."""
    layout = chart.layout
    points = {s.mark.number for s in chart.spots if s.shape is None}
    radii = {sign.radius for number, sign in layout.discs.items() if number in points}
    return legend.keys(
        chart.spots,
        outlined=chart.outlined,
        dashed=bool(chart.disputed),
        asides=bool(layout.leaders),
        sizes=len(radii) > 1,
        towns=bool(chart.towns),
    )


def _masthead(page: Page, sheet: Sheet) -> None:
    """Write the title, the subtitle and what the filters leave out."""
    for size in _TITLES:
        style = Style(family="serif", size=size, bold=True)
        lines = set_lines(words_of(_headline(sheet), style), _WIDTH)
        if len(lines) <= 1:
            break
    y = page.lines(_LEFT, 9.5 if len(lines) == 1 else 5.0, columns.most(lines, 2), _WIDTH)
    words = words_of(sheet.subtitle, Style(size=8.6, colour=_GREY))
    y = page.lines(_LEFT, y + 0.3, columns.most(set_lines(words, _WIDTH), 2), _WIDTH)
    if sheet.shown:
        shown = words_of(sheet.shown, Style(size=7.6, bold=True, colour=_ACCENT))
        page.lines(_LEFT, y, columns.most(set_lines(shown, _WIDTH), 1), _WIDTH)


def _headline(sheet: Sheet) -> str:
    """Return as much of the title as a headline bears."""
    title = sheet.title
    return title if len(title) <= _HEADLINE else title[:_HEADLINE].rstrip() + "…"


def _footer(
    page: Page, shown: EvidenceMap, sheet: Sheet, chart: Chart, options: SnapshotOptions
) -> tuple[str, ...]:
    """Write counts, sources, projection, disclaimer, time, version and hashes; return them."""
    left_out = chart.left_out
    extra = f" · {plural(left_out, 'name')} left off the map for lack of room" if left_out else ""
    lines = [
        (sheet.counts + extra, Style(size=7.2, bold=True)),
        (_projection(chart), Style(size=5.7, colour=_GREY)),
        (_sources(sheet, chart), Style(size=5.7, colour=_GREY)),
        (_stamp(shown, sheet, options), Style(family="mono", size=5.2, colour=_GREY)),
    ]
    y = _FOOT
    for text, style in lines:
        set_ = columns.most(set_lines(words_of(text, style), _WIDTH), _FOOT_LINES)
        y = page.lines(_LEFT, y + 0.2, set_, _WIDTH)
    return tuple(text for text, _ in lines)


def _projection(chart: Chart) -> str:
    """Name projection, datum and what holds where."""
    crs = chart.ground.frame.crs
    side = "right" if chart.north > 0 else "left"
    turn = f"{abs(chart.north):.1f}° {side} of up" if abs(chart.north) >= 0.05 else "up"  # noqa: PLR2004 - a rounded 0.0
    return (
        f"Projection: {crs.name}, datum WGS 84; scale bar and arrow hold at the "
        f"map’s centre, where true north is {turn}. "  # noqa: RUF001 - print's apostrophe
        "Places: GeoNames (CC BY 4.0), Natural Earth (public domain), Dateline supplement."
    )


def _sources(sheet: Sheet, chart: Chart) -> str:
    """Name the boundaries' source and vintage, what it lacks, and the lines drawn dashed."""
    notes = _gaps(sheet, chart)
    if chart.ground.frame.scale < _CLOSE:
        notes.append("at this scale lines are coarse: read them to a few kilometres")
    if chart.disputed:
        spelt = len(chart.disputed) <= _CLAIMS
        names = (line.words if spelt else line.place for line in chart.disputed)
        notes.append(f"dashed, not agreed: {' · '.join(names)}")
    return (
        f"Boundaries: {Boundaries.vintage} (public domain); lines of provinces differ by source. "
        "They imply no opinion on the status of any territory"
        + "".join(f"; {note}" for note in notes)
        + "."
    )


def _gaps(sheet: Sheet, chart: Chart) -> list[str]:
    """Say which areas the source draws in part, and which divisions of today it lacks."""
    areas = {spot.mark.place.area for spot in chart.spots if spot.shape is not None}
    parts = [found.words for area in sorted(filter(None, areas)) if (found := partial(area))]
    isos = {p.country for p in (*(m.place for m in sheet.marks), *sheet.countries)}
    return [*parts, *(words for iso in sorted(isos) if (words := lacking(iso)))]


def _stamp(shown: EvidenceMap, sheet: Sheet, options: SnapshotOptions) -> str:
    """Name the tool, the time, the author, the text and the engine."""
    absent = damaged()
    boxed = any("□" in clean(e.text, "serif") for e in sheet.excerpts)
    parts = (
        f"Dateline {VERSION}",
        f"made {options.made:%Y-%m-%d %H:%M} UTC",
        f"by {options.author}" if options.author else "",
        shown.origin,
        f"engine {shown.engine}",
        "□ stands for a letter that no font at hand can draw" if boxed else "",
        f"fonts missing or altered, DejaVu used: {', '.join(absent)}" if absent else "",
    )
    return " · ".join(part for part in parts if part)
