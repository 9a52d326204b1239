"""The `dateline gazetteer` commands."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from geo.errors import DataError
from geo.types import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.install import Bar
    from geo.types import Place

_SOME_FAILED = 1
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,3})?) ?([kmgKMG]?[bB]?)")
_UNITS = {"": 1, "B": 1, "K": 1e3, "KB": 1e3, "M": 1e6, "MB": 1e6, "G": 1e9, "GB": 1e9}

gazetteer_app = typer.Typer(
    help="Ask the gazetteer, and install others beside the shipped one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@gazetteer_app.command("info")
def info() -> None:
    """Say what the gazetteer holds: the shipped places, and what is installed over them."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - each command loads what it uses

    for name, places, names in Gazetteer.open().layers:
        typer.echo(f"{name}: {places:,} places, {names:,} names")


@gazetteer_app.command("lookup")
def lookup(
    name: Annotated[str, typer.Argument(help="A name, in any spelling.")],
    limit: Annotated[int, typer.Option(min=1, help="The most places shown.")] = 20,
) -> None:
    """Say which places a name may mean."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - each command loads what it uses

    gazetteer = Gazetteer.open()
    first = gazetteer.lookup(name)
    known = {match.place.id for match in first}
    found = (*first, *(m for m in gazetteer.divisions(name) if m.place.id not in known))
    if not found:
        typer.echo(f"dateline: no place is called {name!r}; try another spelling", err=True)
        raise typer.Exit(_SOME_FAILED)
    for match in found[:limit]:
        typer.echo(f"{match.how:<9}{_describe(match.place)}")


@gazetteer_app.command("install")
def install(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|COUNTRY...",
            help="A country's two letters, for GeoNames' own table of it; GeoNames' files, a"
            " folder of them or their addresses; or a CSV or GeoJSON of your own.",
        ),
    ],
    *,
    name: Annotated[str | None, typer.Option(help="What to call it; the file's name if none.")] = (
        None
    ),
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="Where your table has name, lat, lon, kind, country, admin1, population,"
            " alternates (apart by | or ;) or id. May be given several times.",
        ),
    ] = None,
    kind: Annotated[Kind, typer.Option(help="Kind of your places that do not say.")] = Kind.TOWN,
    max_size: Annotated[
        str,
        typer.Option(
            metavar="SIZE",
            help="The most that one file may have, fetched and unpacked: 800MB, 6GB.",
        ),
    ] = "4GB",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """
    Install a gazetteer in your data folder; it is used at once beside the shipped one.

    What will be fetched and read is told before it is; on a terminal you are asked.
    """
    from geo.gazetteer.install import GEONAMES, LICENCE, Options, bar  # noqa: PLC0415 - as below
    from geo.gazetteer.install import install as run  # noqa: PLC0415 - parse does without
    from geo.gazetteer.layer import Layer  # noqa: PLC0415 - each command loads what it uses

    columns, most = _columns(column or []), _bytes(max_size)
    with bar(sys.stderr) as report:
        agree = partial(_agree, report, silently=yes)
        options = Options(name=name, columns=columns, kind=kind, max_bytes=most, agree=agree)
        made = run(sources, options, report)
    typer.echo(f"installed {_facts(made)}")
    if Layer(made).source == GEONAMES:
        typer.echo(f"{LICENCE}: name them where you publish", err=True)


@gazetteer_app.command("list")
def list_installed() -> None:
    """List the gazetteers in your data folder."""
    from geo.gazetteer.home import gazetteers_folder, installed  # noqa: PLC0415 - parse does without

    found = installed()
    typer.echo(f"{len(found)} installed in {gazetteers_folder()}")
    for each in found:
        typer.echo(f"{each.name}: {_facts(each.folder)}")


@gazetteer_app.command("check")
def check() -> None:
    """Check every byte of the installed gazetteers."""
    from geo.gazetteer.install import bar, damaged_layers  # noqa: PLC0415 - parse does without

    with bar(sys.stderr) as report:
        damaged = damaged_layers(report)
    for sentence in damaged:
        typer.echo(f"dateline: {sentence}", err=True)
    if damaged:
        raise typer.Exit(_SOME_FAILED)
    typer.echo("All installed gazetteers are whole and unaltered.")


@gazetteer_app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="As `dateline gazetteer list` has it.")],
) -> None:
    """Remove an installed gazetteer."""
    from geo.gazetteer.install import remove as run  # noqa: PLC0415 - parse does without

    run(name)
    typer.echo(f"{name} is removed")


def _agree(report: Bar, words: str, *, silently: bool) -> bool:
    """Say what will be taken in; ask a person whether it shall be."""
    with report.paused():
        typer.echo(words, err=True)
        if silently or not sys.stdin.isatty():
            return True
        return typer.confirm("Go on?", default=True, err=True)


def _bytes(words: str) -> int:
    found = _SIZE.fullmatch(words.strip())
    if found is None or not float(found[1]):
        msg = f"--max-size {words!r} is no size; give it as 800MB or 6GB"
        raise DataError(msg)
    return int(float(found[1]) * _UNITS[found[2].upper()])


def _columns(words: list[str]) -> dict[str, str]:
    columns = {}
    for word in words:
        field, equals, column = word.partition("=")
        if not equals:
            msg = f"--column {word!r} has no =; give it as --column name=VILLAGE"
            raise DataError(msg)
        columns[field.strip()] = column
    return columns


def _facts(folder: Path) -> str:
    """Return what an installed gazetteer holds, or that it is damaged."""
    from geo.gazetteer.layer import Layer  # noqa: PLC0415 - each command loads what it uses

    try:
        layer = Layer(folder)
    except DataError as error:
        return str(error)
    size = sum(int(facts["bytes"]) for facts in layer.files.values())
    changed = f", as of {layer.modified}" if layer.modified else ""
    held = f"{len(layer):,} places, {layer.names:,} names, {size / 1e6:,.1f} MB"
    return f"{layer.id}: {held}{changed}; from {', '.join(layer.made_of)}"


def _describe(place: Place) -> str:
    held = ", ".join(reversed(place.admin)) or place.country or "-"
    people = f"{place.population:,} people" if place.population else "population unknown"
    at = f"lat {place.lat:.4f} lon {place.lon:.4f}"
    return f"{place.id}  {place.name} ({place.kind.value}), {held}; {people}; {at}"
