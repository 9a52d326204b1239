"""What child processes are given to do in tests; `tell` sets the stage of their job."""

import os
import signal
import socket

from geo import ArticleError


def nothing():
    """Load nothing."""


def repeat(tell, value):
    tell("repeating")
    print("a child's own words are no answer")
    return value


def ask_pid(tell):  # noqa: ARG001 - each is told how to tell
    return os.getpid()


def ask_niceness(tell):  # noqa: ARG001 - each is told how to tell
    return os.nice(0)


def ask_environment(tell, name):  # noqa: ARG001 - each is told how to tell
    return os.environ.get(name), socket.socket.connect.__qualname__


def spin(tell):
    tell(str(os.getpid()))
    while True:
        pass


def hoard(tell):
    tell("hoarding")
    kept = []
    while True:
        kept.append(bytearray(50_000_000))


def die(tell):
    tell("dying")
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(tell):
    tell("refusing")
    msg = "the text is no text"
    raise ArticleError(msg)


def stumble(tell):
    tell("stumbling")
    raise KeyError(tell)


def hoard_to_the_last_byte(tell):
    """Fill memory with ever smaller pieces, and hold them while the error is on its way."""
    tell("hoarding")
    held, sizes = (), [1 << power for power in range(20, 9, -1)] + list(range(512, 0, -8))
    for size in sizes:
        try:
            while True:
                held = (held, b"x" * size)
        except MemoryError:
            continue
    raise MemoryError(held)
