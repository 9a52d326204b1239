"""What `dateline gazetteer install` and `remove` do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.gazetteer.home import POINTER, gazetteers_folder
from geo.gazetteer.install.bounds import MAX_BYTES, MAX_ROWS, always, size
from geo.gazetteer.install.build import Plan, build, clear
from geo.gazetteer.install.countries import GEONAMES, address_of, is_country, is_own
from geo.gazetteer.install.divisions import Divisions
from geo.gazetteer.install.download import Terms, fetch
from geo.gazetteer.install.geonames import Table, kind_of_table, read_places
from geo.gazetteer.install.lines import count_lines, unpacked
from geo.gazetteer.install.user import CSV, FIELDS, GEOJSON, UserTable
from geo.locks import locked
from geo.settings import data_folder
from geo.types import Kind
from geo.web import is_url, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer.install.entries import Entry, Report

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_UNSAFE = re.compile(r"[^a-z0-9_]+")
_TABLES = frozenset({".txt", ".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read what is installed, and what to call it."""

    name: str | None = None  # the first file's when None
    columns: Mapping[str, str] = field(default_factory=dict)  # of a user's table
    kind: Kind = Kind.TOWN  # of a user's places whose row does not say
    max_bytes: int = MAX_BYTES  # of one file, as it comes and unpacked
    agree: Callable[[str], bool] = always  # told what will be taken in, before it is
    inside: bool = True  # an address given is the user's own word: it may lie in their network


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoNamesTable:
    """A table of GeoNames places."""

    path: Path

    def count(self) -> int:
        """Return how many lines there are."""
        return count_lines(self.path)

    def read(self, skip: int) -> Iterator[tuple[int, Entry]]:
        """Return each line's number and place, after the first `skip` lines."""
        return read_places(self.path, skip)


def install(wanted: Sequence[str], options: Options, report: Report) -> Path:
    """
    Install a gazetteer beside the shipped one.

    Parameters
    ----------
    wanted : sequence of str
        Paths of files or of folders that hold them, addresses of files, or countries' two
        letters, which mean GeoNames' zip of that country.
    options : Options
        The gazetteer's name, and how to read a table of the user's own.
    report : Report
        Told what is being done: words, how much is done, and how much there is.

    Returns
    -------
    Path
        Where it was installed; it is used from the next `Gazetteer.open` on.

    Raises
    ------
    DataError
        When something cannot be found, fetched, read or written. An installed gazetteer of the
        same name is then still in place.
    """
    folder = gazetteers_folder()
    with _alone(folder):
        return _install(wanted, options, report, folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time fetch into a folder of gazetteers."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / ".installing.lock"):
            yield
    except OSError as cause:
        msg = f"cannot write in {folder} ({cause.strerror or cause}); mend its permissions"
        raise DataError(msg) from cause


def _install(wanted: Sequence[str], options: Options, report: Report, folder: Path) -> Path:
    fetched = folder / ".fetched"

    def bring(url: str, *, inside: bool) -> Path:
        terms = Terms(max_bytes=options.max_bytes, agree=options.agree, inside=inside)
        return fetch(url, fetched, report, terms)

    paths = [path for words in wanted for path in _paths(words, bring, inside=options.inside)]
    try:
        plan = _plan(paths, options, folder)
        _agree(plan, options)
        made = build(plan, Divisions(data_folder()), report)
    except DataError as error:
        if not isinstance(error.__cause__, OSError):  # what came is no good: fetch it anew
            shutil.rmtree(fetched, ignore_errors=True)
        raise
    shutil.rmtree(fetched, ignore_errors=True)
    return made


def remove(name: str) -> None:
    """
    Remove an installed gazetteer.

    Raises
    ------
    DataError
        When there is none of this name, or it cannot be deleted.
    """
    folder = gazetteers_folder()
    pointer = folder / f"{name}{POINTER}"
    if not _NAME.fullmatch(name) or not pointer.is_file():
        msg = f"no gazetteer {name!r} is installed; `dateline gazetteer list` names those that are"
        raise DataError(msg)
    try:
        pointer.unlink()
        clear(folder, name)
    except OSError as cause:
        msg = f"cannot delete {pointer} ({cause.strerror}); mend its permissions"
        raise DataError(msg) from cause


def _agree(plan: Plan, options: Options) -> None:
    """Say how much will be read, and refuse what is beyond the bounds."""
    rows = {source.path: source.count for source in plan.sources}
    rows |= {path: partial(count_lines, path) for path in (*plan.aliases, *plan.codes)}
    for path, count in rows.items():
        held = unpacked(path)
        if held > options.max_bytes:
            msg = (
                f"{path} holds {size(held)}, more than the {size(options.max_bytes)} that one file"
                " may have; if that is right, allow it with --max-size"
            )
            raise DataError(msg)
        if (number := count()) > MAX_ROWS:
            msg = f"{path} has {number:,} rows, more than the {MAX_ROWS:,} of any table of places"
            raise DataError(msg)
        if not options.agree(f"{path.name}: {number:,} rows, {size(held)}"):
            msg = "nothing was installed, as you wish"
            raise DataError(msg)


def _paths(words: str, bring: Callable[..., Path], *, inside: bool) -> list[Path]:
    if is_url(words):
        return [bring(words, inside=inside)]
    path = Path(words)
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in _TABLES)
    if path.exists():
        return [path]
    if not is_country(words):
        named = shown(words) if "://" in words else words
        msg = f"there is no {named!r}; give a file, a folder, an address or a country's two letters"
        raise DataError(msg)
    return [bring(address_of(words), inside=is_own())]


def _plan(paths: list[Path], options: Options, folder: Path) -> Plan:
    own = [path for path in paths if path.suffix.lower() in CSV | GEOJSON]
    if own and len(own) != len(paths):
        msg = f"{own[0]} is a table of your own; install it apart from GeoNames' files"
        raise DataError(msg)
    return _own_plan(own, options, folder) if own else _geonames_plan(paths, options, folder)


def _own_plan(paths: list[Path], options: Options, folder: Path) -> Plan:
    for column in options.columns:
        if column not in FIELDS:
            msg = f"--column {column}=... is none of {', '.join(FIELDS)}"
            raise DataError(msg)
    name = _name(options, paths[0])
    return Plan(
        name=name,
        label=name,
        options=f"{sorted(options.columns.items())} {options.kind}",
        folder=folder,
        sources=tuple(
            UserTable(path=path, name=name, columns=options.columns, kind=options.kind)
            for path in paths
        ),
    )


def _geonames_plan(paths: list[Path], options: Options, folder: Path) -> Plan:
    tables: dict[Table, list[Path]] = {table: [] for table in Table}
    for path in paths:
        table = kind_of_table(path)
        if table is not None:
            tables[table].append(path)
        elif len(paths) == 1:
            msg = f"{path} line 1: this is no table of GeoNames; see docs/gazetteer.md"
            raise DataError(msg)
    if not tables[Table.PLACES]:
        has = ", ".join(path.name for path in paths[:5]) or "no file"
        msg = f"no table of GeoNames places among {has}; give a country's zip or allCountries.zip"
        raise DataError(msg)
    return Plan(
        name=_name(options, tables[Table.PLACES][0]),
        label=GEONAMES,
        options="",
        folder=folder,
        sources=tuple(GeoNamesTable(path=path) for path in tables[Table.PLACES]),
        aliases=tuple(tables[Table.NAMES]),
        codes=tuple(tables[Table.DIVISIONS] + tables[Table.DISTRICTS]),
    )


def _name(options: Options, path: Path) -> str:
    name = options.name or _UNSAFE.sub("-", path.stem.casefold()).strip("-_") or "mine"
    if not _NAME.fullmatch(name):
        msg = f"{name!r} is no name for a gazetteer; use up to 40 of a-z, 0-9, - and _"
        raise DataError(msg)
    return name
