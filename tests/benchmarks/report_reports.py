"""
Say how many names of the reports of tests/reports are found and placed right, and list the rest.

Run from the clone: `.venv/bin/python -m tests.benchmarks.report_reports [--write]`; with `--write`
the figures go to docs/reports.md, without the lists. What is wrong in the reports that are held out
is counted and never listed.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from geo import default_engine
from geo.writing import write_text
from tests.reported import HELD, KINDS, judge, read_reports

PAGE = Path(__file__).parents[2] / "docs" / "reports.md"
HEAD = """# Reports of our own

Made by `python -m tests.benchmarks.report_reports --write` with {engine}.

{reports} short reports in the styles of the genre, {names} names of places, written and annotated
before the engine read them ([the rules](../tests/reports/README.md)); {held} of them are held out:
what is wrong in them has mended nothing. Recall: the
span overlaps. Precision: of the engine's names, how many are names of places. Right of placed: the
right country and province, and within 25 km where a point is known; *held*, said to be somewhere
within the right province, counts as placed and right. Abroad: drawn in a country that the words do
not mean. The last table is by kind of place, so that nobody's villages are averaged away.
"""
COLUMNS = (
    "names", "recall", "precision", "placed", "right of placed", "right of all",
    "right", "held", "wrong", "unplaced", "missed", "invented", "abroad",
)  # fmt: skip
LISTED = ("wrong", "missed", "invented", "unplaced")


def figures(judged):
    """One row of a table: shares as numbers, None where there is nothing to share."""
    of = Counter(j.verdict for j in judged)
    names = sum(of.values()) - of["invented"]
    found = names - of["missed"]
    good = of["right"] + of["held"]
    placed = good + of["wrong"]
    return {
        "names": names,
        "recall": share(found, names),
        "precision": share(found, found + of["invented"]),
        "placed": share(placed, names),
        "right of placed": share(good, placed),
        "right of all": share(good, names),
        **{verdict: of[verdict] for verdict in COLUMNS[6:12]},
        "abroad": sum(j.abroad for j in judged),
    }


def share(part, whole):
    return part / whole if whole else None


def table(title, groups):
    """One table of Markdown; `groups` is label to what was judged."""
    yield from (f"| {title} | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|")
    for label, judged in groups.items():
        yield f"| {label} | {' | '.join(cell(v) for v in figures(judged).values())} |"


def cell(value):
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def grouped(judged, key):
    """What was judged by a label, labels sorted; names without one are left out."""
    labels = sorted({key(j) for j in judged} - {None})
    return {label: [j for j in judged if key(j) == label] for label in labels}


def page(judged, engine):
    """The whole page."""
    reports = {j.report.id for j in judged}
    names = sum(j.name is not None for j in judged)
    kinds = {k: [j for j in judged if j.name and j.name.kind == k] for k in KINDS}
    yield HEAD.format(engine=engine, reports=len(reports), names=names, held=len(HELD))
    yield from table("all", {"all": judged, **parts(judged)})
    for title, groups in (
        ("style", grouped(judged, lambda j: j.report.style)),
        ("region of the report", grouped(judged, lambda j: j.report.region)),
        ("kind of place", kinds),
    ):
        yield ""
        yield from table(title, groups)


def parts(judged):
    """What was judged in the reports that are held out, and in the others."""
    return {
        "not held out": [j for j in judged if j.report.id not in HELD],
        "held out": [j for j in judged if j.report.id in HELD],
    }


def mistakes(judged):
    """Each name that is not right, a line each, by verdict; none of what is held out."""
    for verdict in LISTED:
        yield f"\n== {verdict}"
        for j in judged:
            if j.verdict == verdict and j.report.id not in HELD:
                yield line(j)


def line(j):
    """One mistake: where, what, what the engine said, and the words around it."""
    n = j.name
    true = f"{n.kind} {'|'.join(n.provinces)} {'|'.join(n.countries)}" if n else ""
    place = j.answer.place if j.answer else None
    got = f" -> {place.name}, {place.kind}, {', '.join(place.admin)}" if place else ""
    away = " ABROAD" if j.abroad else ""
    return f"{j.report.id}: {j.words} [{true}]{got}{away} | {j.sentence}"


def main():
    """Print the page and the lists; write the page where asked."""
    judged = [j for report in read_reports() for j in judge(report)]
    text = "\n".join(page(judged, default_engine().id)) + "\n"
    if "--write" in sys.argv:
        write_text(PAGE, text)
    sys.stdout.write(text + "\n".join(mistakes(judged)) + "\n")


if __name__ == "__main__":
    main()
