"""
Twenty installations of a gazetteer killed at random moments, each followed by one that completes.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_install_kills [kills [seed]]`. The
table comes from a server of this program's own on loopback. After each kill the gazetteer that was
installed before must answer, or the new one; after the next run, the new one with the same bytes.
"""

import http.server
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from geo.gazetteer import Gazetteer
from geo.gazetteer.home import installed
from geo.gazetteer.install import Options, install, verify
from tests.geo.gazetteer.conftest import place_line, silent

KILLS, SEED = 20, 8
ROWS = 20_000
FIRST = 99_000_001


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve a folder and say nothing."""

    def log_message(self, *_):
        """Keep the output clean."""


def table(path, rows, stem):
    """Write a table of GeoNames' kind."""
    names = ("Qaraq", "Sul", "Tepe", "Mil", "Bani", "Deir", "Ain")
    path.write_text(
        "".join(
            place_line(FIRST + n, f"{stem} {names[n % 7]} {n % 997}", people=n) for n in range(rows)
        ),
        encoding="utf-8",
    )


def start(home, *words):
    """Begin a `dateline gazetteer` command in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "geo.cli", "gazetteer", *map(str, words)],
        env={**os.environ, "DATELINE_DATA": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(running):
    """Return what a command prints; a failure ends this program."""
    out, err = running.communicate()
    if running.returncode:
        sys.exit(f"{running.args} ended with {running.returncode}: {err[-500:]}")
    return out


def made(out):
    """Return the id of what was installed, which tells its bytes."""
    return out.removeprefix("installed ").partition(":")[0]


def trial(home, url, before, after):
    """Kill an installation after some seconds; return what answered then, and the next one's id."""
    install([str(before)], Options(name="iq"), silent)
    running = start(home, "install", url, "--name", "iq")
    try:
        running.communicate(timeout=after)
        hit = False
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        hit = True
    for each in installed():
        verify(each.folder, silent)
    answered = [stem for stem in ("Old", "New") if Gazetteer.open().knows(f"{stem} Qaraq 0")]
    return hit, answered, made(finish(start(home, "install", url, "--name", "iq")))


def main():
    """Kill and complete, and print each."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)  # noqa: S311 - moments
    with tempfile.TemporaryDirectory() as folder:
        served, home = Path(folder, "served"), Path(folder, "home")
        os.environ["DATELINE_DATA"] = str(home)
        served.mkdir()
        table(served / "iq.txt", ROWS, "New")
        before = Path(folder, "before.txt")
        table(before, 500, "Old")
        handler = partial(Quiet, directory=served)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            url = f"http://127.0.0.1:{server.server_port}/iq.txt"
            began = time.perf_counter()
            whole = made(finish(start(home, "install", url, "--name", "iq")))
            took = time.perf_counter() - began
            print(f"not killed: {took:.1f} s, {whole}", flush=True)
            struck = 0
            for number in range(1, kills + 1):
                after = chance.uniform(0, took)
                hit, answered, own = trial(home, url, before, after)
                struck += hit
                print(
                    f"{number}: {'killed' if hit else 'had ended'} after {after:.2f} s; the"
                    f" {answered[0].lower()} one answered; the next run gave {own}",
                    flush=True,
                )
                if own != whole or len(answered) != 1:
                    sys.exit("other bytes than without a kill, or two gazetteers at once")
            server.shutdown()
            thread.join()
    print(f"{struck} of {kills} struck an installation at work; each next one gave the same bytes")


if __name__ == "__main__":
    main()
