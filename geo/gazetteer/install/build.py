"""Stages that turn sources into an installed gazetteer, each resumable, the last one atomic."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from geo.digests import sha256_of
from geo.errors import DataError
from geo.gazetteer.columns import BATCH_ROWS, NUMBERS, SCHEMA, TEXTS
from geo.gazetteer.folding import fold
from geo.gazetteer.home import POINTER, follow, installed
from geo.gazetteer.install.gather import CODED, Gatherer
from geo.gazetteer.install.geonames import read_codes, read_names
from geo.gazetteer.install.hashing import hash_names, hash_skeletons
from geo.gazetteer.install.journal import Journal
from geo.gazetteer.install.lines import count_lines
from geo.gazetteer.layer import FORMAT, IDS, META, PLACES, SEAL, VALUES, Layer, seal_of
from geo.locks import locked
from geo.writing import settle, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.gazetteer.install.divisions import Divisions
    from geo.gazetteer.install.entries import Entry, Report

_TABLES = tuple(f"{table}.{part}" for table in ("names", "alike") for part in ("heads", "buckets"))
_FILES = (PLACES, IDS, *_TABLES, VALUES)
_DIGEST = 12
_AGAIN = "a"  # after the digest in the folder's name, where that name is in use
_SAMPLE = 2000  # places looked for after the build
_TELL = 1 << 14  # lines between reports


class Source(Protocol):
    """Something that gives places."""

    @property
    def path(self) -> Path:
        """The file, for messages and the fingerprint."""

    def count(self) -> int:
        """Return how many lines there are, having found the file whole."""

    def read(self, skip: int) -> Iterator[tuple[int, Entry]]:
        """Return line number and place after `skip` lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be installed and where."""

    name: str
    label: str  # Place.source of its places: "geonames", or the gazetteer's name
    options: str  # whatever else decides the bytes
    folder: Path  # of the installed gazetteers
    sources: tuple[Source, ...]
    aliases: tuple[Path, ...] = ()  # tables of alternate names
    codes: tuple[Path, ...] = ()  # tables of divisions' names

    @property
    def fingerprint(self) -> str:
        """Return what tells this work from other work: the files' names, sizes and times."""
        digest = hashlib.sha256(f"{FORMAT} {self.name} {self.label} {self.options}".encode())
        for path in (*(s.path for s in self.sources), *self.aliases, *self.codes):
            facts = path.stat()
            digest.update(f"\n{path.name} {facts.st_size} {facts.st_mtime_ns}".encode())
        return digest.hexdigest()


def build(plan: Plan, divisions: Divisions, report: Report) -> Path:
    """
    Make a gazetteer, or go on making it where an earlier run was interrupted, and install it.

    Parameters
    ----------
    plan : Plan
        What to install; the same plan gives the same bytes, interrupted or not.
    divisions : Divisions
        The shipped areas.
    report : Report
        Told what is being done.

    Returns
    -------
    Path
        The installed folder. Until it is whole and has been checked, the gazetteer of this name
        that was there before stays in use.

    Raises
    ------
    DataError
        When a source is damaged or of another kind, naming the file and the line; when the
        folder cannot be written.
    """
    work = plan.folder / f".building-{plan.name}"
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        with locked(plan.folder / f".{plan.name}.lock"):
            journal = Journal(work, plan.fingerprint)
            journal.state.setdefault("stage", 0)
            journal.state.setdefault("at", 0)
            try:
                _run(journal, plan, divisions, report)
            except DataError:  # the source is at fault: there is nothing to go on with
                shutil.rmtree(work, ignore_errors=True)
                raise
            return _swap(journal, plan)
    except OSError as cause:
        msg = (
            f"cannot write in {plan.folder} ({cause.strerror or cause}); free some room or mend"
            " its permissions, then try again: it goes on where it stopped"
        )
        raise DataError(msg) from cause


def _run(journal: Journal, plan: Plan, divisions: Divisions, report: Report) -> None:
    stages: tuple[Callable[[], None], ...] = (
        lambda: _places(journal, plan, divisions, report),
        lambda: _aliases(journal, plan, divisions, report),
        lambda: hash_names(journal, report),
        lambda: hash_skeletons(journal, report),
        lambda: _columns(journal, report),
        lambda: _describe(journal, plan, divisions),
        lambda: verify(journal.folder, report),
    )
    for number, stage in enumerate(stages):
        if number >= journal.state["stage"]:
            stage()
            journal.state.update(stage=number + 1, at=0, source=0)
            journal.commit()


def _places(journal: Journal, plan: Plan, divisions: Divisions, report: Report) -> None:
    gatherer, state = Gatherer(journal, divisions), journal.state
    for which, source in enumerate(plan.sources):
        if which < state.get("source", 0):
            continue
        total = source.count()
        for line, entry in source.read(state["at"]):
            gatherer.place(entry)
            if gatherer.full():
                _keep(journal, gatherer, which, line)
            if not line % _TELL:
                report(f"read {source.path.name}", line, total)
        _keep(journal, gatherer, which + 1, 0)
    if not gatherer.places:
        msg = f"{plan.sources[0].path} holds no places; nothing was installed"
        raise DataError(msg)
    gatherer.number_ids()


def _keep(journal: Journal, gatherer: Gatherer, source: int, at: int) -> None:
    gatherer.flush()
    journal.state.update(source=source, at=at)
    journal.commit()


def _aliases(journal: Journal, plan: Plan, divisions: Divisions, report: Report) -> None:
    if not plan.aliases:
        return
    gatherer, state = Gatherer(journal, divisions), journal.state
    for which, path in enumerate(plan.aliases):
        if which < state.get("source", 0):
            continue
        total = count_lines(path)
        for line, number, name in read_names(path, state["at"]):
            row = gatherer.row_of(number) if name else None
            if row is not None:
                gatherer.alias(row, name.decode("utf-8", "replace"))
            if gatherer.full():
                _keep(journal, gatherer, which, line)
            if not line % _TELL:
                report(f"read {path.name}", line, total)
        _keep(journal, gatherer, which + 1, 0)


def _columns(journal: Journal, report: Report) -> None:
    """Put the columns together, one batch in memory at a time."""
    rows, folder = journal.state["places"], journal.folder
    ends = dict.fromkeys(TEXTS, 0)
    with pa.ipc.new_file(str(folder / PLACES), SCHEMA) as out:
        for start in range(0, rows, BATCH_ROWS):
            count = min(BATCH_ROWS, rows - start)
            arrays = [
                pa.array(_part(folder / name, np.dtype(letter), start, count), type=kind)
                for name, (letter, kind) in NUMBERS.items()
            ]
            for name in TEXTS:
                lengths = _part(folder / f"{name}.lengths", np.dtype(np.uint16), start, count)
                offsets = np.cumsum([0, *lengths.tolist()], dtype=np.int64)
                words = _part(
                    folder / f"{name}.bytes", np.dtype(np.uint8), ends[name], int(offsets[-1])
                )
                ends[name] += int(offsets[-1])
                held = [None, pa.py_buffer(offsets.astype("<i4")), pa.py_buffer(words)]
                arrays.append(pa.Array.from_buffers(pa.string(), count, held))
            out.write_batch(pa.record_batch(arrays, schema=SCHEMA))
            report("write columns", start + count, rows)
    journal.adopt(PLACES)
    journal.drop([*NUMBERS, *(f"{name}.{part}" for name in TEXTS for part in ("bytes", "lengths"))])


def _part(path: Path, kind: np.dtype[Any], start: int, count: int) -> np.ndarray:
    return np.fromfile(path, dtype=kind, count=count, offset=start * kind.itemsize)


def _describe(journal: Journal, plan: Plan, divisions: Divisions) -> None:
    """Write what opening needs, with an id made from the files' bytes."""
    state, folder = journal.state, journal.folder
    values = state["values"]
    codes = dict(state["codes"])
    for path in plan.codes:
        codes |= read_codes(path)
    areas = divisions.names
    words = {
        "countries": [[code, areas.get(f"country:{code}", "")] for code in values["countries"]],
        "admin1": [
            ["", codes.get(area.removeprefix(CODED), "")]
            if area.startswith(CODED)
            else [area, areas.get(area, "")]
            for area in values["admin1"]
        ],
        "admin2": [codes.get(code, "") for code in values["admin2"]],
        "features": values["features"],
    }
    _dump(folder / VALUES, words)
    files = {name: _facts(folder / name) for name in _FILES}
    digest = hashlib.sha256("".join(f["sha256"] for f in files.values()).encode()).hexdigest()
    meta = {
        "format": FORMAT,
        "id": f"{plan.name}-{digest[:_DIGEST]}",
        "source": plan.label,
        "places": state["places"],
        "names": state.get("names", 0),
        "modified": state.get("modified", ""),
        "made_of": [s.path.name for s in plan.sources] + [p.name for p in plan.aliases],
        "files": files,
    }
    _dump(folder / META, {**meta, SEAL: seal_of(meta)})
    for name in (VALUES, META):
        journal.adopt(name)


def _dump(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0)
    write_text(path, text + "\n")


def _facts(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "sha256": sha256_of(path)}


def verify(folder: Path, report: Report) -> None:
    """
    Check a built gazetteer: every byte by its checksum, and that its places can be found.

    Parameters
    ----------
    folder : Path
        Of its files.
    report : Report
        Told when it begins and ends.

    Raises
    ------
    DataError
        When a file is missing or altered, or a place is not found by its name.
    """
    report("check", 0, 1)
    layer = Layer(folder, fresh=True)
    for row in range(0, len(layer), max(1, len(layer) // _SAMPLE)):
        key = fold(layer.place(row).name)
        if key and row not in layer.rows(key):
            msg = f"{folder}: the place in row {row} is not found by its name; install it again"
            raise DataError(msg)
    report("check", 1, 1)


def damaged_layers(report: Report) -> list[str]:
    """
    Check every byte of the installed gazetteers.

    Parameters
    ----------
    report : Report
        Told when each check begins and ends.

    Returns
    -------
    list of str
        A sentence for each that is damaged; empty when all are well.
    """
    found = []
    try:
        layers = installed()
    except DataError as cause:
        return [str(cause)]
    for each in layers:
        try:
            verify(each.folder, report)
        except DataError as cause:
            found.append(str(cause))
    return found


def _swap(journal: Journal, plan: Plan) -> Path:
    """Put the built files where the pointer leads, then turn the pointer at once."""
    own = str(json.loads((journal.folder / META).read_text(encoding="utf-8"))["id"])
    final = plan.folder / own
    with suppress(DataError):
        if follow(plan.folder / f"{plan.name}{POINTER}").folder == final:  # perhaps damaged since
            final = plan.folder / f"{own}{_AGAIN}"
    fresh = plan.folder / f".{own}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name in (*_FILES, META):
        settle(journal.folder / name)
        (journal.folder / name).replace(fresh / name)
    settle(fresh)
    shutil.rmtree(final, ignore_errors=True)  # nothing leads to it
    fresh.replace(final)
    point(plan.folder, plan.name, final.name)
    shutil.rmtree(journal.folder, ignore_errors=True)
    clear(plan.folder, plan.name, keep=final.name)
    return final


def point(folder: Path, name: str, target: str) -> None:
    """Make a gazetteer's name lead to another folder, at once."""
    write_text(folder / f"{name}{POINTER}", json.dumps({"folder": target}) + "\n")


def clear(folder: Path, name: str, keep: str = "") -> None:
    """Delete a gazetteer's folders but one; what another program still reads goes next time."""
    for path in folder.iterdir():
        if path.is_dir() and path.name.rpartition("-")[0] == name and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
