"""
What a case costs: one decision beside a bare durable insert, one on a place that many articles
name, opening beside reading its evidence.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_case [decisions [articles]]`.

A decision and an insert of one row of the log's size are made in turn, on two files of one folder,
in the same journal mode with the same synchronisation and a checkpoint after each. The large case
has 50 excerpts an article and a town that each of them names; it is opened and listed, and its
evidence read with sqlite3, in turn.
"""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from geo.case import Case, Terms, decide_name, decide_place, redo, undo
from geo.decisions import Answer, What
from tests.geo.case.keeping import Reads, added, hand, made
from tests.making import KHANAQIN, MOSUL, TIKRIT, Read, town

DECISIONS, ARTICLES, EXCERPTS, ROUNDS = 200, 1_000, 50, 7
TOWNS = {  # as many as an article of fifty excerpts names, and a thousand for all of them
    f"Town{n}": Read(town(n, f"Town{n}", 40 + n % 100 / 10, 30 + n // 100), rivals=(MOSUL, TIKRIT))
    for n in range(1_000)
}
ENGINE = Reads({**TOWNS, "Mosul": Read(MOSUL)})


def text(number, excerpts=EXCERPTS, places=20):
    """Return an article of so many sentences, each with a name of one of some places."""
    return " ".join(
        f"Shells fell on Town{(7 * number + n % places) % 1_000} on day {n} of year {number}."
        for n in range(excerpts)
    )


def timed(work):
    """Return the milliseconds that work takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def bare(path):
    """Return what inserts one row durably, in WAL with full synchronisation and a checkpoint."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE log (entry INTEGER PRIMARY KEY, words TEXT)")

    def insert():
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO log (words) VALUES (?)", ("x" * 900,))
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    return insert


def decisions(folder, count, excerpts, places):
    """Print one decision on an article of so many excerpts beside one bare insert."""
    path = made(folder, name=f"{excerpts}-{places}.gpkg")
    with Case.open(path, write=True) as case:
        article = added(case, text(1, excerpts, places), ENGINE)
        compare(case, article, count, f"an article of {excerpts} excerpts of {places} places")


def compare(case, article, count, what):
    """Print one decision on an article beside one bare insert on a file of the same folder."""
    insert = bare(case.path.with_suffix(".db"))
    spans = [name.span for name in case.parse(article).toponyms]
    terms = Terms(hand=hand())
    answers = [Answer(what=What.PLACE, place=place) for place in (KHANAQIN, TIKRIT)]

    def decide(number):
        span, answer = spans[number % len(spans)], answers[number // len(spans) % 2]
        decide_name(case, article, span, answer, terms)

    busy = time.process_time()
    for number in range(count):
        decide(number)
    busy = 1000 * (time.process_time() - busy) / count
    pairs = [(timed(lambda n=n: decide(n)), timed(insert)) for n in range(count, 2 * count)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"a decision on {what}: {ours:.1f} ms ({busy:.1f} of the processor), "
        f"a bare durable insert {theirs:.1f} ms, ratio {ours / theirs:.2f}"
    )


def large(folder, articles):
    """Return the path of a case of so many articles, all of which name Mosul."""
    path = made(folder, name="large.gpkg")
    with Case.open(path, write=True) as case:
        case.connection.execute("PRAGMA synchronous = OFF")
        for number in range(articles):
            added(case, f"{text(number, EXCERPTS - 1)} Mosul was quiet.", ENGINE)
    return path


def opening(path, articles):
    """Print opening and listing a large case beside reading its evidence with sqlite3."""

    def read():
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("SELECT * FROM evidence").fetchall()

    def look():
        with Case.open(path) as case:
            case.articles()
            case.connection.execute("SELECT * FROM places").fetchall()
            assert case.head.entry == articles + 1

    pairs = [(timed(look), timed(read)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"opening a case of {articles:,} articles and {articles * EXCERPTS:,} excerpts: "
        f"{ours:.0f} ms, reading its evidence {theirs:.0f} ms, ratio {ours / theirs:.2f}"
    )


def everywhere(path, articles):
    """Print what it costs to say something of a place that every article of a case names."""
    terms = Terms(hand=hand())
    said = {
        "renamed": Answer(what=What.RENAME, called="Al-Mawsil"),
        "merged": Answer(what=What.MERGE, place=TIKRIT),
        "hidden": Answer(what=What.HIDE),
    }
    with Case.open(path, write=True) as case:
        for done, answer in said.items():
            steps = (
                lambda a=answer: decide_place(case, MOSUL.id, a, terms),
                lambda: undo(case, None, hand()),
                lambda: redo(case, hand()),
            )
            took = [timed(step) / 1000 for step in steps]
            undo(case, None, hand())
            print(
                f"a place that {articles:,} articles name is {done}: {took[0]:.1f} s, "
                f"taken back {took[1]:.1f} s, brought back {took[2]:.1f} s"
            )


def main():
    """Print the ratios."""
    given = [int(words) for words in sys.argv[1:]]
    count, articles = (*given, *(DECISIONS, ARTICLES)[len(given) :])
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        for excerpts, places in ((5, 3), (20, 8), (EXCERPTS, 20), (EXCERPTS, 4)):
            decisions(folder, count, excerpts, places)
        path = large(folder, articles)
        opening(path, articles)
        with Case.open(path, write=True) as case:
            compare(case, case.ids()[-1], count, f"one article of {articles:,}")
        everywhere(path, articles)


if __name__ == "__main__":
    main()
