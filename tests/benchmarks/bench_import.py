"""
What a case costs on import: a hundred PDFs added by the command, beside reading and parsing alone.

    python -m tests.benchmarks.bench_import [HOW MANY]

Each PDF is another one, of two pages and invented words. "Alone" is a process that loads the
engine, takes the words out of each and parses them; the command starts by itself too, reads within
walls, keeps the originals, the parses and the layers, and tells of each. Seconds are the
processor's, of all processes; the clock's are beside them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typst

from geo.case import Case, Hand
from geo.engine import default_engine
from geo.intake import finish
from geo.intake.document import Document
from geo.intake.formats import pdf
from geo.intake.kinds import Kind

ENOUGH = 100
TOWNS = (
    "Mosul", "Kirkuk", "Khanaqin", "Baghdad", "Samarra", "Tikrit", "Ramadi", "Basra", "Erbil",
    "Kharkiv", "Lviv", "Odesa", "Bamako", "Gao", "Niamey", "Sydney", "Lima", "Manila", "Oslo",
)  # fmt: skip
PARAGRAPHS = 18


def article(number: int) -> str:
    """Return the markup of an article that is no other's copy."""
    told = [
        f"On day {at} of week {number} engineer Tariq {number * 31 + at} of "
        f"{TOWNS[(number + at) % len(TOWNS)]} counted {number * 7 + at * 13} pumps. "
        f"“We sent {at + number} of them to {TOWNS[(number * 3 + at * 5) % len(TOWNS)]},” said the "
        f"mayor of {TOWNS[(number * 5 + at) % len(TOWNS)]}, who asked for {number + 2 * at} more."
        for at in range(PARAGRAPHS)
    ]
    return "\n\n".join([f"= Pumps of week {number}", *told])


def written(folder: Path, count: int) -> list[Path]:
    """Write so many PDFs."""
    paths = [folder / f"week-{number:03}.pdf" for number in range(count)]
    for number, path in enumerate(paths):
        source = folder / "source.typ"
        source.write_text(article(number), encoding="utf-8")
        path.write_bytes(typst.compile(str(source), format="pdf"))
    return paths


def alone(paths: list[Path]) -> None:
    """Read and parse, and keep nothing."""
    for path in paths:
        data = path.read_bytes()
        (found,) = pdf.read(data, "")
        whole = finish.finished(found, Kind.PDF)
        default_engine().parse(Document(kind=Kind.PDF, data=data, text=whole.text).article())


def in_a_process(paths: list[Path]) -> None:
    """Have another process read and parse them."""
    subprocess.run([sys.executable, "-m", __spec__.name, *map(str, paths)], check=True)


def imported(paths: list[Path], case: Path) -> None:
    """Add them to a case by the command."""
    words = ["case", "add", str(case), *map(str, paths)]
    command = [sys.executable, "-m", "geo.cli", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def spent() -> tuple[float, float]:
    """Return the seconds that this process and its ended children took, and the clock's."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system, time.perf_counter()


def main() -> None:
    """Print what each took, and the ratio."""
    given = sys.argv[1:]
    if given and not given[0].isdigit():
        alone([Path(path) for path in given])
        return
    count = int(given[0]) if given else ENOUGH
    with tempfile.TemporaryDirectory() as name:
        paths = written(Path(name), count)
        case = Path(name) / "one.gpkg"
        Case.new(case, "One", Hand(who="Ann")).close()
        took = {}
        for words, work in (
            ("alone", lambda: in_a_process(paths)),
            ("into a case", lambda: imported(paths, case)),
        ):
            began = spent()
            work()
            took[words] = [after - before for before, after in zip(began, spent(), strict=True)]
    print(f"{count} PDFs of two pages")
    for words, (processor, clock) in took.items():
        print(f"{words:14} {processor:7.2f} s of the processor {clock:7.2f} s by the clock")
    ratios = [b / a for a, b in zip(took["alone"], took["into a case"], strict=True)]
    print(f"ratio          {ratios[0]:7.2f}                    {ratios[1]:7.2f}")


if __name__ == "__main__":
    main()
