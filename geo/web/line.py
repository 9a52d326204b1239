"""A connection on which a server cannot keep us waiting by sending byte after byte."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait for what comes."""

    silence_s: float = 30.0  # in which at least one byte must come
    slow_s: float = 60.0  # in which at least `slow_bytes` must come
    slow_bytes: int = 16_384
    clock: Callable[[], float] = time.monotonic


class Line:
    """
    A connected socket as http.client uses one, which ends when too little comes.

    Raises OSError from what reads it, where too little comes, or too much.
    """

    def __init__(self, line: socket.socket, pace: Pace, most: int) -> None:
        """Take a connected socket, how long to wait for what comes, and how many bytes to take."""
        self._line, self._pace, self._most = line, pace, most

    def sendall(self, data: bytes) -> None:
        """Send a request."""
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what comes."""
        return io.BufferedReader(_Stream(self._line, self._pace, self._most))

    def close(self) -> None:
        """End the connection."""
        self._line.close()


class _Stream(io.RawIOBase):
    """What comes; each byte earns its sender time, up to `slow_s`, and waiting spends it."""

    def __init__(self, line: socket.socket, pace: Pace, most: int) -> None:
        """Take a connected socket, how long to wait for what comes, and how many bytes to take."""
        self._line, self._pace, self._room, self._left = line, pace, most, pace.slow_s
        self._bytes = line.makefile("rb", buffering=0)  # keeps the socket open until it is closed

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Wait for some bytes, as long as there is time for them."""
        pace, began = self._pace, self._pace.clock()
        self._line.settimeout(min(pace.silence_s, self._left))
        came = self._bytes.readinto(buffer) or 0
        self._room -= came
        if self._room < 0:
            msg = "it sends more than was asked for"
            raise OSError(msg)
        earned = came * pace.slow_s / pace.slow_bytes
        self._left = min(pace.slow_s, self._left - (pace.clock() - began) + earned)
        if self._left <= 0:
            msg = f"fewer than {pace.slow_bytes:,} bytes came in {pace.slow_s:.0f} s"
            raise TimeoutError(msg)
        return came

    def close(self) -> None:
        """Let go of the socket."""
        self._bytes.close()
        super().close()
