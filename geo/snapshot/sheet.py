"""The sheet put together: frame, map, words, footer, and the pages that follow in a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.boundaries import Boundaries, lacking, partial
from geo.settings import VERSION
from geo.snapshot import columns, legend
from geo.snapshot.chart import Chart, draw_chart
from geo.snapshot.columns import Block
from geo.snapshot.content import Sheet, compose, plural
from geo.snapshot.fonts import Style, clean, damaged
from geo.snapshot.page import Box, Page, set_lines, words_of
from geo.snapshot.side import Fitted, draw_side
from geo.snapshot.spots import ink
from geo.types import Precision

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap, Mark
    from geo.snapshot.legend import Key
    from geo.snapshot.options import SnapshotOptions

_LEFT, _RIGHT = 14.0, 285.0  # mm, the edges of the printed area
_WIDTH = _RIGHT - _LEFT
_MAP = Box(16.0, 30.0, 164.0, 150.0)
_SIDE = Box(188.0, 29.0, 97.0, 153.0)
_FOOT = 187.0
_COLUMN, _GUTTER, _TOP, _BOTTOM = 86.0, 6.5, 24.0, 196.0  # mm, of the pages that follow
_PAGES = 40  # that follow, at the most
_ACCENT, _GREY = "#8c430a", "#4c4c4c"
_FOOT_LINES = 3  # of one paragraph of the footer, at the most
_CLAIMS = 4  # lines not agreed whose parties are spelt out, at the most
_CLOSE = 1_500.0  # metres in a millimetre, under which 1:10m boundaries look coarse
_HEADLINE = 240  # code points of a title set on paper
_TITLES = (20.0, 17.0, 14.0, 11.5)  # points; the largest that sets the title on one line


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages and what is known of them, for the file's metadata and for tests."""

    pages: tuple[Page, ...]
    sheet: Sheet
    chart: Chart
    fitted: Fitted


def build(shown: EvidenceMap, boundaries: Boundaries, options: SnapshotOptions) -> Drawn:
    """Draw every page of the snapshot; see `geo.snapshot.draw`."""
    sheet = compose(shown, options)
    page, more = Page(), options.format == "pdf"
    _masthead(page, sheet)
    chart = draw_chart(page, _MAP, sheet, boundaries)
    inks = {m.number: ink(m) for m in sheet.marks}
    keys = _keys(chart)
    fitted = draw_side(page, _SIDE, sheet, keys, inks=inks, more=more)
    _footer(page, shown, sheet, chart, options)
    pages = _following(sheet, fitted, inks) if more else ()
    return Drawn((page, *pages), sheet, chart, fitted)


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
) -> None:
    """Write counts, sources, projection, disclaimer, time, version and hashes."""
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
        f"text sha256 {' '.join(shown.articles)}",
        f"engine {shown.engine}",
        "□ stands for a letter that no font at hand can draw" if boxed else "",
        f"fonts missing or altered, DejaVu used: {', '.join(absent)}" if absent else "",
    )
    return " · ".join(part for part in parts if part)


def _following(sheet: Sheet, fitted: Fitted, inks: dict[int, str]) -> tuple[Page, ...]:
    """Set what is left, and the marks as a table, on further pages of three columns."""
    blocks = [*_rest(sheet, fitted, inks), *_table(sheet)]
    pages: list[Page] = []
    while blocks and len(pages) < _PAGES:
        page = Page()
        pages.append(page)
        title = Style(family="serif", size=11, bold=True)
        lines = columns.most(set_lines(words_of(_headline(sheet), title), _WIDTH), 1)
        page.lines(_LEFT, 9.0, lines, _WIDTH)
        for column in range(3):
            take = max(columns.flow(blocks, _BOTTOM - _TOP), min(len(blocks), 1))
            x = _LEFT + column * (_COLUMN + _GUTTER)
            columns.put(page, blocks[:take], Box(x, _TOP, _COLUMN, 0))
            blocks = blocks[take:]
    small = Style(size=6, colour=_GREY)
    for index, page in enumerate(pages, start=2):
        page.text(_RIGHT, 203, f"page {index} of {len(pages) + 1}", small, ha="right")
    if blocks:
        words = f"{plural(len(blocks), 'more entry', 'more entries')} left out: the PDF is full."
        pages[-1].text(_LEFT, 203, words, Style(size=7, bold=True, colour=_ACCENT))
    return tuple(pages)


def _rest(sheet: Sheet, fitted: Fitted, inks: dict[int, str]) -> list[Block]:
    """Return the excerpts and the tray that the first page could not hold."""
    rest: list[Block] = []
    left = sheet.excerpts[fitted.excerpts :]
    if left:
        rest.append(columns.heading("The words, continued", _COLUMN, 0.0))
        rest += [columns.excerpt(e, inks, _COLUMN, 8.6) for e in left]
    if fitted.lines < len(sheet.tray) or any(t.names != t.every for t in sheet.tray):
        rest.append(columns.heading("Not on the map, in full", _COLUMN))
        for block in columns.tray(sheet.tray, _COLUMN, full=True):
            rest += [Block((line,)) for line in block.lines]
    return rest


def _table(sheet: Sheet) -> list[Block]:
    """Return the same content as a table: one entry for each mark."""
    bold, plain = Style(size=7.2, bold=True), Style(size=6.4, colour="#333333")
    blocks = [columns.heading("The marks, as a table", _COLUMN)]
    for mark in sheet.marks:
        place = mark.place
        at = "at" if mark.precision is Precision.P1 else "about"
        held = "".join(f", {name}" for name in reversed(place.admin))
        row = (
            f"{place.name}{held} · {place.kind}, {mark.precision} · {at} lon {mark.lon:.4f}, "
            f"lat {mark.lat:.4f} · {place.id} · {plural(mark.named, 'mention')}"
            f"{_kept(mark)}"
        )
        head = f"{mark.number}. {mark.name}"
        lines = set_lines(words_of(head, bold), _COLUMN, 1.6)
        blocks.append(Block((*lines, *set_lines(words_of(row, plain), _COLUMN))))
    return blocks


def _kept(mark: Mark) -> str:
    """Say in how many excerpts a mark is named, and what of it the filter hides."""
    hidden = f", {mark.left_out:,} left out by the filter" if mark.left_out else ""
    return f" in {plural(mark.excerpts, 'excerpt')}{hidden}" if mark.shown else hidden
