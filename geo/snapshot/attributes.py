"""
What an outside program may read in the SVG: `data-*` attributes, version 1.

matplotlib writes ids and no other attributes, so they are added to its text, in
a fixed order: the same sheet gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from geo.snapshot.fonts import clean, is_rtl
from geo.snapshot.page import MM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.mapped import EvidenceMap, Mark
    from geo.snapshot.chart import Chart
    from geo.snapshot.layout import Label
    from geo.snapshot.page import Box
    from geo.snapshot.sheet import Drawn

VERSION = 1
_POINTS = 72.0  # SVG user units in an inch, as matplotlib writes them
_GROUP = re.compile(r'<g id="(mark|disc|leader|label|halo|index)-(\d+)">')
_OUTLINE = re.compile(r'<g id="outline-([A-Z]{2})">')
_LINE = re.compile(r'</g>\s*<g id="label-\d+:\d+">')  # between two lines of one name
Values = dict[str, str | float | int | bool | None]


def root(shown: EvidenceMap, chart: Chart) -> str:
    """Return the attributes of the root element, each after a blank."""
    counts, frame = shown.counts, chart.ground.frame
    scale = frame.scale * MM / _POINTS  # metres of the projection in one user unit
    affine = (
        scale, 0.0, 0.0, -scale, frame.left - frame.box.x * frame.scale,
        frame.top + frame.box.y * frame.scale,
    )  # fmt: skip
    return _written({
        "dateline": VERSION,
        "engine": shown.engine,
        "articles": " ".join(shown.articles),
        "asked": shown.asked.to_json(),
        "crs": str(frame.crs.code),
        "affine": " ".join(repr(value) for value in affine),
        "extent": " ".join(f"{side:.6f}" for side in chart.ground.bounds),
        "names": counts.names,
        "on-map": counts.on_map,
        "hidden": counts.hidden,
        "listed": counts.listed,
        "marks": counts.marks,
        "excerpts": counts.excerpts,
        "sources": counts.sources,
        "case-head": None if shown.stamp is None else shown.stamp.head,
        "case-entry": None if shown.stamp is None else shown.stamp.entry,
    })  # fmt: skip


def describe(svg: str, shown: EvidenceMap, drawn: Drawn) -> str:
    """
    Add the attributes of every mark, and what has no picture of its own, to an SVG.

    Parameters
    ----------
    svg : str
        As matplotlib wrote it, its groups named `mark-N`, `disc-N`, `label-N` and so on.
    shown : EvidenceMap
        What the sheet shows.
    drawn : Drawn
        The sheet.

    Returns
    -------
    str
        The SVG; each mark has a group `mark-N` and a point `at-N`, whatever was drawn of it.
    """
    marks = {mark.number: mark for mark in shown.marks}
    made = {spot.mark.number: spot.drawn for spot in drawn.chart.spots}
    seen: set[int] = set()

    def add(found: re.Match[str]) -> str:
        part, number = found[1], int(found[2])
        if part == "mark":
            seen.add(number)
        if part == "halo":
            return '<g aria-hidden="true">'
        values = _of_part(part, marks[number], made[number], drawn.chart.layout.labels.get(number))
        return f'<g id="{part}-{number}"{_written(values)}>'

    svg = _GROUP.sub(add, _LINE.sub("", svg))
    svg = _OUTLINE.sub(r'<g id="outline-\1" data-country="\1">', svg)
    unseen = [mark for mark in shown.marks if mark.number not in seen]
    more = [f'<g id="mark-{m.number}"{_written(_of_mark(m, made[m.number]))}/>' for m in unseen]
    more += _points(drawn.chart)
    more += _tray(shown)
    more += _excerpts(drawn, shown)
    more.append(f'<g id="bar"{_written({"km": drawn.chart.bar / 1000})}/>')
    more.append(f'<g id="north"{_written({"degrees": round(drawn.chart.north, 4)})}/>')
    end = svg.rindex("</svg>")
    return svg[:end] + "".join(f" {line}\n" for line in more) + svg[end:]


def _of_part(part: str, mark: Mark, drawn: str, label: Label | None) -> Values:
    if part == "mark":
        return _of_mark(mark, drawn)
    if part != "label" or label is None:
        return {"mark": mark.key}
    return {
        "mark": mark.key,
        "text": clean(mark.name),
        "cut": clean(label.words) != clean(mark.name),
        "dir": "rtl" if is_rtl(mark.name) else "ltr",
        "box": _box(label.box),
    }


def _of_mark(mark: Mark, drawn: str) -> Values:
    return {
        **mark.attributes,
        "name": clean(mark.name),
        "drawn": drawn,
        "names": mark.names,
        "excerpts": mark.excerpts,
        "held": mark.held,
        "shown": mark.shown,
    }


def _points(chart: Chart) -> Iterator[str]:
    """Yield a point of no size where the degrees of each mark fall."""
    for spot in chart.spots:
        mark = spot.mark
        x, y = (value / MM * _POINTS for value in chart.ground.frame.place(mark.lon, mark.lat))
        values = _written({"lon": mark.lon, "lat": mark.lat})
        yield f'<circle id="at-{mark.number}" r="0" cx="{x:.6f}" cy="{y:.6f}"{values}/>'


def _tray(shown: EvidenceMap) -> Iterator[str]:
    for number, row in enumerate(shown.tray, start=1):
        values: Values = {"reason": row.reason, "words": clean(row.words), "times": row.times}
        name = f"<g{_written({'name': clean(row.name)})}/>"
        yield f'<g id="tray-{number}"{_written(values)}>{name}</g>'


def _excerpts(drawn: Drawn, shown: EvidenceMap) -> Iterator[str]:
    """Yield a group for each excerpt kept; whole where the first page has all of it."""
    whole = drawn.fitted.whole
    for number, excerpt in enumerate(shown.excerpts, start=1):
        speaker = excerpt.speaker
        values = _written({
            "excerpt": excerpt.key,
            "marks": " ".join(excerpt.marks) or None,
            "voice": excerpt.voice,
            "speaker": None if speaker is None else clean(speaker.name),
            "whole": excerpt.key in whole,
        })  # fmt: skip
        yield f'<g id="excerpt-{number}"{values}/>'


def _box(box: Box) -> str:
    return " ".join(f"{value / MM * _POINTS:.3f}" for value in (box.x, box.y, box.w, box.h))


def _written(values: Mapping[str, str | float | bool | None]) -> str:
    """Write values as attributes, each after a blank: absent is left out, yes is 1 and no is 0."""
    said = {name: int(v) if isinstance(v, bool) else v for name, v in values.items()}
    return "".join(
        f" data-{name}={quoteattr(str(value))}" for name, value in said.items() if value is not None
    )
