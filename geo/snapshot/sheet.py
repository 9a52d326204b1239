"""The sheet put together: frame, map, words, footer, and the pages that follow in a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import Point, box

from geo.boundaries import project
from geo.settings import VERSION
from geo.snapshot import basemap, columns, furniture, marks
from geo.snapshot.content import Mark, Sheet, compose, plural
from geo.snapshot.fonts import Style, missing
from geo.snapshot.labels import Room
from geo.snapshot.page import Box, Page, Word, height_of, set_lines, words_of
from geo.snapshot.projection import Bounds, body, carry, choose, frame, seen, union
from geo.types import Precision

if TYPE_CHECKING:
    from geo.boundaries import Boundaries
    from geo.snapshot.basemap import Ground
    from geo.snapshot.columns import Block
    from geo.snapshot.marks import Spot
    from geo.snapshot.options import SnapshotOptions
    from geo.types import Parse

_LEFT, _RIGHT = 14.0, 285.0  # mm, the edges of the printed area
_MAP = Box(16.0, 30.0, 164.0, 150.0)
_SIDE = Box(188.0, 29.0, 97.0, 153.0)
_FOOT = 188.0
_LEAST = 90_000.0  # metres the shorter side of a map shows at the least
_WHOLE = 0.3  # a country is shown whole when its marks span this share of it
_SIZES = (9.2, 8.6, 8.0)  # points an excerpt is set in, largest that fits
_PAGES = 40  # of a PDF
_ACCENT = "#8c430a"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages and what is known of them, for the file's metadata and for tests."""

    pages: tuple[Page, ...]
    sheet: Sheet
    ground: Ground
    spots: tuple[Spot, ...]
    left_out: int  # names of marks that found no room on the map
    listed: int  # excerpts on the first page


def build(parse: Parse, boundaries: Boundaries, options: SnapshotOptions) -> Drawn:
    """Draw every page of the snapshot; see `geo.snapshot.draw`."""

    def placed(mark: Mark) -> bool:
        return mark.precision is not Precision.P4 or bool(mark.place.area)

    sheet = compose(parse, options, placed)
    page = Page()
    _masthead(page, sheet)
    ground, spots, left_out, keys = _map(page, sheet, boundaries)
    inks = {s.mark.number: marks.ink(s.mark) for s in spots if s.mark.number}
    rest, listed = _side(page, sheet, keys, inks, pdf=options.format == "pdf")
    _footer(page, parse, sheet, ground, options, left_out)
    more = _following(sheet, rest) if options.format == "pdf" else ()
    return Drawn((page, *more), sheet, ground, tuple(spots), left_out, listed)


def _masthead(page: Page, sheet: Sheet) -> None:
    """Write the title, the subtitle and what the filters leave out."""
    for size in (20.0, 17.0, 14.0, 11.5):
        style = Style(family="serif", size=size, bold=True)
        lines = set_lines(words_of(sheet.title, style), _RIGHT - _LEFT)
        if len(lines) == 1:
            break
    top = 9.5 if len(lines) == 1 else 5.0
    y = page.lines(_LEFT, top, lines[:2], _RIGHT - _LEFT)
    words = words_of(sheet.subtitle, Style(size=8.6, colour="#4c4c4c"))
    y = page.lines(_LEFT, y + 0.3, set_lines(words, _RIGHT - _LEFT)[:2], _RIGHT - _LEFT)
    if sheet.shown:
        shown = words_of(sheet.shown, Style(size=7.6, bold=True, colour=_ACCENT))
        page.lines(_LEFT, y, set_lines(shown, _RIGHT - _LEFT)[:1], _RIGHT - _LEFT)


def extent(sheet: Sheet, boundaries: Boundaries) -> tuple[Bounds, bool]:
    """
    Return the bounds of what must be seen, in degrees, and whether countries are shown whole.
    """
    bounds = [_bounds(mark, boundaries) for mark in sheet.marks]
    isos = dict.fromkeys(m.place.country for m in sheet.marks if m.place.country)
    if not bounds:
        isos = dict.fromkeys(p.country for p in sheet.countries)
    bodies = [body(c.geometry) for iso in isos if (c := boundaries.country(iso))]
    if not bounds:
        return (union(bodies), True) if bodies else ((-170.0, -56.0, 179.0, 75.0), False)
    spread = union(bounds)
    if bodies and _span(spread) >= _WHOLE * _span(union(bodies)):
        return union([spread, *bodies]), True
    return spread, False


def _bounds(mark: Mark, boundaries: Boundaries) -> Bounds:
    """Return the bounds of one mark in degrees."""
    if marks.drawn_as_area(mark) and mark.place.area:
        return body(boundaries.area(mark.place.area).geometry)
    return (mark.place.lon, mark.place.lat, mark.place.lon, mark.place.lat)


def _span(bounds: Bounds) -> float:
    """Return the diagonal of bounds, in degrees."""
    return ((bounds[2] - bounds[0]) ** 2 + (bounds[3] - bounds[1]) ** 2) ** 0.5


def _ground(page: Page, sheet: Sheet, boundaries: Boundaries) -> Ground:
    """Choose the projection and the frame, and open the map."""
    bounds, whole = extent(sheet, boundaries)
    crs = choose(bounds)
    shapes = [carry(box(*_bounds(m, boundaries)).buffer(0.01), bounds, crs) for m in sheet.marks]
    if whole or not shapes:
        isos = dict.fromkeys(m.place.country for m in sheet.marks) or dict.fromkeys(
            p.country for p in sheet.countries
        )
        whole_ = [c.geometry for iso in isos if (c := boundaries.country(iso))]
        shapes += [carry(g, bounds, crs) for g in whole_] or [carry(box(*bounds), bounds, crs)]
    shapes = [s for s in shapes if not s.is_empty] or [project(Point(*bounds[:2]), crs.epsg)]
    fit = frame(shapes, crs, _MAP, _LEAST)
    return basemap.lay(page, fit, seen(fit, bounds))


def _map(
    page: Page, sheet: Sheet, boundaries: Boundaries
) -> tuple[Ground, list[Spot], int, list[columns.Key]]:
    """Draw the map; return its ground, where the marks fell, names left out, and the legend."""
    ground = _ground(page, sheet, boundaries)
    countries = list(boundaries.countries_within(ground.bounds))
    shapes = basemap.land(ground, countries)
    named = {p.country for p in sheet.countries}
    focus = sorted({m.place.country for m in sheet.marks if m.place.country} | named)
    borders = {iso: c.id for iso in focus if (c := boundaries.country(iso))}
    for iso, key in borders.items():
        if key in shapes:
            basemap.divisions(ground, boundaries, iso)
            basemap.country_line(ground, shapes[key], named=iso in named)
    spots = marks.spots(ground, boundaries, sheet.marks)
    marks.areas(ground, spots, any(m.number is None for m in sheet.marks))
    rings = marks.rings(ground, spots)
    dashed = basemap.disputed_lines(ground, boundaries)
    basemap.graticule(page, ground)
    left_out = _write(page, ground, boundaries, spots, (countries, shapes, borders))
    keys = columns.keys(sheet, rings, outlined=bool(named & set(borders)), dashed=bool(dashed))
    return ground, spots, left_out, keys


def _write(page, ground, boundaries, spots, lands) -> int:
    """Set the furniture, the marks and the names of countries where there is room."""
    countries, shapes, borders = lands
    room = Room(ground.frame.box)
    busy = [_busy(ground, s) for s in spots]
    inset = furniture.corner(room, (36.0, 27.0), busy)
    furniture.locator(page, inset, ground, boundaries, frozenset(borders.values()))
    arrow = furniture.corner(room, (9.0, 18.0), busy)
    furniture.north_arrow(page, arrow, furniture.true_north(ground))
    furniture.scale_bar(page, room, busy, furniture.ground_per_mm(ground))
    left_out = marks.number(page, ground, spots, room)
    names = {c.id: c.name for c in countries}
    basemap.country_names(page, ground, shapes, names, room)
    return left_out


def _busy(ground: Ground, spot: Spot) -> Box:
    """Return the box of a mark on the sheet."""
    if spot.shape is None:
        return Box(spot.x - 5, spot.y - 5, 10, 10)
    left, bottom, right, top = spot.shape.bounds
    x, y = ground.frame.mm(left, top)
    right_, bottom_ = ground.frame.mm(right, bottom)
    return Box(x, y, right_ - x, bottom_ - y)


def _side(page, sheet, keys, inks, *, pdf) -> tuple[list[Block], int]:
    """Fill the column beside the map; return the blocks that did not fit, and how many did."""
    width = _SIDE.w
    legend_top = _SIDE.bottom - columns.legend_height(keys)
    head = columns.heading("Legend", width)
    low = [columns.heading("Not on the map", width), *columns.tray(sheet.tray, width)]
    words = [columns.heading("The words", width, 0.0)]
    room = legend_top - head.height - _SIDE.y
    tray_room = min(sum(b.height for b in low), room * 0.4)
    kept = columns.flow(low, tray_room)
    for size in _SIZES:
        pieces = [columns.excerpt(e, inks, width, size) for e in sheet.excerpts]
        blocks = words + (pieces or columns.tray((), width)[:0])
        fits = columns.flow(blocks, room - tray_room)
        if fits == len(blocks):
            break
    notes = _notes(len(blocks) - fits, len(low) - kept, width, pdf=pdf)
    while (
        notes
        and fits > 1
        and sum(b.height for b in blocks[:fits]) + notes[0].height > room - tray_room
    ):
        fits -= 1
        notes = _notes(len(blocks) - fits, len(low) - kept, width, pdf=pdf)
    y = columns.put(page, [*blocks[:fits], *notes], _SIDE)
    y = columns.put(page, low[:kept], Box(_SIDE.x, y, width, 0))
    y = columns.put(page, [head], Box(_SIDE.x, y, width, 0))
    columns.legend(page, keys, Box(_SIDE.x, y + 0.8, width, 0))
    rest = [columns.heading("The words, continued", 86.0, 0.0)] if fits < len(blocks) else []
    if rest:
        rest += [columns.excerpt(e, inks, 86.0, 8.6) for e in sheet.excerpts[fits - 1 :]]
    if kept < len(low):
        rest += [columns.heading("Not on the map, in full", 86.0), *columns.tray(sheet.tray, 86.0)]
    return rest, fits - 1


def _notes(words: int, tray: int, width: float, *, pdf: bool) -> list[Block]:
    """Say how much does not fit and where it is."""
    if words <= 0 and tray <= 0:
        return []
    left = [plural(words, "more excerpt")] if words > 0 else []
    left += [f"{plural(tray, 'more line')} of “Not on the map”"] if tray > 0 else []
    where = "on the pages that follow" if pdf else "in the PDF of this map"
    style = Style(size=7, bold=True, colour=_ACCENT)
    return [
        columns.Block(tuple(set_lines(words_of(f"{' and '.join(left)} {where}.", style), width, 2)))
    ]


def _footer(page, parse, sheet, ground, options, left_out) -> None:
    """Write counts, sources, projection, disclaimer, time, version and hashes."""
    width = _RIGHT - _LEFT
    bold, plain = Style(size=7.2, bold=True), Style(size=5.7, colour="#4c4c4c")
    mono = Style(family="mono", size=5.2, colour="#4c4c4c")
    extra = f" · {plural(left_out, 'name')} left off the map for lack of room" if left_out else ""
    y = page.lines(
        _LEFT, _FOOT - 1, set_lines(words_of(sheet.counts + extra, bold), width)[:1], width
    )
    crs = ground.frame.crs
    north = furniture.true_north(ground)
    lines = [
        f"Projection: {crs.name} (EPSG:{crs.epsg}), datum WGS 84; scale bar and arrow hold at the "
        f"map’s centre, where true north is {abs(north):.1f}° {'right' if north > 0 else 'left'} "
        "of up. Places: GeoNames (CC BY 4.0), Natural Earth (public domain), Dateline supplement.",
        "Boundaries: Natural Earth 4.1, 1:10m, generalised (public domain). Boundaries and names "
        f"shown imply no opinion on the status of any territory; {_disputed(sheet)}.",
    ]
    for text in lines:
        y = page.lines(_LEFT, y + 0.2, set_lines(words_of(text, plain), width)[:2], width)
    absent = missing()
    stamp = " · ".join(
        part
        for part in (
            f"Dateline {VERSION}",
            f"made {options.made:%Y-%m-%d %H:%M} UTC",
            f"by {options.author}" if options.author else "",
            f"text sha256 {parse.article.id[:16]}",
            f"engine {parse.engine}",
            f"fonts missing, DejaVu used: {', '.join(absent)}" if absent else "",
        )
        if part
    )
    page.lines(_LEFT, y + 0.3, set_lines(words_of(stamp, mono), width)[:2], width)


def _disputed(sheet: Sheet) -> str:
    """Name what is disputed in the countries shown."""
    if any(m.place.country == "IQ" for m in sheet.marks):
        return (
            "Kirkuk, Khanaqin, Tuz Khurmatu, Makhmur and others are disputed, province lines differ "
            "by source, and Halabja (a governorate since 2025) is not in this one"
        )
    return "lines of provinces differ by source"


def _following(sheet: Sheet, rest: list[Block]) -> tuple[Page, ...]:
    """Set what is left, and the marks as a table, on further pages of three columns."""
    width, gap, top, bottom = 86.0, 6.5, 24.0, 196.0
    blocks = [*rest, *_table(sheet, width)]
    pages: list[Page] = []
    while blocks and len(pages) < _PAGES:
        page = Page()
        pages.append(page)
        style = Style(family="serif", size=11, bold=True)
        page.lines(_LEFT, 9.0, set_lines(words_of(sheet.title, style), _RIGHT - _LEFT)[:1], _RIGHT)
        for column in range(3):
            take = max(columns.flow(blocks, bottom - top), 1 if blocks else 0)
            columns.put(page, blocks[:take], Box(_LEFT + column * (width + gap), top, width, 0))
            blocks = blocks[take:]
    total = len(pages) + 1
    for index, page in enumerate(pages, start=2):
        page.text(
            _RIGHT, 203, f"page {index} of {total}", Style(size=6, colour="#5d5d5d"), ha="right"
        )
    if blocks:
        words = f"{plural(len(blocks), 'more block')} left out: {_PAGES} pages are the most."
        pages[-1].text(_LEFT, 203, words, Style(size=7, bold=True, colour=_ACCENT))
    return tuple(pages)


def _table(sheet: Sheet, width: float) -> list[Block]:
    """Return the same content as a table: one block for each mark."""
    bold, plain = Style(size=7.2, bold=True), Style(size=6.4, colour="#333333")
    blocks = [columns.heading("The marks, as a table", width)]
    for mark in sheet.marks:
        place = mark.place
        number = f"{mark.number}  " if mark.number else "–  "
        rows = [
            *set_lines(words_of(f"{number}{mark.name}", bold), width, 1.6),
            *set_lines(
                words_of(
                    f"{place.name}, {', '.join(reversed(place.admin))} · {place.kind}, {mark.precision} · "
                    f"lon {place.lon:.4f}, lat {place.lat:.4f} · {place.id} · "
                    f"{plural(mark.names, 'mention')} in {plural(mark.excerpts, 'excerpt')}",
                    plain,
                ),
                width,
            ),
        ]
        blocks.append(columns.Block(tuple(rows)))
    return blocks


__all__ = ["Drawn", "Word", "build", "extent", "height_of"]
