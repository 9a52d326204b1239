"""A report as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.evaluation.scores import LIMIT_KM, Counts, figures, interval
from geo.evaluation.usable import GROUPS, answers_of, cut, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.evaluation.run import Report

_WITH_INTERVAL = ("overlap_f1", "acc161", "e2e_f1")


def render(report: Report, *, errors: int = 0, runs: int = 1000) -> str:
    """
    Write a report.

    Parameters
    ----------
    report : Report
        What `evaluate` returned.
    errors : int, optional
        How many mistakes of each sort to list, the worst first.
    runs : int, optional
        Bootstrap draws for the intervals.

    Returns
    -------
    str
        Lines of text.
    """
    lines = [*_figures(report, runs), *_calibration(report), *_usable(report)]
    lines += _mistakes(report, errors)
    return "\n".join(lines) + "\n"


def _figures(report: Report, runs: int) -> Iterator[str]:
    every, small = (figures(sum(d, Counts())) for d in (report.documents, report.small))
    count = len(report.documents)
    yield f"{count} documents, {sum(d.gold for d in report.documents)} names"
    yield f"{'':<14}{'all':>8}  {'95 % interval':<16}{'no large areas':>16}"
    for key, value in every.items():
        spread = ""
        if key in _WITH_INTERVAL and count:
            low, high = interval(report.documents, key, runs)
            spread = f"{low:.3f} .. {high:.3f}"
        yield f"{key:<14}{value:8.3f}  {spread:<16}{small[key]:16.3f}"
    yield f"country right {report.country_right:8.3f}"
    classes = ", ".join(f"{name} {n}" for name, n in sorted(report.precision.items()))
    yield f"precision     {classes}"
    rate = count / report.seconds if report.seconds else 0.0
    yield f"throughput    {rate:8.1f} documents/s"


def _calibration(report: Report) -> Iterator[str]:
    yield f"calibration   expected error {report.error:.3f}; by score: mean, share right, names"
    for score, right, names in report.reliability:
        yield f"              {score:6.2f} {right:6.2f} {names:6d}"


def _usable(report: Report) -> Iterator[str]:
    answers = answers_of(pair for _, pair in report.pairs)
    yield "cut-off       answers kept, right of those, wrong ones left out"
    for row in cut(answers):
        yield f"{row.least:7.2f} {row.kept:13.2f} {row.right:6.2f} {row.wrong_left_out:6.2f}"
    for what, key in GROUPS.items():
        yield f"by {what}: answers, mean score, share right"
        for group in grouped(answers, key):
            yield f"  {group.name:<20}{group.answers:6d} {group.score:6.2f} {group.right:6.2f}"


def _mistakes(report: Report, errors: int) -> Iterator[str]:
    if not errors:
        return
    wrong = [(i, p) for i, p in report.pairs if p.guess is not None and p.km > LIMIT_KM]
    yield f"put in the wrong place: {len(wrong)}"
    for name, pair in sorted(wrong, key=lambda w: -w[1].km)[:errors]:
        note = pair.guess.note if pair.guess else ""
        yield f"  {name} {pair.gold.name!r} {pair.km:,.0f} km: {note}"
    missed = [(i, p.gold) for i, p in report.pairs if p.guess is None]
    yield f"missed: {len(missed)}"
    yield from (f"  {name} {gold.name!r}" for name, gold in missed[:errors])
    yield f"found where the corpus has none: {len(report.strangers)}"
    yield from (f"  {name} {guess.note}" for name, guess in report.strangers[:errors])
