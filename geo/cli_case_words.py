"""What the commands of a case share: their options, who writes, and how an answer is printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.case import Case, Hand

SHORT = 8  # digits of an id shown to a reader
WHO = "DATELINE_WHO"  # environment variable
CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case's file.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Who = Annotated[str | None, typer.Option(help=f"Who does it; else {WHO}, else your login name.")]
Why = Annotated[str | None, typer.Option(help="Why, for the log.")]


def hand_of(who: str | None, why: str | None = None) -> Hand:
    """
    Return who writes.

    Raises
    ------
    CaseError
        When nobody is named and the system does not know who it is.
    """
    from geo.case import hand_of as named  # noqa: PLC0415 - each command loads what it uses

    return named(who, why)


def open_case(path: Path, *, write: bool = False) -> Case:
    """Open a case, loading what it needs."""
    from geo.case import Case  # noqa: PLC0415 - each command loads what it uses

    case = Case.open(path, write=write)
    for note in case.notes:
        typer.echo(f"dateline: {note}", err=True)
    return case


def say(plain: dict[str, Any], words: str | Iterable[str], *, as_json: bool) -> None:
    """Print an answer, in JSON or in words, at once: whoever reads it may act on it."""
    lines = [words] if isinstance(words, str) else list(words)
    if as_json:
        lines = [json.dumps(plain, ensure_ascii=False, allow_nan=False)]
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
