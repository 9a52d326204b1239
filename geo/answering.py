"""Standard output that is written whole, or the command says why not."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer


class ReaderGoneError(Exception):
    """Whoever read standard output has stopped, as `head` does; there is nobody to tell."""


@contextmanager
def answering() -> Iterator[None]:
    """
    Make the block's standard output fail in words, not in a traceback or in silence.

    Raises
    ------
    ExportError
        When it cannot be written: the disk is full, or it was closed from the start.
    ReaderGoneError
        When its reader has gone.
    """
    before = sys.stdout
    out = _Outlet(before)
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(cast("io.RawIOBase", out)),
        encoding=getattr(before, "encoding", "utf-8"),
        errors=getattr(before, "errors", "strict"),
        line_buffering=out.isatty(),
    )
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    finally:
        out.is_over = True
        sys.stdout = before


class _Outlet(io.RawIOBase):
    """The stream below a text stream, unbuffered, so that every failure is seen here."""

    def __init__(self, stream: TextIO | None) -> None:
        buffered = getattr(stream, "buffer", None)
        if stream is not None:
            stream.flush()
        self._below: BinaryIO | None = getattr(buffered, "raw", buffered)
        self.is_over = False  # what still comes is dropped: its loss has been told

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._below is not None and self._below.isatty()

    def fileno(self) -> int:
        if self._below is None:
            raise io.UnsupportedOperation
        return self._below.fileno()

    def write(self, content: ReadableBuffer, /) -> int:
        size = memoryview(content).nbytes
        if self.is_over:
            return size
        try:
            if self._below is None:
                why = "it is closed"
            else:
                written: int | None = self._below.write(content)
                if written is not None:
                    return written
                why = "it takes no more now"
        except BrokenPipeError as cause:
            self.is_over = True
            raise ReaderGoneError from cause
        except OSError as cause:
            why = cause.strerror or str(cause)
        self.is_over = True
        msg = f"cannot write to standard output ({why}); send it to a file with room, or to a pipe"
        raise ExportError(msg)
