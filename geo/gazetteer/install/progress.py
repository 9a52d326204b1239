"""How far an installation is, as a bar on a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID


class Bar:
    """A Report that draws."""

    def __init__(self, progress: Progress) -> None:
        """Take rich's bars."""
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how much is done."""
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what)
        self._progress.update(self._tasks[what], completed=done, total=total or None)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the terminal to others meanwhile."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()


@contextmanager
def bar(stream: TextIO) -> Iterator[Bar]:
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
        yield Bar(progress)
