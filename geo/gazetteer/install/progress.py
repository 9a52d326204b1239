"""How far an installation is, as a bar on a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.install.entries import Report


@contextmanager
def bar(stream: TextIO) -> Iterator[Report]:
    """
    Show a bar for what is being done now, with the time it has taken and will take.

    Parameters
    ----------
    stream : text stream
        Where to draw; one that is no terminal gets the last state of each bar alone.
    """
    from rich.console import Console  # noqa: PLC0415 - only an installation draws one
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream)) as progress:
        tasks: dict[str, int] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what)
            progress.update(tasks[what], completed=done, total=total or None)  # type: ignore[arg-type]

        yield report
