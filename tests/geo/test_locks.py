"""One process at a time, and none for ever."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.locks import locked

ROOT = Path(__file__).parents[2]
HOLDER = (
    "import sys, subprocess, pathlib\n"
    "from geo.locks import locked\n"
    "with locked(pathlib.Path(sys.argv[1])) as turn:\n"
    "    child = [sys.executable, '-c', 'print(0, flush=True); input()']\n"
    "    keep = (turn,) if 'child' in sys.argv else ()\n"
    "    subprocess.run(child, pass_fds=keep)\n"
)


def holder(path, *words):
    """A process that holds the lock as long as its child waits for a line."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path, *words],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout.readline() == "0\n"
    return running


def test_who_does_not_wait_is_told(tmp_path):
    path = tmp_path / "lock"
    with locked(path), pytest.raises(DataError, match="wait until it has ended"), locked(path):
        pass
    with locked(path):
        pass


def test_who_waits_is_told_for_whom(tmp_path):
    path, told = tmp_path / "lock", []
    running = holder(path)

    def tell(who):
        told.append(who)
        running.communicate("\n")

    with locked(path, tell):
        assert path.read_text() == f"process {os.getpid()}"
    assert told == [f"process {running.pid}"]


@pytest.mark.skipif(os.name == "nt", reason="children inherit no lock on Windows")
@pytest.mark.parametrize("words", [(), ("child",)])
def test_a_lock_goes_with_its_holder_and_what_it_left_at_work(tmp_path, words):
    path, told = tmp_path / "lock", []
    running = holder(path, *words)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()

    def tell(who):
        told.append(who)
        running.stdin.close()  # the child ends

    with locked(path, tell):
        pass
    assert told == ([f"process {running.pid}"] if words else [])
    running.stdin.close()
    running.stdout.close()


def test_an_empty_lock_names_nobody(tmp_path):
    path, told = tmp_path / "lock", []
    with path.open("ab") as file:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)

        def tell(who):
            told.append(who)
            fcntl.flock(file, fcntl.LOCK_UN)

        with locked(path, tell):
            assert told == ["another process"]
