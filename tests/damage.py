"""Damaged copies of the shipped data, and every door of the program opened on them.

Every door, file and kind of damage, one at a time: `python -m tests.benchmarks.report_damage`.
"""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from geo import cli, precision, settings
from geo.articles import navigation
from geo.boundaries import areas
from geo.engine import _open as open_engine
from geo.gazetteer import affixes
from geo.gazetteer.index import _open as open_gazetteer

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PNG = (ROOT / "docs" / "dashboard.png").read_bytes()[:5000]
GAZETTEER = tuple(
    f"gazetteer/{name}"
    for name in ("meta.json", "areas.json", "names.marisa", "alike.marisa", "places.arrow")
)
LEXICON = tuple(
    sorted(f"{room}/{p.name}" for room in ("lexicon", "weights") for p in (DATA / room).iterdir())
)
MODELS = tuple(f"models/{n}" for n in ("recogniser.json", "recogniser.onnx", "vocabulary.txt"))
BOUNDARIES = tuple(f"boundaries/{n}.parquet" for n in ("countries", "divisions", "disputed"))
FONTS = tuple(sorted(f"fonts/{path.name}" for path in (DATA / "fonts").glob("*.ttf")))
# the one table of precision
SCALE = ("scale.csv",)
MANIFEST = ("manifest.json",)
EVERY = tuple(sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()))


def _bit(content: bytes) -> bytes:
    """Turn over the lowest bit of the byte in the middle."""
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


KINDS = {
    "missing": None,
    "empty": lambda _: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "one bit": _bit,
    "foreign": lambda _: PNG,
}

DOORS = {  # words of the command; the data files that it reads
    "parse": (("parse", "ARTICLE"), GAZETTEER + LEXICON + MODELS + SCALE + MANIFEST),
    "evaluate": (
        ("evaluate", "CORPUS"),
        GAZETTEER + LEXICON + MODELS + BOUNDARIES + SCALE + MANIFEST,
    ),
    "lookup": (("gazetteer", "lookup", "Kirkuk"), GAZETTEER + MANIFEST),
    "map": (
        ("map", "ARTICLE", "--out", "OUT"),
        GAZETTEER + LEXICON + MODELS + BOUNDARIES + FONTS + SCALE + MANIFEST,
    ),
    "check": (("check",), EVERY),
}
CAN_DO_WITHOUT = MODELS + FONTS  # the answer is another one then, and says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a door gave."""

    status: int
    out: bytes
    err: str

    @property
    def sentences(self) -> list[str]:
        """The lines of standard error, but for the bar of a check."""
        return [line for line in self.err.splitlines() if line.startswith("dateline: ")]


class Copy:
    """The shipped data as links in a folder of their own, so that any can be damaged alone."""

    def __init__(self, root: Path) -> None:
        self.root, self.data = root, root / "data"
        for name in EVERY:
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).symlink_to(DATA / name)
        (root / "static").symlink_to(ROOT / "static")
        self.article = root / "article.txt"
        self.article.write_text("Troops left Khanaqin for Baghdad, an officer said.\n")
        self.corpus = root / "corpus.jsonl"
        self.corpus.write_text(
            '{"id": "a", "text": "Shells hit Homs.", "toponyms":'
            ' [{"start": 11, "end": 15, "name": "Homs", "lat": 34.7, "lon": 36.7}]}\n'
        )

    @contextlib.contextmanager
    def damaged(self, kind, *names):
        """Damage files for a while."""
        for name in names:
            path, content = self.data / name, (DATA / name).read_bytes()
            path.unlink()
            if KINDS[kind] is not None:
                path.write_bytes(KINDS[kind](content))
        self.forget()
        try:
            yield
        finally:
            for name in names:
                (self.data / name).unlink(missing_ok=True)
                (self.data / name).symlink_to(DATA / name)
            self.forget()

    @contextlib.contextmanager
    def shipped(self):
        """Make this copy the shipped data of this process for a while."""
        self.forget()
        with mock.patch.object(settings, "_HERE", self.root / "geo"):
            yield
        self.forget()

    @staticmethod
    def forget():
        """Let everything be opened anew."""
        caches = [open_engine, open_gazetteer, areas._open, precision._read]
        caches += [navigation._whole, affixes._admitted]
        if fonts := sys.modules.get("geo.snapshot.fonts"):
            caches += [fonts.damaged, fonts.chains, fonts.properties, fonts._covered]
        for cache in caches:
            cache.cache_clear()

    def ask(self, door) -> Answer:
        """Run the command as this process."""
        given = {"ARTICLE": self.article, "CORPUS": self.corpus, "OUT": self.root / "map.svg"}
        words = [str(given.get(word, word)) for word in DOORS[door][0]]
        out, err, status = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO(), 0
        with (
            mock.patch.multiple(sys, argv=["dateline", *words], stdout=out, stderr=err),
            self.shipped(),
        ):
            try:
                cli.main()
            except SystemExit as ended:
                status = ended.code or 0
            out.flush()
        return Answer(status=status, out=out.buffer.getvalue(), err=err.getvalue())


def fault_of(door: str, name: str, answer: Answer) -> str:
    """Return what is wrong with a door's answer about a damaged file that it reads, or ""."""
    if "Traceback" in answer.err:
        return "a traceback"
    if door == "check":
        told = [line for line in answer.err.splitlines() if name in line]
        return "" if answer.status == 1 and len(told) == 1 else f"check: {answer.err!r}"
    if not (len(answer.sentences) == 1 and name in answer.sentences[0]):
        return f"not one sentence with the name: {answer.err!r}"
    if "reinstall dateline" not in answer.sentences[0]:
        return f"no remedy: {answer.err!r}"
    expected = 0 if name in CAN_DO_WITHOUT else 2
    if answer.status != expected:
        return f"status {answer.status} instead of {expected}"
    return "an answer beside the refusal" if expected and answer.out else ""
