"""
The stored parses that answers are pinned on; `python -m tests.storing NAME` makes one anew.

They are kept so that a better engine changes none of the pinned answers: these say what a map, a
sheet and a file make of a parse, not what the engine finds. Make one anew only to store a new
article or a new version of the records, and read its answers again.
"""

import json
import sys
from functools import cache
from pathlib import Path

from geo.records import from_plain, to_plain

FOLDER = Path(__file__).parent / "pins"
NAMES = ("sample", "rings", "arabic", "ukrainian", "sixty", "countries", "dateline", "none",
         "voices")  # fmt: skip


@cache
def stored(name):
    """The stored parse of an article."""
    return from_plain(json.loads((FOLDER / f"{name}.json").read_bytes()))


def store(name):
    """Parse an article with the engine of today and keep the parse."""
    from geo import default_engine, read_article, settings

    path = FOLDER / "articles" / f"{name}.txt"
    if name == "sample":
        path = settings.data_folder() / "articles" / "inherent-resolve.txt"
    plain = to_plain(default_engine().parse(read_article(path.read_bytes(), name=path.name)))
    words = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(words.replace('},{"', '},\n{"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    for chosen in sys.argv[1:]:
        store(chosen)
