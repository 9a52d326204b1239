"""What page, sheet, table, map file and JSON say of an evidence map, read from each by itself."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from components.views import map as map_view
from components.views import panel
from geo import SnapshotOptions, answer, draw_map, to_csv, to_geojson
from geo.exports import contract

MADE = SnapshotOptions(made=datetime(2026, 1, 2, tzinfo=UTC), format="svg")
COUNTED = ("names", "on_map", "hidden", "listed", "marks", "excerpts")
NO_PLACE = "not-a-place"  # no row of the table: it has one for each name of a place or a people
_APART = {"people", NO_PLACE}


@dataclass(frozen=True)
class Told:
    """The multisets and counts that one printer gives."""

    marks: Counter  # (key, class, km, names, excerpts, held, shown)
    excerpts: Counter  # keys
    tray: Counter  # (reason, times)
    counts: dict

    def without_what_is_no_place(self):
        """The same, as far as a printer of names of places can say it."""
        rows = {row: n for row, n in self.tray.items() if row[0] != NO_PLACE}
        return Told(self.marks, self.excerpts, Counter(rows), self.counts)


def of_json(shown):
    made = json.loads(contract.write(shown))
    found = made["map"]
    names = ("mark", "class", "km", "names", "excerpts", "held", "shown")
    return Told(
        Counter(tuple(mark[name] for name in names) for mark in found["marks"]),
        Counter({t["excerpt"] for t in made["toponyms"]} - {None}),
        Counter((row["reason"], row["times"]) for row in found["tray"]),
        {name: found["counts"][name] for name in COUNTED},
    )


def of_table(shown):
    rows = list(csv.DictReader(io.StringIO(to_csv(shown), newline="")))
    yes = {"true": True, "false": False, "": None}
    return _of_rows([{**row, "on_map": yes[row["on_map"]]} for row in rows])


def of_map_file(shown):
    return _of_rows([f["properties"] for f in json.loads(to_geojson(shown))["features"]])


def _of_rows(rows):
    marks = {}
    for row in rows:
        if row["mark"]:
            marks.setdefault(row["mark"], []).append(row)
    excerpts = {row["excerpt_id"] for row in rows} - {None, ""}
    tray = Counter(
        (" ".join(row["exact"].split())[:60], row["why_not"])
        for row in rows
        if row["why_not"] not in {None, "", "left-out"}
    )
    places = [row for row in rows if row["why_not"] not in _APART]
    on_map = sum(row["on_map"] for row in places)
    hidden = sum(row["why_not"] == "left-out" for row in places)
    return Told(
        Counter(_mark_of(key, held) for key, held in marks.items()),
        Counter(excerpts),
        Counter((reason, times) for (_, reason), times in tray.items()),
        {
            "names": len(places),
            "on_map": on_map,
            "hidden": hidden,
            "listed": len(places) - on_map - hidden,
            "marks": len(marks),
            "excerpts": len(excerpts),
        },
    )


def _mark_of(key, rows):
    kept = [row for row in rows if row["on_map"]]
    (first, *others) = [(row["precision"], float(row["km"]), int(row["held"])) for row in rows]
    assert all(other == first for other in others), f"{key} is told in more than one way"
    precision, km, held = first
    excerpts = {row["excerpt_id"] for row in kept}
    return (key, precision, km, len(kept), len(excerpts), held, bool(kept))


def of_sheet(shown, boundaries):
    root = ET.fromstring(draw_map(shown, boundaries=boundaries, options=MADE))  # noqa: S314 - ours
    found = [{"id": node.get("id", ""), **_data(node)} for node in root.iter()]
    marks = [row for row in found if re.fullmatch(r"mark-\d+", row["id"])]
    head = _data(root)
    return Told(
        Counter(_of_attributes(mark) for mark in marks),
        Counter(row["excerpt"] for row in found if row["id"].startswith("excerpt-")),
        Counter(
            (row["reason"], int(row["times"])) for row in found if row["id"].startswith("tray-")
        ),
        {name: int(head[name.replace("_", "-")]) for name in COUNTED},
    )


def _data(node):
    return {k.removeprefix("data-"): v for k, v in node.attrib.items() if k.startswith("data-")}


def _of_attributes(mark):
    numbers = (int(mark[name]) for name in ("names", "excerpts", "held"))
    return (mark["mark"], mark["class"], float(mark["km"]), *numbers, mark["shown"] == "1")


def of_page(found, asked):
    """The page's records: what it draws, what is written on it for what is asked, its cards."""
    whole, shown = map_view.build(answer(found, type(asked)())), answer(found, asked)
    told = map_view.told(shown)
    rows = {number: figures for number, *figures in told["marks"]}
    assert rows.keys() <= {mark.data["number"] for mark in whole.marks}
    words = panel.build(found)
    tray = (*words.unplaced, *words.peoples, *words.others)
    return Told(
        Counter(
            (mark.id, mark.data["class"], float(mark.data["km"]), *figures, figures[0] > 0)
            for mark in whole.marks
            for figures in [rows.get(mark.data["number"], [0, 0, 0])]
        ),
        Counter(card["id"] for card in words.excerpts if _stays(card, asked)),
        Counter((row["code"], row["times"]) for row in tray),
        {name: told["root"][name.replace("_", "-")] for name in COUNTED},
    )


def _stays(card, asked):
    """Whether the browser leaves a card by its facets."""
    return (
        asked.voice in {None, card["voice"]}
        and asked.speaker in {None, card["speaker"]}
        and (asked.place is None or asked.place in card["facets"])
    )
