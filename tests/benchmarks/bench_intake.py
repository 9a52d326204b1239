"""
What the walls cost: a hundred PDFs read through the process that can reach nobody, and as they are.

    python -m tests.benchmarks.bench_intake [HOW MANY]

Both read the same files and parse what they read; seconds are the processor's, of all processes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from geo.engine import default_engine
from geo.intake import finish, read_documents
from geo.intake.document import Document
from geo.intake.formats import pdf
from geo.intake.kinds import Kind
from geo.intake.reader import Reader

FILES = Path(__file__).parents[1] / "geo" / "intake" / "files"
ENOUGH = 100


def spent() -> float:
    """Return the seconds that this process and its ended children took of the processor."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def within_walls(data: bytes, count: int) -> None:
    """Read and parse as the commands do."""
    with Reader() as reader:
        for _ in range(count):
            (document,) = read_documents(data, reader=reader)
            default_engine().parse(document.article())


def alone(data: bytes, count: int) -> None:
    """Read and parse in this very process."""
    for _ in range(count):
        (found,) = pdf.read(data, "")
        whole = finish.finished(found, Kind.PDF)
        default_engine().parse(Document(kind=Kind.PDF, data=data, text=whole.text).article())


def main() -> None:
    """Print what each took, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENOUGH
    data = (FILES / "columns.pdf").read_bytes()
    alone(data, 1)  # loads everything once
    took = {}
    for work in (alone, within_walls):
        began = spent()
        work(data, count)
        took[work.__name__] = spent() - began
    print(f"{count} PDFs of two pages")
    for name, seconds in took.items():
        print(f"{name:14} {seconds:7.2f} s of the processor")
    print(f"ratio          {took['within_walls'] / took['alone']:7.2f}")


if __name__ == "__main__":
    main()
