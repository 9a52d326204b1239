"""The commands that measure the engine, and that check what is shipped and what is sent."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads it
from typing import Annotated

import typer

from geo.cli_engine import Recogniser, engine_of
from geo.cli_statuses import SOME_FAILED
from geo.settings import LEARNED


class Part(StrEnum):
    """Which documents of a corpus `evaluate` takes."""

    TRAIN = "train"
    CHOOSE = "choose"
    REPORT = "report"
    ALL = "all"


def evaluate(
    corpus: Annotated[Path, typer.Argument(help="JSON lines of id, text and toponyms.")],
    *,
    part: Annotated[Part, typer.Option(help="By the hash of the id: 7, 1 and 2 of 10.")] = Part.ALL,
    demonyms: Annotated[bool, typer.Option(help="Whether 'Iraqi' counts as a name.")] = True,
    errors: Annotated[int, typer.Option(min=0, help="Mistakes of each sort to list.")] = 0,
    given: Annotated[bool, typer.Option(help="Tell it where the names are.")] = False,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Measure the engine on annotated documents."""
    from geo.evaluation import evaluate as run  # noqa: PLC0415 - parse does without
    from geo.evaluation import read_corpus, render  # noqa: PLC0415 - parse does without

    documents = read_corpus(corpus, part.value)
    report = run(engine_of(recogniser), documents, demonyms=demonyms, given=given)
    typer.echo(render(report, errors=errors), nl=False)


def check(
    *,
    network: Annotated[
        bool,
        typer.Option("--network", help="Watch, from outside, that nothing is sent or left behind."),
    ] = False,
) -> None:
    """Check every byte of what is shipped and installed; say what is wrong and how to mend it."""
    if network:
        _watch()
        return
    from geo.gazetteer.install import bar, damaged_layers  # noqa: PLC0415 - parse does without
    from geo.integrity import verify  # noqa: PLC0415 - parse does without

    problems = [problem.sentence for problem in verify()]
    with bar(sys.stderr) as report:
        problems += damaged_layers(report)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(SOME_FAILED)
    typer.echo("All data files are present and unaltered.")


def _watch() -> None:
    """Show what a parse, a snapshot and the dashboard's start do to network and disk."""
    from geo.proof.check import Seen, tool, watch  # noqa: PLC0415 - parse does without

    def report(seen: Seen) -> None:
        for sentence in seen.sentences():
            typer.echo(sentence, err=bool(seen.faults))

    typer.echo(f"Watching from outside with {tool()}; this takes a minute.")
    if not watch(report):
        raise typer.Exit(SOME_FAILED)
    typer.echo("Nothing left this machine.")
