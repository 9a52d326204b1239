"""The engine that every command which parses is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from geo.settings import RECOGNISER, Settings

if TYPE_CHECKING:
    from geo.engine import Engine

Recogniser = Annotated[
    str,
    typer.Option(
        envvar=RECOGNISER, help="learned, rules, or one you have: spacy:PIPELINE, gliner:MODEL."
    ),
]


def engine_of(recogniser: str) -> Engine:
    """Return the engine, having said on standard error what it lacks."""
    from geo.engine import default_engine  # noqa: PLC0415 - other commands do without

    engine = default_engine(settings=Settings(recognizer=recogniser))
    for warning in engine.warnings:
        typer.echo(f"dateline: {warning}", err=True)
    return engine
