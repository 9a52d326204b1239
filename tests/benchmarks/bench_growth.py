"""
How the work grows with the text, over every hostile generator.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_growth [NAME...]`, with `--small`
to leave the largest out. Each generator is made at a size, twice it and four times it, then as
large as an article may be, each in a process of its own: the processor seconds of the parse, of
the exports (JSON, CSV, GeoJSON) and of the page's views with their JSON, and the most memory the
process held. The ratios of two doublings are about 2 where the work is linear and 4 where it is
quadratic.
"""

import json
import resource
import subprocess
import sys
import time
from itertools import pairwise

from tests.benchmarks.memory import peak_mib
from tests.hostile import GENERATORS

FIRST = 16_000  # bytes of the smallest text
LARGEST = 1_990_000  # bytes of the largest: just under what one article may have
SIZES = (FIRST, 2 * FIRST, 4 * FIRST, LARGEST)
MOST_SECONDS = 150  # of processor, after which a process is given up
MOST_BYTES = 8 << 30


def through(text):
    """Return the seconds of parse, exports and views, or the sentence of the refusal."""
    from components.views import header, panel
    from components.views import map as map_view
    from components.views.json import to_json
    from geo import (
        Asked,
        GeoError,
        answer,
        default_engine,
        map_evidence,
        measure,
        read_article,
        survey,
        to_result,
    )
    from geo.exports import geojson, table

    engine = default_engine()
    engine.parse(read_article("Homs fell, the army said."))  # opens what is opened once
    marks = [time.process_time()]
    try:
        parse = engine.parse(read_article(text.encode("utf-8", "surrogatepass")))
    except GeoError as refused:
        return {"refused": str(refused), "parse": time.process_time() - marks[0]}
    marks.append(time.process_time())
    sizes = [len(json.dumps(to_result(parse), ensure_ascii=False))]
    sizes += [len(write(map_evidence([parse]))) for write in (table.write, geojson.write)]
    marks.append(time.process_time())
    found = survey([parse])
    whole = answer(found, Asked())
    view = panel.build(found)
    fields = {name: getattr(view, name) for name in view.__slots__}
    sizes.append(len(to_json(fields)))
    drawn = map_view.build(whole)
    map_view.told(measure(found.slim(), Asked(voice="direct")))
    sizes.append(len(to_json({"marks": len(drawn.marks), "listed": len(drawn.listed)})))
    header.build(whole)
    marks.append(time.process_time())
    spent = [later - earlier for earlier, later in pairwise(marks)]
    return {
        **dict(zip(("parse", "exports", "views"), spent, strict=True)),
        "names": len(parse.toponyms),
        "written": sum(sizes),
    }


def child(name, size):
    """Print what one text costs; a process that is given up prints nothing."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    found = through(GENERATORS[name](size))
    print(json.dumps({**found, "peak": peak_mib()}))


def measure(name, size):
    """Return what a text of a generator costs in a process of its own, None when given up."""
    words = [sys.executable, "-m", "tests.benchmarks.bench_growth", "--child", name, str(size)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else None


def seconds(found):
    return sum(found.get(part, 0.0) for part in ("parse", "exports", "views"))


def cell(found):
    return "given up" if found is None else f"{seconds(found):.2f}"


def row(name, sizes):
    """Return a generator's line of the table."""
    runs = []
    for size in sizes:
        runs.append(measure(name, size) if not runs or runs[-1] else None)
    ratios = [
        f"{seconds(later) / seconds(earlier):.1f}"
        if earlier and later and seconds(earlier)
        else "-"
        for earlier, later in pairwise(runs[:3])
    ]
    largest = runs[-1] or {}
    cells = [name, *map(cell, runs), *ratios, f"{largest.get('peak', 0):.0f}"]
    cells += [f"{largest.get('names', 0):,}", f"{largest.get('written', 0) / 1e6:.1f}"]
    refused = " (refused)" if "refused" in largest else ""
    return "| " + " | ".join(cells) + refused + " |"


def main():
    """Print the table."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]))
        return
    asked = [word for word in sys.argv[1:] if word != "--small"]
    sizes = SIZES[:-1] if "--small" in sys.argv else SIZES
    heads = ["generator", *(f"{size // 1000} kB" for size in sizes), "ratio", "ratio", "peak MB"]
    heads += ["names", "written MB"]
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for name in asked or GENERATORS:
        print(row(name, sizes), flush=True)


if __name__ == "__main__":
    main()
